"""Scores the answers of another system to the same questions: what they state, what they refuse.

    python -m evals.others ANSWERS.jsonl

Each line has the ``id`` of a question of one turn, the ``text`` of the answer and whether it was
``refused``. Citations are not judged.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from evals.observation import Observed
from evals.questions import FOLDER, load
from evals.scoring import Outcome, score, summarise

SHOWN = ("correct", "false_refusal", "false_answer")


def outcomes(answers: Path, split: str) -> list[Outcome]:
    """The scored answers to the questions of a split; questions without an answer are left out."""
    rows = map(json.loads, answers.read_text(encoding="utf-8").splitlines())
    said = {row["id"]: row for row in rows}
    return [
        score(each, [Observed(each.text, row["text"], refused=row["refused"])])
        for each in load(FOLDER)
        if each.split == split and (row := said.get(each.id))
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the share of each split; see the module's description."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("answers", type=Path)
    answers = parser.parse_args(argv).answers
    for split in ("dev", "test"):
        scored = outcomes(answers, split)
        found = summarise([each.scores for each in scored])
        shares = ", ".join(f"{name} {found[name].mean:.1%}" for name in SHOWN if name in found)
        print(f"{split}: {len(scored)} questions, {shares}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
