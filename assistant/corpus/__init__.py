"""Files to documents: discovery, one reader per format, numbered paragraphs, readable sentences."""

from __future__ import annotations

from .discovery import Discovery, Skipped, discover, document_id
from .reading import read_document
from .sentences import split_sentences

__all__ = [
    "Discovery",
    "Skipped",
    "discover",
    "document_id",
    "read_document",
    "split_sentences",
]
