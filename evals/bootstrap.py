"""Intervals and tests: how far a number could have come out otherwise by chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 20_24


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over ``count`` questions with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float
    count: int


def interval(values: Sequence[float], confidence: float = 0.95) -> Interval | None:
    """Mean and percentile bootstrap interval (Efron and Tibshirani 1993, chapter 13).

    Questions are the unit that is resampled; the seed is fixed, so the same values give the same
    interval. When all values are equal, resampling cannot show any doubt, and the Wilson score
    bound (Wilson 1927) is given instead; for that the values must lie in 0..1. None without values.
    """
    if not values:
        return None
    array = np.asarray(values, dtype=float)
    mean = float(array.mean())
    if np.ptp(array) == 0 and 0 <= mean <= 1:
        return Interval(mean, *_wilson(mean, len(array)), len(array))
    low, high = np.quantile(_means(array), [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(mean, float(low), float(high), len(array))


def difference(before: Sequence[float], after: Sequence[float]) -> Interval:
    """Mean of ``after - before`` over the same questions, with its paired bootstrap interval.

    Raises ValueError when the two have different lengths or are empty.
    """
    if len(before) != len(after) or not before:
        raise ValueError(f"paired values of the same questions, not {len(before)}, {len(after)}")
    array = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    low, high = np.quantile(_means(array), [0.025, 0.975])
    return Interval(float(array.mean()), float(low), float(high), len(array))


def mcnemar(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided p of the exact McNemar test (1947) for values that are 0 or 1.

    Looks only at the questions whose outcome changed: if nothing changed but chance, as many should
    get better as get worse.
    """
    better = sum(a > b for b, a in zip(before, after, strict=True))
    worse = sum(a < b for b, a in zip(before, after, strict=True))
    changed = better + worse
    tail = sum(math.comb(changed, n) for n in range(min(better, worse) + 1))
    return min(1.0, 2.0 * tail / 2.0**changed)


def _means(
    array: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    generator = np.random.default_rng(SEED)
    picks = generator.integers(0, len(array), size=(RESAMPLES, len(array)))
    means: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = array[picks].mean(axis=1)
    return means


def _wilson(share: float, count: int) -> tuple[float, float]:
    z = 1.96
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count**2)) / (1 + z * z / count)
    return max(0.0, centre - half), min(1.0, centre + half)
