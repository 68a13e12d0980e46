"""Causes of one thing, given by one sentence and denied or replaced by another."""

from __future__ import annotations

import pytest

from assistant.grounding.causes import cause, cause_denied, other_causes

MONEY = "The dig ended because the money had run out."


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        ("It ended because the farmer withdrew his permission.", True),
        ("The end came because of a lack of money.", False),
        ("It was not the money that ended the dig.", True),
        ("It was not the weather that ended the dig.", False),
        ("The dig ended in August.", False),
    ],
)
def test_causes_differ_when_both_are_named_or_one_is_denied(other: str, differ: bool) -> None:
    assert other_causes(MONEY, other) is differ
    assert other_causes(other, MONEY) is differ


def test_only_what_is_named_as_a_cause_is_one() -> None:
    assert cause("The mill closed, owing to the flood.").strip(" .") == "the flood"
    assert cause("The mill closed after the flood.") == ""
    assert cause_denied("It wasn't the flood that closed the mill.") == "the flood"
    assert cause_denied("It was not open.") == ""
