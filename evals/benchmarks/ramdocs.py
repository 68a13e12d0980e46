"""RAMDocs (Wang et al. 2025): documents with several right answers, misinformation and noise."""

from __future__ import annotations

import json
from collections.abc import Callable

from evals.benchmarks.harness import Bench, Report, line, said, sample
from evals.benchmarks.text import contains

FILES = ("bench/ramdocs/first250.jsonl",)


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Strict: every right answer is said, and no wrong one."""
    lines = (bench.data / FILES[0]).read_text(encoding="utf-8").splitlines()
    strict, every, some, none_wrong, refused, told, shown = [], [], [], [], [], [], []
    for row in sample([json.loads(text) for text in lines], limit):
        files = {f"document-{n}.txt": d["text"] for n, d in enumerate(row["documents"], start=1)}
        with bench.opened(files) as assistant:
            answer = assistant.ask(row["question"])
        text = said(answer)
        hits = [contains(text, gold) for gold in row["gold_answers"]]
        wrong = any(contains(text, each) for each in row["wrong_answers"])
        strict.append(float(all(hits) and not wrong))
        every.append(float(all(hits)))
        some.append(float(any(hits)))
        none_wrong.append(float(not wrong))
        refused.append(float(answer.refused))
        values = {*row["gold_answers"], *row["wrong_answers"]}
        if len(values) > 1:
            told.append(float(bool(answer.disagreements)))
            shown.append(float(all(contains(text, value) for value in values)))
        step()
    return Report(
        "ramdocs",
        f"RAMDocs, {len(strict)} questions",
        (
            line("every right answer, no wrong one (EM)", strict, "32.6 Llama-3.3-70B"),
            line("every right answer", every),
            line("some right answer", some),
            line("no wrong answer", none_wrong),
            line("refused", refused),
            line("documents differ: disagreement flagged", told),
            line("documents differ: every value shown", shown),
        ),
        "published: all 500 questions, a large language model that may use what it knows to tell "
        "misinformation; ours: the first 250. The assistant shows every side with its source by "
        "design, so the strict measure, which wants false documents silenced, counts against it",
    )
