"""The checker's own evaluation set: what it must be, and how its error rates are counted."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from evals.checker.build import PAIRS, build, paraphrases
from evals.checker.pairs import Pair, read, write
from evals.checker.perturb import PERTURBATIONS
from evals.checker.prose import Prose, read_prose
from evals.checker.restate import RESTATEMENTS
from evals.checker.scoring import Judged, auc, balanced_accuracy, error_rate

CORPUS = Path(__file__).parents[2] / "corpus"
SENTENCE = "In May 2021 the council said that 2,400 people left the northern town before the flood."


def judged(supported: bool, passed: bool, score: float = 0.5) -> Judged:
    return Judged(Pair("c", "e", supported, "k", "s", "test"), passed, score, "")


def test_the_set_is_large_balanced_and_split() -> None:
    pairs = list(read(PAIRS))
    assert len(pairs) >= 600
    assert abs(sum(1 if p.supported else -1 for p in pairs)) <= 1
    assert len({p.id for p in pairs}) == len(pairs)
    splits = Counter((p.split, p.supported) for p in pairs)
    assert min(splits.values()) >= 100
    by_evidence: dict[str, set[str]] = {}
    for pair in pairs:
        by_evidence.setdefault(pair.evidence, set()).add(pair.split)
    assert all(len(splits) == 1 for splits in by_evidence.values())


def test_every_hand_written_claim_still_has_its_paragraph() -> None:
    written = list(paraphrases(list(read_prose(CORPUS))))
    assert len(written) >= 120
    assert 2 * sum(p.supported for p in written) == len(written)


def test_building_is_repeatable(tmp_path: Path) -> None:
    first, second = build(CORPUS), build(CORPUS)
    assert first == second
    write(tmp_path / "pairs.jsonl", first)
    assert list(read(tmp_path / "pairs.jsonl")) == first


@pytest.mark.parametrize("kind", ["number", "date", "negation", "direction", "opposite"])
def test_a_perturbation_changes_the_sentence(kind: str) -> None:
    sentence = SENTENCE.replace("left", "had left")
    changed = PERTURBATIONS[kind](sentence, random.Random(1))
    assert changed
    assert changed != sentence


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("notation", "2400 people"),
        ("shortened", None),
        ("verbatim", SENTENCE),
    ],
)
def test_a_restatement_keeps_the_meaning(kind: str, expected: str | None) -> None:
    restated = RESTATEMENTS[kind](SENTENCE, random.Random(1))
    assert (restated is None) if expected is None else (expected in (restated or ""))


def test_prose_leaves_out_headings_and_front_matter(tmp_path: Path) -> None:
    long = "The council met in May and decided to build the new bridge at once."
    text = (
        f"---\ntitle: T\n---\n\n# A heading that is long enough to be taken for a text\n\n{long}\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert list(read_prose(tmp_path)) == [Prose("a.md", long)]


def test_error_rates() -> None:
    results = [judged(True, True, 0.9), judged(True, False, 0.2), judged(False, False, 0.1)]
    strip, passed = error_rate(results, True), error_rate(results, False)
    assert strip
    assert passed
    assert (strip.mean, passed.mean) == (0.5, 0.0)
    assert passed.high > 0.5  # one pair proves little
    balanced = balanced_accuracy(results)
    assert balanced
    assert balanced.mean == 0.75
    assert auc(results) == 1.0
    assert error_rate([], True) is None
