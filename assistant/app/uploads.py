"""Files that people add through the page: the one place it writes in a corpus folder.

They go to ``uploads/`` inside the corpus in use, and only files in there can be removed again;
removed ones move to ``uploads/.removed/``, which is never indexed. The documents that come with an
installed package are left alone.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant import paths
from assistant.errors import CorpusError

FOLDER = "uploads"
REMOVED = ".removed"
MOST_BYTES = 50 * 2**20
MOST_FILES = 20  # at once
LONGEST_NAME = 100


class UploadRefused(CorpusError):
    """A file that is not taken, or cannot be removed here, and why."""


@dataclass(frozen=True, slots=True)
class Tray:
    """The uploads of one corpus."""

    corpus: Path

    @property
    def folder(self) -> Path:
        """Where uploads are kept."""
        return self.corpus / FOLDER

    def closed(self) -> str:
        """Why nothing can be added here, in a sentence; empty when it can."""
        if paths.checkout() is None and self.corpus.resolve() == paths.default_corpus().resolve():
            return (
                "These documents came with the installed package and stay as they are. "
                "Start with --corpus FOLDER to ask and add documents of your own."
            )
        if not os.access(self.corpus, os.W_OK):
            return f"The folder {self.corpus.name} cannot be written to."
        if self.folder.is_symlink():
            return f"{FOLDER} is a link, and uploads must stay inside the corpus folder."
        return ""

    def add(self, path: Path, name: str) -> str:
        """Copies an uploaded file into the corpus; returns its document id.

        A file that is there already keeps its place; another one of the same name gets a number.
        Raises UploadRefused.
        """
        reason = self.closed()
        if reason:
            raise UploadRefused(reason)
        size = path.stat().st_size
        if not size:
            raise UploadRefused(f"{name} is empty.")
        if size > MOST_BYTES:
            raise UploadRefused(
                f"{name} has {size / 2**20:.0f} MB.",
                f"The limit is {MOST_BYTES // 2**20} MB; put larger files into the folder itself.",
            )
        data = path.read_bytes()
        self.folder.mkdir(exist_ok=True)
        clean = safe_name(name)
        for number in range(1, 1000):
            target = self.folder / _numbered(clean, number)
            try:
                with target.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                if _digest(target.read_bytes()) == _digest(data):
                    break
                continue
            break
        return f"{FOLDER}/{target.name}"

    def removable(self, document_id: str) -> bool:
        """Whether the page may remove this document."""
        folder, _, name = document_id.partition("/")
        return folder == FOLDER and bool(name) and "/" not in name and not self.closed()

    def remove(self, document_id: str) -> None:
        """Moves an upload aside. Raises UploadRefused for any other document."""
        path = self.folder / document_id.rpartition("/")[2]
        if not self.removable(document_id) or path.is_symlink() or not path.is_file():
            raise UploadRefused(
                f"{document_id} was not added here.", "Remove it from the folder yourself."
            )
        aside = self.folder / REMOVED
        aside.mkdir(exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        path.rename(aside / f"{stamp}-{path.name}")


def safe_name(name: str) -> str:
    """A file name without folders, leading dots or unusual signs; the suffix is kept."""
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = re.sub(r"[^\w .()\-]", "_", base).strip(" .")
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    stem = stem.strip(" .")[:LONGEST_NAME] or "document"
    return f"{stem}.{suffix}" if suffix else stem


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem} ({number}).{suffix}" if dot else f"{name} ({number})"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
