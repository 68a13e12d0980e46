"""One file to a document with numbered paragraphs, whatever its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import DocumentUnreadable
from ..types import Document, Paragraph
from .about import describe
from .content import Content
from .discovery import document_id
from .kinds import classify
from .text import read_text


def read_document(root: Path, path: Path) -> tuple[Document, tuple[Paragraph, ...]]:
    """Read one file of the corpus at ``root``.

    The same bytes always give the same text, numbers and kinds.

    Raises:
        DocumentUnreadable: the file is missing, empty, binary or not to be decoded.
    """
    identity = document_id(root, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentUnreadable(
            f"{identity} cannot be opened: {error.strerror or error}.", "Check its permissions."
        ) from error
    if not data.strip():
        raise DocumentUnreadable(f"{identity} is empty.", "Remove it or fill it.")
    content = read_text(data, identity)
    if not content.blocks:
        raise DocumentUnreadable(f"{identity} has no text.", "Remove it or fill it.")
    paragraphs = _number(content, identity)
    title, metadata = describe(paragraphs, identity)
    document = Document(
        id=identity,
        title=content.title or title,
        text=content.text,
        sha256=hashlib.sha256(data).hexdigest(),
        metadata={**metadata, **content.metadata},
    )
    return document, paragraphs


def _number(content: Content, identity: str) -> tuple[Paragraph, ...]:
    kinds = classify(content.blocks)
    return tuple(
        Paragraph(identity, number, kind, block.text, block.start, block.end, block.place)
        for number, (block, kind) in enumerate(zip(content.blocks, kinds, strict=True), start=1)
    )
