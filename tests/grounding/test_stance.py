"""What a sentence asserts or denies of the words of a question for yes or no."""

from __future__ import annotations

import pytest

from assistant.grounding.stance import plain_answer, stances

QUESTION = "Has Varna reopened the bridge?"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Varna reopened the bridge in May.", {"reopen": True, "bridg": True}),
        ("The bridge has not been reopened.", {"reopen": False, "bridg": True}),
        ("Varna has never reopened it.", {"reopen": False}),
        ("Some say it was reopened, others that it was not reopened.", {}),
        ("Varna lies on the sea.", {}),
    ],
)
def test_signs_of_the_words_that_are_asked_for(sentence: str, found: dict[str, bool]) -> None:
    assert stances(QUESTION, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The council rejected the plan.", False),
        ("The council did not reject the plan.", True),
        ("The council approved the plan.", True),
        ("The council abstained from accepting the plan.", False),
    ],
)
def test_opposites_deny(sentence: str, found: bool) -> None:
    assert stances("Did the council accept the plan?", sentence)["accept"] is found


def test_what_came_in_turn_does_not_deny() -> None:
    assert "rise" not in stances("Did the lake rise in May?", "The lake fell in autumn.")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("No.", False), ("Yes, since May.", True), ("No bridge stands there.", None), ("Now.", None)],
)
def test_a_plain_yes_or_no(sentence: str, found: bool | None) -> None:
    assert plain_answer(QUESTION, sentence) is found


def test_yes_and_no_do_not_tell_where_the_question_denies() -> None:
    assert plain_answer("Has Varna never reopened the bridge?", "No.") is None
