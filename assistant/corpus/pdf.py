"""PDF by pdfium: the text layer in reading order, page by page."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble, numbered
from .layout import paragraphs
from .lines import Glyph, Line, page_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_EDGE = 0.1  # running heads stand in this part of a page's height, at its top and bottom
_EDGE_LINES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_HYPHENS = {0x2010: "-", 0x02: "-", 0xFFFE: "-"}  # pdfium marks one that breaks a word


def read_pdf(data: bytes, name: str) -> Content:
    """Read the text layer; places are ``p. 3 ¶2``. Running heads and page numbers are left out.

    Pages without text (scans, pictures) are listed under ``pages_without_text``.

    Raises:
        DocumentUnreadable: encrypted, damaged, or no page has a text layer.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentUnreadable(
                f"{name} is encrypted.", "Save it without a password to have it read."
            ) from error
        raise DocumentUnreadable(
            f"{name} is damaged: {error}", "Save it again; it may have been cut off."
        ) from error
    with document:
        pages = [_lines(page) for page in document]
        about = document.get_metadata_dict()
    without_text = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(without_text) == len(pages):
        raise DocumentUnreadable(
            f"{name} has no text layer on its {len(pages)} pages (a scan?).",
            "Run text recognition on it first, for example: ocrmypdf in.pdf out.pdf",
        )
    heads, offset = _running_heads(pages), _page_offset(pages)
    size = _body_size(pages)
    pieces: list[Piece] = []
    for number, lines in enumerate(pages, start=1):
        printed = "" if offset is None else str(number + offset)
        edges = {
            id(line)
            for line in _edge_lines(lines)
            if _is_furniture(line, heads) or printed in _ends(line)
        }
        kept = [line for line in lines if id(line) not in edges]
        pieces += numbered(paragraphs(kept, size), f"p. {number}")
    metadata = {
        "author": about.get("Author"),
        "pages": str(len(pages)),
        "pages_without_text": ", ".join(map(str, without_text)),
    }
    return assemble(pieces, about.get("Title", ""), metadata)


def _lines(page: PdfPage) -> list[Line]:
    height = page.get_height()
    lines = page_lines(list(_glyphs(page, height)), height)
    page.close()
    return lines


def _glyphs(page: PdfPage, height: float) -> Iterator[Glyph]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    spaced = False
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index)).translate(_HYPHENS)
        if not character.isprintable() or not character.strip():
            spaced = spaced or character.isspace()
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.b, matrix.d)
        yield Glyph(character, box.left, box.right, height - y.value, size, spaced)
        spaced = False
    text.close()


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that may be a running head or foot."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    top = [line for line in ordered[:_EDGE_LINES] if line.baseline < _EDGE * line.height]
    return top + [
        line for line in ordered[-_EDGE_LINES:] if line.baseline > (1 - _EDGE) * line.height
    ]


def _running_heads(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands at the edge of several pages, page numbers aside."""
    counts = Counter(
        head
        for lines in pages
        for head in {_head(cell) for line in _edge_lines(lines) for cell in line.cells}
    )
    enough = 2 if len(pages) < 6 else 3
    return frozenset(head for head, count in counts.items() if count >= enough and head)


def _page_offset(pages: Sequence[Sequence[Line]]) -> int | None:
    """How far the printed page numbers are from the counted ones, where pages are numbered."""
    offsets = Counter(
        int(end) - number
        for number, lines in enumerate(pages, start=1)
        for line in _edge_lines(lines)
        for end in _ends(line)
        if end.isdecimal() and len(end) < 5
    )
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    return offset if count >= 3 and count * 4 >= len(pages) else None


def _ends(line: Line) -> tuple[str, ...]:
    """The first and the last word of a line."""
    words = line.text.split()
    return (words[0], words[-1])


def _is_furniture(line: Line, heads: Collection[str]) -> bool:
    """Whether a line at the edge holds running heads and page numbers only."""
    return all(_head(cell) in heads or _PAGE_NUMBER.match(cell) for cell in line.cells)


def _head(cell: str) -> str:
    return " ".join(_DIGITS.sub("", cell).lower().split())


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]
