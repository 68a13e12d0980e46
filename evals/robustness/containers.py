"""Files written byte by byte: ZIP archives and PDFs, sound and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def archive(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def pdf_loop() -> bytes:
    """A page tree whose only child is itself."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>",
    )


def pdf_claims(count: int) -> bytes:
    """A page tree that claims many more pages than it has."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [3 0 R] >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )


def pdf_encrypted() -> bytes:
    """A PDF under the standard security handler with a password that nobody knows."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32)
    pages = b"<< /Type /Pages /Count 0 /Kids [] >>"
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        pages,
        lock,
        trailer=b"/Encrypt 3 0 R /ID [<4142> <4142>]",
    )
