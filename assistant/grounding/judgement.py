"""How probable it is that a claim is supported, after the exact checks found nothing certain.

A logistic regression over four signals: the grounder's odds, how many of the claim's content words
the best sentence has, how far the claim follows that sentence word by word, and whether an exact
check raised a doubt. Coefficients and threshold are chosen on development data alone
(``python -m evals.checker.fit``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.grounding.alignment import Alignment
from assistant.grounding.odds import log_odds, logistic
from assistant.grounding.words import words


@dataclass(frozen=True, slots=True)
class Signals:
    """``odds``: log odds of support by the grounder. ``coverage`` and ``likeness``: shares from 0
    to 1 of the claim's content words, and of all its words in order, that the best sentence has.
    """

    odds: float
    coverage: float
    likeness: float
    doubted: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """Coefficients of the regression, and the least probability that passes."""

    bias: float
    odds: float
    coverage: float
    likeness: float
    doubted: float
    threshold: float

    def probability(self, signals: Signals) -> float:
        """The probability that a claim with these signals is supported."""
        logit = (
            self.bias
            + self.odds * signals.odds
            + self.coverage * signals.coverage
            + self.likeness * signals.likeness
            + self.doubted * signals.doubted
        )
        return logistic(logit)


FITTED = Weighing(
    bias=-0.60, odds=0.84, coverage=1.17, likeness=1.42, doubted=-0.48, threshold=0.70
)


def signals_of(
    claim: str, aligned: Sequence[Alignment], supported: float, doubted: bool
) -> Signals:
    """The signals for one claim; ``supported`` is the grounder's probability."""
    odds = log_odds(supported)
    if not aligned:
        return Signals(odds, 0.0, 0.0, doubted)
    return Signals(odds, aligned[0].coverage, _likeness(claim, aligned[0].sentence), doubted)


def _likeness(claim: str, sentence: str) -> float:
    told, source = [w.stem for w in words(claim)], [w.stem for w in words(sentence)]
    matcher = SequenceMatcher(None, told, source, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(told))
