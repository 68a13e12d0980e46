"""Is this run worse than that one? The release gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.bootstrap import Interval, difference, mcnemar
from evals.results import Results, ResultsInvalid
from evals.scoring import MEASURES

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """How one metric changed over the questions that both runs asked.

    ``difference`` is after minus before; ``p`` is of the exact McNemar test, or None for a metric
    that is not 0 or 1 on every question.
    """

    metric: str
    before: float
    after: float
    difference: Interval
    p: float | None

    @property
    def significant(self) -> bool:
        """Whether chance alone would rarely do this: the paired interval leaves out 0, and where
        the McNemar test applies, it agrees."""
        apart = self.difference.low > 0 or self.difference.high < 0
        return apart and (self.p is None or self.p < SIGNIFICANT)

    @property
    def worse(self) -> bool:
        """Whether the change goes the wrong way."""
        return (self.difference.mean < 0) == MEASURES[self.metric].higher_is_better and bool(
            self.difference.mean
        )

    @property
    def fails(self) -> bool:
        """Whether this change alone should stop a release."""
        return MEASURES[self.metric].gate and self.worse and self.significant


def compare(before: Results, after: Results) -> list[Change]:
    """Changes of every metric, question by question (only where both runs have the metric).

    Raises ResultsInvalid when the two have no question in common.
    """
    old = {row.id: row.scores for row in before.rows}
    shared: list[tuple[Mapping[str, float], Mapping[str, float]]] = [
        (old[row.id], row.scores) for row in after.rows if row.id in old
    ]
    if not shared:
        raise ResultsInvalid(
            "The two runs have no question in common.", "Compare runs of the same questions."
        )
    changes = []
    for metric in MEASURES:
        pairs = [(b[metric], a[metric]) for b, a in shared if metric in b and metric in a]
        if not pairs:
            continue
        was, now = [b for b, _ in pairs], [a for _, a in pairs]
        binary = {*was, *now} <= {0.0, 1.0}
        changes.append(
            Change(
                metric,
                sum(was) / len(was),
                sum(now) / len(now),
                difference(was, now),
                mcnemar(was, now) if binary else None,
            )
        )
    return changes


def missing(before: Results, after: Results) -> int:
    """How many questions of the earlier run the later one did not ask."""
    return len({row.id for row in before.rows} - {row.id for row in after.rows})
