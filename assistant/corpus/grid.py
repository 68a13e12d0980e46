"""Tables that a format gives cell by cell, written the way that Markdown writes them.

So that the rows of all formats are read by one rule: with the names of their columns, where the
table has a row of names; as ``a | b`` where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .content import Piece, clean

WIDEST = 100  # columns; spans are followed no further, and a wider table is left without names

_REPEATED = 120  # characters; a longer cell is not said again in each row that it spans
_LONGEST_NAME = 40
_FEWEST_COLUMNS = 3
_NUMBER = re.compile(r"[-+−±]?\d[\d.,'\s]*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as wide as ``columns``; ``covered`` where one of the row above goes on."""

    text: str
    columns: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; ``marked`` where the format says that they are names."""

    cells: tuple[Cell, ...]
    marked: bool = False
    bold: bool = False

    @property
    def across(self) -> bool:
        """Whether it is one text over the whole table: a title, a group's name, a remark."""
        return len(self.cells) == 1


def span(value: str | None) -> int:
    """How many columns or rows a cell spans, as a file says it."""
    return min(max(int(value), 1), WIDEST) if value and re.fullmatch("[0-9]{1,9}", value) else 1


def grid_pieces(rows: Sequence[Row]) -> Iterator[Piece]:
    """A table as one paragraph; as more, where rows of names stand within it."""
    part: list[Row] = []
    filled = [row for row in rows if any(cell.text for cell in row.cells)]
    for at, row in enumerate(filled):
        if part and _begins_part(filled, at):
            yield Piece(grid_text(part), "table")
            part = []
        part.append(row)
    yield Piece(grid_text(part), "table")


def _begins_part(rows: Sequence[Row], at: int) -> bool:
    """Whether new names (or a title above them) follow values; with numbers it is a subtotal."""
    before, row = rows[at - 1], rows[at]
    if before.across or before.marked or not (row.across or row.marked):
        return False
    names = next((rows[n] for n in range(at, len(rows)) if not rows[n].across), None)
    if names is None or not names.marked:
        return False
    return not any(_DIGIT.search(cell.text) for cell in names.cells)


def grid_text(rows: Sequence[Row]) -> str:
    """The lines of a table: titles above it, the names of its columns, a rule, its rows."""
    first = next((n for n, row in enumerate(rows) if not row.across), len(rows))
    end = first + _count_names(rows[first:])
    lines = [" | ".join(cell.text for cell in row.cells) for row in rows]
    if end == first:
        return "\n".join(lines)
    names = _names(rows[first:end])
    lines[first:] = [_line(names), " | ".join(["---"] * len(names))]
    values: list[str] = []
    for row in rows[end:]:
        if row.across:
            lines.append(f"| {_escaped(row.cells[0].text)} |")
        else:
            values = _values(row, values)
            lines.append(_line(values))
    return "\n".join(lines)


def _count_names(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns of those below."""
    count = next((n for n, row in enumerate(rows) if row.across or not row.marked), len(rows))
    width = max((sum(cell.columns for cell in row.cells) for row in rows), default=0)
    if width > WIDEST or all(row.across for row in rows[count:]):
        return 0
    in_bold = rows[0].bold and not all(row.bold for row in rows)
    return count or int(in_bold or _looks_like_names(rows[0], rows[1:]))


def _looks_like_names(row: Row, below: Sequence[Row]) -> bool:
    """Whether short words without a digit stand over a column of numbers, all of one form.

    Of two columns the first row may as well be a field and its value, as in all rows below.
    """
    names = [cell.text for cell in row.cells]
    rows = [[cell.text for cell in each.cells] for each in below if not each.across]
    if len(names) < _FEWEST_COLUMNS or any(len(each) != len(names) for each in rows):
        return False
    if any(len(name) > _LONGEST_NAME or _DIGIT.search(name) for name in names):
        return False
    if not all(names[1:]) or len(set(names)) < len(names):
        return False
    return any(map(_is_of_numbers, zip(*rows, strict=True)))


def _is_of_numbers(column: Sequence[str]) -> bool:
    """Whether two values or more are numbers with the same unit or sign around them."""
    values = [value for value in column if any(map(str.isalnum, value))]
    forms = {_NUMBER.sub("0", value) for value in values if _DIGIT.search(value)}
    return len(values) > 1 and len(forms) == 1 and all(map(_DIGIT.search, values))


def _names(rows: Sequence[Row]) -> list[str]:
    """The names of the columns, each below what spans it."""
    columns: list[list[str]] = []
    for row in rows:
        spread = [cell.text for cell in row.cells for _ in range(cell.columns)]
        columns += ([] for _ in range(len(spread) - len(columns)))
        for column, name in zip(columns, spread, strict=False):
            column.append(name)
    return [" ".join(dict.fromkeys(filter(None, column))) for column in columns]


def _values(row: Row, above: Sequence[str]) -> list[str]:
    """A value for each column. What spans rows or columns is a value of each of them; but what a
    row begins with (a total) is said once."""
    values: list[str] = []
    for cell in row.cells:
        at = len(values)
        if cell.covered:
            spread = [*above[at : at + cell.columns]]
            values += [value if len(value) <= _REPEATED else "" for value in spread]
            values += [""] * (cell.columns - len(spread))
        else:
            again = cell.text if at and len(cell.text) <= _REPEATED else ""
            values += [cell.text, *[again] * (cell.columns - 1)]
    return values


def _line(cells: Sequence[str]) -> str:
    """Cells between strokes; an empty one at an end is shut in by a stroke, to be counted."""
    shown = [_escaped(cell) for cell in cells]
    line = " | ".join(shown)
    return f"{'' if shown[0] else '| '}{line}{'' if shown[-1] else ' |'}"


def _escaped(text: str) -> str:
    return clean(text).replace("|", "\\|")
