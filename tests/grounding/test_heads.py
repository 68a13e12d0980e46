"""Whether two answers are about one sort of people or body, by the heads of their phrases."""

from __future__ import annotations

import pytest

from assistant.grounding.heads import described, head, unlike


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("Norway's embassy in Lima", "embassi"),
        ("Farmers from Norway", "farmer"),
        ("the mayor of Varna", "mayor"),
        ("Mayor Lind", ""),
        ("Lind from Norway", ""),
        ("the Dutch bank Waterhuis", ""),
        ("Varna", ""),
    ],
)
def test_the_head_stands_before_what_is_added(phrase: str, noun: str) -> None:
    assert head(phrase) == noun


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Farmers from Norway", "Norway's embassy in Lima", True),
        ("the Dutch soldiers", "Dutch troops in the north", False),
        ("the mayor of Varna", "Varna's mayor", False),
        ("Lind", "the mayor of Varna", False),
    ],
)
def test_other_heads_are_other_people(one: str, other: str, verdict: bool) -> None:
    assert unlike(one, other) is verdict
    assert unlike(other, one) is verdict


@pytest.mark.parametrize(
    ("phrase", "verdict"),
    [("Berg's nephew", True), ("the nephew, Lars Berg", False), ("the city of Oslo", False)],
)
def test_a_description_borrows_its_name(phrase: str, verdict: bool) -> None:
    assert described(phrase) is verdict
