"""JSON and JSON Lines: every record a group of fields, long texts as paragraphs of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentUnreadable
from .blocks import split_blocks
from .content import Content, Piece, assemble
from .decoding import decode

_LONG = 120  # characters; a longer value is a text, a shorter one a field


def read_json(data: bytes, name: str) -> Content:
    """Read one JSON value, or one value on each line.

    Raises:
        DocumentUnreadable: neither; the message names the line.
    """
    text, _ = decode(data, name)
    try:
        return assemble(_pieces(json.loads(text), ""))
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith(("{", "[", '"')):
            raise _not_json(name, error.lineno, error.msg) from error
    records: list[Any] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                records.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise _not_json(name, number, error.msg) from error
    return assemble(_pieces(records, ""))


def _not_json(name: str, line: int, message: str) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{name} is not JSON: line {line}: {message}.", "Repair it, or rename it to .txt."
    )


def _pieces(value: Any, place: str) -> Iterator[Piece]:
    """Short fields of a value in one line, then its long texts and nested values."""
    if isinstance(value, dict):
        fields = {key: shown for key, item in value.items() if (shown := _field(item))}
        if fields:
            line = "; ".join(f"{key}: {shown}" for key, shown in fields.items())
            yield Piece(line, "table", place)
        for key, item in value.items():
            if key not in fields:
                yield from _pieces(item, f"{place} {key}".strip())
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _pieces(item, f"{place} {number}" if place else f"record {number}")
    elif isinstance(value, str):
        for block in split_blocks(value):
            yield Piece(block.text, None, place)
    elif value is not None:
        yield Piece(_scalar(value), "table", place)


def _field(value: Any) -> str:
    """A short value (or a list of short ones) in one line; nothing for longer or nested ones."""
    if isinstance(value, list) and value and all(_field(item) for item in value):
        joined = ", ".join(_field(item) for item in value if not isinstance(item, list))
        return joined if len(joined) <= _LONG else ""
    if isinstance(value, str):
        return value.strip() if len(value) <= _LONG and "\n" not in value.strip() else ""
    return _scalar(value) if isinstance(value, bool | int | float) else ""


def _scalar(value: object) -> str:
    return json.dumps(value)
