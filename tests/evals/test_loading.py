from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.questions import Place, QuestionsInvalid, digest, gold_of, load, parse, select


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def row(name: str, part: str = "number", split: str = "dev") -> dict[str, Any]:
    return {"id": name, "slice": part, "split": split, "question": f"{name}?", "answers": [["1"]]}


def test_a_row_becomes_a_question_with_gold_per_corpus() -> None:
    question = parse(
        row("q1") | {"gold": {"corpus": ["a.md#4", "b.md#2"], "originals": ["x_1.txt#17"]}}
    )
    assert question.turns[0].expected.gold["corpus"] == (Place("a.md", 4), Place("b.md", 2))
    assert gold_of(question, "originals") == (Place("x_1.txt", 17),)
    assert question.turns[0].expected.need == 1


def test_a_users_short_row_is_enough() -> None:
    question = parse({"question": "How many?", "answers": ["30"], "gold": ["a.md#1"]}, "mine-1")
    assert (question.id, question.slice, question.split) == ("mine-1", "own", "test")
    assert gold_of(question, "corpus") == (Place("a.md", 1),)


def test_dialogues_and_sides() -> None:
    dialogue = parse({"id": "d", "turns": [{"question": "A?", "answers": ["1"]}] * 2})
    assert len(dialogue.turns) == 2
    sides = [{"answers": ["1"], "gold": ["a#1"]}, {"answers": ["2"], "gold": ["b#2"]}]
    both = parse({"id": "s", "question": "Which?", "sides": sides})
    assert gold_of(both, "corpus") == (Place("a", 1), Place("b", 2))


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"question": "  ", "answers": ["1"]}, "question is missing"),
        ({"question": "Q?"}, "no answers"),
        ({"question": "Q?", "answers": "1"}, "not a list"),
        ({"question": "Q?", "answers": ["1"], "need": 2}, "need is 2"),
        ({"question": "Q?", "answers": ["1"], "gold": ["a.md"]}, "FILE#NUMBER"),
        ({"question": "Q?", "answers": ["1"], "split": "train"}, "dev or test"),
        ({"question": "Q?", "answers": ["1"], "anwsers": []}, "anwsers"),
        ({"question": "Q?", "sides": [{"answers": ["1"]}]}, "two or more"),
        ({"question": "Q?", "answers": ["("]}, "unterminated subpattern"),
    ],
)
def test_a_broken_row_is_told_with_file_and_line(
    tmp_path: Path, broken: dict[str, Any], told: str
) -> None:
    file = write(tmp_path / "set.jsonl", row("fine"), broken)
    with pytest.raises(QuestionsInvalid, match=r"set\.jsonl, line 2") as caught:
        load(file)
    assert told in str(caught.value)


def test_ids_are_unique_over_files(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", row("same"))
    write(tmp_path / "b.jsonl", row("same"))
    with pytest.raises(QuestionsInvalid, match="'same' is taken"):
        load(tmp_path)


def test_no_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match="No questions"):
        load(tmp_path)
    with pytest.raises(QuestionsInvalid, match="No such file"):
        load(tmp_path / "absent.jsonl")


def test_select_by_split_slice_and_evenly_limited() -> None:
    every = [parse(row(f"n{n}")) for n in range(5)]
    every += [parse(row(f"d{n}", "date")) for n in range(2)]
    every += [parse(row("t", "date", "test"))]
    assert {q.split for q in select(every, "dev")} == {"dev"}
    assert [q.id for q in select(every, "all", ["date"])] == ["d0", "d1", "t"]
    assert [q.id for q in select(every, "dev", limit=4)] == ["n0", "n1", "d0", "d1"]
    with pytest.raises(QuestionsInvalid, match="The limit is 0"):
        select(every, limit=0)
    with pytest.raises(QuestionsInvalid, match="Slices are: date, number"):
        select(every, "dev", ["dates"])


def test_digest_sees_a_changed_expectation_whatever_the_order() -> None:
    one, two = parse(row("a")), parse(row("b"))
    changed = parse(row("b") | {"answers": [["2"]]})
    assert digest([one, two]) == digest([two, one]) != digest([one, changed])
