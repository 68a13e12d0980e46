"""From the signals of one passage to the probability that it answers the question.

A logistic model per grounder, fitted on the dev questions by ``python -m evals.calibration``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.types import Passage, Reading

FUSED_SCALE = 30.5  # a passage that is first in both rankings has the fused score 2 / 61

Signals = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model: bias and one weight per signal."""

    bias: float
    answerable: float
    relevance: float
    fused: float

    def probability(self, signals: Signals) -> float:
        """The calibrated probability, 0 to 1."""
        answerable, relevance, fused = signals
        z = (
            self.bias
            + self.answerable * answerable
            + self.relevance * relevance
            + self.fused * fused
        )
        return 1.0 / (1.0 + math.exp(-z))


AS_IS = Weights(bias=0.0, answerable=1.0, relevance=0.0, fused=0.0)  # for a grounder not fitted

WEIGHTS = {
    "lexical": Weights(bias=-3.6, answerable=1.0, relevance=0.0, fused=3.6),
}


def signals(passage: Passage, reading: Reading) -> Signals:
    """What is known of a passage: log-odds of answerable and of relevant, and the fused rank."""
    return _logit(reading.answerable), _logit(reading.relevance), passage.score * FUSED_SCALE


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
