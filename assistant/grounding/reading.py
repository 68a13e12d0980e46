"""A question read against passages: each whole, and the best ones again at close range."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.grounding.headings import beside, headed, sections_named
from assistant.grounding.odds import log_odds, logistic
from assistant.grounding.orders import paragraphs_with_orders
from assistant.types import Grounder, Passage, Reading, SourceSentence, Span

CLOSER = 2  # passages that are read again at close range; four or eight changed nothing
BESIDE = 1  # sentences on either side of the one with the answer
_ENDED = re.compile(r"[.!?:;,…]\W{0,3}$")


class Sentences(Protocol):
    """Looks up the readable sentences of a document that touch a range of paragraphs."""

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as the grounder reads it: its sentences as one text, behind its headings.
    ``suspect``: nothing stands in it but paragraphs that give orders to machines. ``beside``: it
    stands in another section than the one that the question names."""

    passage: Passage
    sentences: tuple[SourceSentence, ...]
    starts: tuple[int, ...]
    text: str
    suspect: bool
    heading: str = ""
    beside: bool = False

    def sentence_at(self, span: Span) -> int:
        """The sentence that holds most of the span."""

        def overlap(at: int) -> int:
            start = self.starts[at]
            end = start + len(self.sentences[at].text)
            return min(end, span.end) - max(start, span.start)

        return max(range(len(self.sentences)), key=overlap)

    def around(self, at: int) -> str:
        """A sentence between its neighbours, behind the heading."""
        near = self.sentences[max(0, at - BESIDE) : at + BESIDE + 1]
        return joined(near, self.heading)[0]


Rate = Callable[[Unit, Reading], float]  # how likely the passage is to answer


def read(
    question: str,
    passages: Sequence[Passage],
    library: Sentences,
    grounder: Grounder,
    rate: Rate,
    closer: int = CLOSER,
) -> list[tuple[Unit, Reading]]:
    """What the grounder makes of each passage that has sentences to read.

    The ``closer`` ones that ``rate`` finds best are read again, only the sentence with the answer
    between its neighbours. Their probabilities are the means, in log-odds, of both readings: short
    texts are read more surely than long ones, and the errors differ.
    """
    sections = sections_named(question, [passage.chunk for passage in passages])
    units = [whole(passage, library) for passage in passages]
    units = [
        replace(unit, beside=beside(unit.passage.chunk, sections))
        for unit in units
        if unit.sentences
    ]
    readings = grounder.read(question, [unit.text for unit in units])
    pairs = sorted(zip(units, readings, strict=True), key=lambda pair: rate(*pair), reverse=True)
    near = [(unit, reading) for unit, reading in pairs[:closer] if reading.spans]
    places = [unit.around(unit.sentence_at(reading.spans[0])) for unit, reading in near]
    looks = grounder.read(question, places) if places else []
    again = [
        (unit, _mean(reading, look)) for (unit, reading), look in zip(near, looks, strict=True)
    ]
    seen = {unit for unit, _ in again}
    return again + [pair for pair in pairs if pair[0] not in seen]


def whole(passage: Passage, library: Sentences) -> Unit:
    """The passage with the readable sentences that stand in it, behind its headings, which may tell
    alone what it is about; beside others, none of a paragraph
    that gives orders to machines: what it wants believed would hide what they say."""
    chunk = passage.chunk
    inside = tuple(
        sentence
        for sentence in library.sentences(chunk.document_id, chunk.first, chunk.last)
        if sentence.start < chunk.end and chunk.start < sentence.end
    )
    ordering = paragraphs_with_orders(inside, {each.first for each in inside})
    trusted = tuple(each for each in inside if each.first not in ordering)
    sentences = trusted or inside
    heading = headed(chunk)
    text, starts = joined(sentences, heading)
    return Unit(passage, sentences, starts, text, suspect=not trusted, heading=heading)


def joined(sentences: Sequence[SourceSentence], heading: str = "") -> tuple[str, tuple[int, ...]]:
    """The sentences as one text behind a heading, and where each starts in it. What ends without a
    stop, as items of lists and rows of tables do, is parted from the next, or the reader takes both
    for one."""
    text = heading
    starts: list[int] = []
    for sentence in sentences:
        if starts:
            text += " " if _ENDED.search(text) else "; "
        starts.append(len(text))
        text += sentence.text
    return text, tuple(starts)


def _mean(reading: Reading, look: Reading) -> Reading:
    """The first reading, with the mean probabilities of both."""

    def mean(one: float, other: float) -> float:
        return logistic((log_odds(one) + log_odds(other)) / 2)

    return replace(
        reading,
        relevance=mean(reading.relevance, look.relevance),
        answerable=mean(reading.answerable, look.answerable),
    )
