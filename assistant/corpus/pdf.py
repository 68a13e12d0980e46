"""PDF by pdfium: the text layer in reading order, page by page."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble, numbered
from .layout import paragraphs
from .lines import Glyph, Line, page_lines
from .page_edges import without_running_heads

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_BOLD = re.compile(rb"bold|black|heavy|demi|medi|cmbx", re.IGNORECASE)  # in names of fonts
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
    size = _body_size(pages)
    pieces: list[Piece] = []
    for number, lines in enumerate(without_running_heads(pages, size), start=1):
        pieces += numbered(paragraphs(lines, size), f"p. {number}")
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
    font, flags = ctypes.create_string_buffer(128), ctypes.c_int()
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
        raw.FPDFText_GetFontInfo(text, index, font, len(font), flags)
        bold = bool(_BOLD.search(font.value))
        yield Glyph(character, box.left, box.right, height - y.value, size, spaced, bold)
        spaced = False
    text.close()


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]
