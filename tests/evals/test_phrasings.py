"""Questions wrapped in other words ask the same."""

from __future__ import annotations

from evals import questions
from evals.phrasings import PLAIN, WRAPPINGS, handled, wrapped
from tests.evals.doubles import FakeAssistant

BOATS = questions.parse(
    {"question": "How many boats sank?", "answers": ["[Ff]ive"], "gold": ["boats.md#1"]}
)
MEN = questions.parse({"question": "How many men drowned?", "answerable": False})


def test_a_wrapped_question_expects_what_it_did() -> None:
    for name, wrap in WRAPPINGS.items():
        put = wrapped(BOATS, wrap).turns[0]
        assert put.expected == BOATS.turns[0].expected
        assert (put.question == "How many boats sank?") is (name == PLAIN)
        assert "how many boats sank" in put.question.lower()


def test_the_share_that_is_handled_rightly() -> None:
    assert handled({"": FakeAssistant()}, [BOATS, MEN]) == 1.0
    assert handled({"": FakeAssistant(careless=True)}, [BOATS, MEN]) == 0.5
