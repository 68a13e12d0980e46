"""Numbers follow first use, one number opens one place, quotes are slices of the document."""

from __future__ import annotations

from assistant.citations import Ledger, markers
from assistant.types import Document, Evidence, Paragraph, SourceSentence, Verdict

TEXT = "One block.\n\nA sentence that is broken\n\n[1] a note\n\nover two blocks."
VERDICT = Verdict("supported", 1.0)


class Shelf:
    def document(self, document_id: str) -> Document:
        return Document(document_id, "Title", TEXT, "")

    def paragraph(self, document_id: str, number: int) -> Paragraph:
        return Paragraph(document_id, number, "body", "", 0, 0)


def evidence(document: str, first: int, last: int, quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(SourceSentence(document, first, last, start, start + len(quote), quote), 0.9)


def test_numbers_follow_first_use_and_repeat_for_the_same_sentence() -> None:
    ledger = Ledger(Shelf(), lambda _: False)
    one, other = evidence("a", 1, 1, "One block."), evidence("b", 1, 1, "One block.")
    assert [ledger.cite(each, VERDICT) for each in (one, other, one)] == [1, 2, 1]
    assert [each.source for each in ledger.citations] == ["a", "b"]


def test_a_broken_sentence_is_cited_as_a_range_with_the_raw_text() -> None:
    ledger = Ledger(Shelf(), lambda _: False)
    ledger.cite(evidence("a", 2, 4, TEXT[TEXT.index("A sentence") :]), VERDICT)
    (citation,) = ledger.citations
    assert (citation.paragraph, citation.last_paragraph, citation.place) == (2, 4, "¶2–4")
    assert TEXT[citation.start : citation.end] == citation.quote


def test_a_changed_file_is_flagged() -> None:
    ledger = Ledger(Shelf(), lambda document_id: document_id == "a")
    for name in "ab":
        ledger.cite(evidence(name, 1, 1, "One block."), VERDICT)
    assert [each.stale for each in ledger.citations] == [True, False]


def test_markers() -> None:
    assert markers((1, 12)) == "[1][12]"
