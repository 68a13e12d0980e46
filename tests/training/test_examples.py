"""What is trained on: negatives, windows around the answer, files, tensors."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from assistant.training.articles import Article, Context, Question
from assistant.training.claims import best_window, from_questions, read_fool_me_twice
from assistant.training.examples import ReadExample, SupportExample, load, save
from assistant.training.lexicon import Lexicon
from assistant.training.metrics import auc, balanced_accuracy, calibration_error, token_f1
from assistant.training.negatives import NearMisses, false_premise

MILL = "The mill at Orla opened in 1904. It ground rye for the town."
FAIR = "The fair at Orla opens in June. People from Senn come to the fair."
WHEN = Question("1", "When did the mill at Orla open?", ((27, 31),))
TOWN = Article("made up", "Orla", (Context(MILL, (WHEN,)), Context(FAIR, ())))


def test_a_near_miss_is_a_paragraph_without_the_answer() -> None:
    found = NearMisses([TOWN]).find([WHEN], [MILL], Random(1))
    assert found == [FAIR]


def test_no_near_miss_where_every_paragraph_has_the_answer() -> None:
    twice = Article("made up", "Orla", (Context(MILL, ()), Context(f"Yes, {MILL}", ())))
    assert NearMisses([twice]).find([WHEN], [MILL], Random(1)) == [""]


def test_a_false_premise_asks_of_something_the_passage_has_not() -> None:
    asked = false_premise(WHEN.text, MILL, ["Where is the town of Senn?"], Random(1))
    assert asked == "When did the mill at Senn open?"


def test_statements_come_with_evidence_that_holds_the_answer() -> None:
    made = list(from_questions([TOWN], Random(1), Lexicon.empty()))
    true = [e for e in made if e.label == "supported"]
    assert [e.claim for e in true] == ["The mill at Orla open in 1904."]
    assert all("1904" in e.evidence for e in true)
    assert all("1904" not in e.claim for e in made if e.label == "contradicted")


def test_the_best_window_shares_the_claims_words() -> None:
    text = "Rye is grain. " * 30 + "The mill at Orla opened in 1904. " + "Rye is grain. " * 30
    assert "Orla" in best_window("The mill at Orla opened.", text, max_words=20)


def test_wrong_evidence_of_a_true_claim_is_neither(tmp_path: Path) -> None:
    row = {
        "text": "The mill opened in 1904.",
        "label": "SUPPORTS",
        "gold_evidence": [{"text": "It opened in 1904."}],
        "retrieved_evidence": [{"text": "It opened in 1904."}, {"text": "It ground rye."}],
    }
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(row))
    labels = {e.evidence: e.label for e in read_fool_me_twice(path)}
    assert labels["It opened in 1904."] == "supported"
    assert labels["It ground rye."] == "neither"


def test_examples_survive_their_file(tmp_path: Path) -> None:
    examples = [
        ReadExample("When?", MILL, 27, 31, True, "made up"),
        SupportExample("It ground rye.", MILL, "supported", "made up"),
    ]
    save(examples, tmp_path / "train.jsonl")
    assert load(tmp_path / "train.jsonl") == examples


def test_measures() -> None:
    assert token_f1("the old mill", "Old mill!") == 1
    assert token_f1("", "mill") == 0
    assert auc([0.1, 0.9, 0.5, 0.5], [False, True, True, False]) == pytest.approx(0.875)
    assert balanced_accuracy([True, True, True, False], [True, True, True, True]) == 0.375
    assert calibration_error([0.95, 0.95], [True, False]) == pytest.approx(0.45)
