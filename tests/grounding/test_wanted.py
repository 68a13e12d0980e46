from __future__ import annotations

import pytest

from assistant.grounding.wanted import Wanted


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        ("How many miners marched?", "last spring", False),
        ("How many miners marched?", "about 300", True),
        ("How long did the strike last?", "12 May 2020", False),
        ("Who ran against Berg in 2020?", "Berg", False),
        ("Which judge led the trial of Masimov?", "Karim Massimov", False),
        ("Who ran against Berg in 2020?", "Anna Lind", True),
        ("Is the ferry old or new?", "new", True),
        ("What did the council promise?", "the council", True),
        ("On what day was Berg tried?", "November 1931", False),
        ("On what day was Berg tried?", "3 November 1931", True),
        ("What year was Berg tried?", "1931", True),
        ("What time does the gym shut?", "Monday", False),
        ("What time does the gym shut?", "7 pm", True),
        ("At what time does the coach leave?", "8.30", True),
        ("At what time does the coach leave?", "£8.50", False),
        ("At what time of the year does it flower?", "in May", True),
        ("When does the coach leave on Sundays?", "1 June 2025", False),
        ("When does the last coach leave on a Sunday?", "1800", True),
        ("When does the fair open?", "1 June 2025", True),
        ("When does the gym shut?", "7 pm", True),
        ("By whom were they replaced?", "Half", False),
        ("By whom were they replaced?", "two deputies", True),
        ("Where was Berg tried?", "3 November 1931", False),
        ("What did Lindbank pay for the mill?", "Lindbank", False),
    ],
)
def test_an_answer_is_of_the_kind_wanted_and_new(question: str, answer: str, fits: bool) -> None:
    assert Wanted.of(question).fits(answer) is fits


@pytest.mark.parametrize(
    ("question", "sentence", "fits"),
    [
        ("Which towns did Berg see?", "In May Berg travelled (BBC, CNN).", False),
        ("Where did Berg go?", "In May Berg travelled (BBC).", False),
        ("Which station reported it?", "In May Berg travelled (BBC).", True),
        ("Where did Berg go?", "In May Berg went to the BBC.", True),
    ],
)
def test_an_abbreviation_in_brackets_is_no_place(question: str, sentence: str, fits: bool) -> None:
    start = sentence.index("BBC")
    assert Wanted.of(question).found_at(sentence, start, start + 3) is fits


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "fits"),
    [
        ("How wide is the canal?", "The canal is 42 metres wide.", "42 metres", True),
        ("How wide is the canal?", "The canal has a width of 42 metres.", "42 metres", True),
        ("How deep is the canal?", "The canal took four years.", "four years", False),
        ("How long is the canal?", "The canal is 42 metres long.", "42 metres", True),
        ("How long is the course?", "The course takes four weeks.", "four weeks", True),
        ("How high may a hut be?", "No hut is higher than 2.5 metres.", "2.5 metres", True),
        ("How high was the fine?", "She was fined 300 euros.", "300 euros", True),
        ("How big is the field?", "The field costs 300 euros.", "300 euros", False),
        ("How big is the debt on the field?", "They owe 300 euros.", "300 euros", True),
        ("How many huts are there?", "A hut costs 300 euros.", "300 euros", False),
        ("How many euros are owed?", "They owe 300 euros.", "300 euros", True),
        ("How many huts are there?", "There are 300 huts.", "300", True),
        ("At what temperature is it fired?", "It is fired for 9 hours.", "9 hours", False),
        ("At what temperature is it fired?", "It is fired at 900 °C.", "900 °C", True),
        ("How much is refunded?", "They refund 300 euros.", "300 euros", True),
        ("What is the rent of hut 4?", "Hut: 4; Guest: Anna Lind; Rent: 90", "90", True),
    ],
)
def test_an_amount_measures_what_is_asked_for(
    question: str, sentence: str, answer: str, fits: bool
) -> None:
    start = sentence.index(answer)
    assert Wanted.of(question).found_at(sentence, start, start + len(answer)) is fits


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "other"),
    [
        ("How wide is the canal?", "The canal is 42 metres long.", "42 metres", True),
        ("How wide is the canal?", "The canal is 42 metres wide.", "42 metres", False),
        ("How wide is the canal?", "The canal measures 42 metres.", "42 metres", False),
        ("How long is the canal?", "The canal has a width of 42 metres.", "42 metres", True),
        ("What is the depth of the canal?", "It is 42 metres in length.", "42 metres", True),
        ("How high was the temperature?", "At a temperature of 40 °C it melts.", "40 °C", False),
        ("How big is the statue?", "The statue is 42 metres high.", "42 metres", False),
        ("How many huts are there?", "Hut: 4; Guest: Anna Lind", "4", True),
        ("How many huts are there?", "Village: Varna; Huts: 4", "4", False),
        (
            "Since when has Tom Holm been mayor?",
            "His predecessor Ruth Hale was mayor from 2014 to 2022.",
            "2014",
            True,
        ),
    ],
)
def test_an_amount_may_be_said_to_be_something_else(
    question: str, sentence: str, answer: str, other: bool
) -> None:
    start = sentence.index(answer)
    assert Wanted.of(question).is_other(sentence, start, start + len(answer)) is other


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("How long is Anna Berg's sentence?", "Anna Lind got six years.", False),
        ("How long is Anna Berg's sentence?", "She got six years.", True),
        ("How long is Anna Berg's sentence?", "Berg, with Anna Lind, got six years.", True),
        ("How long is Anna Zhuravlev's sentence?", "Anna Zuravleva got six years.", True),
        ("How long is Anna Zhruavlev's sentence?", "Anna Zhuravlev got six years.", True),
        ("How rich is Anna Berg's husband?", "Per Berg owns two inns.", True),  # a relative
        ("What are the names of the two guards at Varna?", "Two guards at Varna slept.", False),
        ("What are the names of the two guards at Varna?", "Per Berg and Anna Lind slept.", True),
        ("Which large banks left Varna?", "Some banks left Varna.", False),
        ("Which large banks left Varna?", "Lindbank and Bergbank left Varna.", True),
        ("Which Dutch singers may not perform in Varna?", "Some singers may not perform.", False),
        ("Which member lost a seat?", "Anna Lind, a member, lost her seat.", True),
        ("Which groups marched?", "Miners and bakers marched.", True),
    ],
)
def test_a_sentence_on_a_namesake_or_without_the_names_tells_nothing(
    question: str, text: str, told: bool
) -> None:
    assert Wanted.of(question).told_by(text, text) is told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was Anna Berg tried?", False),
        ("Who worked with Anna Berg?", True),
        ("When was Ida Berg tried?", True),
    ],
)
def test_a_value_is_not_that_of_a_namesake_told_of_beside(question: str, told: bool) -> None:
    sentence, before = "Anna Lind was tried in 1931.", "Anna and Ida Berg owned the mill."
    assert Wanted.of(question).told_by(sentence, f"{before} {sentence}") is told


@pytest.mark.parametrize(
    ("sentence", "before", "told"),
    [
        ("Berg got 81 percent in 1931.", "", False),
        ("Berg got 81 percent.", "", True),
        ("Berg got 81 percent in May 1928.", "", True),
        ("Berg got 81 percent in 1931.", "He had lost in 1928.", True),  # may be of either
    ],
)
def test_another_year_than_the_one_asked_about_tells_no_value(
    sentence: str, before: str, told: bool
) -> None:
    asked = Wanted.of("What share of the vote did Berg get in 1928?")
    assert asked.told_by(sentence, f"{before} {sentence}") is told
