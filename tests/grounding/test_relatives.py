from __future__ import annotations

import pytest

from assistant.grounding.relatives import tells_of_relative

SINCE = "Since when has Daniel Osei been mayor?"


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        (SINCE, "His predecessor Ruth Hale had been mayor since *2014*.", True),
        (SINCE, "Osei's predecessor, Ruth Hale, was mayor from *2014* to 2022.", True),
        (SINCE, "His late father Karl Osei was mayor of Ashby in *1970*.", True),
        (SINCE, "His deputy Ruth Hale, who had been mayor since *2014*, left.", True),
        ("How many goals did Tom Holm score?", "His brother Nils scored *four* goals.", True),
        # of whom it is asked himself
        (SINCE, "Her successor Daniel Osei has been mayor since *2022*.", False),
        (SINCE, "Her predecessor Ruth Hale was mayor; Daniel Osei followed in *2022*.", False),
        (SINCE, "Her predecessor Ruth Hale was followed as mayor by Osei in *2022*.", False),
        ("When was Ruth Hale mayor?", "His predecessor Ruth Hale was mayor in *2014*.", False),
        (SINCE, "His rival Ruth Hale has called him mayor since *2022*.", False),
        # perhaps himself, under another name or none
        (SINCE, "Ruth Hale was mayor from *2014* to 2022.", False),
        (SINCE, "Her successor has been mayor since *2022*.", False),
        # something else than what is asked of him
        (SINCE, "His wife Anna died in *2022*.", False),
        # asked of no person by name
        ("Since when has the town had a mayor?", "His father Karl was mayor in *1970*.", False),
    ],
)
def test_what_is_said_of_a_predecessor_or_a_brother_is_not_said_of_the_one_asked_about(
    question: str, sentence: str, other: bool
) -> None:
    before, value, after = sentence.split("*")
    start = len(before)
    text = before + value + after
    assert tells_of_relative(question, text, start, start + len(value)) is other
