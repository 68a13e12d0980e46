"""Files within files: ZIP archives here, attachments of a message in ``mail``."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from ..errors import DocumentUnreadable
from .content import Content, Piece, assemble
from .sniffing import sniff

_MOST_MEMBERS = 10_000


def read_zip(data: bytes, name: str) -> Content:
    """Read every member of a ZIP archive; the place of a paragraph begins with the member's name.

    Members that cannot be read are listed under ``skipped`` in the metadata. Archives within the
    archive are not opened.

    Raises:
        DocumentUnreadable: encrypted, too many members, or none that can be read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = sorted(
            (info for info in archive.infolist() if not info.is_dir() and not _hidden(info)),
            key=lambda info: info.filename,
        )
        if len(members) > _MOST_MEMBERS:
            raise DocumentUnreadable(
                f"{name} holds {len(members):,} files; up to {_MOST_MEMBERS:,} are read.",
                "Unpack it into the corpus folder.",
            )
        if members and all(info.flag_bits & 1 for info in members):
            raise DocumentUnreadable(
                f"{name} is encrypted.", "Unpack it with its password into the corpus folder."
            )
        opened = ((info.filename, _open(archive, info)) for info in members)
        pieces, skipped = read_members(opened)
    if not pieces:
        reasons = f": {skipped.replace(chr(10), ' ')}" if skipped else "."
        raise DocumentUnreadable(f"{name} holds no file that can be read{reasons}", "Remove it.")
    return assemble(pieces, metadata={"skipped": skipped})


def read_members(members: Iterable[tuple[str, bytes | str]]) -> tuple[list[Piece], str]:
    """The paragraphs of inner files, and a line for each one that cannot be read: why.

    A member is its name with its bytes, or with the reason why it has none.
    """
    from .formats import read_bytes

    pieces: list[Piece] = []
    skipped: list[str] = []
    for name, data in members:
        try:
            if isinstance(data, str):
                raise DocumentUnreadable(f"{name} {data}.")
            if not data.strip():
                raise DocumentUnreadable(f"{name} is empty.")
            form = sniff(data, name)
            if form == "zip":
                raise DocumentUnreadable(f"{name} is an archive in an archive.")
            content = read_bytes(data, name, form)
        except DocumentUnreadable as error:
            skipped.append(" ".join(error.what.split()))
            continue
        pieces.append(Piece(name, "heading", name))
        pieces += [
            Piece(block.text, block.kind, f"{name} {block.place or f'¶{number}'}")
            for number, block in enumerate(content.blocks, start=1)
        ]
    return pieces, "\n".join(skipped)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | str:
    if info.flag_bits & 1:
        return "is encrypted"
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        return f"is damaged ({error})"


def _hidden(info: zipfile.ZipInfo) -> bool:
    parts = info.filename.split("/")
    return parts[0] == "__MACOSX" or any(part.strip(".") and part.startswith(".") for part in parts)
