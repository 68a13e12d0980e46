"""From the signals of one passage to the probability that it answers the question.

A logistic model per grounder, scaled on the dev questions by ``python -m evals.calibration``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from assistant.grounding.odds import log_odds, logistic
from assistant.types import Passage, Reading

FUSED_SCALE = 30.5  # a passage that is first in both rankings has the fused score 2 / 61

UNFIT = 2.0  # in log-odds; chosen on the dev questions


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a passage: the grounder's log-odds that it answers and that it is about the
    question, and its search score (1 for first in both rankings)."""

    answerable: float
    relevance: float
    fused: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model: bias and one weight per signal."""

    bias: float
    answerable: float
    relevance: float
    fused: float

    def probability(self, signals: Signals) -> float:
        """The calibrated probability, 0 to 1."""
        z = self.bias + sum(
            getattr(self, each.name) * getattr(signals, each.name) for each in fields(signals)
        )
        return logistic(z)


AS_IS = Weights(0.0, 1.0, 0.0, 0.0)  # for a grounder that was not fitted

WEIGHTS = {
    "lexical": Weights(-2.7, 1.0, 0.0, 3.6),
    "minilm-l12-reader": Weights(-0.5, 1.0, 0.28, 0.0),
}


def less(probability: float) -> float:
    """The probability when the answer that was found is not of the kind that is wanted."""
    return logistic(log_odds(probability) - UNFIT)


def signals(passage: Passage, reading: Reading) -> Signals:
    """The signals of one passage."""
    return Signals(
        log_odds(reading.answerable), log_odds(reading.relevance), passage.score * FUSED_SCALE
    )
