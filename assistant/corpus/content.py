"""What a reader hands over: the plain-text view, its blocks, and what the format says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..types import Kind
from .blocks import Block

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\ud800-\udfff\ufffe\uffff]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?=\n)")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as a reader finds it; ``kind`` is set where the format itself says it."""

    text: str
    kind: Kind | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A file as its reader sees it; ``text[b.start:b.end] == b.text`` for every block.

    ``title`` and ``metadata`` are what the format states outright (a DOCX property, an HTML meta
    tag); what the text itself says is found later.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


def assemble(
    pieces: Iterable[Piece], title: str = "", metadata: Mapping[str, str | None] | None = None
) -> Content:
    """Write the pieces one below the other, a blank line between; empty ones are left out."""
    blocks: list[Block] = []
    texts: list[str] = []
    position = 0
    for piece in pieces:
        text = clean(piece.text)
        if not text:
            continue
        blocks.append(Block(position, position + len(text), text, piece.kind, piece.place))
        texts.append(text)
        position += len(text) + 2
    stated = {key: clean(value) for key, value in (metadata or {}).items() if value}
    return Content(
        "\n\n".join(texts),
        tuple(blocks),
        " ".join(clean(title).split()),
        {key: value for key, value in stated.items() if value},
    )


def clean(text: str) -> str:
    """Text that can be stored and shown: no control characters, soft hyphens or blank lines."""
    text = _UNFIT.sub("", _NEWLINES.sub("\n", text)).replace("\xa0", " ")
    return _BLANK_LINES.sub("", text).strip()


def numbered(pieces: Iterable[Piece], place: str) -> list[Piece]:
    """The pieces of one page, slide or chapter, each with its number there: ``p. 3 ¶2``."""
    filled = [piece for piece in pieces if clean(piece.text)]
    return [
        Piece(piece.text, piece.kind, f"{place} {piece.place or f'¶{number}'}")
        for number, piece in enumerate(filled, start=1)
    ]
