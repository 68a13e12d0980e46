"""From passages to evidence: which sentences answer the question, and where in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Evidence, Grounder, Passage, Reading, SourceSentence, Span


class Sentences(Protocol):
    """Looks up the readable sentences of a document that touch a range of paragraphs."""

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]: ...


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over the signals of one passage (fitted on the dev questions)."""

    bias: float = -1.0
    answerable: float = 1.0
    relevance: float = 0.5
    fused: float = 0.5


@dataclass(frozen=True, slots=True)
class _Unit:
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
    weights: Weights,
) -> tuple[Evidence, ...]:
    """Every sentence that the grounder found an answer in, best first.

    A sentence's score is its passage's calibrated probability, scaled by how much of the
    passage's best answer stands in it. A sentence found through two passages is kept once.
    """
    units = [unit for unit in (_unit(passage, library) for passage in passages) if unit.sentences]
    readings = grounder.read(question, [unit.text for unit in units])
    best: dict[tuple[str, int, int], Evidence] = {}
    for unit, reading in zip(units, readings, strict=True):
        for evidence in _of_unit(unit, reading, weights):
            sentence = evidence.sentence
            key = (sentence.document_id, sentence.start, sentence.end)
            if key not in best or evidence.score > best[key].score:
                best[key] = evidence
    return tuple(sorted(best.values(), key=lambda each: -each.score))


def _unit(passage: Passage, library: Sentences) -> _Unit:
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
    return _Unit(passage, inside, tuple(starts), " ".join(each.text for each in inside))


def _of_unit(unit: _Unit, reading: Reading, weights: Weights) -> list[Evidence]:
    probability = _probability(unit.passage, reading, weights)
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
        found[at] = Evidence(sentence, probability * span.score / top, Span(start, end, span.score))
    return list(found.values())


def _sentence_at(unit: _Unit, span: Span) -> int:
    """The sentence that holds most of the span."""

    def overlap(at: int) -> int:
        start = unit.starts[at]
        end = start + len(unit.sentences[at].text)
        return min(end, span.end) - max(start, span.start)

    return max(range(len(unit.sentences)), key=overlap)


def _probability(passage: Passage, reading: Reading, weights: Weights) -> float:
    fused = passage.score * 30.5  # 1.0 = first in both rankings (2 / 61)
    z = (
        weights.bias
        + weights.answerable * _logit(reading.answerable)
        + weights.relevance * _logit(reading.relevance)
        + weights.fused * fused
    )
    return 1.0 / (1.0 + math.exp(-z))


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
