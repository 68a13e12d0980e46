"""Which questions are taken apart, and which are refused unread."""

from __future__ import annotations

import pytest

from assistant.errors import InvalidQuestion
from assistant.questions import checked_question, parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("How many ships sank?", ("How many ships sank?",)),
        ("How many ships sank and burned?", ("How many ships sank and burned?",)),
        ("When and where was she born?", ("When and where was she born?",)),
        (
            "When was the mill built, and who owned it?",
            ("When was the mill built?", "who owned it?"),
        ),
        ("Who led it? What did it cost?", ("Who led it?", "What did it cost?")),
        (
            "When did the mill close and why?",
            ("When did the mill close?", "why did the mill close?"),
        ),
        (
            "How long was the mill shut and since when?",
            ("How long was the mill shut?", "since when was the mill shut?"),
        ),
        (
            "What year was the mill built and by whom, and in which town?",
            (
                "What year was the mill built?",
                "by whom was the mill built?",
                "in which town was the mill built?",
            ),
        ),
        (
            "Until when was it let and to whom did the rent go?",
            ("Until when was it let?", "to whom did the rent go?"),
        ),
        (
            "Who is the warden and since when?",
            ("Who is the warden?", "since when (who is the warden)?"),
        ),
        (
            "Was the mill rebuilt, and where did the miller go?",
            ("Was the mill rebuilt?", "where did the miller go?"),
        ),
        ("Is it known who came and why?", ("Is it known who came and why?",)),
        ("Did the mill burn, and why?", ("Did the mill burn, and why?",)),
        ("When did it burn and who fled?", ("When did it burn?", "who fled?")),
        ("To whom and for what was it paid?", ("To whom and for what was it paid?",)),
        ("Tell me about the mill and who owned it", ("Tell me about the mill and who owned it",)),
    ],
)
def test_parts(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize("question", ["", "   ", "?!…", "x" * 4001])
def test_what_cannot_be_asked_is_said(question: str) -> None:
    with pytest.raises(InvalidQuestion, match=r"empty|4,001"):
        checked_question(question)


def test_white_space_is_folded() -> None:
    assert checked_question("  who\n wrote\tit? ") == "who wrote it?"
