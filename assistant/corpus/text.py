"""Plain text and Markdown: paragraphs are the blocks between blank lines, as a person counts."""

from __future__ import annotations

from .blocks import split_blocks
from .content import Content
from .decoding import decode


def read_text(data: bytes, name: str) -> Content:
    """Read txt or Markdown; the stored view is the file's own text with ``\\n`` line ends.

    Raises:
        DocumentUnreadable: the bytes are not text.
    """
    return _read(data, name, fences=True)


def read_rst(data: bytes, name: str) -> Content:
    """Read reStructuredText, where a line of tildes or backticks is no fence.

    Raises:
        DocumentUnreadable: the bytes are not text.
    """
    return _read(data, name, fences=False)


def _read(data: bytes, name: str, *, fences: bool) -> Content:
    text, encoding = decode(data, name)
    metadata = (
        {} if encoding.startswith("utf-8") and "damaged" not in encoding else {"encoding": encoding}
    )
    return Content(text, tuple(split_blocks(text, fences=fences)), metadata=metadata)
