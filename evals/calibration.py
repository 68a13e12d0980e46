"""Scales the weights of ``assistant/grounding/calibration.py`` on the dev questions.

    python -m evals.calibration [--corpus DIR] [--grounder NAME]

The balance between the signals is taken as it stands; fitted are one slope and the bias (Platt
1999) over the best passage of each question, against questions that no document answers. Both
classes weigh the same, so one half is where they balance. Prints the weights and, per threshold,
the share of answerable questions refused and of unanswerable ones answered.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import Assistant, Settings
from assistant.grounding.calibration import AS_IS, WEIGHTS, Weights, signals
from assistant.grounding.reading import Unit, read
from assistant.types import Reading
from evals.questions import FOLDER, Question, load, select

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RIDGE = 0.2
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


def best_log_odds(assistant: Assistant, question: Question, weights: Weights) -> float:
    """The log-odds of the question's best passage under weights without a bias."""
    import math

    asked = question.turns[0].question
    passages = assistant.search(asked, top_k=assistant.settings.top_k)

    def rate(unit: Unit, reading: Reading) -> float:
        return weights.probability(signals(unit.passage, reading))

    readings = read(asked, passages, assistant.index.library, assistant.grounder, rate)
    best = max((rate(*each) for each in readings), default=1e-6)
    return math.log(best / (1 - best))


def fit(log_odds: Array, answerable: Array) -> tuple[float, float]:
    """Slope and intercept of the balanced logistic model."""
    import numpy as np
    from scipy.optimize import minimize

    share = answerable.mean()
    weight = np.where(answerable > 0, 0.5 / share, 0.5 / (1 - share))

    def loss(w: Array) -> float:
        z = w[0] * log_odds + w[1]
        return float(np.sum(weight * (np.logaddexp(0, z) - answerable * z)) + RIDGE * w[0] ** 2)

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return float(slope), float(intercept)


def main(argv: Sequence[str] | None = None) -> int:
    """Fits and prints; see the module's description."""
    import numpy as np

    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--corpus", default=None, help="folder of documents")
    parser.add_argument("--grounder", default=None, help="as in Settings")
    arguments = parser.parse_args(argv)
    assistant = Assistant.open(
        Settings.from_environment(corpus=arguments.corpus, grounder=arguments.grounder)
    )
    questions = [
        each
        for each in select(load(FOLDER), "dev")
        if len(each.turns) == 1 and not each.corpus and not each.correction
    ]
    now = replace(WEIGHTS.get(assistant.grounder.name.partition("@")[0], AS_IS), bias=0.0)
    z = np.array([best_log_odds(assistant, each, now) for each in questions])
    answerable = np.array([float(each.answerable) for each in questions])
    slope, bias = fit(z, answerable)
    scaled = [bias, slope * now.answerable, slope * now.relevance, slope * now.fused]
    print(f"{len(questions)} dev questions: {Weights(*(round(each, 2) for each in scaled))}")
    probability = 1 / (1 + np.exp(-(slope * z + bias)))
    print("threshold  false refusals  false answers")
    for threshold in THRESHOLDS:
        refused = np.mean(probability[answerable > 0] < threshold)
        answered = np.mean(probability[answerable == 0] >= threshold)
        print(f"{threshold:9.2f}  {refused:14.1%}  {answered:13.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
