"""What an index was built from, so that opening it can tell whether it still fits.

``manifest.json`` is the only file of the index folder that is ever replaced, in one rename, and
it names the data folder that belongs to it: whoever reads it sees one whole index or the other.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.types import Encoder

FORMAT = 7
NAME = "manifest.json"

Stamp = tuple[int, ...]  # size, mtime_ns, ctime_ns, inode; empty when it cannot be trusted


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One indexed file: digest of its bytes, its stamp on disk, and the file it is a copy of."""

    sha256: str
    stamp: Stamp = ()
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """One file that could not be read, and why; not tried again while nothing has changed.

    ``needs`` and ``passing`` are those of ``DocumentUnreadable``.
    """

    reason: str
    sha256: str = ""
    stamp: Stamp = ()
    needs: str = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index holds. ``data`` is the folder of its files, beside the manifest; ``replaced``
    counts the chunks removed from the vector database since it was made afresh; ``program`` is the
    version of this package that read the files."""

    data: str
    encoder: str
    encoder_digest: str
    dimension: int
    chunk_tokens: int
    chroma: str = ""
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    failures: Mapping[str, FailureRecord] = field(default_factory=dict)
    paragraphs: int = 0
    chunks: int = 0
    tokens: int = 0
    replaced: int = 0
    program: str = ""
    format: int = FORMAT

    @property
    def fingerprint(self) -> str:
        """Short digest of the documents and of how they were indexed."""
        files = sorted((name, record.sha256) for name, record in self.files.items())
        shape = (self.format, self.encoder_digest, self.chunk_tokens, files)
        return hashlib.sha256(repr(shape).encode()).hexdigest()[:12]

    def is_stale(self, corpus: Path, document_id: str) -> bool:
        """Whether a file changed or vanished since it was indexed (by size, then by digest)."""
        record, path = self.files[document_id], corpus / document_id
        try:
            if record.stamp and path.stat().st_size != record.stamp[0]:
                return True
            return hashlib.sha256(path.read_bytes()).hexdigest() != record.sha256
        except OSError:
            return True

    def differences(self, encoder: Encoder, chunk_tokens: int, chroma: str) -> tuple[str, ...]:
        """The fields in which this index does not fit what is asked for, each as a phrase."""
        pairs = (
            ("format", self.format, FORMAT),
            ("encoder", self.encoder, encoder.name),
            ("encoder digest", self.encoder_digest[:12], encoder.digest[:12]),
            ("chunk_tokens", self.chunk_tokens, chunk_tokens),
            ("chroma", self.chroma, chroma),
        )
        return tuple(
            f"{name} is {is_!r}, not {asked!r}" for name, is_, asked in pairs if is_ != asked
        )

    def save(self, folder: Path) -> None:
        """Put this manifest in place of the old one, in one rename that survives a power cut."""
        aside = folder / f".{NAME}.new"
        with aside.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / NAME)


def load_manifest(folder: Path) -> Manifest | None:
    """The manifest of an index folder, or None when there is none.

    Raises IndexDamaged when it cannot be understood.
    """
    path = folder / NAME
    try:
        raw = json.loads(path.read_text("utf-8"))
        raw["files"] = {
            name: FileRecord(**record | {"stamp": tuple(record["stamp"])})
            for name, record in raw["files"].items()
        }
        raw["failures"] = {
            name: FailureRecord(**record | {"stamp": tuple(record["stamp"])})
            for name, record in raw["failures"].items()
        }
        return Manifest(**raw)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamaged(f"The manifest cannot be read: {path} ({error}).") from error
