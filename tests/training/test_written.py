"""Questions and claims written for the project: the reader of their file, and the file itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.training.articles import Article, Context
from assistant.training.written import FILE, digest, read_written

TEXT = "The mill at Orla opened in 1904. It ground rye."
ROW = {
    "answered": [["When did the mill open?", 27, 31]],
    "tempting": [["When did the mill close?", 27, 31]],
    "supported": ["Rye was ground at Orla."],
    "contradicted": ["The mill ground wheat."],
    "neither": [],
}


def file_of(folder: Path, head: dict[str, str]) -> Path:
    path = folder / "written.jsonl"
    path.write_text(json.dumps(head | ROW) + "\n", encoding="utf-8")
    return path


def test_a_paragraph_of_a_set_is_found_by_its_digest(tmp_path: Path) -> None:
    path = file_of(tmp_path, {"digest": digest(TEXT)})
    (row,) = read_written([Article("set", "Mill", (Context(TEXT, ()),))], path)
    (context,) = row.article.contexts
    answered, tempting = context.questions
    assert context.text == TEXT
    assert [TEXT[a:b] for a, b in answered.answers] == ["1904"]
    assert tempting.answers == ()
    assert tempting.tempting == (27, 31)
    assert [claim.label for claim in row.claims] == ["supported", "contradicted"]


def test_a_paragraph_that_no_set_has_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no set has the paragraph"):
        read_written([], file_of(tmp_path, {"digest": "0" * 12}))


def test_a_heading_stands_before_the_evidence_of_claims(tmp_path: Path) -> None:
    path = file_of(tmp_path, {"text": TEXT, "heading": "Mills, Orla"})
    (row,) = read_written([], path)
    assert row.article.contexts[0].heading == "Mills, Orla"
    assert {claim.evidence for claim in row.claims} == {f"Mills, Orla: {TEXT}"}


def test_twins_are_held_out_together(tmp_path: Path) -> None:
    path = tmp_path / "written.jsonl"
    for held_out, twin in ((True, f"{40:012x}"), (False, f"{41:012x}")):
        rows = [ROW | {"text": TEXT[:cut], "twin": twin} for cut in (40, 44, len(TEXT))]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        assert [each.held_out for each in read_written([], path)] == [held_out] * 3


def test_most_questions_of_twins_are_answered_by_one_and_not_by_the_other() -> None:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    members = Counter(row["twin"] for row in rows if "twin" in row)
    put: dict[tuple[str, str], set[bool]] = {}
    for row in rows:
        for key in ("answered", "tempting") if members[row.get("twin")] > 1 else ():
            for question, *_ in row[key]:
                put.setdefault((row["twin"], question), set()).add(key == "answered")
    both = sum(len(each) == 2 for each in put.values())
    assert both > 0.65 * len(put) > 5000


def test_the_spans_of_our_own_paragraphs_hold_words() -> None:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert ("text" in row) != ("digest" in row)
        for question, start, end in row["answered"] + row["tempting"]:
            assert question.strip()
            assert 0 <= start < end
            if "text" in row:
                assert row["text"][start:end].strip()


def test_no_question_is_both_answered_and_not_by_one_paragraph() -> None:
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = {question.lower() for question, *_ in row["answered"]}
        assert not asked & {question.lower() for question, *_ in row["tempting"]}
