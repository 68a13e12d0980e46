"""A chat model's stream of text, cut into whole sentences with their markers.

No half sentence and no half marker ever leaves here; brackets in code are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARKS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
LIST_ITEM = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
# after the sentence's end its markers may follow; the next sentence starts with a capital,
# a digit, a quotation mark or a bracket
END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|No|St|vs))(?<!\b(?:Mrs|Gen|Col|Sen))[.!?][\"'”’)]*"
    r"(?:\s*\[[\d,;\s]+\])*(?=\s+[\"'“‘(\[]?[A-Z0-9À-ÞЀ-Я]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence as the model wrote it: readable text, and the excerpts that it points to."""

    text: str
    marks: tuple[int, ...]


def sentences_of(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    """Whole sentences as soon as they are complete: when the next one has begun, or at the end."""
    pending = ""
    for piece in pieces:
        pending += piece
        while (cut := _first_end(pending)) is not None:
            yield from _sentence(pending[:cut])
            pending = pending[cut:]
    yield from _all(pending)


def _first_end(text: str) -> int | None:
    """Where the first sentence ends, if something has begun after it."""
    code = [match.span() for match in CODE.finditer(text)]
    for match in re.finditer(rf"{END.pattern}|\n\s*\n|\n(?=\s*[-*•\d])", text):
        inside = any(start <= match.start() < end for start, end in code)
        if not inside and text[match.end() :].strip():
            rest = text[match.end() :].lstrip()
            if not rest.startswith("["):  # its markers may still be coming
                return match.end()
            if (marks := MARKS.match(rest)) and rest[marks.end() :].strip():
                return match.end() + text[match.end() :].index(rest) + marks.end()
    return None


def _all(text: str) -> Iterator[WrittenSentence]:
    while (cut := _first_end(text)) is not None:
        yield from _sentence(text[:cut])
        text = text[cut:]
    yield from _sentence(text)


def _sentence(text: str) -> Iterator[WrittenSentence]:
    code = CODE.search(text)
    marks = () if code else tuple(int(n) for m in MARKS.finditer(text) for n in _numbers(m[1]))
    readable = text if code else LIST_ITEM.sub("", MARKS.sub("", text))
    readable = " ".join(readable.split())
    if any(character.isalnum() for character in readable):
        yield WrittenSentence(readable, tuple(dict.fromkeys(marks)))


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
