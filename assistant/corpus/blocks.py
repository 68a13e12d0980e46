"""Blocks: the numbered units of a document before their kind is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import Kind

_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*^---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_FENCE = re.compile(r"^\s*(```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text; ``kind`` is set where the format itself says it."""

    start: int
    end: int
    text: str
    kind: Kind | None = None
    place: str = ""


def split_blocks(text: str) -> list[Block]:
    """The blocks between blank lines, in order, without their surrounding white space.

    Front matter at the top of the file is one block of kind ``metadata``; what stands inside a
    code fence is a ``table``: lines that are no running text, whatever they look like.
    """
    blocks: list[Block] = []
    position = 0
    front = _FRONT_MATTER.match(text)
    if front and re.search(r"^\w[\w -]*:", front.group(), re.MULTILINE):
        blocks.append(_block(text, *front.span(), "metadata"))
        position = front.end()
    fenced = False
    for match in _BLOCK.finditer(text, position):
        fences = len(_FENCE.findall(match.group()))
        kind: Kind | None = "table" if fenced or fences else None
        fenced ^= bool(fences % 2)
        blocks.append(_block(text, *match.span(), kind))
    return blocks


def _block(text: str, start: int, end: int, kind: Kind | None) -> Block:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Block(start, start + len(raw), raw, kind)
