"""Pairs of paragraphs that answer one question, as claims about each other."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.training.pairs import FILE, read_pairs
from assistant.training.written import FILE as WRITTEN
from assistant.training.written import digest, read_written

ONE, OTHER = "The mill opened in 1904.", "It was in 1906 that the mill opened."
ROW = {"answered": [], "tempting": [], "supported": [], "contradicted": [], "neither": []}


def test_each_paragraph_is_evidence_for_the_answer_of_the_other(tmp_path: Path) -> None:
    texts, pairs = tmp_path / "written.jsonl", tmp_path / "pairs.jsonl"
    texts.write_text("\n".join(json.dumps({"text": text} | ROW) for text in (ONE, OTHER)))
    one, other = [digest(ONE), 19, 23], [digest(OTHER), 10, 14]
    question = "When did the mill open?"
    pairs.write_text(json.dumps({"question": question, "one": one, "other": other, "differ": True}))
    found = [example for _, example in read_pairs(read_written([], texts), pairs)]
    assert [(each.claim, each.evidence, each.label) for each in found] == [
        (f"{question} 1904", OTHER, "contradicted"),
        (f"{question} 1906", ONE, "contradicted"),
    ]


def test_the_answers_of_a_pair_stand_in_paragraphs_of_our_own() -> None:
    rows = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    texts = {digest(row["text"]): row["text"] for row in rows if "text" in row}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["differ"] in (True, False, None)
        for paragraph, start, end in (row["one"], row["other"]):
            assert texts[paragraph][start:end].strip()
