from __future__ import annotations

import pytest

from assistant.grounding.values import Said, may_exclude, same_value

DEATHS = "How many people died in the flood?"


def same(a: str, b: str, question: str, sentence_a: str = "", sentence_b: str = "") -> bool | None:
    return same_value(Said(a, sentence_a), Said(b, sentence_b), question)


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
    assert same(a, b, question) is True
    assert same(b, a, question) is True


@pytest.mark.parametrize(
    ("context_a", "context_b", "a", "b"),
    [
        ("At least 232 people died in the flood.", "The flood killed 238 people.",
         "At least 232 people", "238 people"),
        ("The flood killed 232.", "Some 150 people died in the flood.", "232", "150 people"),
        ("The prosecutor of Berg said that 232 had died and 900 been injured in the flood.",
         "At least 157 people were killed in the flood.", "232", "At least 157 people"),
    ],
)  # fmt: skip
def test_different_counts_of_one_thing(context_a: str, context_b: str, a: str, b: str) -> None:
    assert same(a, b, DEATHS, context_a, context_b) is False


def test_different_days_of_one_event() -> None:
    a = "The strike began on 3 May 2021."
    b = "The strike began on 5 May 2021."
    assert same("3 May 2021", "5 May 2021", "When did the strike begin?", a, b) is False


@pytest.mark.parametrize(
    ("context_a", "context_b", "a", "b"),
    [
        ("232 people died in the flood.", "19 dams broke in the flood.", "232 people", "19 dams"),
        ("In 2021, 40 people died.", "In 2022, 60 people died.", "40 people", "60 people"),
        ("90 people died in Almere.", "232 people died in the flood.", "90 people", "232 people"),
        ("232 people died.", "Another 15 people died later.", "232 people", "15 people"),
        ("232 people died.", "The flood cost 5 million euros.", "232 people", "5 million euros"),
        ("232 people died.", "It happened on 5 May.", "232 people", "5 May"),
        (
            "Of the 232 dead in the flood 40 people were children.",
            "232 people died in the flood.",
            "40 people",
            "232 people",
        ),
        ("Up to 18 officers died at the dam.", "At least 238 people died.", "18", "238 people"),
    ],
)
def test_other_periods_places_and_things_are_not_compared(
    context_a: str, context_b: str, a: str, b: str
) -> None:
    assert same(a, b, DEATHS, context_a, context_b) is None


SHARE = "What share of the vote did the Greens get?"


@pytest.mark.parametrize(
    ("context_a", "context_b", "a", "b", "verdict"),
    [
        ("With around 53 per cent of the vote the Greens won.",
         "The Greens received 57 percent of the vote.", "53 per cent", "57 percent", False),
        ("The Greens got 53 per cent of the vote.",
         "The vote of the Greens was up 12 percent.", "53 per cent", "12 percent", None),
    ],
)  # fmt: skip
def test_a_share_is_not_compared_with_a_change(
    context_a: str, context_b: str, a: str, b: str, verdict: bool | None
) -> None:
    assert same(a, b, SHARE, context_a, context_b) is verdict


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ("This was driven by exports, which grew by 25 percent.", False),
        ("Exports to Norway fell by 10 percent in March 2019.", None),
        ("Imports of cars rose by 25 percent in 2019.", None),
    ],
)
def test_changes_over_the_year_that_is_asked_for(other: str, verdict: bool | None) -> None:
    question = "How much did exports to Norway grow in 2022?"
    one = "Exports to Norway increased by 22 per cent within the first ten months of 2022."
    value = next(word for word in ("25 percent", "10 percent") if word in other)
    assert same("22 per cent", value, question, one, other) is verdict


BUILT = "Who built the tents in Varna?"


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("the Dutch embassy", "Dutch farmers", False),
        ("Farmers from Norway", "Norway's embassy in Lima", False),
        ("Dutch troops", "Dutch soldiers", True),
        ("Farmers from Norway", "Norway", None),
        ("Berg", "Berg's nephew", None),
        ("Berg", "Mayor Berg", True),
    ],
)
def test_a_shared_name_does_not_make_two_parties_one(a: str, b: str, verdict: bool | None) -> None:
    context_a, context_b = (f"{each} built the tents in Varna." for each in (a, b))
    assert same(a, b, BUILT, context_a, context_b) is verdict
    assert same(b, a, BUILT, context_b, context_a) is verdict


def test_two_parties_that_did_other_things_do_not_differ() -> None:
    a, b = "The Dutch embassy built the tents.", "The bread came from Dutch farmers."
    assert same("The Dutch embassy", "Dutch farmers", BUILT, a, b) is None


def test_a_figure_within_the_bounds_of_another_time_is_not_the_same() -> None:
    a, b = "Rents stood above 20 percent in May 1931.", "Rents stood at 22 percent in June 1932."
    asked = "What share of pay did rents take?"
    assert same("above 20 percent", "22 percent", asked, a, b) is None
    c = b.replace("June 1932", "May 1931")
    assert same("above 20 percent", "22 percent", asked, a, c) is True


def test_what_is_asked_about_may_stand_around_the_sentence() -> None:
    one = Said("27", "We counted 27.", "The flood took people by night. We counted 27 who died.")
    two = Said("34", "There were 34.", "People died in the flood. There were 34.")
    assert same_value(one, two, DEATHS) is False
    elsewhere = Said("34", "There were 34.", "Cows were lost as well. There were 34.")
    assert same_value(one, elsewhere, DEATHS) is None


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("The fair is on Saturday 12 July.", "The fair is on Saturday 5 July.", False),
        ("The fair is on Saturday 12 July.", "The fair is on 12 July.", True),
        ("The fair is on Saturday 12 July.", "The fair is on a Sunday.", None),
        ("The fair is held on Saturdays.", "The fair is held on Sundays.", False),
        ("The fair is held on Saturdays.", "The fair is held on Sundays, 8 to 9.15 pm.", False),
    ],
)
def test_days_of_the_week_and_of_the_month(one: str, other: str, verdict: bool | None) -> None:
    said = [Said(each.rstrip(".").partition(" on ")[2], each, each) for each in (one, other)]
    assert same_value(*said, "When is the fair?") is verdict


def test_a_limit_is_not_the_same_as_an_amount_far_below_it() -> None:
    def stay(days: str) -> Said:
        return Said(days, f"Guests may stay {days}.")

    question = "How many days may guests stay?"
    assert same_value(stay("up to three days"), stay("one day"), question) is False
    assert same_value(stay("up to three days"), stay("three days"), question) is True


def test_not_since_then_is_then() -> None:
    a = "The council has not inspected the bridge since May 1931."
    b = "The council inspected the bridge on 16 June 1932."
    asked = "When did the council last inspect the bridge?"
    assert same("May 1931", "16 June 1932", asked, a, b) is False


@pytest.mark.parametrize(
    ("question", "sentence_a", "sentence_b", "a", "b"),
    [
        pytest.param(
            "What share of people over 60 approve?",
            "Of people over 60, 58 percent approve.",
            "Among the youngest 10 percent approve.",
            "58 percent", "10 percent", id="the question fixes an amount",
        ),
        pytest.param(
            "What share of people over 60 approve of the dam?",
            "13 percent approve of the dam.",
            "Among the over-60s 34 percent approve of the dam.",
            "13 percent", "34 percent", id="a group named with a hyphen",
        ),
        pytest.param(
            "When did Berg write to Lind?",
            "Berg has written to Lind several times since May 1931.",
            "Berg wrote to Lind on 16 June 1932.",
            "May 1931", "16 June 1932", id="since when is not when",
        ),
        pytest.param(
            "By how much did exports to Norway grow?",
            "Exports to Norway rose by 22 percent.",
            "Exports to Sweden rose by 34 percent.",
            "22 percent", "34 percent", id="what went to another place",
        ),
        pytest.param(
            "When does the bridge open?",
            "The bridge opens in 2023.",
            "The ferry started on 7 March.",
            "2023", "7 March", id="dates without a common part",
        ),
        pytest.param(
            "How many seats did the Greens win?",
            "The Greens won 23 out of 29 seats.",
            "The Greens won the seats with 54 percent.",
            "23 out of 29", "54 percent", id="so many of so many is no percentage",
        ),
    ],
)  # fmt: skip
def test_what_sentences_tell_of_other_things_is_not_compared(
    question: str, sentence_a: str, sentence_b: str, a: str, b: str
) -> None:
    assert same(a, b, question, sentence_a, sentence_b) is None


@pytest.mark.parametrize(
    ("question", "sentence_a", "sentence_b", "a", "b", "verdict"),
    [
        pytest.param(
            "How long must the glue dry?",
            "The glue must dry for one hour.",
            "The tour of the mill takes 60 minutes.",
            "one hour", "60 minutes", None, id="an hour of something else",
        ),
        pytest.param(
            "How long must the glue dry?",
            "The glue must dry for 60 minutes.",
            "The tour of the mill takes 60 minutes.",
            "60 minutes", "60 minutes", None, id="in the same words",
        ),
        pytest.param(
            "How long must the glue dry?",
            "The glue must dry for one hour.",
            "Let the glue dry 60 minutes.",
            "one hour", "60 minutes", True, id="the same drying",
        ),
        pytest.param(
            "When was the lock built?",
            "The lock was built in 1904.",
            "Emil Roth was born in 1904.",
            "1904", "1904", None, id="the year of something else",
        ),
    ],
)  # fmt: skip
def test_equal_values_agree_only_about_one_thing(
    question: str, sentence_a: str, sentence_b: str, a: str, b: str, verdict: bool | None
) -> None:
    assert same(a, b, question, sentence_a, sentence_b) is verdict


@pytest.mark.parametrize(
    ("question", "sentence_a", "sentence_b"),
    [
        ("How long do corked jars keep?", "Corked jars keep two years.",
         "Uncorked jars keep 5 days."),
        ("What do full-time jobs pay?", "Full-time jobs pay 40 euros.",
         "Part-time jobs pay 20 euros."),
        ("What does the indoor pool cost?", "The indoor pool costs 4 euros.",
         "The outdoor pool costs 3 euros."),
    ],
)  # fmt: skip
def test_what_is_told_of_the_opposite_is_not_compared(
    question: str, sentence_a: str, sentence_b: str
) -> None:
    a, b = (" ".join(each.split()[-2:]).strip(".") for each in (sentence_a, sentence_b))
    assert same(a, b, question, sentence_a, sentence_b) is None
    assert not may_exclude(Said(a, sentence_a), Said(b, sentence_b), question)
    assert same(a, b, question, sentence_a, sentence_a.replace(a, b)) is False


KEYS = "Who keeps the keys of the mill?"
CLOSED = "When did the quarry close?"


@pytest.mark.parametrize(
    ("question", "one", "other", "verdict"),
    [
        pytest.param(
            KEYS,
            Said("Ida Holm", "Ida Holm keeps the keys of the mill."),
            Said("Emil Roth", "Before her Emil Roth kept the books for nine years."),
            False, id="names of other matters",
        ),
        pytest.param(
            KEYS,
            Said("Ida Holm", "Ida Holm keeps the keys of the mill."),
            Said("Emil Roth", "The keys of the mill are with Emil Roth."),
            True, id="names of one matter",
        ),
        pytest.param(
            CLOSED,
            Said("1931", "The quarry closed in 1931."),
            Said("Sundays", "The quarry is closed on Sundays."),
            False, id="a date and none",
        ),
        pytest.param(
            CLOSED,
            Said("1931", "The quarry closed in 1931."),
            Said("Sunday", "The quarry was closed on a Sunday."),
            False, id="dates without a common part",
        ),
        pytest.param(
            "How many lamps has the pier?",
            Said("27", "We mended 27 lamps."),
            Said("34", "On her list there were 34."),
            True, id="amounts that may be of one thing",
        ),
        pytest.param(
            "How much is the Basalt plan?",
            Said("9 euros", "The Basalt plan is 9 euros."),
            Said("7 euros", "The price is 7 euros.", "The price is 7 euros. It runs a year."),
            False, id="an amount that goes with no name",
        ),
    ],
)  # fmt: skip
def test_what_may_still_be_held_against_each_other(
    question: str, one: Said, other: Said, verdict: bool
) -> None:
    assert may_exclude(one, other, question) is verdict
    assert may_exclude(other, one, question) is verdict


@pytest.mark.parametrize(
    ("sentence", "answer", "verdict"),
    [
        ("The guard locked the gate at nine in the evening.", "nine", False),
        ("The guard locked the gate at 10.20 pm.", "10.20 pm", True),
        ("On 5 May the guard locked the gate at 9 p.m.", "9 p.m.", None),
        ("The guard locked the gate from 9 p.m. to 5 a.m.", "9 p.m. to 5 a.m.", None),
        ("Visitors must leave by nine in the evening.", "nine", None),
    ],
)
def test_times_of_day(sentence: str, answer: str, verdict: bool | None) -> None:
    one = "On 4 May the guard locked the gate at twenty past ten in the evening."
    asked = "At what time did the guard lock the gate?"
    value = "twenty past ten in the evening"
    assert same(value, answer, asked, one, sentence) is verdict
    assert same(answer, value, asked, sentence, one) is verdict
