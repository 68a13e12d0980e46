"""What a reader hands over: the plain-text view, its blocks, and what the format says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .blocks import Block


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
