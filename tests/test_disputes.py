"""Questions whether documents agree."""

from __future__ import annotations

import pytest

from assistant.disputes import put_to_each


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("Do the sources agree on the number of graves?", "How many graves are there?"),
        ("Do these documents differ about the cost of the dam?", "How much does the dam cost?"),
        ("Did both reports disagree on when the dam broke?", "When the dam broke?"),
        ("Do the guides contradict each other on the fee?", "What is the fee?"),
        ("Is there any contradiction about the age of the church?", "How old is the church?"),
        ("Are there conflicting figures for the height of the wall?", "How high is the wall?"),
        ("What are the disputes about the dam?", "What opinions are there on the dam?"),
        ("What is the dispute between A and B on it?", "What opinions are there on it?"),
    ],
)
def test_what_each_document_can_answer(question: str, put: str) -> None:
    assert put_to_each(question) == put


@pytest.mark.parametrize(
    "question",
    [
        "Did the council agree on the number of seats?",  # what was decided
        "Is there a dispute over the border?",  # what is told
        "How do the authors differ on the reform?",
        "What is the number of graves?",
        "Do the sources of the river agree with the map?",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert put_to_each(question) == question
