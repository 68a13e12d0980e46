"""Questions turned into statements."""

from __future__ import annotations

import pytest

from assistant.training.statements import statement


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who built the mill?", "Ada Lund", "Ada Lund built the mill."),
        ("Who was the first keeper?", "Tor", "The first keeper was Tor."),
        ("When was the mill at Orla founded?", "1904", "The mill at Orla was founded in 1904."),
        ("How many goats live there?", "seven", "Seven goats live there."),
        ("What is the capital of Senn?", "Orla", "The capital of Senn is Orla."),
        ("Which town was burnt in 1871?", "Orla", "Orla was burnt in 1871."),
    ],
)
def test_common_forms(question: str, answer: str, said: str) -> None:
    assert statement(question, answer) == said


@pytest.mark.parametrize("question", ["Why did the mill close?", "Who did not come?", "?"])
def test_other_forms_give_nothing_rather_than_something_else(question: str) -> None:
    assert statement(question, "rye") is None


def test_a_long_answer_is_no_statement() -> None:
    assert statement("Who built the mill?", "word " * 20) is None
