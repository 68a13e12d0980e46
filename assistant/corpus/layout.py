"""From the lines of a page to its paragraphs: by leading, indents, font size, and a last line
that ends early. All lengths are in points, downwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from ..types import Kind
from .content import Piece
from .flow import ends_sentence
from .grid import Cell, Row, grid_text
from .lines import CELL, Line

_ITEM = re.compile(r"^(?:[•◦▪‣●·∙■–-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_NOTE = re.compile(r"^(?:[⁰¹²³⁴-⁹]+|\d{1,3}|[*†‡])\s*[^\W\d]")
_NUMBER_OF_NOTE = re.compile(r"^(\d{1,3})(?=[^\W\d])")


def paragraphs(lines: Sequence[Line], body_size: float) -> list[Piece]:
    """Lines to paragraphs; ``body_size`` is the size of the document's running text."""
    pieces: list[Piece] = []
    for _, group in groupby(lines, key=lambda line: line.region):
        region = _in_column(list(group))
        gaps = [b.baseline - a.baseline for a, b in pairwise(region) if b.baseline > a.baseline]
        leading = median(gaps) if gaps else body_size * 1.2
        block: list[Line] = []
        for line in region:
            if block and _breaks(block, line, min(leading, 1.8 * line.size)):
                pieces.append(_piece(block, body_size))
                block = []
            block.append(line)
        pieces.append(_piece(block, body_size))
    return pieces


def _in_column(region: Sequence[Line]) -> list[Line]:
    """The lines with the edges of their column, as the lines that are left show them."""
    edge, margin = min(line.left for line in region), max(line.right for line in region)
    return [replace(line, edge=edge, margin=margin) for line in region]


def _breaks(block: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether ``line`` begins a new paragraph after ``block``."""
    before, em = block[-1], line.size
    gap = line.baseline - before.baseline
    if gap < -em or gap > 1.4 * leading or abs(line.size - before.size) > 0.12 * em:
        return True
    if (CELL in line.text) != (CELL in before.text):
        return True
    if CELL in line.text:
        return False
    if _ITEM.match(block[0].text):
        # Items of a list stay together; a line left of the item's text ends it.
        return not _ITEM.match(line.text) and line.left < block[0].left + 0.5 * em
    if _ITEM.match(line.text) and (ends_sentence(before.text) or before.text.endswith((":", ";"))):
        return True
    if _NOTE.match(line.text) and _NOTE.match(block[0].text) and gap >= 0:
        return ends_sentence(before.text)
    if line.left > line.edge + 0.8 * em and before.left < line.edge + 0.5 * em:
        return True  # a first line is indented
    hanging = len(block) > 1 and all(item.left > line.edge + 0.8 * em for item in block[1:])
    if hanging and line.left < line.edge + 0.5 * em and block[0].left < line.edge + 0.5 * em:
        return True
    first_word = len(line.text.split(maxsplit=1)[0]) * 0.55 * em
    ends_early = before.right + first_word + em < line.margin
    if gap > 1.5 * em and before.bold and not line.bold:
        return ends_early  # a heading in the size of the text
    return ends_sentence(before.text) and ends_early


def _piece(block: Sequence[Line], body_size: float) -> Piece:
    size = median(line.size for line in block)
    text = "\n".join(line.text for line in block)
    kind: Kind | None = None
    if CELL in block[0].text:
        kind = "table" if len(block) > 1 else None
        text = grid_text(_grid(block))
    elif size > 1.12 * body_size and len(text) <= 200:
        kind = "heading"
    elif size < 0.93 * body_size and _NOTE.match(text):
        kind = "footnote"
        text = _NUMBER_OF_NOTE.sub(r"\1 ", text)
    elif len(block) > 1 and all(map(_is_item, block)):
        kind = "list"
        text = "\n".join(f"- {line.text}" for line in block)
    return Piece(text, kind)


def _grid(block: Sequence[Line]) -> list[Row]:
    """The cells of lines. A page does not say which cell is empty: bold type shows names only
    where all lines have as many cells."""
    even = len({len(line.cells) for line in block}) == 1
    return [
        Row(tuple(Cell(text) for text in line.cells), bold=even and line.bold) for line in block
    ]


def _is_item(line: Line) -> bool:
    """Whether a line is indented and short, like an item whose bullet is drawn, not written."""
    short = line.right < line.edge + 0.6 * (line.margin - line.edge)
    return short and line.left > line.edge + 1.5 * line.size and not _ITEM.match(line.text)
