"""Fit the weighing of signals on development data, and show what each threshold costs.

    python -m evals.checker.fit [--grounder packaged|lexical|FOLDER] [--data ../shared/data]

Prints the coefficients for ``assistant/grounding/judgement.py``, fitted by ridge logistic
regression on the pairs that no exact check decides: those of our own development split and, so that
they do not suit one corpus only, 300 of the FEVER symmetric development pairs. Then come the error
rates over our own development split, cross-validated ten times.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np

from assistant.grounding.alignment import align
from assistant.grounding.exact import check
from assistant.grounding.grounders import open_grounder
from assistant.grounding.judgement import Signals, signals_of
from evals.checker.build import PAIRS
from evals.checker.pairs import Pair, read
from evals.checker.third_party import DATA_SETS

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
_RIDGE = 1.0
_FOLDS = 10
_OTHERS = 300


def undecided(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that neither an exact check nor a verbatim sentence decides."""
    kept = []
    for pair in pairs:
        findings = check(pair.claim, pair.evidence)
        decided = bool(findings) and not findings[0].doubtful
        verbatim = not findings and any(a.verbatim for a in align(pair.claim, pair.evidence))
        if not decided and not verbatim:
            kept.append(pair)
    return kept


def _others(data: Path) -> list[Pair]:
    fever = next(d for d in DATA_SETS if d.name.startswith("FEVER"))
    path = data / fever.file
    if not path.is_file():
        print(f"fitted on our own pairs only: no file {path} (--data names the folder)")
        return []
    pairs = list(fever.read(path))
    random.Random(1).shuffle(pairs)
    return pairs[:_OTHERS]


def _signals(pair: Pair, supported: float) -> Signals:
    findings = check(pair.claim, pair.evidence)
    doubted = bool(findings) and not findings[0].open
    return signals_of(pair.claim, align(pair.claim, pair.evidence), supported, doubted)


def fit(features: Matrix, labels: Vector) -> Vector:
    """Coefficients, bias first, by Newton's method; the bias is not shrunk."""
    design = np.c_[np.ones(len(features)), features]
    ridge = _RIDGE * np.diag([0.0] + [1.0] * features.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (chance - labels) + ridge @ weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    """Print coefficients and the cross-validated error rates."""
    parser = argparse.ArgumentParser(prog="python -m evals.checker.fit", description=__doc__)
    parser.add_argument("--grounder", default="packaged")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    own = [p for p in read(PAIRS) if p.split == "dev"]
    left = undecided([*own, *_others(options.data)])
    supports = open_grounder(options.grounder).entail([(p.claim, p.evidence) for p in left])
    signals = [_signals(p, s.supported) for p, s in zip(left, supports, strict=True)]
    features = np.array([astuple(s) for s in signals], dtype=float)
    labels = np.array([p.supported for p in left], dtype=float)
    names = ("bias", "odds", "coverage", "likeness", "doubted")
    for name, value in zip(names, fit(features, labels), strict=True):
        print(f"{name}={value:.2f}")
    folds = np.random.default_rng(0).permutation(len(left)) % _FOLDS
    chance = np.zeros(len(left))
    for fold in range(_FOLDS):
        weights = fit(features[folds != fold], labels[folds != fold])
        rows = np.c_[np.ones((folds == fold).sum()), features[folds == fold]]
        chance[folds == fold] = 1 / (1 + np.exp(-rows @ weights))
    ours = np.array([p.source != "fever symmetric" for p in left])
    false = sum(not p.supported for p in own)
    for threshold in np.arange(0.5, 0.96, 0.05):
        passed = (ours & (chance >= threshold) & (labels == 0)).sum() / false
        stripped = (ours & (chance < threshold) & (labels == 1)).sum() / (len(own) - false)
        print(f"{threshold:.2f}: false pass {100 * passed:.1f}, false strip {100 * stripped:.1f}")


if __name__ == "__main__":
    main()
