"""Measures of answers and of scores; pure functions."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLE = re.compile(r"\b(a|an|the)\b")


def normal(text: str) -> str:
    """The answer as the official SQuAD script compares it."""
    text = "".join(char for char in text.lower() if char not in string.punctuation)
    return " ".join(_ARTICLE.sub(" ", text).split())


def token_f1(found: str, gold: str) -> float:
    """Overlap of words of an answer with the gold answer; both empty is 1."""
    one, two = normal(found).split(), normal(gold).split()
    if not one or not two:
        return float(one == two)
    shared = sum((Counter(one) & Counter(two)).values())
    return 2 * shared / (len(one) + len(two))


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Probability that a positive case scores above a negative one (ties count half)."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    values = np.asarray(scores)[order]
    at = 0
    while at < len(values):
        end = at
        while end < len(values) and values[end] == values[at]:
            end += 1
        ranks[order[at:end]] = (at + end - 1) / 2 + 1
        at = end
    flags = np.asarray(positive)
    count, others = int(flags.sum()), int((~flags).sum())
    if not count or not others:
        return float("nan")
    return float((ranks[flags].sum() - count * (count + 1) / 2) / (count * others))


def balanced_accuracy(found: Sequence[bool], gold: Sequence[bool]) -> float:
    """Mean of the share of positives found and the share of negatives left alone."""
    pairs = list(zip(found, gold, strict=True))
    halves = []
    for kind in (True, False):
        hits = [f == g for f, g in pairs if g is kind]
        halves.append(sum(hits) / max(len(hits), 1))
    return sum(halves) / 2


def calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: how far the scores are from the share of cases that hold."""
    values, flags = np.asarray(scores), np.asarray(right, dtype=float)
    places = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[places == b].mean() - flags[places == b].mean()) * (places == b).mean()
        for b in range(bins)
        if (places == b).any()
    ]
    return float(sum(gaps))
