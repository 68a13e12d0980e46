"""A question read against passages: each whole, and the best ones again at close range."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Protocol

from assistant.grounding.odds import log_odds, logistic
from assistant.types import Grounder, Passage, Reading, SourceSentence, Span

CLOSER = 4  # passages that are read again at close range
BESIDE = 1  # sentences on either side of the one with the answer


class Sentences(Protocol):
    """Looks up the readable sentences of a document that touch a range of paragraphs."""

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as the grounder reads it: its sentences joined by spaces."""

    passage: Passage
    sentences: tuple[SourceSentence, ...]
    starts: tuple[int, ...]
    text: str

    def sentence_at(self, span: Span) -> int:
        """The sentence that holds most of the span."""

        def overlap(at: int) -> int:
            start = self.starts[at]
            end = start + len(self.sentences[at].text)
            return min(end, span.end) - max(start, span.start)

        return max(range(len(self.sentences)), key=overlap)

    def around(self, at: int) -> str:
        """A sentence between its neighbours."""
        return " ".join(each.text for each in self.sentences[max(0, at - BESIDE) : at + BESIDE + 1])


Rate = Callable[[Unit, Reading], float]  # how likely the passage is to answer


def read(
    question: str,
    passages: Sequence[Passage],
    library: Sentences,
    grounder: Grounder,
    rate: Rate,
) -> list[tuple[Unit, Reading]]:
    """What the grounder makes of each passage that has sentences to read.

    The ones that ``rate`` finds best are read again: the sentence with the answer alone, and
    between its neighbours. Their probabilities are the means, in log-odds, of the three readings:
    a short text is read more surely than a long one, and the errors differ.
    """
    units = [unit for unit in (whole(passage, library) for passage in passages) if unit.sentences]
    readings = grounder.read(question, [unit.text for unit in units])
    pairs = sorted(zip(units, readings, strict=True), key=lambda pair: rate(*pair), reverse=True)
    near = [pair for pair in pairs[:CLOSER] if pair[1].spans]
    looks = grounder.read(question, [text for pair in near for text in _close(*pair)])
    again = [
        (unit, _mean((reading, *looks[2 * n : 2 * n + 2])))
        for n, (unit, reading) in enumerate(near)
    ]
    seen = {unit for unit, _ in again}
    return again + [pair for pair in pairs if pair[0] not in seen]


def whole(passage: Passage, library: Sentences) -> Unit:
    """The passage with the readable sentences that stand in it."""
    chunk = passage.chunk
    inside = tuple(
        sentence
        for sentence in library.sentences(chunk.document_id, chunk.first, chunk.last)
        if sentence.start < chunk.end and chunk.start < sentence.end
    )
    starts, at = [], 0
    for sentence in inside:
        starts.append(at)
        at += len(sentence.text) + 1
    return Unit(passage, inside, tuple(starts), " ".join(each.text for each in inside))


def _close(unit: Unit, reading: Reading) -> tuple[str, str]:
    """The sentence with the best answer, alone and between its neighbours."""
    at = unit.sentence_at(reading.spans[0])
    return unit.sentences[at].text, unit.around(at)


def _mean(readings: Sequence[Reading]) -> Reading:
    """The first reading, with the mean probabilities of all."""
    return replace(
        readings[0],
        relevance=logistic(mean(log_odds(each.relevance) for each in readings)),
        answerable=logistic(mean(log_odds(each.answerable) for each in readings)),
    )
