"""Probabilities and their log-odds."""

from __future__ import annotations

import math

_EDGE = 1e-4  # odds are taken as finite


def logistic(log_odds: float) -> float:
    """The probability that has these log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, which counts as neither certain nor impossible."""
    bounded = min(max(probability, _EDGE), 1.0 - _EDGE)
    return math.log(bounded / (1.0 - bounded))
