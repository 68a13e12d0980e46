"""OpenDocument text: paragraphs, headings, lists, tables and notes of ``content.xml``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
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
    pieces = [] if body is None else list(_pieces(body, notes))
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


def _pieces(parent: Element, notes: list[Piece]) -> Iterator[Piece]:
    for element in parent:
        if element.tag == f"{_TEXT}h":
            yield Piece(_text(element, notes), "heading")
        elif element.tag == f"{_TEXT}p":
            yield Piece(_text(element, notes))
        elif element.tag == f"{_TEXT}list":
            items = [_text(item, notes) for item in element.iter(f"{_TEXT}p")]
            yield Piece("\n".join(f"- {item}" for item in items if item), "list")
        elif element.tag == f"{_TABLE}table":
            rows = [
                " | ".join(
                    " ".join(_text(cell, notes).split()) for cell in row.iter(f"{_TABLE}table-cell")
                )
                for row in element.iter(f"{_TABLE}table-row")
            ]
            yield Piece("\n".join(row for row in rows if row.strip(" |")), "table")
        elif element.tag != f"{_TEXT}tracked-changes":
            yield from _pieces(element, notes)


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
