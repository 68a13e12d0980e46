"""Answers of two documents held against each other, by a checker made up for the test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.grounding.contradiction import exclude
from assistant.grounding.lexical import LexicalGrounder
from assistant.grounding.values import Said
from assistant.types import Support

QUESTION = "Where will the bridge stand?"
UPSTREAM = Said("beside the club", "", "It will be built upstream, beside the club.")
DOWNSTREAM = Said("in its old place", "", "The bridge is to stand in its old place.")


class Checker(LexicalGrounder):
    """Contradicts a claim as strongly as its answer is told to."""

    def __init__(self, strength: dict[str, float]) -> None:
        self._strength = strength
        self.asked: list[tuple[str, str]] = []

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        self.asked += pairs
        found = [next(p for a, p in self._strength.items() if a in claim) for claim, _ in pairs]
        return [Support(0.0, each, 1 - each) for each in found]


@pytest.mark.parametrize(
    ("upstream", "downstream", "verdict"),
    [(0.9, 0.8, True), (1.0, 0.4, False), (0.4, 1.0, False), (0.6, 0.5, False)],
)
def test_both_paragraphs_have_to_contradict_and_strongly_enough(
    upstream: float, downstream: float, verdict: bool
) -> None:
    checker = Checker({"club": upstream, "old place": downstream})
    assert exclude(QUESTION, UPSTREAM, DOWNSTREAM, checker, 0.7) is verdict


def test_each_answer_is_held_against_the_other_paragraph() -> None:
    checker = Checker({"club": 0.9, "old place": 0.9})
    exclude(QUESTION, UPSTREAM, DOWNSTREAM, checker, 0.7)
    assert checker.asked == [
        ("Where will the bridge stand? beside the club", DOWNSTREAM.around),
        ("Where will the bridge stand? in its old place", UPSTREAM.around),
    ]
