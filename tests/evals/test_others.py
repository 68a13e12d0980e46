"""Answers of other systems, scored like ours."""

from __future__ import annotations

import json
from pathlib import Path

from evals.others import outcomes
from evals.questions import FOLDER, load


def test_facts_and_refusals_of_another_system_are_scored(tmp_path: Path) -> None:
    dev = [each for each in load(FOLDER) if each.split == "dev" and not each.corpus]
    fact = next(each for each in dev if each.answerable and each.slice == "number")
    nothing = next(each for each in dev if each.slice == "off_topic")
    answers = tmp_path / "answers.jsonl"
    rows = [
        {"id": fact.id, "text": "I could not find it.", "refused": True},
        {"id": nothing.id, "text": "It is 42.", "refused": False},
    ]
    answers.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    scores = {each.question.id: each.scores for each in outcomes(answers, "dev")}
    assert scores[fact.id]["false_refusal"] == 1.0
    assert scores[fact.id]["correct"] == 0.0
    assert scores[nothing.id]["false_answer"] == 1.0
    assert outcomes(answers, "test") == []
