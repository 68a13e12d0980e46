from __future__ import annotations

import pytest

from assistant.grounding.values import same_value

DEATHS = "How many people died in the flood?"


@pytest.mark.parametrize(
    ("a", "b", "question"),
    [
        ("232 people", "two hundred and thirty-two", DEATHS),
        ("20 per cent", "one fifth", "What share voted?"),
        ("5 January 2022", "January 5", "When did it begin?"),
        ("Zelensky", "Volodymyr Zelenskyy", "Who spoke?"),
        ("over 200 people", "232 people", DEATHS),
    ],
)
def test_same(a: str, b: str, question: str) -> None:
    assert same_value(a, b, question) is True
    assert same_value(b, a, question) is True


@pytest.mark.parametrize(
    ("context_a", "context_b", "a", "b"),
    [
        ("At least 232 people died in the flood.", "The flood killed 238 people.",
         "At least 232 people", "238 people"),
        ("The flood killed 232.", "Some 150 people died in the flood.", "232", "150 people"),
    ],
)  # fmt: skip
def test_different_counts_of_one_thing(context_a: str, context_b: str, a: str, b: str) -> None:
    assert same_value(a, b, DEATHS, context_a, context_b) is False


def test_different_days_of_one_event() -> None:
    a = "The strike began on 3 May 2021."
    b = "The strike began on 5 May 2021."
    assert same_value("3 May 2021", "5 May 2021", "When did the strike begin?", a, b) is False


@pytest.mark.parametrize(
    ("context_a", "context_b", "a", "b"),
    [
        ("232 people died in the flood.", "19 dams broke in the flood.", "232 people", "19 dams"),
        ("In 2021, 40 people died.", "In 2022, 60 people died.", "40 people", "60 people"),
        ("90 people died in Almere.", "232 people died in the flood.", "90 people", "232 people"),
        ("232 people died.", "Another 15 people died later.", "232 people", "15 people"),
        ("232 people died.", "The flood cost 5 million euros.", "232 people", "5 million euros"),
        ("232 people died.", "It happened on 5 May.", "232 people", "5 May"),
    ],
)
def test_other_periods_places_and_things_are_not_compared(
    context_a: str, context_b: str, a: str, b: str
) -> None:
    assert same_value(a, b, DEATHS, context_a, context_b) is None
