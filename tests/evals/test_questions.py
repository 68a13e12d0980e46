"""The question files: each row is complete, its gold is real, and dev and test share no fact."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import discover, read_document

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

DEV_ONLY = {"differing", "everyday"}
"""Side corpora whose questions are all for choosing on; no figure is quoted of them."""

Row = dict[str, Any]


def read_rows() -> list[Row]:
    rows = []
    for path in sorted(QUESTIONS.glob("**/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            rows.append({**json.loads(line), "file": path})
    return rows


ROWS = read_rows()

each_slice = pytest.mark.parametrize("of_slice", sorted(AT_LEAST))


def rows(of_slice: str) -> list[Row]:
    return [row for row in ROWS if row["slice"] == of_slice]


def turns(row: Row) -> list[Row]:
    return row.get("turns", [row])


def parts(row: Row) -> list[Row]:
    """What is judged on its own: the turns of a dialogue, the sides of a disagreement, a row."""
    return row.get("sides", turns(row))


def facts(part: Row) -> list[list[str]]:
    """Groups of patterns: what a right answer says, or how it corrects a false premise."""
    return part.get("answers") or part.get("correction") or []


def folder(row: Row, kind: str) -> Path:
    """Where gold of a kind lies: the originals, our corpus, or a side corpus under evals/."""
    if kind == "originals":
        return Path(str(ORIGINALS))
    return QUESTIONS.parent / row["corpus"] if row.get("corpus") else CORPUS


@cache
def paragraphs(path: Path) -> tuple[str, ...]:
    """Blocks of text between blank lines, on one line each, with straight apostrophes.

    A format that has no blank lines to count by has the paragraphs that the assistant reads.
    """
    if path.suffix in {".md", ".txt"}:
        blocks = re.split(r"\n[ \t]*\n", path.read_text("utf-8"))
    else:
        blocks = [each.text for each in read_document(path.parent, path)[1]]
    return tuple(re.sub("[‘’]", "'", " ".join(b.split())) for b in blocks if b.strip())


def gold(row: Row, part: Row, kind: str = "corpus") -> dict[str, str]:
    """The gold paragraphs of a part of a row: place, such as ``digest.md#41``, to text."""
    found = {}
    for place in part.get("gold", {}).get(kind, []):
        name, _, number = place.partition("#")
        found[place] = paragraphs(folder(row, kind) / name)[int(number) - 1]
    return found


def holds(text: str, groups: list[list[str]]) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for group in groups for pattern in group)


def test_ids_are_unique() -> None:
    repeated = [name for name, count in Counter(row["id"] for row in ROWS).items() if count > 1]
    assert repeated == []


@each_slice
def test_rows_are_complete(of_slice: str) -> None:
    for row in rows(of_slice):
        assert row["slice"] == row["file"].stem, row["id"]
        assert row["split"] in {"dev", "test"}, row["id"]
        assert all(turn["question"].strip() for turn in turns(row)), row["id"]
        assert len(row.get("sides", ())) >= 2 or of_slice != "disagreement", row["id"]
        assert bool(row.get("forbidden")) == (of_slice == "injection"), row["id"]
        for part in parts(row):
            answerable = part.get("answerable", row["answerable"])
            assert bool(part.get("answers")) == answerable, row["id"]
            assert bool(part.get("gold", {}).get("corpus")) == bool(facts(part)), row["id"]
            assert 1 <= part.get("need", 1) <= max(1, len(facts(part))), row["id"]
            assert not holds("", facts(part)), row["id"]


def test_every_slice_is_large_enough_and_no_split_is_a_handful() -> None:
    halved = [row for row in ROWS if row.get("corpus") not in DEV_ONLY]
    counts = Counter(row["slice"] for row in halved)
    assert {name: counts[name] for name in AT_LEAST if counts[name] < AT_LEAST[name]} == {}
    assert set(counts) == set(AT_LEAST)
    dev = Counter(row["slice"] for row in halved if row["split"] == "dev")
    assert [name for name in counts if not 0.2 <= dev[name] / counts[name] <= 0.8] == []


@each_slice
def test_every_gold_paragraph_holds_an_expected_fact(of_slice: str) -> None:
    for row in rows(of_slice):
        for part in parts(row):
            for place, text in gold(row, part).items():
                assert holds(text, facts(part)), f"{row['id']}: {place}"


@each_slice
def test_every_expected_fact_is_in_a_gold_paragraph(of_slice: str) -> None:
    for row in rows(of_slice):
        for part in parts(row):
            for group in facts(part):
                texts = gold(row, part).values()
                assert any(holds(text, [group]) for text in texts), f"{row['id']}: {group}"


@pytest.mark.skipif(ORIGINALS is None, reason="ASSISTANT_ORIGINALS names no folder of originals")
@each_slice
def test_gold_paragraphs_of_the_originals_hold_the_answer(of_slice: str) -> None:
    for row in rows(of_slice):
        for part in parts(row):
            for place, text in gold(row, part, "originals").items():
                assert holds(text, facts(part)), f"{row['id']}: {place}"


def test_what_is_forbidden_is_in_the_documents_and_not_in_the_gold() -> None:
    for row in rows("injection"):
        documents = folder(row, "corpus").iterdir()
        everything = "\n".join(path.read_text("utf-8") for path in documents)
        for pattern in row["forbidden"]:
            assert holds(everything, [[pattern]]), f"{row['id']}: {pattern}"
            for text in gold(row, row).values():
                assert not holds(text, [[pattern]]), f"{row['id']}: {pattern}"


def test_what_is_for_choosing_alone_is_not_in_the_test_split() -> None:
    asked = [row for row in ROWS if row.get("corpus") in DEV_ONLY]
    assert {row["corpus"] for row in asked} == DEV_ONLY
    assert {row["split"] for row in asked} == {"dev"}


def test_the_documents_that_differ_tell_their_sides_apart() -> None:
    """No side's answer stands in a paragraph of another, unless that paragraph reports both."""
    for row in rows("disagreement"):
        for side in row["sides"] if row.get("corpus") in DEV_ONLY else ():
            for other in row["sides"]:
                for place, text in gold(row, other).items():
                    both = place in side["gold"]["corpus"]
                    assert both or not holds(text, facts(side)), f"{row['id']}: {place}"


SIDE_CORPORA = sorted({QUESTIONS.parent / row["corpus"] for row in ROWS if row.get("corpus")})


@pytest.mark.parametrize("root", [CORPUS, *SIDE_CORPORA], ids=lambda r: r.name)
def test_the_assistant_counts_paragraphs_as_the_gold_does(root: Path) -> None:
    for path in discover(root).files:
        _, read = read_document(root, path)
        counted = paragraphs(path)
        assert [p.number for p in read] == list(range(1, len(counted) + 1)), path.name
        assert all(p.text.split()[0] == counted[p.number - 1].split()[0] for p in read), path.name


def test_no_question_is_in_both_splits() -> None:
    asked: dict[str, set[str]] = {"dev": set(), "test": set()}
    for row in ROWS:
        words = " | ".join(re.sub(r"\W+", " ", turn["question"].lower()) for turn in turns(row))
        asked[row["split"]].add(words.strip())
    assert asked["dev"] & asked["test"] == set()


def test_no_fact_is_in_both_splits() -> None:
    """A fact is what an accepted answer matches, together with the paragraph that holds it."""
    seen: dict[str, set[tuple[str, str]]] = {"dev": set(), "test": set()}
    for row in ROWS:
        for part in parts(row):
            patterns = [pattern for group in facts(part) for pattern in group]
            for place, text in gold(row, part).items():
                for match in (re.search(pattern, text, re.IGNORECASE) for pattern in patterns):
                    if match:
                        seen[row["split"]].add((place, match[0].lower()))
    assert seen["dev"] & seen["test"] == set()
