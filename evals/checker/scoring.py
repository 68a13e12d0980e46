"""Error rates of a checker over judged pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.bootstrap import Interval, interval
from evals.checker.pairs import Pair


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what the checker made of it."""

    pair: Pair
    passed: bool
    score: float
    reason: str

    @property
    def wrong(self) -> bool:
        """A false claim passed or a true one stripped."""
        return self.passed != self.pair.supported


def error_rate(judged: Sequence[Judged], supported: bool) -> Interval | None:
    """False strip (of the supported) or false pass (of the others), with its 95 % interval."""
    return interval([float(j.wrong) for j in judged if j.pair.supported == supported])


def balanced_accuracy(judged: Sequence[Judged]) -> Interval | None:
    """Mean of the shares judged right among supported and not supported; needs both.

    The interval resamples within the two classes, so each half contributes its own error.
    """
    strip, passed = error_rate(judged, True), error_rate(judged, False)
    if strip is None or passed is None:
        return None
    mean = 1 - (strip.mean + passed.mean) / 2
    low = _spread(strip.mean - strip.low, passed.mean - passed.low)
    high = _spread(strip.high - strip.mean, passed.high - passed.mean)
    return Interval(mean, max(0.0, mean - high), min(1.0, mean + low), len(judged))


def auc(judged: Sequence[Judged]) -> float | None:
    """Chance that a supported pair scores above one that is not (ties count half)."""
    positive = [j.score for j in judged if j.pair.supported]
    negative = [j.score for j in judged if not j.pair.supported]
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def _spread(a: float, b: float) -> float:
    """Half-width of the mean of two independent rates."""
    return float((a * a + b * b) ** 0.5 / 2)
