"""One file to a document with numbered paragraphs, whatever its format."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from ..errors import DocumentUnreadable
from ..types import Document, Paragraph
from .about import describe
from .content import Content
from .discovery import document_id
from .formats import IN_PROCESS, read_bytes
from .kinds import classify
from .sniffing import sniff
from .worker import Worker

LARGEST_FILE = 100_000_000
"""Bytes; a larger file is not opened."""


def read_document(root: Path, path: Path) -> tuple[Document, tuple[Paragraph, ...]]:
    """Read one file of the corpus at ``root``.

    The same bytes always give the same text, numbers and kinds. Time and memory are bounded: the
    readers of complicated formats run in a process that is killed when it takes too long.

    Raises:
        DocumentUnreadable: the file is missing, empty, too large, encrypted, damaged, changing
            while it is read, or of a format that is not read; the message says which.
    """
    identity = document_id(root, path)
    data = _load(path, identity)
    if not data.strip():
        raise DocumentUnreadable(f"{identity} is empty.", "Remove it or fill it.")
    form = sniff(data, identity)
    if form in IN_PROCESS:
        content = read_bytes(data, identity, form)
    else:
        content = _worker().read(data, identity, form)
    return numbered_document(content, identity, hashlib.sha256(data).hexdigest())


def numbered_document(
    content: Content, identity: str, sha256: str
) -> tuple[Document, tuple[Paragraph, ...]]:
    """What a reader handed over as a document with numbered paragraphs of a known kind."""
    paragraphs = _number(content, identity)
    title, metadata = describe(paragraphs, identity, content.metadata.get("author", ""))
    document = Document(
        id=identity,
        title=content.title or title,
        text=content.text,
        sha256=sha256,
        # What the text says is preferred: it can be cited.
        metadata={**content.metadata, **metadata},
    )
    return document, paragraphs


@cache
def _worker() -> Worker:
    return Worker()


def _load(path: Path, identity: str) -> bytes:
    """The bytes of a file that stands still while it is read."""
    try:
        for _ in range(2):
            with path.open("rb") as file:
                before = os.fstat(file.fileno())
                if before.st_size > LARGEST_FILE:
                    raise DocumentUnreadable(
                        f"{identity} has {before.st_size:,} bytes; {LARGEST_FILE:,} are read.",
                        "Split it into smaller files.",
                    )
                data = file.read(LARGEST_FILE + 1)
                after = os.fstat(file.fileno())
            same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
            if same and len(data) == after.st_size:
                return data
    except OSError as error:
        raise DocumentUnreadable(
            f"{identity} cannot be opened: {error.strerror or error}.", "Check its permissions."
        ) from error
    raise DocumentUnreadable(
        f"{identity} changed while it was read.", "It is read again at the next run.", passing=True
    )


def _number(content: Content, identity: str) -> tuple[Paragraph, ...]:
    kinds = classify(content.blocks)
    return tuple(
        Paragraph(identity, number, kind, block.text, block.start, block.end, block.place)
        for number, (block, kind) in enumerate(zip(content.blocks, kinds, strict=True), start=1)
    )
