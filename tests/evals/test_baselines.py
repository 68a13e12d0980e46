from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from assistant import Settings
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Reading
from evals.baselines import RankOnly, TutorialChain, _Silent
from evals.observation import observe
from tests.evals.doubles import FakeAssistant


class Chat:
    """A chat model with a fixed reply that keeps what it was sent."""

    def __init__(self, reply: str) -> None:
        self.reply = reply
        self.sent: list[Any] = []

    def invoke(self, messages: list[Any]) -> Any:
        self.sent = messages
        used = {"input_tokens": 90, "output_tokens": 5}
        return SimpleNamespace(content=self.reply, text=self.reply, usage_metadata=used)


def chain(reply: str) -> tuple[TutorialChain, Chat]:
    chat = Chat(reply)
    return TutorialChain(FakeAssistant(), Settings(model="some:model"), chat), chat  # type: ignore[arg-type]


def test_markers_of_the_reply_become_citations_and_foreign_ones_do_not() -> None:
    tutorial, chat = chain("Five boats sank [1]. Perhaps more [9].")
    seen = observe(tutorial, "How many boats sank?")
    assert [c.text for c in seen.cited] == ["Five boats sank in May."]
    assert [len(s.cited) for s in seen.statements] == [1, 0]
    assert (seen.usage.read, seen.usage.wrote) == (90, 5)
    assert "[1] Five boats sank in May." in chat.sent[-1]["content"]


def test_the_agreed_refusal_is_a_refusal() -> None:
    tutorial, _ = chain("I don’t know.")
    assert tutorial.ask("How many planes?").refused


def test_a_silent_ranking_finds_nothing_but_still_knows_words() -> None:
    silent = _Silent(SimpleNamespace(unknown_terms=lambda question: ("zeppelin",)))
    assert silent.query("boats", 5) == []
    assert silent.unknown_terms("zeppelin?") == ("zeppelin",)


def test_rank_only_answers_by_relevance_and_finds_by_words() -> None:
    class Ranker(LexicalGrounder):
        def read(self, question: str, passages: Any) -> list[Reading]:
            return [Reading(0.9, 0.1, ()) for _ in passages]

    question, passage = "When did the bridge open?", "The bridge opened on 3 May 1990."
    reading = RankOnly(Ranker()).read(question, [passage])[0]
    assert (reading.relevance, reading.answerable) == (0.9, 0.9)
    assert passage[reading.spans[0].start : reading.spans[0].end] == "3 May 1990"
