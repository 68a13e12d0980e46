"""Blocks: the numbered units of a document before their kind is known."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from ..types import Kind
from .fences import fenced

_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text; ``kind`` is set where the format itself says it."""

    start: int
    end: int
    text: str
    kind: Kind | None = None
    place: str = ""


def split_blocks(text: str, *, fences: bool = True) -> list[Block]:
    """The blocks between blank lines, in order, without their surrounding white space.

    Front matter at the top of the file is one block of kind ``metadata``; what stands inside a
    code fence is a ``table``: lines that are no running text, whatever they look like. Without
    ``fences`` the text is of a format that has none.
    """
    blocks: list[Block] = []
    position = 0
    front = _FRONT_MATTER.match(text)
    if front and re.search(r"^\w[\w -]*:", front.group(), re.MULTILINE):
        blocks.append(_block(text, *front.span(), "metadata"))
        position = front.end()
    code = deque(fenced(text) if fences else ())
    for match in _BLOCK.finditer(text, position):
        start, end = match.span()
        while code and code[0][1] <= start:
            code.popleft()
        kind: Kind | None = "table" if code and code[0][0] < end else None
        blocks.append(_block(text, start, end, kind))
    return blocks


def _block(text: str, start: int, end: int, kind: Kind | None) -> Block:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Block(start, start + len(raw), raw, kind)
