"""What a build tells while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` files (reading) or chunks (the other stages)."""

    stage: str  # "reading" | "embedding" | "storing"
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; numbers of the whole index, then what changed in it.

    ``skipped`` and ``failed`` are (path, reason), ``failed`` only those not told before
    (``failing`` counts all); ``renamed`` are (old, new), ``duplicates`` (copy, the file it equals).
    ``embedded`` counts the texts that went through the encoder.
    """

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
    failing: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    embedded: int = 0
    seconds: float = 0.0
    fingerprint: str = ""

    @property
    def did_something(self) -> bool:
        """Whether the index changed, or a failure is new."""
        return bool(self.added or self.changed or self.deleted or self.failed)


Report = Callable[[Progress], None]
