"""Comparing short answers the way SQuAD does (Rajpurkar et al. 2016, official script)."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

_DROP = str.maketrans("", "", string.punctuation + "“”‘’–—")


def tokens(text: str) -> list[str]:
    """Words in lower case without punctuation and articles."""
    return re.sub(r"\b(a|an|the)\b", " ", text.lower().translate(_DROP)).split()


def exact_match(predicted: str, accepted: Iterable[str]) -> float:
    """1 when the words are those of an accepted answer."""
    return float(any(tokens(predicted) == tokens(answer) for answer in accepted))


def f1(predicted: str, accepted: Iterable[str]) -> float:
    """Best overlap of words with an accepted answer: harmonic mean of precision and recall."""
    return max((_f1(tokens(predicted), tokens(answer)) for answer in accepted), default=0.0)


def contains(text: str, answer: str) -> bool:
    """Whether ``answer`` stands in ``text`` word for word (ALCE's STR-EM, for one answer)."""
    return bool(tokens(answer)) and f" {' '.join(tokens(answer))} " in f" {' '.join(tokens(text))} "


def _f1(predicted: list[str], answer: list[str]) -> float:
    if not predicted or not answer:
        return float(predicted == answer)
    shared = sum((Counter(predicted) & Counter(answer)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(predicted), shared / len(answer)
    return 2 * precision * recall / (precision + recall)
