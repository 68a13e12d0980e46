"""Stems are the same for American and British spelling, and no word is taken for another."""

from __future__ import annotations

import pytest

from assistant.grounding.words import stem


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organized", "organised"),
        ("organizations", "organisation"),
        ("analyzed", "analyse"),
        ("traveled", "travelled"),
        ("canceling", "cancelled"),
        ("labor", "labour"),
        ("neighboring", "neighbours"),
        ("behavior", "behaviour"),
    ],
)
def test_american_and_british_spelling_have_one_stem(american: str, british: str) -> None:
    assert stem(american) == stem(british)


@pytest.mark.parametrize(
    ("one", "other"), [("call", "called"), ("kill", "killing"), ("size", "sizes"), ("our", "ours")]
)
def test_inflections_keep_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("hour", "hor"), ("filled", "filed")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
