"""Citations: numbered pointers from an answer into the documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.places import span
from assistant.types import Citation, Document, Evidence, Paragraph, Sentence, Verdict

NO_SOURCE = "(not found in the documents)"  # after a sentence that is shown though unsupported


class Source(Protocol):
    """Looks up the stored plain-text view of a document and its paragraphs."""

    def document(self, document_id: str) -> Document: ...

    def paragraph(self, document_id: str, number: int) -> Paragraph: ...


class Ledger:
    """Numbers the citations of one answer in the order of their first use.

    The same source sentence keeps its number, so a number always opens one place.
    """

    def __init__(self, source: Source, stale: Callable[[str], bool]) -> None:
        self._source = source
        self._stale = stale
        self._entries: dict[tuple[str, int, int], Citation] = {}

    def cite(self, evidence: Evidence, verdict: Verdict) -> int:
        """The number for this evidence; the first verdict stays with the citation."""
        sentence = evidence.sentence
        key = (sentence.document_id, sentence.start, sentence.end)
        if key not in self._entries:
            document = self._source.document(sentence.document_id)
            self._entries[key] = Citation(
                number=len(self._entries) + 1,
                document_id=document.id,
                paragraph=sentence.first,
                last_paragraph=sentence.last,
                quote=document.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                verdict=verdict,
                place=self._place(document.id, sentence.first, sentence.last),
                title=document.title,
                stale=self._stale(document.id),
            )
        return self._entries[key].number

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, in the order of their numbers."""
        return tuple(self._entries.values())

    def _place(self, document_id: str, first: int, last: int) -> str:
        start = self._source.paragraph(document_id, first)
        return span(start, start if last == first else self._source.paragraph(document_id, last))


def markers(numbers: tuple[int, ...]) -> str:
    """``(1, 2)`` as it stands in a text: ``[1][2]``."""
    return "".join(f"[{number}]" for number in numbers)


def cited(sentence: Sentence) -> str:
    """A sentence as it stands in an answer: with its markers, or told to have no source."""
    return f"{sentence.text} {markers(sentence.citations) or NO_SOURCE}"
