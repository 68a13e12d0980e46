"""RGB (Chen et al. 2024), its English counterfactual part: true, falsified, irrelevant snippets."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from evals.benchmarks.harness import Bench, Report, line, said, sample
from evals.benchmarks.text import contains

FILES = ("bench/rgb/data/en_fact.json",)
SNIPPETS = 5


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Each question is asked of three corpora: true and irrelevant snippets, irrelevant ones only,
    and true beside falsified ones."""
    lines = (bench.data / FILES[0]).read_text(encoding="utf-8").splitlines()
    right, false, both, flagged, misled = [], [], [], [], []
    for row in sample([json.loads(text) for text in lines if text], limit):
        true, fake, noise = row["positive"], row["positive_wrong"], row["negative"]
        accepted, wrong = _flat(row["answer"]), _flat(row["fakeanswer"])

        def ask(texts: Sequence[str], question: str = row["query"]) -> Any:
            files = {f"snippet-{n}.txt": text for n, text in enumerate(texts, start=1)}
            with bench.opened(files) as assistant:
                return assistant.ask(question)

        answer = ask([*true[:2], *noise[: SNIPPETS - 2]])
        right.append(float(_says(said(answer), accepted)))
        false.append(float(not ask(noise[:SNIPPETS]).refused))
        answer = ask([*true[:2], *fake[:2]])
        says_true, says_fake = _says(said(answer), accepted), _says(said(answer), wrong)
        both.append(float(says_true and says_fake))
        flagged.append(float(bool(answer.disagreements)))
        misled.append(float(says_fake and not says_true))
        step()
    return Report(
        "rgb",
        f"RGB, {len(right)} questions of its counterfactual part",
        (
            line("true and irrelevant snippets: answer said", right),
            line("irrelevant snippets only: answered all the same", false),
            line("true and falsified snippets: both values shown", both),
            line("true and falsified snippets: disagreement flagged", flagged),
            line("true and falsified snippets: only the false value", misled),
        ),
        "the published test shows falsified snippets alone and asks whether a language model knows "
        "better; an assistant that goes by its documents cannot, so what is measured here is "
        "whether it shows the conflict when true and falsified ones stand side by side",
    )


def _flat(answer: object) -> list[str]:
    if isinstance(answer, str):
        return [answer]
    assert isinstance(answer, list)
    return [text for part in answer for text in _flat(part)]


def _says(text: str, accepted: Sequence[str]) -> bool:
    return any(contains(text, each) for each in accepted)
