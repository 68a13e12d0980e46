"""Fits the weights of ``assistant/grounding/calibration.py`` on the dev questions.

    python -m evals.calibration [--corpus DIR --key originals] [--grounder NAME]

A passage is a positive when it holds a gold paragraph of its question; questions that no document
answers give negatives only. Prints the fitted weights and, per threshold on the best passage's
probability, the share of answerable questions refused and of unanswerable ones answered.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from assistant import Assistant, Settings
from assistant.grounding.calibration import Signals, Weights, signals
from assistant.grounding.evidence import read
from assistant.types import Passage
from evals.questions import FOLDER, Place, Question, gold_of, load, select

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RIDGE = 1.0  # keeps three weights from a few thousand rows modest
THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)


def rows(
    assistant: Assistant, questions: Sequence[Question], key: str
) -> list[tuple[bool, list[tuple[Signals, bool]]]]:
    """Per question: whether it can be answered, and per passage its signals and its label."""
    found = []
    for question in questions:
        asked = question.turns[0].question
        gold = gold_of(question, key)
        passages = assistant.search(asked, top_k=assistant.settings.top_k)
        readings = read(asked, passages, assistant.index.library, assistant.grounder)
        labelled = [
            (signals(asked, unit.text, unit.passage, reading), _holds(unit.passage, gold))
            for unit, reading in readings
        ]
        found.append((bool(gold), labelled))
    return found


def fit(features: Array, labels: Array) -> Weights:
    """The logistic model of least ridge-penalised log loss. Classes are not balanced, so that the
    result is a probability."""
    import numpy as np
    from scipy.optimize import minimize

    design = np.column_stack([np.ones(len(features)), features])

    def loss(w: Array) -> float:
        z = design @ w
        return float(np.sum(np.logaddexp(0, z) - labels * z) + RIDGE * np.sum(w[1:] ** 2))

    best = minimize(loss, np.zeros(design.shape[1]), method="L-BFGS-B").x
    return Weights(*(round(float(each), 2) for each in best))


def main(argv: Sequence[str] | None = None) -> int:
    """Fits and prints; see the module's description."""
    import numpy as np

    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--corpus", default=None, help="folder of documents")
    parser.add_argument("--key", default="corpus", help="which gold paragraphs the questions use")
    parser.add_argument("--grounder", default=None, help="as in Settings")
    arguments = parser.parse_args(argv)
    settings = Settings.from_environment(corpus=arguments.corpus, grounder=arguments.grounder)
    questions = [
        each
        for each in select(load(FOLDER), "dev")
        if len(each.turns) == 1 and not each.corpus and not each.correction
    ]
    per_question = rows(Assistant.open(settings), questions, arguments.key)
    flat = [pair for _, labelled in per_question for pair in labelled]
    weights = fit(
        np.array([astuple(each) for each, _ in flat]), np.array([float(label) for _, label in flat])
    )
    print(f"{len(flat)} passages of {len(per_question)} dev questions: {weights}")
    best = [
        (answerable, max((weights.probability(each) for each, _ in labelled), default=0.0))
        for answerable, labelled in per_question
    ]
    print("threshold  false refusals  false answers")
    for threshold in THRESHOLDS:
        refused = np.mean([p < threshold for answerable, p in best if answerable])
        answered = np.mean([p >= threshold for answerable, p in best if not answerable])
        print(f"{threshold:9.2f}  {refused:14.1%}  {answered:13.1%}")
    return 0


def _holds(passage: Passage, gold: Sequence[Place]) -> bool:
    chunk = passage.chunk
    return any(
        place.document_id == chunk.document_id and chunk.first <= place.paragraph <= chunk.last
        for place in gold
    )


if __name__ == "__main__":
    raise SystemExit(main())
