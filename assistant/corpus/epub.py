"""EPUB: the chapters in the order of the book's spine, each read as HTML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble, numbered
from .decoding import decode
from .odt import parse

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def read_epub(data: bytes, name: str) -> Content:
    """Read a book; places are ``chapter 3 ¶2``, a chapter being one part of the spine with text.

    Raises:
        DocumentUnreadable: protected against copying.
    """
    from .web import html_pieces

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        container = parse(archive.read("META-INF/container.xml"), name)
        root = container.find(f".//{_CONTAINER}rootfile")
        package = root.get("full-path", "") if root is not None else ""
        book = parse(archive.read(package), name)
        protected = "META-INF/encryption.xml" in archive.namelist()
        pieces: list[Piece] = []
        chapter = 0
        for member in _spine(book, posixpath.dirname(package)):
            try:
                markup, _ = decode(archive.read(member), name)
            except (KeyError, DocumentUnreadable) as error:
                if protected:
                    raise DocumentUnreadable(
                        f"{name} is protected against copying.", "Use an unprotected copy."
                    ) from error
                continue
            found = html_pieces(markup)
            if found:
                chapter += 1
                pieces += numbered(found, f"chapter {chapter}")
    return assemble(
        pieces,
        book.findtext(f".//{_DC}title") or "",
        {
            "author": book.findtext(f".//{_DC}creator"),
            "publisher": book.findtext(f".//{_DC}publisher"),
            "date": book.findtext(f".//{_DC}date"),
        },
    )


def _spine(book: Element, folder: str) -> list[str]:
    """The members of the archive that the book is read in, in order; the contents page aside."""
    items = {item.get("id"): item for item in book.iter(f"{_OPF}item")}
    members = []
    for reference in book.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if "html" in (item.get("media-type") or ""):
            members.append(
                posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
            )
    return members
