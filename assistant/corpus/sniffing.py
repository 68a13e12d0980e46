"""Which format a file has, told by its bytes first and by its name only where bytes cannot tell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Literal

from ..errors import DocumentUnreadable

Format = Literal[
    "text", "rst", "html", "pdf", "docx", "pptx", "xlsx", "csv", "epub", "odt", "rtf", "eml",
    "json", "zip",
]  # fmt: skip

LARGEST_UNPACKED = 300_000_000
"""Bytes that an archive, or an Office file, may unpack to."""

_HEAD = 4096
_UNREAD: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG image", ""),
    (b"\xff\xd8\xff", "a JPEG image", ""),
    (b"GIF8", "a GIF image", ""),
    (b"II*\0", "a TIFF image", ""),
    (b"MM\0*", "a TIFF image", ""),
    (b"BM", "a bitmap image", "bmp"),
    (b"RIFF", "a sound, picture or film", ""),
    (b"ID3", "a sound", ""),
    (b"OggS", "a sound or film", ""),
    (b"fLaC", "a sound", ""),
    (b"\x1aE\xdf\xa3", "a film", ""),
    (b"\x7fELF", "a program", ""),
    (b"MZ", "a program", "exe dll"),
    (b"SQLite format 3\0", "a database", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ""),
    (b"Rar!\x1a\x07", "a RAR archive", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"BZh", "a bzip2 archive", "bz2"),
    (b"\xfd7zXZ\0", "an xz archive", ""),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</(?:p|div|body|h[1-6]|span|table|li)>", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:(?:From|To|Cc|Date|Subject|Received|Return-Path|Message-ID|MIME-Version|Reply-To|Sender"
    rb"|Delivered-To|Content-Type|X-[\w-]+):[^\n]*\r?\n(?:[ \t]+[^\n]*\r?\n)*){3,}",
    re.IGNORECASE,
)
_TRANSPORT = re.compile(rb"^(?:Message-ID|Received|MIME-Version):", re.IGNORECASE | re.MULTILINE)
"""Header lines that only a mail program writes; a memo has From, To and Date as well."""
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
_BY_NAME: dict[str, Format] = {
    ".rst": "rst", ".rest": "rst", ".csv": "csv", ".tsv": "csv", ".eml": "eml",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
}  # fmt: skip


def sniff(data: bytes, name: str) -> Format:
    """The format of a file that holds ``data``.

    Raises:
        DocumentUnreadable: it is known to hold no text that could be read (a picture, a program,
            another kind of archive, an office format of before 2007, an encrypted one).
    """
    head = data[:_HEAD]
    suffix = PurePosixPath(name).suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data, name)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_OLE):
        raise _old_office(data, name)
    for magic, what, suffixes in _UNREAD:
        if head.startswith(magic) and (not suffixes or suffix[1:] in suffixes.split()):
            raise DocumentUnreadable(
                f"{name} is {what}, which holds no text that can be read.",
                "Remove it from the corpus, or convert it to one of the formats that are read.",
            )
    if _HTML.match(head) or (suffix in (".html", ".htm", ".xhtml") and _TAGS.search(data)):
        return "html"
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    return "eml" if _is_mail(head, suffix) else "text"


def _is_mail(head: bytes, suffix: str) -> bool:
    if not _MAIL.match(head) or b"@" not in head:
        return False
    headers = _BLANK_LINE.split(head, maxsplit=1)[0]
    return suffix not in _TEXT or bool(_TRANSPORT.search(headers))


def _sniff_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise DocumentUnreadable(
                    f"{name} unpacks to {unpacked:,} bytes; {LARGEST_UNPACKED:,} are read.",
                    "Unpack it into the corpus folder, or split it.",
                )
            kind = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError) as error:
        raise DocumentUnreadable(
            f"{name} is damaged: its archive cannot be opened ({error}).",
            "Copy or save it again; it may have been cut off.",
        ) from error
    if kind.startswith(b"application/epub+zip"):
        return "epub"
    if kind.startswith(_OPEN_DOCUMENT + b"text"):
        return "odt"
    if kind.startswith(_OPEN_DOCUMENT):
        what = kind[len(_OPEN_DOCUMENT) :].decode("ascii", "replace").strip()
        raise DocumentUnreadable(
            f"{name} is an OpenDocument {what}, which is not read.",
            "Save it as PDF, .xlsx or .pptx.",
        )
    if "[Content_Types].xml" in names:
        for folder, found in (("word/", "docx"), ("ppt/", "pptx"), ("xl/", "xlsx")):
            if any(member.startswith(folder) for member in names):
                return found  # type: ignore[return-value]
    return "zip"


def _old_office(data: bytes, name: str) -> DocumentUnreadable:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentUnreadable(
            f"{name} is encrypted.", "Save it without a password to have it read."
        )
    return DocumentUnreadable(
        f"{name} is an Office file of the format before 2007.",
        "Save it as .docx, .xlsx, .pptx or PDF.",
    )
