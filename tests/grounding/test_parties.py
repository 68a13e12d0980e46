"""Whether two answers name the same person, body or place, and what their sentences tell."""

from __future__ import annotations

import pytest

from assistant.grounding.parties import same_party

BUYER = "Who acquired Waterhuis?"


def party(a: str, b: str, question: str, context_a: str, context_b: str) -> bool | None:
    kind = "place" if question.startswith("Where") else "person"
    verdict = same_party(a, b, kind, question, context_a, context_b)  # type: ignore[arg-type]
    assert same_party(b, a, kind, question, context_b, context_a) is verdict  # type: ignore[arg-type]
    return verdict


@pytest.mark.parametrize(
    ("context_a", "context_b", "verdict"),
    [
        # the same is told of both, in words that the question does not use
        ("Berg bought Waterhuis in 1931.", "Lind bought Waterhuis in 1931.", False),
        ("Berg bought Waterhuis in 1931.", "In 1934 Lind bought Waterhuis.", None),
        ("Berg bought Waterhuis.", "Waterhuis has paid Lind for nine years.", None),
        ("Berg bought Waterhuis in Varna.", "Lind bought Waterhuis in Almere.", None),
        ("Anna Berg Buys Waterhuis From Old Town Council", "Lind Buys Waterhuis", None),
    ],
)
def test_other_names_of_which_the_same_is_told(
    context_a: str, context_b: str, verdict: bool | None
) -> None:
    assert party("Berg", "Lind", BUYER, context_a, context_b) is verdict


def test_one_person_under_two_spellings_or_with_an_office() -> None:
    a, b = "Anna Berg bought Waterhuis.", "Minister Anna Berg bought Waterhuis."
    assert party("Anna Berg", "Minister Anna Berg", BUYER, a, b) is True
    c, d = "Kosta Nazarov bought Waterhuis.", "Qosta Nazaroff bought Waterhuis."
    assert party("Nazarov", "Nazaroff", BUYER, c, d) is True


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Varna, Ohio", "Almere, Ohio", False),
        ("Varna, Ohio", "Varna", True),
        ("Varna, Ohio", "Ohio", None),  # the whole does not say which part
        ("Varna, Ohio", "the Ohio town of Varna", True),
        ("Varna", "Almere", False),
    ],
)
def test_places_are_told_by_what_comes_first(a: str, b: str, verdict: bool) -> None:
    question = "Where does the Waterhuis bank have its seat?"
    context_a, context_b = (f"The Waterhuis bank has its seat in {each}." for each in (a, b))
    assert party(a, b, question, context_a, context_b) is verdict


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Almere, Varna, Ohio", "Almere", False),
        ("Almere, Varna, Ohio", "Ohio, Varna, Almere", True),
        ("Almere", "Almere", True),
    ],
)
def test_a_list_is_not_one_of_its_items(a: str, b: str, same: bool) -> None:
    told = same_party(a, b, "list", "With whom does Berg trade?", f"With {a}.", f"With {b}.")
    assert (told is True) is same
