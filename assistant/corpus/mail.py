"""Messages (EML): the headers, the text, and the attachments that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr

from .archive import read_members
from .blocks import split_blocks
from .content import Content, Piece, assemble
from .decoding import decode

_HEADERS = ("From", "To", "Cc", "Date", "Subject")


def read_mail(data: bytes, name: str) -> Content:
    """Read one message; its plain text is preferred to its HTML.

    Attachments follow, each with its name as place; those that cannot be read are listed under
    ``skipped`` in the metadata.
    """
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    headers = {key: str(message[key]) for key in _HEADERS if message[key]}
    pieces = [Piece("\n".join(f"{key}: {value}" for key, value in headers.items()), "metadata")]
    pieces += _body(message, name)
    attached, skipped = read_members(_attachments(message))
    pieces += [Piece(piece.text, piece.kind, f"attachment {piece.place}") for piece in attached]
    sender, address = parseaddr(headers.get("From", ""))
    return assemble(
        pieces,
        headers.get("Subject", ""),
        {"author": sender or address, "date": headers.get("Date"), "skipped": skipped},
    )


def _body(message: EmailMessage, name: str) -> Iterator[Piece]:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return
    text = _decoded(body, name)
    if body.get_content_type() == "text/html":
        from .web import html_pieces

        yield from html_pieces(text)
        return
    for block in split_blocks(text.replace("\r\n", "\n")):
        yield Piece(block.text, block.kind)


def _decoded(part: Message, name: str) -> str:
    """The text of a part in the charset that it declares, or in one that fits its bytes."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    try:
        return data.decode(part.get_content_charset(failobj=""))
    except (LookupError, ValueError):  # none is declared, nobody knows it, or it does not fit
        return decode(data, name)[0]


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes | str]]:
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = part.get_filename() or f"attachment {number}"
        payload = part.get_payload(decode=True)
        yield name, payload if isinstance(payload, bytes) else "is a message in a message"
