"""What the assistant did with one question, as plain values that metrics can be computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Message, Paragraph, Passage, Usage
from evals.replies import CLOCK


class Answerer(Protocol):
    """The part of the assistant's public interface that is evaluated."""

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer: ...

    def search(self, question: str, top_k: int = ...) -> Sequence[Passage]: ...

    def paragraph(self, document_id: str, number: int) -> Paragraph: ...


@dataclass(frozen=True, slots=True)
class Range:
    """Paragraphs ``first`` to ``last`` of a document."""

    document_id: str
    first: int
    last: int

    def has(self, document_id: str, paragraph: int) -> bool:
        """Whether a paragraph lies in the range."""
        return document_id == self.document_id and self.first <= paragraph <= self.last


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with the text of its paragraphs, read back through the public interface.

    ``text`` is empty when the citation names a paragraph that is not there.
    """

    number: int
    place: Range
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with what it cites."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """An answer as it was seen from outside, with the wall time it took in seconds.

    ``cited`` is in order of first mention. ``error`` is set, and the rest empty, when the assistant
    raised one of its errors.
    """

    question: str
    text: str = ""
    refused: bool = False
    reason: str = ""
    confidence: float = 0.0
    statements: tuple[Statement, ...] = ()
    cited: tuple[Cited, ...] = ()
    disagreements: tuple[tuple[str, ...], ...] = ()
    found: tuple[Range, ...] = ()
    seconds: float = 0.0
    usage: Usage = field(default_factory=Usage)
    error: str = ""

    @property
    def answered(self) -> bool:
        """Whether an answer was given: neither a refusal nor an error."""
        return not self.refused and not self.error


def observe(
    assistant: Answerer, question: str, history: Sequence[Message] = (), top_k: int = 0
) -> Observed:
    """Asks once, times it, and reads every cited paragraph back.

    With ``top_k`` the search alone is run too (not timed), for the metrics of search. An
    AssistantError becomes an observation with ``error``, which every metric counts as a failure.
    """
    start = CLOCK.now()
    try:
        answer = assistant.ask(question, history=history)
    except AssistantError as error:
        return Observed(question, error=str(error), seconds=CLOCK.now() - start)
    seconds = CLOCK.now() - start
    cited = {c.number: _cited(assistant, c) for c in answer.citations}
    statements = tuple(
        Statement(s.text, tuple(cited[n] for n in s.citations if n in cited))
        for s in answer.sentences
    )
    found = assistant.search(question, top_k=top_k) if top_k else ()
    return Observed(
        question=question,
        text=answer.text,
        refused=answer.refused,
        reason=answer.reason,
        confidence=answer.confidence,
        statements=statements,
        cited=tuple(cited.values()),
        disagreements=tuple(tuple(s.value for s in d.sides) for d in answer.disagreements),
        found=tuple(Range(p.chunk.document_id, p.chunk.first, p.chunk.last) for p in found),
        seconds=seconds,
        usage=answer.usage,
    )


def _cited(assistant: Answerer, citation: Citation) -> Cited:
    first, last = citation.paragraph, citation.last_paragraph
    try:
        texts = [
            assistant.paragraph(citation.document_id, number).text
            for number in range(first, last + 1)
        ]
    except AssistantError:
        texts = []
    place = Range(citation.document_id, first, last)
    return Cited(citation.number, place, "\n".join(texts), citation.quote)
