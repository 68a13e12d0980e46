"""Who wrote a document, and when: questions that its byline answers.

To a reader the names and dates in a document's footnotes answer them as well; those are of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.library import Library
from assistant.sources import (
    GENERIC,
    OF_KIND,
    PUBLISHED_BY,
    WORD,
    Holders,
    named_source,
    own_words,
)
from assistant.types import Document, Evidence, Span

STATED = 0.95  # the probability that a byline is right
_BE = r"(?:is|are|was|were)"
_OUT = r"(?:published|written|released|posted|issued|dated)"
_ASKS = tuple(
    (key, re.compile(pattern + r"\W*$", re.IGNORECASE))
    for key, pattern in (
        ("author", r"^who (?:wrote|authored) (?!to\b)(?P<work>.+?)"),
        ("author", rf"^(?:who {_BE} )?(?:the )?authors? of (?P<work>.+?)"),
        ("author", rf"^(?:by whom|who) {_BE} (?P<work>.+?) (?:written|authored)(?: by)?"),
        ("date", rf"^(?:when|(?:on|in) (?:what|which) \w+) {_BE} (?P<work>.+?) {_OUT}"),
        ("date", r"^when did (?P<work>.+?) (?:come out|appear)"),
        ("date", rf"^(?:what {_BE} )?(?:the )?(?:publication )?date of (?P<work>.+?)"),
    )
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a question wants to know (``author`` or ``date``) of a document."""

    key: str
    document: Document

    def of_another(self, evidence: Evidence) -> bool:
        """Whether it is a footnote of the document, which names other works."""
        sentence = evidence.sentence
        return sentence.document_id == self.document.id and sentence.kind == "footnote"

    def evidence(self, library: Library) -> Evidence | None:
        """The sentence that states it; None when the document does not."""
        stated = self.document.metadata.get(self.key, "").partition(" (")[0]
        number = int(self.document.metadata.get(f"{self.key}_paragraph", 0))
        if not stated or not number:
            return None
        for sentence in library.sentences(self.document.id, number, number):
            start = sentence.text.find(stated)
            if start >= 0:
                return Evidence(sentence, STATED, Span(start, start + len(stated), STATED))
        return None


def byline_asked(question: str, documents: Iterable[Document], holders: Holders) -> Byline | None:
    """Of which document a question asks who wrote it, or when; None when it asks for neither."""
    shelf = list(documents)
    for key, pattern in _ASKS:
        if match := pattern.match(question.strip()):
            meant = _meant(match["work"], shelf, holders)
            return Byline(key, meant) if meant else None
    return None


def _meant(work: str, shelf: Sequence[Document], holders: Holders) -> Document | None:
    """The one document that a phrase names and that says nothing else."""
    source = named_source(f"the {work}", shelf, holders)
    for phrase, known in product((work, OF_KIND.sub(" ", work)), (_title_and_author, own_words)):
        words = {word.lower() for word in WORD.findall(phrase)} - GENERIC
        meant = [each for each in shelf if words and words <= known(each)] or [
            each
            for each in shelf
            if {each.id} == source.documents and words <= source.marks | known(each)
        ]
        if len(meant) == 1:
            return meant[0]
    return None


def _title_and_author(document: Document) -> set[str]:
    named = (document.id, document.title, *map(document.metadata.get, PUBLISHED_BY))
    return {word.lower() for text in named if text for word in WORD.findall(text)}
