from __future__ import annotations

import pytest

from assistant.grounding.short_value import exact_value
from assistant.grounding.wanted import Wanted


def _value(question: str, text: str, first: str, last: str) -> str:
    """The value in the words from ``first`` to ``last``."""
    end = text.rindex(last) + len(last)
    left, right = exact_value(Wanted.of(question), text, text.index(first), end)
    return text[left:right]


def test_a_part_of_a_date_is_made_whole() -> None:
    text = "It closed in March 2023 after 40 years."
    assert _value("When did it close?", text, "March", "March") == "March 2023"
    assert _value("Why did it close?", text, "March", "March") == "March"


@pytest.mark.parametrize(
    ("question", "text", "found", "value"),
    [
        ("When does it close?", "It closes at ten in the evening.", "ten", "ten in the evening"),
        ("How late is it open?", "It closes at ten in the evening.", "ten", "ten in the evening"),
        ("When does it leave?", "It leaves at 11.40 pm.", "11.40", "11.40 pm"),
        ("When does it leave?", "It leaves at 11.40 p.m. from Oslo.", "11.40", "11.40 p.m."),
        (
            "When do they meet?",
            "They meet on Mondays at half past seven in the evening.",
            "Mondays at half past seven",
            "Mondays at half past seven in the evening",
        ),
        ("How many came?", "At ten in the evening 30 people came.", "30", "30"),
        ("Why did it close?", "It closed at ten in the evening.", "ten", "ten"),
    ],
)
def test_a_part_of_a_time_of_day_is_made_whole(
    question: str, text: str, found: str, value: str
) -> None:
    assert _value(question, text, found, found) == value


@pytest.mark.parametrize(
    ("question", "found"), [("When is it due?", "25 March)"), ("Why is it due?", "(25 March")]
)
def test_half_a_pair_of_brackets_is_no_part_of_a_value(question: str, found: str) -> None:
    assert _value(question, "Rent is due on Lady Day (25 March).", found, found) == "25 March"


def test_a_pair_of_brackets_is() -> None:
    text = "It is run by Tom Holm (the elder)."
    assert _value("What is he called?", text, "Tom", "elder)") == "Tom Holm (the elder)"


def test_a_part_of_a_name_is_made_whole() -> None:
    text = "The trial of Karim Massimov was led by Anna Lind."
    assert _value("Who was tried?", text, "Karim", "Massimov") == "Karim Massimov"
    assert _value("Who was tried?", text, "Karim", "Karim") == "Karim Massimov"


def test_a_date_that_runs_on_is_cut_to_the_date() -> None:
    text = "He was sentenced in September 2021 to six years in prison for taking the money in May."
    assert _value("When was he sentenced?", text, "September", "May") == "September 2021"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("How many were killed?", "In all 238 people were killed and 4,500 hurt.", "238 people"),
        ("How many were hurt?", "In all 238 were killed and 4,500 hurt.", "4,500 hurt"),
        ("How many monks live in Varna?", "It has 31 monks in Oslo and 12 in Varna.", "12"),
        ("How many monks are at the mill?", "31 monks sing at the inn, 12 at the mill.", "12"),
        (
            "How long is it kept in brine?",
            "Dry it two days, or three weeks in brine.",
            "three weeks",
        ),
        ("How many boats leak?", "Three of the five boats leak.", "Three"),
        ("How long does it dry?", "It soaks for 2 hours and dries for 9 hours.", "9 hours"),
    ],
)
def test_of_several_amounts_it_is_the_one_the_question_is_about(
    question: str, text: str, value: str
) -> None:
    assert _value(question, text, text.split()[0], text.split()[-1]) == value


def test_amounts_of_which_none_is_told_apart_stay_together() -> None:
    text = "A bed costs 20 euros per night, or 35 in summer."
    assert _value("How much is a bed?", text, "20", "35") == "20 euros per night, or 35"


@pytest.mark.parametrize(
    ("question", "persons"),
    [
        ("Who was present?", "Anna Lind (chair), Per Berg, Tom Holm"),
        ("Who is the chair?", "Anna Lind"),
        ("Who took part?", "Anna Lind"),  # a heading that says something else
    ],
)
def test_under_a_heading_that_the_question_repeats_all_answer(question: str, persons: str) -> None:
    text = "Present: Anna Lind (chair), Per Berg, Tom Holm (notes)."
    assert _value(question, text, "Anna", "Lind") == persons


@pytest.mark.parametrize(
    ("question", "persons"),
    [
        ("Who built the raft?", "Anna Lind, Per Berg and Tom Holm"),
        ("Who was the builder of the raft?", "Anna Lind"),
    ],
)
def test_of_persons_that_do_a_thing_together_all_answer(question: str, persons: str) -> None:
    text = "Anna Lind, Per Berg and Tom Holm built the raft."
    assert _value(question, text, "Anna", "Lind") == persons
