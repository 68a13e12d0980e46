"""What a build tells while it runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``done`` of ``total`` files (reading) or chunks (the other stages)."""

    stage: str  # "reading" | "embedding" | "storing"
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did; numbers of the whole index, then what changed in it.

    ``skipped`` and ``failed`` are (path, reason). ``skipped`` has files that are no documents, and
    what within a file that was read now could not be (a member of an archive, a scanned page);
    ``failed`` only those not told before, ``failed_before`` the others. ``renamed`` are (old, new),
    ``duplicates`` (copy, the file it equals). ``embedded`` counts the texts that went through the
    encoder.
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
    failed_before: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    embedded: int = 0
    seconds: float = 0.0
    fingerprint: str = ""

    @property
    def failing(self) -> int:
        """How many files cannot be read, new or known."""
        return len(self.failed) + len(self.failed_before)

    @property
    def did_something(self) -> bool:
        """Whether the index changed, or a failure is new."""
        return bool(self.added or self.changed or self.deleted or self.failed)

    def __str__(self) -> str:
        """The summary for people, one matter a line."""
        changes = [
            f"{len(names)} {what}"
            for what, names in (
                ("added", self.added),
                ("changed", self.changed),
                ("deleted", self.deleted),
            )
            if names
        ]
        lines = [
            f"{self.files:,} files, {self.paragraphs:,} paragraphs, {self.chunks:,} chunks,"
            f" {self.tokens:,} tokens",
            f"{', '.join(changes) or 'nothing changed'}; {self.embedded:,} chunks embedded"
            f" in {self.seconds:.1f} s",
        ]
        lines += [f"renamed: {old} -> {new}" for old, new in self.renamed]
        lines += [f"the same as {original}: {copy}" for copy, original in self.duplicates]
        lines += [f"not read: {name}: {reason}" for name, reason in self.failed]
        lines += [
            f"not read, as told before: {name}: {reason}" for name, reason in self.failed_before
        ]
        if self.failed_before:
            lines.append("(tried again when they change, or with --rebuild)")
        lines += [f"left out: {name}: {reason}" for name, reason in self.skipped]
        return "\n".join(line.replace("\n", "\\n") for line in lines)  # names may have line breaks


def summary_of(manifest: Manifest) -> Summary:
    """The summary of an index that is opened as it is."""
    return Summary(
        files=len(manifest.files),
        paragraphs=manifest.paragraphs,
        chunks=manifest.chunks,
        tokens=manifest.tokens,
        unchanged=len(manifest.files),
        failed_before=tuple((n, f.reason) for n, f in manifest.failures.items()),
        fingerprint=manifest.fingerprint,
    )


Report = Callable[[Progress], None]
