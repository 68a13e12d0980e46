"""What holds for every document, whatever is in it."""

from __future__ import annotations

from assistant.corpus import split_sentences
from assistant.types import Document, Paragraph


def check_invariants(document: Document, paragraphs: tuple[Paragraph, ...]) -> None:
    """Raises AssertionError where numbers, offsets or sentences of a document do not fit."""
    end = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        assert paragraph.number == number
        assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text == paragraph.text.strip()
        assert paragraph.text
        assert not document.text[end : paragraph.start].strip()
        end = paragraph.end
    assert not document.text[end:].strip()
    for sentence in split_sentences(document, paragraphs):
        first, last = paragraphs[sentence.first - 1], paragraphs[sentence.last - 1]
        assert first.start <= sentence.start < sentence.end <= last.end
        assert sentence.start < first.end
        assert last.start < sentence.end
        assert sentence.text == sentence.text.strip()
        assert any(character.isalnum() for character in sentence.text)
        assert sentence.first == sentence.last or sentence.kind in ("body", "list", "footnote")
