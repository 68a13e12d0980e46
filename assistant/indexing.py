"""Building and updating an index: plan, read, chunk, embed, store; swapped in as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.settings import Settings
from assistant.types import Encoder


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` files (reading) or chunks (the other stages)."""

    stage: str  # "reading" | "embedding" | "storing"
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. ``skipped`` and ``failed`` are (path, reason); ``renamed`` (old, new);
    ``duplicates`` (copy, the file it equals). ``embedded`` counts the chunks that went through
    the encoder; ``fingerprint`` names the corpus as indexed."""

    files: int
    paragraphs: int
    chunks: int
    tokens: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    embedded: int = 0
    seconds: float = 0.0
    fingerprint: str = ""


def build_or_update(
    settings: Settings,
    encoder: Encoder,
    progress: Callable[[Progress], None] | None = None,
    allow_shrink: bool = False,
) -> Summary:
    """Bring the index up to date with the corpus; to be written."""
    raise NotImplementedError
