"""From logits to probabilities, fitted on examples that were held out of training."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.grounding.neural import Calibration, best_spans, softmax, span_margin
from assistant.grounding.pair_scorer import PairScorer, PairScores
from assistant.training.examples import Example, ReadExample, SupportExample

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_TEMPERATURES = [round(0.2 * 1.1**step, 3) for step in range(32)]  # 0.2 to 3.8
_RIGHT = {"supported": (0,), "contradicted": (1,), "neither": (2,), "unsupported": (1, 2)}


def calibrate(scorer: PairScorer, dev: Sequence[Example]) -> Calibration:
    """Fit all calibrations on the held-out examples."""
    scores = scorer.score([example.pair for example in dev])
    reads = [(e, s) for e, s in zip(dev, scores, strict=True) if isinstance(e, ReadExample)]
    claims = [(e, s) for e, s in zip(dev, scores, strict=True) if isinstance(e, SupportExample)]
    known = [(e, s) for e, s in reads if e.relevant is not None]
    slope, intercept = logistic(
        np.array([[s.relevance] for _, s in known]), np.array([bool(e.relevant) for e, _ in known])
    )
    features = np.array([[s.answerable, span_margin(s)] for _, s in reads])
    weights = logistic(features, np.array([e.start >= 0 for e, _ in reads]))
    return Calibration(
        relevance=(float(slope), float(intercept)),
        answerable=(float(weights[0]), float(weights[1]), float(weights[2])),
        span_temperature=_best([_span_loss(reads, t) for t in _TEMPERATURES]),
        support_temperature=_best([_support_loss(claims, t) for t in _TEMPERATURES]),
    )


def logistic(features: Array, labels: NDArray[np.bool_], steps: int = 50) -> Array:
    """Weights and, last, the intercept of a logistic regression (Newton's method, slight ridge)."""
    x = np.hstack([features, np.ones((len(features), 1))])
    scale = np.maximum(np.abs(x).max(axis=0), 1e-9)
    x = x / scale
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - labels) + 1e-3 * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(weights))
        weights = weights - np.linalg.solve(hessian, gradient)
    return np.asarray(weights / scale)


def _best(losses: Sequence[float]) -> float:
    return _TEMPERATURES[int(np.argmin(losses))]


def _span_loss(reads: Sequence[tuple[ReadExample, PairScores]], temperature: float) -> float:
    """How badly the best span's share tells whether it is the right one."""
    found = []
    for example, score in reads:
        if example.start >= 0 and (spans := best_spans(score, temperature, 1)):
            start, end, share = spans[0]
            right = start < example.end and example.start < end
            found.append(-np.log(max(share if right else 1 - share, 1e-6)))
    return float(np.mean(found))


def _support_loss(claims: Sequence[tuple[SupportExample, PairScores]], temperature: float) -> float:
    found = []
    for example, score in claims:
        shares = softmax(score.support.astype(np.float64) / temperature)
        found.append(-np.log(max(sum(shares[i] for i in _RIGHT[example.label]), 1e-6)))
    return float(np.mean(found))
