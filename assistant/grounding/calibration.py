"""From the signals of one passage to the probability that it answers the question.

A logistic model per grounder, fitted on the dev questions by ``python -m evals.calibration``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from assistant.grounding.answer_type import VALUES, expected, matches
from assistant.grounding.words import content_stems
from assistant.types import Passage, Reading

FUSED_SCALE = 30.5  # a passage that is first in both rankings has the fused score 2 / 61


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a passage for a question.

    ``answerable`` and ``relevance`` are log-odds from the grounder; ``fused`` is the search score,
    1 for first in both rankings; ``coverage`` is the share of the question's content words that
    stand in the passage; ``fitting`` is 1 when the best span is of the kind that the question asks
    for, 0 when it is not, and one half when the kind cannot be told.
    """

    answerable: float
    relevance: float
    fused: float
    coverage: float
    fitting: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model: bias and one weight per signal."""

    bias: float
    answerable: float
    relevance: float
    fused: float
    coverage: float
    fitting: float

    def probability(self, signals: Signals) -> float:
        """The calibrated probability, 0 to 1."""
        z = self.bias + sum(
            getattr(self, each.name) * getattr(signals, each.name) for each in fields(signals)
        )
        return 1.0 / (1.0 + math.exp(-z))


AS_IS = Weights(0.0, 1.0, 0.0, 0.0, 0.0, 0.0)  # for a grounder that was not fitted

WEIGHTS = {
    "lexical": Weights(-3.6, 1.0, 0.0, 3.6, 0.0, 0.0),
    "minilm-l12-reader": Weights(-4.2, 0.3, 0.6, 2.2, 0.5, 0.0),
}


def signals(question: str, text: str, passage: Passage, reading: Reading) -> Signals:
    """The signals of one passage, read as ``text``."""
    kind = expected(question)
    fitting = 0.5
    if kind in VALUES:
        span = reading.spans[0] if reading.spans else None
        fitting = float(span is not None and matches(kind, text[span.start : span.end]))
    wanted = set(content_stems(question))
    found = wanted & set(content_stems(text))
    return Signals(
        _logit(reading.answerable),
        _logit(reading.relevance),
        passage.score * FUSED_SCALE,
        len(found) / max(1, len(wanted)),
        fitting,
    )


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
