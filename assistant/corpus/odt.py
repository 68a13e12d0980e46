"""OpenDocument text: paragraphs, headings, lists, tables and notes of ``content.xml``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, fromstring

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble
from .grid import Cell, Row, grid_pieces, span

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_TABLE_HEADING = "Table_20_Heading"
_SPACES = re.compile(r"\s+")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_odt(data: bytes, name: str) -> Content:
    """Read an OpenDocument text. Notes come after the text, with their numbers.

    Raises:
        DocumentUnreadable: encrypted.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b"manifest:encryption-data" in _member(archive, "META-INF/manifest.xml"):
            raise DocumentUnreadable(
                f"{name} is encrypted.", "Save it without a password to have it read."
            )
        root = parse(archive.read("content.xml"), name)
        about = _member(archive, "meta.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    notes: list[Piece] = []
    pieces = [] if body is None else list(_pieces(body, notes, _bold_styles(root)))
    meta = parse(about, name) if about else Element("none")
    author = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator")
    date = (meta.findtext(f".//{_DC}date") or "")[:10]
    title = meta.findtext(f".//{_DC}title") or ""
    return assemble(pieces + notes, title, {"author": author, "date": date})


def parse(xml: bytes, name: str) -> Element:
    """Parse XML that may not define entities of its own (they could expand without end)."""
    if b"<!ENTITY" in xml:
        raise DocumentUnreadable(f"{name} defines entities in its XML.", "Save it again.")
    return fromstring(xml)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _bold_styles(root: Element) -> frozenset[str]:
    """The names of the styles in bold type, and of those for the headings of tables."""
    names = {_TABLE_HEADING}
    for style in root.iter(f"{_STYLE}style"):
        text = style.find(f"{_STYLE}text-properties")
        is_bold = text is not None and text.get(f"{_FO}font-weight") == "bold"
        if is_bold or style.get(f"{_STYLE}parent-style-name") == _TABLE_HEADING:
            names.add(style.get(f"{_STYLE}name", ""))
    return frozenset(names)


def _pieces(parent: Element, notes: list[Piece], bold: Collection[str]) -> Iterator[Piece]:
    for element in parent:
        if element.tag == f"{_TEXT}h":
            yield Piece(_text(element, notes), "heading")
        elif element.tag == f"{_TEXT}p":
            yield Piece(_text(element, notes))
        elif element.tag == f"{_TEXT}list":
            items = [_text(item, notes) for item in element.iter(f"{_TEXT}p")]
            yield Piece("\n".join(f"- {item}" for item in items if item), "list")
        elif element.tag == f"{_TABLE}table":
            marked = set(element.iterfind(f"{_TABLE}table-header-rows/{_TABLE}table-row"))
            yield from grid_pieces(
                [
                    Row(tuple(_cells(row, notes)), row in marked, _is_bold(row, bold))
                    for row in element.iter(f"{_TABLE}table-row")
                ]
            )
        elif element.tag != f"{_TEXT}tracked-changes":
            yield from _pieces(element, notes, bold)


def _cells(row: Element, notes: list[Piece]) -> Iterator[Cell]:
    """The cells of a row, also where one above goes on; what a cell beside covers has none."""
    beside = 0
    for cell in row.iter():
        if cell.tag == f"{_TABLE}table-cell":
            columns = span(cell.get(f"{_TABLE}number-columns-spanned"))
            beside = columns - 1
            yield Cell(" ".join(_text(cell, notes).split()), columns)
        elif cell.tag == f"{_TABLE}covered-table-cell":
            repeated = span(cell.get(f"{_TABLE}number-columns-repeated"))
            above = max(repeated - beside, 0)
            beside = max(beside - repeated, 0)
            if above:
                yield Cell("", above, covered=True)


def _is_bold(row: Element, bold: Collection[str]) -> bool:
    """Whether all text of a row is in one of the ``bold`` styles."""
    found = [p for p in row.iter(f"{_TEXT}p") if "".join(p.itertext()).strip()]
    return bool(found) and all(
        paragraph.get(f"{_TEXT}style-name") in bold
        or (
            not (paragraph.text or "").strip()
            and all(part.get(f"{_TEXT}style-name") in bold for part in paragraph)
            and not any((part.tail or "").strip() for part in paragraph)
        )
        for paragraph in found
    )


def _text(element: Element, notes: list[Piece]) -> str:
    """The text of a paragraph; a note leaves its number there and its text in ``notes``."""
    parts = [_SPACES.sub(" ", element.text or "")]
    for child in element:
        if child.tag == f"{_TEXT}note":
            number = child.findtext(f"{_TEXT}note-citation") or "*"
            body = child.find(f"{_TEXT}note-body")
            if body is not None:
                notes.append(Piece(f"[{number}] {_text(body, notes).strip()}", "footnote"))
            parts.append(number.translate(_SUPERSCRIPTS))
        elif child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 100))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_text(child, notes))
        parts.append(_SPACES.sub(" ", child.tail or ""))
    return "".join(parts)
