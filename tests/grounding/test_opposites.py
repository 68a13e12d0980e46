"""Qualities and their opposites, by which what is called alike is told apart."""

from __future__ import annotations

import pytest

from assistant.grounding.opposites import qualities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a sealed tin", "an unsealed tin"),
        ("residents", "nonresidents"),
        ("the public bath", "a private bath"),
        ("full-time", "part-time"),
    ],
)
def test_opposites_are_two_sides_of_one_pair(one: str, other: str) -> None:
    told = qualities(other)
    assert any((pair, -side) in told for pair, side in qualities(one))


@pytest.mark.parametrize(("one", "other"), [("a tin", "a union"), ("the deep pool", "a red pool")])
def test_what_is_not_opposed(one: str, other: str) -> None:
    told = qualities(other)
    assert not any((pair, -side) in told for pair, side in qualities(one))
