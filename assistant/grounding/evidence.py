"""From passages to evidence: which sentences answer the question, and where in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.grounding.calibration import AS_IS, WEIGHTS, signals
from assistant.types import Evidence, Grounder, Passage, Reading, SourceSentence, Span


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


def gather(
    question: str,
    passages: Sequence[Passage],
    library: Sentences,
    grounder: Grounder,
) -> tuple[Evidence, ...]:
    """Every sentence that the grounder found an answer in, best first.

    A sentence's score is its passage's calibrated probability, scaled by how much of the
    passage's best answer stands in it. A sentence found through two passages is kept once.
    """
    weights = WEIGHTS.get(grounder.name.partition("@")[0], AS_IS)
    best: dict[tuple[str, int, int], Evidence] = {}
    for unit, reading in read(question, passages, library, grounder):
        probability = weights.probability(signals(unit.passage, reading))
        for evidence in _of_unit(unit, reading, probability):
            sentence = evidence.sentence
            key = (sentence.document_id, sentence.start, sentence.end)
            if key not in best or evidence.score > best[key].score:
                best[key] = evidence
    return tuple(sorted(best.values(), key=lambda each: -each.score))


def read(
    question: str, passages: Sequence[Passage], library: Sentences, grounder: Grounder
) -> list[tuple[Unit, Reading]]:
    """What the grounder makes of each passage that has sentences to read."""
    units = [unit for unit in (_unit(passage, library) for passage in passages) if unit.sentences]
    readings = grounder.read(question, [unit.text for unit in units])
    return list(zip(units, readings, strict=True))


def _unit(passage: Passage, library: Sentences) -> Unit:
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


def _of_unit(unit: Unit, reading: Reading, probability: float) -> list[Evidence]:
    if not reading.spans:
        return []
    top = max(span.score for span in reading.spans) or 1.0
    found: dict[int, Evidence] = {}
    for span in reading.spans:
        at = _sentence_at(unit, span)
        sentence = unit.sentences[at]
        start = max(0, span.start - unit.starts[at])
        end = min(len(sentence.text), span.end - unit.starts[at])
        if at in found or end <= start:
            continue
        answer = Span(start, end, span.score)
        found[at] = Evidence(sentence, probability * span.score / top, answer)
    return list(found.values())


def _sentence_at(unit: Unit, span: Span) -> int:
    """The sentence that holds most of the span."""

    def overlap(at: int) -> int:
        start = unit.starts[at]
        end = start + len(unit.sentences[at].text)
        return min(end, span.end) - max(start, span.start)

    return max(range(len(unit.sentences)), key=overlap)
