"""Word documents by python-docx: paragraphs, headings, lists, tables, footnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .content import Content, Piece, assemble
from .grid import Cell, Row, grid_pieces, span

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
_ON = ("1", "true", "on")
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
    """Rows as lines; where one has a table in it, it lays out the page: its cells are read."""
    rows: list[Row] = []
    first = next((row for row in _children(table) if row.tag == f"{_W}tr"), None)
    for row in _children(table):
        cells = [cell for cell in _children(row) if cell.tag == f"{_W}tc"]
        if any(cell.find(f".//{_W}tbl") is not None for cell in cells):
            yield from grid_pieces(rows)
            rows = []
            for cell in cells:
                yield from _pieces(cell, document, numbers)
            continue
        if cells:
            found = tuple(_cell(cell, numbers) for cell in cells)
            names = _is_on(row, "trPr/tblHeader") or (
                row is first and _is_first_styled(table, document)
            )
            rows.append(Row(found, names, _is_bold(row)))
    yield from grid_pieces(rows)


def _cell(cell: Any, numbers: Numbers) -> Cell:
    spanned = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return Cell(
        " ".join(_text(cell, numbers).split()),
        1 if spanned is None else span(spanned.get(f"{_W}val")),
        covered=merged is not None and merged.get(f"{_W}val") != "restart",
    )


def _is_first_styled(table: Any, document: WordDocument) -> bool:
    """Whether a table's style sets its first row apart, and the table asks for that."""
    look, chosen = table.find(f"{_W}tblPr/{_W}tblLook"), table.find(f"{_W}tblPr/{_W}tblStyle")
    if look is None or chosen is None or look.get(f"{_W}firstRow") not in _ON:
        return False
    name = chosen.get(f"{_W}val")
    return any(
        style.get(f"{_W}styleId") == name
        and style.find(f"{_W}tblStylePr[@{_W}type='firstRow']") is not None
        for style in document.styles.element.iterchildren(f"{_W}style")
    )


def _is_bold(row: Any) -> bool:
    """Whether all text of a row is bold by itself, or by a style for the headings of tables."""
    paragraphs = [p for p in row.iter(f"{_W}p") if any(t.text for t in p.iter(f"{_W}t"))]
    return bool(paragraphs) and all(
        _is_table_heading(paragraph)
        or all(_is_on(r, "rPr/b") for r in paragraph.iter(f"{_W}r") if r.find(f"{_W}t") is not None)
        for paragraph in paragraphs
    )


def _is_table_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val", "").lower() == "tableheading"


def _is_on(element: Any, path: str) -> bool:
    """Whether a property is set that stands without a value, or with one."""
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/")))
    return found is not None and found.get(f"{_W}val", "1") in _ON


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
