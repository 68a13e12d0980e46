"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, then legacy encodings."""

from __future__ import annotations

import codecs
import io
import re

from ..errors import DocumentUnreadable
from .codepages import code_page

_SAMPLE = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEWLINES = re.compile(r"\r\n?")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text file; returns the text with ``\\n`` line ends and the encoding's name.

    Raises:
        DocumentUnreadable: the bytes are not text in any encoding that can be told.
    """
    text, encoding = _decode(data, name)
    if len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 50:
        raise _not_text(name)
    return _NEWLINES.sub("\n", text), encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise DocumentUnreadable(
                    f"{name} is marked as {encoding} but byte {error.start} does not fit.",
                    "Save it again as UTF-8.",
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, name, error)
    if "\0" in text[:_SAMPLE]:
        wide = _wide_encoding(data)
        if not wide:
            raise _not_text(name)
        return _decode_wide(data, wide, name)
    return text, "utf-8"


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows itself by zeros in every second place of Western text."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.4 and sample[::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.4 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _decode_wide(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _decode_legacy(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    wide = _wide_encoding(data)
    if wide:
        return _decode_wide(data, wide, name)
    if b"\0" in data[:_SAMPLE]:
        raise _not_text(name)
    patched = data.decode("utf-8", errors="replace")
    bad = patched.count("\ufffd")
    good = sum(character > "\x7f" for character in patched) - bad
    if bad * 10 <= good or (error.start >= len(data) - 3 and good):
        # Valid multi-byte sequences do not arise by chance: UTF-8 with a few damaged bytes.
        return patched, f"utf-8 with {bad} damaged bytes"
    encoding = code_page(_sample(data, error.start))
    if not encoding:
        raise _not_text(name)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as failure:
        raise _not_text(name) from failure


def _sample(data: bytes, first: int) -> bytes:
    """The lines that hold unusual bytes, from the first such byte on: what tells an encoding."""
    lines = io.BytesIO(data[max(0, first - 1024) :])
    unusual: list[bytes] = []
    size = 0
    while size < _SAMPLE and (line := lines.readline(_SAMPLE)):
        if not line.isascii():
            unusual.append(line)
            size += len(line)
    return b"".join(unusual)


def _not_text(name: str) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{name} is not text in an encoding that can be recognised (binary data?).",
        "Save it as UTF-8 text or in a supported format, or remove it from the corpus.",
    )
