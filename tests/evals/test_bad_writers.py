"""What is shown of bad writers' sentences: true ones with their source, false ones never."""

from __future__ import annotations

import pytest

from assistant.grounding.findings import Findings, Group
from assistant.grounding.inquiry import Inquiry
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Evidence, SourceSentence
from evals.bad_writers import SOURCES, WRITERS, BadWriter, judge, table

TEXTS = (
    "The bridge was opened in May 1932 and has 14 arches.",
    "The garden was planted by Peter Novak with 240 roses.",
    "The mill was closed for 11 weeks after the flood.",
)
EVIDENCE = tuple(
    Evidence(SourceSentence(f"{n}.md", 1, 1, 0, len(text), text), 0.9 - n / 10)
    for n, text in enumerate(TEXTS)
)
INQUIRY = Inquiry("What happened?", False, Findings((Group(EVIDENCE[:1]),), EVIDENCE[1:], 0.9))


@pytest.mark.parametrize("writer", WRITERS, ids=lambda each: each.name)
def test_only_true_sentences_are_shown_and_with_their_own_source(writer: BadWriter) -> None:
    counts = judge(writer, INQUIRY, LexicalGrounder())
    assert 0 < counts["written"] <= SOURCES
    expected = counts["written"] if writer.harmless else 0
    assert counts["supported"] == counts["own source"] == expected


def test_the_bad_writers_differ_from_their_sources_as_told() -> None:
    written = {each.name: list(each.write("What happened?", EVIDENCE)) for each in WRITERS}
    assert written["wrong markers"][0].strip() == f"{TEXTS[0]} [2]"
    assert written["markers to nothing"][0].strip() == f"{TEXTS[0]} [44]"
    assert " not " in written["negated sentences"][0]
    assert TEXTS[0] not in written["invented numbers"][0]


def test_the_table_has_a_row_for_each_writer() -> None:
    counts = {each.name: judge(each, INQUIRY, LexicalGrounder()) for each in WRITERS}
    assert table(counts).row_count == len(WRITERS)
