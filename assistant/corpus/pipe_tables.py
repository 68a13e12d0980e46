"""Tables of Markdown: a row of names, a row of dashes, and rows of values between upright strokes.

By the rules of GitHub's flavour: a stroke behind a backslash belongs to the cell, and a table may
stand right under a line of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_STROKE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"\s*:?-+:?\s*")

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PipeTable:
    """Where a table stands in its paragraph, and its cells: of the header, and of each row."""

    start: int
    end: int
    header: tuple[Offsets, ...]
    rows: tuple[tuple[Offsets, ...], ...]


def find_table(text: str) -> PipeTable | None:
    """The first table in a paragraph that has rows; a line without a stroke ends it."""
    lines = list(_LINE.finditer(text)) if "|" in text and "-" in text else []
    for at in range(len(lines) - 2):
        header, ruled = _cells(lines[at]), _cells(lines[at + 1])
        if not header or len(header) != len(ruled):
            continue
        if not all(_DASHES.fullmatch(text, *cell) for cell in ruled):
            continue
        rows: list[tuple[Offsets, ...]] = []
        for line in lines[at + 2 :]:
            cells = _cells(line)
            if not cells:
                break
            rows.append(cells)
        if rows:
            end = lines[at + 1 + len(rows)].end()
            return PipeTable(lines[at].start(), end, header, tuple(rows))
    return None


def _cells(line: re.Match[str]) -> tuple[Offsets, ...]:
    """The cells of a line without the strokes at its ends; none, where it has no stroke."""
    strokes = [match.start() for match in _STROKE.finditer(line.string, *line.span())]
    if not strokes:
        return ()
    starts = [line.start(), *(at + 1 for at in strokes)]
    cells = list(zip(starts, [*strokes, line.end()], strict=True))
    if not line.string[slice(*cells[0])].strip():
        del cells[0]
    if cells and not line.string[slice(*cells[-1])].strip():
        del cells[-1]
    return tuple(cells)
