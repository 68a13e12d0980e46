"""The grounder that needs no model: word overlap, answer types and the exact checks.

It is what the assistant falls back on without weights, and the baseline for those that have them.
Scores come from fixed logistic curves, so they read as probabilities but are coarse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.grounding.alignment import align
from assistant.grounding.answer_type import AnswerType, Offsets, expected, find
from assistant.grounding.exact import check
from assistant.grounding.odds import logistic
from assistant.grounding.words import content_stems, sentence_spans, words
from assistant.types import Reading, Span, Support

_SPANS = 3  # answer spans reported per passage


class LexicalGrounder:
    """Reads and judges by counting words; implements the ``Grounder`` protocol."""

    name = "lexical"

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Relevance, answerability and answer spans of each passage, from weighted overlap."""
        wanted = list(dict.fromkeys(content_stems(question)))
        kind = expected(question)
        weights = _weights(wanted, passages)
        return [_read(question, wanted, kind, weights, passage) for passage in passages]

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        """Support of each claim by its evidence: covered content words, less what is refuted."""
        return [_entail(claim, evidence) for claim, evidence in pairs]


def _weights(wanted: Sequence[str], passages: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency of the question's words among the passages at hand."""
    count = len(passages)
    frequency = Counter(s for p in passages for s in set(content_stems(p)) & set(wanted))
    return {s: math.log(1 + (count + 1) / (frequency[s] + 0.5)) for s in wanted}


def _read(
    question: str,
    wanted: Sequence[str],
    kind: AnswerType,
    weights: Mapping[str, float],
    passage: str,
) -> Reading:
    total = sum(weights.values()) or 1.0
    in_passage = set(content_stems(passage))
    overall = sum(weights[s] for s in wanted if s in in_passage) / total
    asked = set(content_stems(question))
    scored: list[tuple[float, Offsets]] = []
    best = 0.0
    for start, end in sentence_spans(passage):
        sentence = passage[start:end]
        present = {w.stem for w in words(sentence)}
        share = sum(weights[s] for s in wanted if s in present) / total
        fitting = [(start + a, start + b) for a, b in find(kind, sentence)]
        fitting = [
            (a, b) for a, b in fitting if not set(content_stems(passage[a:b])) <= asked or a == b
        ]
        if not fitting and kind in ("open", "yes_no", "definition", "manner", "list", "reason"):
            fitting = [(start, end)]
        strength = share + (0.25 if fitting and kind != "open" else 0.0)
        best = max(best, strength)
        near = [w.start for w in words(passage[start:end]) if w.stem in asked]
        for a, b in fitting:
            distance = min((abs(start + n - a) for n in near), default=200)
            scored.append((strength - 0.0008 * distance, (a, b)))
    scored.sort(key=lambda item: -item[0])
    answerable = logistic(6.0 * (0.6 * best + 0.4 * overall - 0.62))
    if not scored:
        answerable *= 0.3
    spans = tuple(
        Span(a, b, answerable * logistic(6.0 * (s - scored[0][0]) + 1.0))
        for s, (a, b) in scored[:_SPANS]
    )
    return Reading(logistic(6.0 * (overall - 0.5)), answerable, spans)


def _entail(claim: str, evidence: str) -> Support:
    aligned = align(claim, evidence)
    if not aligned:
        return Support(0.0, 0.0, 1.0)
    best = aligned[0].coverage
    several = _covered(claim, " ".join(a.sentence for a in aligned[:2]))
    covered = 0.7 * best + 0.3 * several
    supported = 0.97 if aligned[0].verbatim else logistic(9.0 * (covered - 0.62))
    findings = check(claim, evidence)
    if not findings:
        return Support(supported, 0.1 * (1 - supported), 0.9 * (1 - supported))
    supported *= 0.5 if findings[0].doubtful else 0.05
    refuted = 0.9 if findings[0].label == "contradicted" else 0.1
    return Support(supported, refuted * (1 - supported), (1 - refuted) * (1 - supported))


def _covered(claim: str, text: str) -> float:
    wanted = content_stems(claim)
    present = {w.stem for w in words(text)}
    return sum(s in present for s in wanted) / len(wanted) if wanted else 0.0
