"""Tables: CSV and Excel. Every row names its columns, so that it can be read on its own."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from .content import Content, Piece, assemble
from .decoding import decode

_GROUP_ROWS = 10
_GROUP_CHARACTERS = 1200
_LONGEST_CELL = 1_000_000

Row = tuple[int, list[str]]
"""A row's number in its sheet and its cells."""


def read_csv(data: bytes, name: str) -> Content:
    """Read comma-, semicolon-, tab- or bar-separated values; the first row names the columns."""
    text, _ = decode(data, name)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel_tab if name.endswith(".tsv") else csv.excel
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), dialect), start=1)
    return assemble(table_pieces(rows))


def read_xlsx(data: bytes, name: str) -> Content:
    """Read an Excel workbook: every sheet a table; cells as shown last, formulas by their value."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    pieces: list[Piece] = []
    for sheet in book.worksheets:
        rows = (
            (number, [_shown(cell) for cell in row])
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
        )
        found = list(table_pieces(rows, sheet.title))
        if found:
            pieces += [Piece(sheet.title, "heading", f"sheet {sheet.title}"), *found]
    properties = book.properties
    return assemble(pieces, properties.title or "", {"author": properties.creator})


def table_pieces(rows: Iterable[Row], sheet: str = "") -> Iterator[Piece]:
    """Groups of rows as lines ``column: value; column: value``, with their row numbers as place.

    Lines above the first row with two cells are text (a caption of the table).
    """
    header: Sequence[str] = ()
    group: list[str] = []
    first = last = 0
    for number, cells in rows:
        filled = [cell.strip() for cell in cells]
        if not any(filled):
            continue
        if not header:
            if sum(map(bool, filled)) < 2 and len(filled) > 1:
                yield Piece(" ".join(filter(None, filled)), None, _place(sheet, number, number))
                continue
            header = filled
            if not _names_columns(filled):
                header = [f"column {index}" for index in range(1, len(filled) + 1)]
            else:
                continue
        line = _line(header, filled)
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
    elif header and not last:
        yield Piece("; ".join(filter(None, header)), "table", _place(sheet, 1, 1))


def _names_columns(cells: Sequence[str]) -> bool:
    """Column names are words; a first row of numbers is data already."""
    return not any(cell.replace(".", "").replace(",", "").lstrip("-").isdigit() for cell in cells)


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
