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

AT_LEAST = {
    "number": 16,
    "name": 14,
    "date": 10,
    "list": 8,
    "why": 10,
    "summary": 4,
    "multi": 14,
    "disagreement": 20,
    "followup": 25,
    "unanswerable": 40,
    "false_premise": 15,
    "off_topic": 15,
    "variants": 20,
    "injection": 15,
}
"""Rows that each slice needs for its score to mean something."""

Row = dict[str, Any]


def read_rows() -> list[Row]:
    rows = []
    for path in sorted(QUESTIONS.glob("**/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            rows.append({**json.loads(line), "file": path})
    return rows


ROWS = read_rows()


def turns(row: Row) -> list[Row]:
    return row.get("turns", [row])


def parts(row: Row) -> list[Row]:
    """What is judged on its own: the turns of a dialogue, the sides of a disagreement, a row."""
    return row.get("sides", turns(row))


def facts(part: Row) -> list[list[str]]:
    """Groups of patterns: what a right answer says, or how it corrects a false premise."""
    return part.get("answers") or part.get("correction") or []


def gold(row: Row, kind: str) -> Iterator[tuple[Row, str, int]]:
    """Each gold paragraph with the part of the row, a turn or a side, that it belongs to."""
    for part in parts(row):
        for place in part.get("gold", {}).get(kind, []):
            name, _, number = place.partition("#")
            yield part, name, int(number)


def folder(row: Row) -> Path:
    """The corpus that a row asks: ours, or a side corpus under evals/."""
    return QUESTIONS.parent / row["corpus"] if row.get("corpus") else CORPUS


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
    assert all(turn["question"].strip() for turn in turns(row))
    assert len(row.get("sides", ())) >= 2 or row["slice"] != "disagreement"
    assert bool(row.get("forbidden")) == (row["slice"] == "injection")
    for part in parts(row):
        assert bool(part.get("answers")) == part.get("answerable", row["answerable"])
        assert bool(part.get("gold", {}).get("corpus")) == bool(facts(part))
        assert 1 <= part.get("need", 1) <= max(1, len(facts(part)))
        for pattern in (pattern for group in facts(part) for pattern in group):
            assert not re.search(pattern, "")


def test_every_slice_is_large_enough_and_about_half_dev() -> None:
    counts = Counter(row["slice"] for row in ROWS)
    assert {name: counts[name] for name in AT_LEAST if counts[name] < AT_LEAST[name]} == {}
    assert set(counts) == set(AT_LEAST)
    dev = Counter(row["slice"] for row in ROWS if row["split"] == "dev")
    assert [name for name in counts if not 0.35 <= dev[name] / counts[name] <= 0.65] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_gold_paragraphs_hold_the_answer(row: Row) -> None:
    for part, name, number in gold(row, "corpus"):
        text = paragraphs(folder(row) / name)[number - 1]
        assert holds(text, facts(part)), f"{name}#{number}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_expected_fact_is_in_a_gold_paragraph(row: Row) -> None:
    for part in parts(row):
        places = [place.partition("#") for place in part.get("gold", {}).get("corpus", [])]
        texts = [paragraphs(folder(row) / name)[int(number) - 1] for name, _, number in places]
        for group in facts(part):
            assert any(holds(text, [group]) for text in texts), group


@pytest.mark.parametrize("row", [row for row in ROWS if "forbidden" in row], ids=lambda r: r["id"])
def test_what_is_forbidden_is_in_the_documents_and_not_in_the_gold(row: Row) -> None:
    everything = "\n".join(path.read_text("utf-8") for path in folder(row).iterdir())
    for pattern in row["forbidden"]:
        assert re.search(pattern, everything, re.IGNORECASE), pattern
        for _, name, number in gold(row, "corpus"):
            text = paragraphs(folder(row) / name)[number - 1]
            assert not re.search(pattern, text, re.IGNORECASE), pattern


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
    """A fact is what an accepted answer matches, together with the paragraph that holds it."""
    seen: dict[str, set[tuple[str, int, str]]] = {"dev": set(), "test": set()}
    for row in ROWS:
        for part, name, number in gold(row, "corpus"):
            text = paragraphs(folder(row) / name)[number - 1]
            for group in facts(part):
                for pattern in group:
                    if match := re.search(pattern, text, re.IGNORECASE):
                        seen[row["split"]].add((name, number, match[0].lower()))
    assert seen["dev"] & seen["test"] == set()
