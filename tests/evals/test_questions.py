"""The question files: each row is complete, its gold is real, and dev and test share no fact."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "evals" / "questions"
CORPUS = ROOT / "corpus"
ORIGINALS = os.environ.get("ASSISTANT_ORIGINALS")
"""Folder of the original texts; the checks on them are skipped when it is not given."""

Row = dict[str, Any]


def read_rows() -> list[Row]:
    rows = []
    for path in sorted(QUESTIONS.glob("*/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            rows.append({**json.loads(line), "file": path})
    return rows


ROWS = read_rows()


def turns(row: Row) -> list[Row]:
    return row.get("turns", [row])


def facts(part: Row) -> list[list[str]]:
    """Groups of patterns: what a right answer says, or how it corrects a false premise."""
    return part.get("answers") or part.get("correction") or []


def gold(row: Row, kind: str) -> Iterator[tuple[Row, str, int]]:
    """Each gold paragraph with the part of the row, a turn or a side, that it belongs to."""
    for part in (*turns(row), *row.get("sides", ())):
        for place in part.get("gold", {}).get(kind, []):
            name, _, number = place.partition("#")
            yield part, name, int(number)


def folder(row: Row) -> Path:
    """The corpus that a row asks: ours, or a side corpus beside its file."""
    return row["file"].parent / row["corpus"] if row.get("corpus") else CORPUS


@cache
def paragraphs(path: Path) -> tuple[str, ...]:
    """Blocks of text between blank lines, on one line each, with straight apostrophes."""
    blocks = re.split(r"\n[ \t]*\n", path.read_text("utf-8"))
    return tuple(re.sub("[‘’]", "'", " ".join(b.split())) for b in blocks if b.strip())


def holds(text: str, groups: list[list[str]]) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for group in groups for pattern in group)


def test_ids_are_unique() -> None:
    repeated = [name for name, count in Counter(row["id"] for row in ROWS).items() if count > 1]
    assert repeated == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_row_is_complete(row: Row) -> None:
    assert row["slice"] == row["file"].stem
    assert row["split"] in {"dev", "test"}
    for turn in turns(row):
        assert turn["question"].strip()
        if not (row.get("sides") or row.get("forbidden")):
            assert bool(turn.get("answers")) == turn.get("answerable", row["answerable"])
            assert bool(turn.get("gold", {}).get("corpus")) == bool(facts(turn))
        assert 1 <= turn.get("need", 1) <= max(1, len(facts(turn)))
        for pattern in (pattern for group in facts(turn) for pattern in group):
            assert not re.search(pattern, "")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_gold_paragraphs_hold_the_answer(row: Row) -> None:
    for part, name, number in gold(row, "corpus"):
        text = paragraphs(folder(row) / name)[number - 1]
        assert holds(text, facts(part)), f"{name}#{number}"


@pytest.mark.skipif(ORIGINALS is None, reason="ASSISTANT_ORIGINALS names no folder of originals")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_gold_paragraphs_of_the_originals_hold_the_answer(row: Row) -> None:
    for part, name, number in gold(row, "originals"):
        text = paragraphs(Path(str(ORIGINALS)) / name)[number - 1]
        assert holds(text, facts(part)), f"{name}#{number}"


def test_no_question_is_in_both_splits() -> None:
    asked: dict[str, set[str]] = {"dev": set(), "test": set()}
    for row in ROWS:
        words = " | ".join(re.sub(r"\W+", " ", turn["question"].lower()) for turn in turns(row))
        asked[row["split"]].add(words.strip())
    assert asked["dev"] & asked["test"] == set()


def test_no_fact_is_in_both_splits() -> None:
    """A fact is an accepted answer pattern together with a paragraph that holds it."""
    seen: dict[str, set[tuple[str, int, str]]] = {"dev": set(), "test": set()}
    for row in ROWS:
        for part, name, number in gold(row, "corpus"):
            text = paragraphs(folder(row) / name)[number - 1]
            for group in facts(part):
                for pattern in group:
                    if re.search(pattern, text, re.IGNORECASE):
                        seen[row["split"]].add((name, number, pattern))
    assert seen["dev"] & seen["test"] == set()
