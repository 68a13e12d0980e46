"""Tables: CSV and Excel. Every row names its columns, so that it can be read on its own."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from .content import Content, Piece, assemble
from .decoding import decode

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_GROUP_ROWS = 10
_GROUP_CHARACTERS = 1200
_LONGEST_CELL = 1_000_000
_SAMPLE = 8192
_ROWS_AHEAD = 100
"""Rows that are looked at to learn how wide a sheet is and what its first row is."""

_YEARS = range(1000, 2200)

Row = tuple[int, list[str]]
"""A row's number in its sheet and its cells."""


def read_csv(data: bytes, name: str) -> Content:
    """Read comma-, semicolon-, tab- or bar-separated values; the first row names the columns."""
    text, _ = decode(data, name)
    csv.field_size_limit(_LONGEST_CELL)
    delimiter, quote = _delimiter_and_quote(text[:_SAMPLE], name)
    # That quotes are doubled and blanks skipped is not guessed: it does no harm in any file.
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, skipinitialspace=True
    )
    return assemble(table_pieces(enumerate(lines, start=1)))


def _delimiter_and_quote(sample: str, name: str) -> tuple[str, str]:
    try:
        dialect = csv.Sniffer().sniff(sample, delimiters=",;\t|")
    except csv.Error:
        return "\t" if name.endswith(".tsv") else ",", '"'
    # An apostrophe quotes only where nothing else does.
    return dialect.delimiter, '"' if '"' in sample else dialect.quotechar or '"'


def read_xlsx(data: bytes, name: str) -> Content:
    """Read an Excel workbook: every sheet a table; cells as shown last, formulas by their value."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    pieces: list[Piece] = []
    for sheet in book.worksheets:
        found = list(table_pieces(_rows(sheet), sheet.title))
        if found:
            pieces += [Piece(sheet.title, "heading", f"sheet {sheet.title}"), *found]
    properties = book.properties
    return assemble(pieces, properties.title or "", {"author": properties.creator})


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """The rows of a sheet, each as wide as the widest at its top.

    The width and height that the file declares are not used: some programs write wrong ones.
    """
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    ahead = list(islice(rows, _ROWS_AHEAD))
    width = max(map(len, ahead), default=0)
    for number, row in enumerate(chain(ahead, rows), start=1):
        yield number, [_shown(cell) for cell in row] + [""] * (width - len(row))


def table_pieces(rows: Iterable[Row], sheet: str = "") -> Iterator[Piece]:
    """Groups of rows as lines ``column: value; column: value``, with their row numbers as place.

    Lines above the first row with two cells are text (a caption of the table).
    """
    filled = _filled(rows)
    for number, cells in filled:
        if sum(map(bool, cells)) < 2 and len(cells) > 1:
            yield Piece(" ".join(filter(None, cells)), None, _place(sheet, number, number))
            continue
        ahead = list(islice(filled, _ROWS_AHEAD))
        if not _names_columns(cells, [row for _, row in ahead]):
            header = [f"column {index}" for index in range(1, len(cells) + 1)]
            yield from _groups(header, chain([(number, cells)], ahead, filled), sheet)
        elif ahead:
            yield from _groups(cells, chain(ahead, filled), sheet)
        else:
            yield Piece("; ".join(filter(None, cells)), "table", _place(sheet, number, number))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    for number, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _groups(header: Sequence[str], rows: Iterable[Row], sheet: str) -> Iterator[Piece]:
    group: list[str] = []
    first = last = 0
    for number, cells in rows:
        line = _line(header, cells)
        if group and (
            len(group) == _GROUP_ROWS or sum(map(len, group)) + len(line) > _GROUP_CHARACTERS
        ):
            yield Piece("\n".join(group), "table", _place(sheet, first, last))
            group = []
        first = first if group else number
        last = number
        group.append(line)
    if group:
        yield Piece("\n".join(group), "table", _place(sheet, first, last))


def _names_columns(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first row is a header: words; or behind a word, years over other values, 1, 2, 3.

    Any other row with a number is data already.
    """
    columns = [index for index, cell in enumerate(cells) if _is_number(cell)]
    if not columns:
        return True
    names = [cells[index] for index in columns]
    if 0 in columns or not all(map(str.isdecimal, names)) or len(set(names)) < len(names):
        return False
    if len(names) > 2 and {int(name) - at for at, name in enumerate(names)} == {int(names[0])}:
        return True
    values = [row[at] for row in below for at in columns if at < len(row) and row[at]]
    return all(map(_is_year, names)) and sum(map(_is_year, values)) * 2 < len(values)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").lstrip("-").isdigit()


def _is_year(cell: str) -> bool:
    return cell.isdecimal() and int(cell) in _YEARS


def _line(header: Sequence[str], cells: Sequence[str]) -> str:
    named = [
        f"{header[index]}: {value}" if index < len(header) and header[index] else value
        for index, value in enumerate(cells)
        if value
    ]
    return " ".join("; ".join(named).split())


def _place(sheet: str, first: int, last: int) -> str:
    rows = f"row {first}" if first == last else f"rows {first}–{last}"
    return f"sheet {sheet}, {rows}" if sheet else rows


def _shown(cell: object) -> str:
    """A cell's value as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.datetime | datetime.date | datetime.time):
        return cell.isoformat(" ") if isinstance(cell, datetime.datetime) else cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
