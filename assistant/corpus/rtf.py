"""RTF by striprtf: one paragraph for each paragraph mark; notes after the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..types import Kind
from .content import Content, Piece, assemble
from .grid import Cell, Row, grid_pieces

_ITEM = re.compile(r"\s*(?:[•◦▪‣●·]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")
_NOTE = re.compile(r"\{\s*(?:\\\*\s*)?\\footnote(?![a-z])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_rtf(data: bytes, name: str) -> Content:
    """Read the text of an RTF file; its encoding is in the file itself."""
    source, notes = _without_notes(data.decode("latin-1"))
    pieces = list(_pieces(re.sub(r"\n\s*\|", "|", _plain(source)).split("\n")))
    head = source[: source.find("{", 1)]  # what says the encoding
    for number, note in enumerate(notes, start=1):
        text = " ".join(_plain(f"{head}{note}}}").split())
        pieces.append(Piece(f"[{number}] {text}", "footnote"))
    return assemble(pieces)


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    return text


def _without_notes(source: str) -> tuple[str, list[str]]:
    """The source with a raised number in place of each note, and the notes' own groups."""
    parts: list[str] = []
    notes: list[str] = []
    position = 0
    while match := _NOTE.search(source, position):
        end = _group_end(source, match.start())
        notes.append("{" + source[match.end() : end])
        mark = "".join(f"\\u{ord(digit)}?" for digit in str(len(notes)).translate(_SUPERSCRIPTS))
        parts += [source[position : match.start()], f"{{\\uc1{mark}}}"]
        position = end
    return "".join([*parts, source[position:]]), notes


def _group_end(source: str, start: int) -> int:
    """Where the group that begins at ``start`` ends."""
    depth = 0
    for match in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return len(source)


def _pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """Rows of a table and items of a list stand in lines of their own: they belong together."""
    for kind, group in groupby((line for line in lines if line.strip()), key=_kind):
        if kind is None:
            yield from (Piece(line) for line in group)
        elif kind == "table":
            rows = (line.strip().removesuffix("|").split("|") for line in group)
            yield from grid_pieces([Row(tuple(Cell(c.strip()) for c in row)) for row in rows])
        else:
            yield Piece("\n".join(line.strip() for line in group), kind)


def _kind(line: str) -> Kind | None:
    if line.rstrip().endswith("|"):
        return "table"
    return "list" if _ITEM.match(line) else None
