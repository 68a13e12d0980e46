"""From the glyphs of a page to its lines in reading order.

Runs are taken in the order of the file, which keeps words whole in any script; geometry then
decides about lines and columns (a vertical gutter that few lines cross). All lengths are in
points, downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

CELL = "\t"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"^(?:[•◦▪‣●·∙■–-]|\(?(?:\d{1,2}|[a-z])[.)]?)$")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box; ``spaced`` when white space stands before it in the file."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text (cells of a table parted by tabs) in its column from ``edge`` to ``margin``.

    ``height`` is the page's; ``region`` counts the stretches of the page that are read in turn.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    height: float = 0.0
    edge: float = 0.0
    margin: float = 0.0
    region: int = 0
    bold: bool = False

    @property
    def cells(self) -> list[str]:
        """The texts that stand apart on the line."""
        return self.text.split(CELL)


def page_lines(glyphs: Sequence[Glyph], height: float) -> list[Line]:
    """The lines of a page in reading order."""
    segments = sorted(_segments(glyphs), key=lambda line: (line.baseline, line.left))
    lines: list[Line] = []
    for number, region in enumerate(_regions(segments)):
        lines += [replace(line, height=height, region=number) for line in _rows(region)]
    return lines


def _segments(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """Runs of glyphs on one baseline without a wide gap."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run, glyph):
            yield _segment(run)
            run = []
        run.append(glyph)
    if run:
        yield _segment(run)


def _follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    size = max(item.size for item in run[-8:])
    if abs(glyph.baseline - last.baseline) > 0.55 * max(size, glyph.size):
        return False
    if glyph.left > last.left - 0.3 * size:  # both letters of a ligature have its place
        return glyph.left - last.right < 1.2 * size
    return -0.3 * size < last.left - glyph.right < 0.8 * size


def _segment(run: Sequence[Glyph]) -> Line:
    size = median(glyph.size for glyph in run)
    baseline = median(glyph.baseline for glyph in run)
    parts: list[str] = []
    for before, glyph in zip([None, *run], run, strict=False):
        raised = glyph.size < 0.85 * size and baseline - glyph.baseline > 0.15 * size
        spaced = before and (glyph.spaced or glyph.left - before.right > 0.22 * size)
        if spaced and not raised:
            parts.append(" ")
        parts.append(glyph.text.translate(_SUPERSCRIPTS) if raised else glyph.text)
    left, right = min(g.left for g in run), max(g.right for g in run)
    bold = sum(glyph.bold for glyph in run) * 2 > len(run)
    return Line("".join(parts), left, right, baseline, size, bold=bold)


def _regions(segments: list[Line]) -> Iterator[list[Line]]:
    """Columns one after the other; what runs across the gutter parts the page into bands."""
    gutter = _gutter(segments)
    if gutter is None:
        if segments:
            yield segments
        return
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for segment in segments:
        if segment.left < gutter < segment.right:
            if left or right:
                yield from _regions(left)
                yield from _regions(right)
                left, right = [], []
            across.append(segment)
            continue
        if across:
            yield across
            across = []
        (left if segment.right <= gutter else right).append(segment)
    for region in (across, left, right):
        yield from _regions(region) if region is not across else ([across] if across else [])


def _gutter(segments: Sequence[Line]) -> float | None:
    """Where a column ends and the next begins, if lines stand side by side like two texts."""
    if len(segments) < 8:
        return None
    start, end = min(s.left for s in segments), max(s.right for s in segments)
    step = (end - start) / 100
    if step <= 0:
        return None
    crossing = [
        (sum(s.left < start + step * k < s.right for s in segments), k) for k in range(15, 86)
    ]
    fewest = min(crossing)[0]
    if fewest > 0.2 * len(segments):
        return None
    free = [k for count, k in crossing if count == fewest]
    runs = [
        [k for _, k in run] for _, run in groupby(enumerate(free), lambda pair: pair[1] - pair[0])
    ]
    widest = max(runs, key=len)
    gutter = start + step * (widest[0] + widest[-1]) / 2
    left = [s for s in segments if s.right <= gutter]
    right = [s for s in segments if s.left >= gutter]
    if min(len(left), len(right)) < 4 or not _side_by_side(left, right):
        return None
    # Lines of text fill their column; the cells of a table do not.
    full = median(s.right - s.left for s in left) > 0.55 * (gutter - start)
    return (
        gutter if full and median(s.right - s.left for s in right) > 0.5 * (end - gutter) else None
    )


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    top = max(left[0].baseline, right[0].baseline)
    bottom = min(left[-1].baseline, right[-1].baseline)
    return sum(top - 2 <= s.baseline <= bottom + 2 for s in (*left, *right)) >= 6


def _rows(segments: Sequence[Line]) -> Iterator[Line]:
    """Segments on the same baseline are the cells of one line."""
    row: list[Line] = []
    for segment in segments:
        if row and abs(segment.baseline - row[0].baseline) > 0.5 * max(segment.size, row[0].size):
            yield _row(row)
            row = []
        row.append(segment)
    if row:
        yield _row(row)


def _row(row: list[Line]) -> Line:
    cells = sorted(row, key=lambda segment: segment.left)
    longest = max(cells, key=lambda cell: len(cell.text))
    text = _cell(cells[0], longest)
    for before, cell in pairwise(cells):
        # A number or a letter marks an item where a line begins; further on it is a value.
        is_mark = before is cells[0] or not before.text.isalnum()
        marks = is_mark and _MARK.match(before.text)
        near = marks or cell.left - before.right < 1.5 * cell.size
        text += (" " if near else CELL) + _cell(cell, longest)
    bold = all(cell.bold for cell in cells) if CELL in text else longest.bold
    left, right = cells[0].left, max(cell.right for cell in cells)
    return replace(longest, text=text, left=left, right=right, bold=bold)


def _cell(cell: Line, longest: Line) -> str:
    """A small raised number beside a line is a note's mark."""
    raised = cell.size < 0.85 * longest.size and longest.baseline - cell.baseline > 0
    return cell.text.translate(_SUPERSCRIPTS) if raised and cell.text.isdigit() else cell.text
