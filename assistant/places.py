"""Places in a document as citations print them: written, and found again.

A place is ``¶3``, ``p. 2 ¶1`` or ``rows 2–9``; several paragraphs in sequence are ``¶3–5``,
``p. 2 ¶1–3`` or ``p. 2 ¶5–p. 3 ¶1``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.errors import UnknownParagraph
from assistant.types import Paragraph

_LAST_NUMBER = re.compile(r"\d+$")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def span(first: Paragraph, last: Paragraph) -> str:
    """The place of the paragraphs from ``first`` to ``last``, which may be the same."""
    start, end = first.location, last.location
    if start == end:
        return start
    before = _LAST_NUMBER.sub("", start)
    tail = end.removeprefix(before)
    return f"{start}–{tail if before != start and tail.isdecimal() else end}"


def find(paragraphs: Sequence[Paragraph], place: str) -> Sequence[Paragraph]:
    """The paragraphs of a document at a place, or from one place to another.

    The sign ¶ and other punctuation may be left out, for they are hard to type: ``12-14`` and
    ``p 2 1`` are places, too.

    Raises UnknownParagraph when the document has no such place.
    """
    for same in (str, _words):
        if found := _find(paragraphs, place, same):
            return found
    first, last = paragraphs[0], paragraphs[-1]
    raise UnknownParagraph(
        f"{first.document_id} has no paragraph {place}.",
        f"It has {first.location} to {last.location}; name one as citations do.",
    )


def joined(paragraphs: Sequence[Paragraph], text: str) -> Paragraph:
    """Paragraphs in sequence as one, with the document's ``text`` from the first to the last."""
    first, last = paragraphs[0], paragraphs[-1]
    if first == last:
        return first
    return replace(first, text=text[first.start : last.end], end=last.end, place=span(first, last))


def _find(
    paragraphs: Sequence[Paragraph], place: str, same: Callable[[str], object]
) -> Sequence[Paragraph]:
    """Paragraphs whose location and the ``place`` are the ``same``, or between two such."""
    locations = [same(each.location) for each in paragraphs]

    def at(location: str) -> list[int]:
        wanted = same(location)
        return [n for n, each in enumerate(locations) if each == wanted]

    if whole := at(place):
        return [paragraphs[n] for n in whole]
    for dash in re.finditer("[-–]", place):
        left, right = place[: dash.start()].strip(), place[dash.end() :].strip()
        if first := at(left):
            last = at(right) or at(_LAST_NUMBER.sub("", left) + right)
            return paragraphs[first[0] : last[-1] + 1] if last else ()
    return ()


def _words(place: str) -> list[str]:
    return _WORD.findall(place.casefold())
