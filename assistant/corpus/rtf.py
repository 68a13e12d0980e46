"""RTF by striprtf: one paragraph for each paragraph mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..types import Kind
from .content import Content, Piece, assemble

_ITEM = re.compile(r"\s*(?:[•◦▪‣●·]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")


def read_rtf(data: bytes, name: str) -> Content:
    """Read the text of an RTF file; its encoding is in the file itself. Footnotes are not read."""
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    return assemble(_pieces(re.sub(r"\n\s*\|", "|", text).split("\n")))


def _pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """Rows of a table and items of a list stand in lines of their own: they belong together."""
    for kind, group in groupby((line for line in lines if line.strip()), key=_kind):
        if kind is None:
            yield from (Piece(line) for line in group)
        else:
            rows = (line.strip().strip("|").replace("|", " | ") for line in group)
            yield Piece("\n".join(rows), kind)


def _kind(line: str) -> Kind | None:
    if line.rstrip().endswith("|"):
        return "table"
    return "list" if _ITEM.match(line) else None
