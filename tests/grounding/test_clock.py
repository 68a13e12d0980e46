"""Times of day, however they are written."""

from __future__ import annotations

import pytest

from assistant.grounding.clock import find_times, same_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("It rang at 11.40 pm.", [1420]),
        ("It rang at twenty to midnight.", [1420]),
        ("It rang ten minutes after midnight.", [1450]),
        ("It rang at ten in the evening.", [1320]),
        ("It rang at eleven at night.", [1380]),
        ("It rang at about 1 am on 17 February.", [60]),
        ("It rang at half past six in the morning.", [390]),
        ("It rang at a quarter to 9 p.m.", [1245]),
        ("Open 08:30 to 17:00.", [510, 1020]),
        ("Open from 7 a.m. to noon.", [420, 720]),
        ("It rang at ten o'clock.", [600]),
    ],
)
def test_times(text: str, minutes: list[int]) -> None:
    assert [time.minutes for time in find_times(text)] == minutes


@pytest.mark.parametrize(
    "text",
    [
        "Ten people came.",
        "It cost 11.40 pounds.",
        "From ten to twelve people came.",
        "Two to three weeks after 5 May 2020 it was 20 years old.",
        "Rule 4.2 of 2019 gives 3:1 odds.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("11.40 pm", "twenty to midnight", True),
        ("ten minutes after midnight", "12.10 a.m.", True),
        ("ten o'clock", "10 p.m.", True),
        ("10 a.m.", "10 p.m.", False),
        ("ten in the evening", "ten minutes after midnight", False),
    ],
)
def test_same_time(one: str, other: str, same: bool) -> None:
    (a,), (b,) = find_times(one), find_times(other)
    assert same_time(a, b) is same
