"""Word documents by python-docx: paragraphs, headings, lists, tables, footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .content import Content, Piece, assemble

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_SHOWN = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}pPr",
        f"{_W}rPr",
        f"{_W}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_FILLERS = (
    f"{_W}showingPlcHdr",
    f"{_W}docPartObj/{_W}docPartGallery[@{_W}val='Table of Contents']",
)
_NOTES = ("footnotes", "endnotes")
Numbers = dict[tuple[str, str], int]
"""What notes are called in the text: by kind and id."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_docx(data: bytes, name: str) -> Content:
    """Read a Word document: what is shown with all changes accepted; notes after the text."""
    from docx import Document

    document = Document(io.BytesIO(data))
    numbers = _note_numbers(document)
    pieces = list(_joined(_pieces(document.element.body, document, numbers)))
    pieces += _notes(document, numbers)
    properties = document.core_properties
    created = properties.created.date().isoformat() if properties.created else None
    return assemble(pieces, properties.title or "", {"author": properties.author, "date": created})


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Items that follow each other as one list."""
    for is_item, run in groupby(pieces, lambda p: p.kind == "list" and bool(p.text.strip())):
        if is_item:
            yield Piece("\n".join(f"- {item.text.strip()}" for item in run), "list")
        else:
            yield from run


def _pieces(parent: Any, document: WordDocument, numbers: Numbers) -> Iterator[Piece]:
    """Paragraphs and tables in order; each item of a list by itself."""
    from docx.text.paragraph import Paragraph

    for element in _children(parent):
        if element.tag == f"{_W}p":
            yield _paragraph(Paragraph(element, document), numbers)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, document, numbers)


def _children(parent: Any) -> Iterator[Any]:
    """The elements within one, those in content controls among them.

    Tables of contents are left out, and controls that show what is to be filled in.
    """
    for element in parent:
        if element.tag == f"{_W}sdt":
            if not any(element.find(f"{_W}sdtPr/{path}") is not None for path in _FILLERS):
                for content in element.iterchildren(f"{_W}sdtContent"):
                    yield from _children(content)
        elif element.tag == f"{_W}customXml":
            yield from _children(element)
        else:
            yield element


def _paragraph(paragraph: Any, numbers: Numbers) -> Piece:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    text = _text(paragraph._p, numbers)
    if style.startswith(("heading", "title", "subtitle")):
        return Piece(text, "heading")
    if style.startswith("list") or paragraph._p.find(f"{_W}pPr/{_W}numPr") is not None:
        return Piece(text, "list")
    if "quote" in style or style.startswith("block text"):
        return Piece(text, "quote")
    return Piece(text, "footnote" if style.startswith(("footnote", "endnote")) else None)


def _table(table: Any, document: WordDocument, numbers: Numbers) -> Iterator[Piece]:
    """Rows as lines; a cell that spans columns is said once.

    A row with a table in it lays out the page: what its cells hold follows in order.
    """
    rows: list[str] = []
    for row in _children(table):
        cells = [cell for cell in _children(row) if cell.tag == f"{_W}tc"]
        if any(cell.find(f".//{_W}tbl") is not None for cell in cells):
            yield Piece("\n".join(rows), "table")
            rows = []
            for cell in cells:
                yield from _pieces(cell, document, numbers)
            continue
        line = [" ".join(_text(cell, numbers).split()) for cell in cells]
        if any(line):
            rows.append(" | ".join(line))
    yield Piece("\n".join(rows), "table")


def _notes(document: WordDocument, numbers: Numbers) -> Iterator[Piece]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _NOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                number = numbers.get((kind[:-1], note.get(f"{_W}id", "")))
                if number:
                    yield Piece(f"[{number}] {_text(note, numbers)}", "footnote")


def _note_numbers(document: WordDocument) -> Numbers:
    """Notes are numbered in the order of their references, whatever their ids are."""
    numbers: Numbers = {}
    for kind in ("footnote", "endnote"):
        for reference in document.element.body.iter(f"{_W}{kind}Reference"):
            key = (kind, reference.get(f"{_W}id", ""))
            numbers.setdefault(key, sum(k == kind for k, _ in numbers) + 1)
    return numbers


def _text(element: Any, numbers: Numbers) -> str:
    """The text of an element as shown; note references and raised digits as superscripts."""
    return "".join(_parts(element, numbers)).strip()


def _parts(element: Any, numbers: Numbers) -> Iterable[str]:
    raised = element.find(f"{_W}rPr/{_W}vertAlign")
    superscript = raised is not None and raised.get(f"{_W}val") == "superscript"
    for child in element:
        if child.tag in _NOT_SHOWN:
            continue
        if child.tag == f"{_W}t":
            text = child.text or ""
            yield text.translate(_SUPERSCRIPTS) if superscript and text.isdigit() else text
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            key = (child.tag[len(_W) : -len("Reference")], child.get(f"{_W}id", ""))
            yield str(numbers.get(key, "")).translate(_SUPERSCRIPTS)
        else:
            yield from _parts(child, numbers)
            if child.tag == f"{_W}p":
                yield "\n"
