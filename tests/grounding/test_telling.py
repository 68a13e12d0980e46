"""Whether a text gives a value that a source sentence gives."""

from __future__ import annotations

import pytest

from assistant.grounding.telling import tells
from assistant.types import Evidence, SourceSentence, Span


def evidence(text: str, answer: str) -> Evidence:
    at = text.index(answer)
    sentence = SourceSentence("a", 1, 1, 0, len(text), text)
    return Evidence(sentence, 0.9, Span(at, at + len(answer), 0.9))


BOATS = evidence("The club owns 3 boats and 12 oars.", "3")
OPENED = evidence("The lock was opened on 4 May 1932.", "4 May 1932")
WAIT = evidence("The varnish dries for one hour.", "one hour")
BUILDER = evidence("The lock was built by Mayor Ivan Petrov.", "Mayor Ivan Petrov")
ROLE = evidence("The keys are with the harbour master.", "the harbour master")


@pytest.mark.parametrize(
    ("value", "text", "told"),
    [
        (BOATS, "The club has three boats.", True),
        (BOATS, "The club has 35 members.", False),
        (BOATS, "The club has 3 trainers.", False),
        (BOATS, "It closes for 3 days.", False),
        (OPENED, "It was opened on May 4th, 1932.", True),
        (OPENED, "It was opened in 1932.", False),
        (WAIT, "It takes 60 minutes.", True),
        (WAIT, "It takes 90 minutes.", False),
        (BUILDER, "Ivan Petrov, the mayor, built it.", True),
        (BUILDER, "Anna Berg built it.", False),
        (ROLE, "Ask the harbour master.", True),
        (ROLE, "Ask at the harbour.", False),
    ],
)
def test_the_same_value_in_any_words_is_told(value: Evidence, text: str, told: bool) -> None:
    assert tells(text, value) == told
