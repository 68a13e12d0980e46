"""Follow-up benchmarks: BLEU, and how the sets are taken apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks import rewriting


def test_bleu_is_one_for_equal_texts_and_counts_each_word_once() -> None:
    same = ("who led the old bridge company", "who led the old bridge company")
    assert rewriting.bleu([same]) == pytest.approx(1.0)
    assert rewriting.bleu([("bridge bridge bridge bridge bridge", same[1])]) == 0.0


def test_bleu_punishes_what_is_too_short() -> None:
    # all four-grams right, six of eight words: exp(1 - 8/6)
    whole = "one two three four five six seven eight"
    assert rewriting.bleu([("one two three four five six", whole)]) == pytest.approx(
        0.7165, abs=1e-4
    )


def test_canard_rows_become_sections_and_questions() -> None:
    first = {
        "History": ["Ada Stone", "Career"],
        "QuAC_dialog_id": "d",
        "Question": "Where did she work?",
        "Question_no": 1,
        "Rewrite": "Where did Ada Stone work?",
    }
    second = first | {
        "History": ["Ada Stone", "Career", first["Question"], "At the Institute of Physics."],
        "Question": "Until when?",
        "Question_no": 2,
    }
    documents, asked = rewriting._canard([first, second])
    ((name, text),) = documents.items()
    assert text == "# Ada Stone: Career\n\nAt the Institute of Physics."
    assert (asked[0].document, asked[0].answer) == (name, "At the Institute of Physics.")
    assert asked[1].answer == ""  # the set does not tell it
    assert [each["role"] for each in asked[1].history] == ["user", "assistant"] * 2


def test_cast_turns_carry_what_was_said_before(tmp_path: Path) -> None:
    for name in rewriting.CAST:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    turns = [
        {"number": 1, "raw_utterance": "What is a mill?"},
        {"number": 2, "raw_utterance": "Who builds them?"},
    ]
    (tmp_path / rewriting._2019_RAW).write_text(json.dumps([{"number": 7, "turn": turns}]))
    (tmp_path / rewriting._2019).write_text("7_1\tWhat is a mill?\n7_2\tWho builds mills?\n")
    (tmp_path / rewriting._2020).write_text("[]")
    answered = [{**turn, "passage": f"Passage {turn['number']}."} for turn in turns]
    answered[1]["manual_rewritten_utterance"] = "Who builds mills?"
    (tmp_path / rewriting._2021).write_text(json.dumps([{"number": 9, "turn": answered}]))
    documents, asked = rewriting._cast(tmp_path)
    assert documents == {"9_1.txt": "Passage 1.", "9_2.txt": "Passage 2."}
    assert [(each.rewrite, each.answer) for each in asked] == [
        ("Who builds mills?", ""),
        ("Who builds mills?", "Passage 2."),
    ]
    assert asked[1].history[1]["content"] == "Passage 1."
