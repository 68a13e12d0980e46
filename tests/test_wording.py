"""Questions as people put them, and what they ask."""

from __future__ import annotations

import pytest

from assistant.wording import without_courtesies, without_preamble


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Can you tell me how much the mixer is?", "How much the mixer is?"),
        ("Could you please explain to me why it was closed?", "Why it was closed?"),
        ("Hi there! How much is it? Thanks a lot!", "How much is it?"),
        ("Good morning, I'd like to know by whom it was built.", "By whom it was built?"),
        ("I wonder whether the pool is open on Mondays", "Is the pool open on Mondays?"),
        ("Do you know if dogs can come in, please?", "Can dogs come in?"),
        ("Quick question: who won?", "Who won?"),
        ("Thank you! And on Mondays?", "And on Mondays?"),
        ("I'm trying to find out who won. Do you know the name?", "Who won?"),
        ("Please tell me the deposit for the mixer.", "What is the deposit for the mixer?"),
        ("Any idea when it opens? I'd be grateful for any hint.", "When it opens?"),
    ],
)
def test_courtesies_are_left_out(question: str, asked: str) -> None:
    assert without_courtesies(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who won?",
        "Thanks!",
        "Tell me about the pool.",
        "Can you explain the reform?",
        "Can you tell the time from it?",
        "Who knows how much the mixer is?",
        "Now what?",
        "Thank you notes: who wrote them?",
        "Do you know the rules",
        "So what does the report expect?",
    ],
)
def test_what_asks_something_stays_as_it_is(question: str) -> None:
    assert without_courtesies(question) == question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("I've been ill since May. When do I need a note?", "When do I need a note?"),
        ("I'm Bob. I want a patio. How much is the mixer?", "How much is the mixer?"),
        ("How much is the mixer? I want to lay a patio.", "How much is the mixer?"),
        # what is told before the question, or after it, is needed to understand it
        ("We are four. What does a ticket cost?",) * 2,
        ("I have seen the bridge. Who built it?",) * 2,
        ("Ten died, they say. How many exactly?",) * 2,
        ("When was the poll? The second one.",) * 2,
        ("When was the poll? I mean the one in Varna.",) * 2,
        ("Is the gym open? And the sauna?",) * 2,
        ("The gym is open. Tell me about the sauna.",) * 2,
        ("We have a plan. Give me a summary of the guide.", "Give me a summary of the guide."),
        ("I am new. Was the bridge old when it fell?", "Was the bridge old when it fell?"),
        ("I am new. What does it cost to swim here?", "What does it cost to swim here?"),
        ("I am new. How many lanes are there?", "How many lanes are there?"),
        ("I am new. What's the fee these days?", "What's the fee these days?"),
        ("I read a lot. Who built the dam? Be brief.", "Who built the dam? Be brief."),
        ("There was a poll. How many were asked in that?",) * 2,
        ("Who built the bridge of St. Ives?",) * 2,
    ],
)
def test_a_question_is_read_without_what_led_to_it(question: str, asked: str) -> None:
    assert without_preamble(question) == asked
