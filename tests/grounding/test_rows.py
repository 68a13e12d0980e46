from __future__ import annotations

import pytest

from assistant.grounding.rows import fields, is_asked_column, is_key, other_rows

ROWS = (
    "Hut: 4; Guest: Anna Lind; Beds: 3; Price: 90",
    "Hut: 5; Guest: Per Berg; Beds: 2; Price: 70",
    "Hut: 6; Guest: Anna Lind; Beds: 5; Price: 95",
)


def test_the_cells_of_a_row() -> None:
    row = "Hut: 4; Open: 10:30, 12:00; by day; Guest: Anna Lind"
    found = fields(row)
    assert [(each.label, each.value) for each in found] == [
        ("Hut", "4"), ("Open", "10:30, 12:00"), ("Guest", "Anna Lind"),
    ]  # fmt: skip
    assert all(row[each.start : each.end] == each.value for each in found)


def test_what_opens_a_row_may_stand_in_a_column_without_a_name() -> None:
    rows = ("Saturday; Pool: 8 to 6; Gym: 9 to 7", "Sunday; Pool: 8 to 5; Gym: 9 to 5")
    assert next((each.label, each.value) for each in fields(rows[0])) == ("", "Saturday")
    assert other_rows("When does the gym open on Sundays?", rows) == {0}


@pytest.mark.parametrize(
    "text", ["Note: the hut is shut.", "The hut is shut; note: no beds.", "One; two; a: b; c: d"]
)
def test_a_sentence_with_a_colon_is_no_row(text: str) -> None:
    assert fields(text) == ()


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("How many beds has hut 5?", {0, 2}),
        ("How many beds has hut no. 5?", {0, 2}),
        ("Which is larger, hut 4 or hut 5?", {2}),
        ("What does Anna Lind pay?", {1}),
        ("Do Lind and Berg pay the same?", set()),
        ("Who pays more than Per Berg?", set()),
        ("What does Tom Holm pay?", set()),  # no row has the name: he may be told of elsewhere
        ("Which hut has 5 beds?", set()),
        ("How many beds are there?", set()),
    ],
)
def test_rows_with_another_number_or_name_than_the_question_are_about_something_else(
    question: str, others: set[int]
) -> None:
    assert other_rows(question, ROWS) == others


@pytest.mark.parametrize(
    ("question", "value", "key"),
    [
        ("How many huts does Anna Lind have?", "4", True),
        ("How big is hut 4?", "4", True),
        ("How many beds are there?", "3", False),
        ("Which hut does Anna Lind have?", "4", False),
    ],
)
def test_the_number_that_a_thing_has_tells_no_amount(question: str, value: str, key: bool) -> None:
    assert is_key(question, ROWS[0], ROWS[0].index(value)) is key


@pytest.mark.parametrize(
    ("question", "value", "asked"),
    [
        ("What is the price of hut 4?", "90", True),
        ("What is the price of hut 4?", "4", False),
        ("What is the price of hut 4?", "3", False),
    ],
)
def test_a_column_says_what_its_numbers_are(question: str, value: str, asked: bool) -> None:
    start = ROWS[0].index(value)
    assert is_asked_column(question, ROWS[0], start, start + len(value)) is asked


TOOLS = (
    "code: A1; item: Hedge trimmer electric; day: 14; deposit: 50",
    "code: A2; item: Hedge trimmer petrol; day: 19; deposit: 80",
    "code: B1; item: Trailer; day: 25; deposit: 100",
)


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("How much is the petrol hedge trimmer for a day?", {0, 2}),
        ("What deposit do you take for a trailer?", {0, 1}),
        ("What is the deposit for a hedge trimmer?", set()),  # no row is just that
        ("What does the rotavator cost for a day?", set()),
    ],
)
def test_rows_of_other_things_than_the_question_names(question: str, others: set[int]) -> None:
    assert other_rows(question, TOOLS) == others


def test_a_row_found_elsewhere_tells_that_these_are_others() -> None:
    question = "What does the trailer cost for a day?"
    assert other_rows(question, TOOLS[:2]) == set()
    assert other_rows(question, TOOLS[:2], TOOLS) == {0, 1}
