from __future__ import annotations

import pytest

from assistant.grounding.dates import Date, compatible, covers, find_dates


def only(text: str) -> Date:
    (date,) = find_dates(text)
    return date


@pytest.mark.parametrize(
    "text",
    ["5 January 2022", "January 5, 2022", "the 5th of January 2022", "2022-01-05", "5 Jan. 2022",
     "05.01.2022"],
)  # fmt: skip
def test_one_day_however_written(text: str) -> None:
    date = only(text)
    assert (date.year, date.month, date.day) == (2022, 1, 5)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("January 5", "5 January 2022", True),
        ("January 5", "6 January 2022", False),
        ("January 2022", "5 January 2022", True),
        ("2022", "in the 2020s", True),
        ("1991", "in the 1980s", False),
        ("April 2022", "spring 2022", True),
        ("in May", "5 June", False),
        ("1850", "the 19th century", True),
        ("On Monday", "on Tuesday", False),
        ("on Mondays", "on Tuesdays", False),
    ],
)
def test_partial_dates_clash_only_in_what_both_say(a: str, b: str, expected: bool) -> None:
    assert compatible(only(a), only(b)) is expected
    assert compatible(only(b), only(a)) is expected


def test_a_vague_date_does_not_cover_a_finer_one() -> None:
    assert covers(only("5 January 2022"), only("January 2022"))
    assert not covers(only("January 2022"), only("5 January 2022"))
    assert covers(only("5 January"), only("5 January 2022"))


def test_ranges_give_both_ends() -> None:
    assert [(d.month, d.day) for d in find_dates("2–5 January")] == [(1, 2), (1, 5)]
    assert [d.year for d in find_dates("from 2019-20")] == [2019, 2020]


@pytest.mark.parametrize(
    "text", ["2000 people came", "he may go", "they march on", "$2022", "2,022", "page 12"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert find_dates(text) == ()


def test_an_ambiguous_slashed_date_keeps_only_its_year() -> None:
    assert (only("03/04/2022").month, only("13/04/2022").month) == (None, 4)
