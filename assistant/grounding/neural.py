"""The trained reader and checker: relevance, answer spans, answerability, support of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from assistant.grounding.pair_scorer import PairScorer, PairScores
from assistant.grounding.windows import group_sentences, sentence_spans
from assistant.types import Reading, Span, Support

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights"
_LONGEST_ANSWER = 40  # tokens
_SPANS = 3
_CANDIDATES = 12  # start and end positions that are paired
_SPECIAL_TOKENS = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns logits into probabilities (Platt 1999; Guo et al. 2017), fitted on held-out data.

    ``relevance`` is slope and intercept; ``answerable`` weighs the answerable logit and the
    margin of the best span over no answer, and adds an intercept; the temperatures divide the
    logits of spans and of support.
    """

    relevance: tuple[float, float] = (1.0, 0.0)
    answerable: tuple[float, float, float] = (1.0, 0.0, 0.0)
    span_temperature: float = 1.0
    support_temperature: float = 1.0

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Calibration:
        """Read the object that a manifest holds."""
        head, margin, added = row["answerable"]
        slope, intercept = row["relevance"]
        return cls(
            (slope, intercept),
            (head, margin, added),
            row["span_temperature"],
            row["support_temperature"],
        )


class Scorer(Protocol):
    """What scores pairs of texts; see :class:`PairScorer`."""

    max_tokens: int

    def fits(self, pairs: Sequence[tuple[str, str]]) -> list[bool]: ...

    def token_spans(self, text: str) -> list[tuple[int, int]]: ...

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[PairScores]: ...


class NeuralGrounder:
    """Reads passages and judges claims with the packaged weights or those in ``folder``.

    Long texts are read in windows of whole sentences that overlap by one sentence; spans are
    characters of the text that was given.
    """

    def __init__(self, scorer: Scorer, calibration: Calibration, name: str) -> None:
        self.name = name
        self._scorer = scorer
        self._calibration = calibration

    @classmethod
    def open(cls, folder: Path = WEIGHTS, threads: int = 0) -> NeuralGrounder:
        """The grounder whose weights are in ``folder``; ``threads`` 0 takes all cores.

        Raises:
            ModelMissing: there are no weights.
            DigestMismatch: a file is not the one that the manifest names.
        """
        scorer = PairScorer(folder, threads)
        calibration = Calibration.from_json(scorer.manifest["calibration"])
        digest = str(scorer.manifest["sha256"]["model.onnx"])
        return cls(scorer, calibration, f"{scorer.manifest['name']}@{digest[:8]}")

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Relevance, answerability and answer spans of each passage for the question."""
        asked = self._clipped(question)
        pieces = self._windows([(asked, passage) for passage in passages])
        scores = self._scorer.score([(asked, passages[i][a:b]) for i, a, b in pieces])
        found: list[list[Reading]] = [[] for _ in passages]
        for (i, start, end), score in zip(pieces, scores, strict=True):
            found[i].append(self._reading(score, passages[i][start:end], start))
        return [_joined(readings) for readings in found]

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        """Whether the second text of each pair supports or contradicts the first, the claim.

        Of long evidence the window counts that supports best, or else contradicts most.
        """
        pairs = [(self._clipped(claim), evidence) for claim, evidence in pairs]
        pieces = self._windows(pairs)
        scores = self._scorer.score([(pairs[i][0], pairs[i][1][a:b]) for i, a, b in pieces])
        found: list[list[Support]] = [[] for _ in pairs]
        for (i, _, _), score in zip(pieces, scores, strict=True):
            found[i].append(support_of(score, self._calibration))
        return [_strongest(supports) for supports in found]

    def _clipped(self, text: str) -> str:
        """The text, or as much of it as leaves half of the window to what it is held against."""
        limit = self._scorer.max_tokens // 2
        if len(text) <= limit:
            return text
        spans = self._scorer.token_spans(text)
        return text if len(spans) <= limit else text[: spans[limit - 1][1]]

    def _windows(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int, int]]:
        """Which pair, and which characters of its second text, each window is."""
        windows = []
        for i, ((first, second), fits) in enumerate(
            zip(pairs, self._scorer.fits(pairs), strict=True)
        ):
            if fits:
                windows.append((i, 0, len(second)))
                continue
            used = len(self._scorer.token_spans(first)) + _SPECIAL_TOKENS
            room = self._scorer.max_tokens - used
            spans = _short_enough(sentence_spans(second), self._scorer.token_spans(second), room)
            runs = group_sentences([size for _, _, size in spans], room)
            windows += [(i, spans[a][0], spans[b - 1][1]) for a, b in runs]
        return windows

    def _reading(self, score: PairScores, text: str, shift: int) -> Reading:
        """The reading of one window; spans are moved by ``shift`` characters."""
        answerable = answerable_probability(score, self._calibration)
        spans = []
        for start, end, share in best_spans(score, self._calibration.span_temperature):
            left, right = _trimmed(text, start, end)
            spans.append(Span(shift + left, shift + right, answerable * share))
        slope, intercept = self._calibration.relevance
        relevance = sigmoid(slope * score.relevance + intercept)
        return Reading(relevance, answerable, tuple(spans))


def best_spans(
    score: PairScores, temperature: float, count: int = _SPANS
) -> list[tuple[int, int, float]]:
    """The likeliest answers that do not overlap: characters, and the share of all answers.

    The shares are a softmax over start + end logits of the spans considered.
    """
    if not len(score.start):
        return []
    starts = np.argsort(-score.start)[:_CANDIDATES]
    ends = np.argsort(-score.end)[:_CANDIDATES]
    pairs = [(s, e) for s in starts for e in ends if s <= e < s + _LONGEST_ANSWER]
    if not pairs:
        return []
    logits = np.array([score.start[s] + score.end[e] for s, e in pairs], dtype=np.float64)
    shares = softmax(logits / temperature)
    chosen: list[tuple[int, int, float]] = []
    for index in np.argsort(-shares):
        first, last = _whole_words(score.words, *pairs[index])
        start, end = score.offsets[first][0], score.offsets[last][1]
        clear = all(end <= left or right <= start for left, right, _ in chosen)
        if clear:
            chosen.append((start, end, float(shares[index])))
        if len(chosen) == count:
            break
    return chosen


def span_margin(score: PairScores) -> float:
    """By how much the best span beats "no answer here", in logits."""
    if not len(score.start):
        return -10.0
    starts = np.argsort(-score.start)[:_CANDIDATES]
    ends = np.argsort(-score.end)[:_CANDIDATES]
    totals = [
        float(score.start[s] + score.end[e])
        for s in starts
        for e in ends
        if s <= e < s + _LONGEST_ANSWER
    ]
    best = max(totals, default=float(score.start.min() + score.end.min()))
    return best - score.no_start - score.no_end


def answerable_probability(score: PairScores, calibration: Calibration) -> float:
    """The calibrated probability that the second text answers the first."""
    head, margin, intercept = calibration.answerable
    return sigmoid(head * score.answerable + margin * span_margin(score) + intercept)


def support_of(score: PairScores, calibration: Calibration) -> Support:
    """The calibrated support of the first text by the second."""
    supported, contradicted, neither = softmax(
        score.support.astype(np.float64) / calibration.support_temperature
    )
    return Support(float(supported), float(contradicted), float(neither))


def sigmoid(logit: float) -> float:
    """The logistic function."""
    return float(1 / (1 + np.exp(-np.clip(logit, -60, 60))))


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares that sum to 1."""
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum())


def _whole_words(words: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The tokens widened to the ends of the words they stand in."""
    while first > 0 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and words[last + 1] == words[last]:
        last += 1
    return first, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without punctuation that merely ends it, and with a bracket that it opened."""
    while end > start + 1 and text[end - 1] in ",;:":
        end -= 1
    return start, end


def _joined(readings: Sequence[Reading]) -> Reading:
    """One reading of a whole passage from those of its windows."""
    spans: list[Span] = []
    for span in sorted((s for r in readings for s in r.spans), key=lambda s: -s.score):
        if all(span.end <= other.start or other.end <= span.start for other in spans):
            spans.append(span)
    return Reading(
        max((r.relevance for r in readings), default=0.0),
        max((r.answerable for r in readings), default=0.0),
        tuple(spans[:_SPANS]),
    )


def _strongest(supports: Sequence[Support]) -> Support:
    if not supports:
        return Support(0.0, 0.0, 1.0)
    best = max(supports, key=lambda s: s.supported)
    return best if best.supported >= 0.5 else max(supports, key=lambda s: s.contradicted)


def _short_enough(
    sentences: Sequence[tuple[int, int]], tokens: Sequence[tuple[int, int]], room: int
) -> list[tuple[int, int, int]]:
    """Sentences with their sizes in tokens; one that is longer than ``room`` is cut in pieces."""
    pieces: list[tuple[int, int, int]] = []
    for start, end in sentences:
        inside = [span for span in tokens if start <= span[0] and span[1] <= end]
        for at in range(0, max(len(inside), 1), room):
            part = inside[at : at + room]
            if part:
                pieces.append((part[0][0], part[-1][1], len(part)))
    return pieces
