"""Running heads: short lines that a document repeats page after page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .blocks import Block
from .flow import ends_sentence, starts_lower
from .junk import is_page_number

_REPEATS = 3  # a short line this often is a running head
_LONGEST = 120
_MOST_WORDS = 12
_PAGE = re.compile(r"(?P<front>^\d{1,4}\b)[\s|·–-]*|[\s|·–-]*\b(?P<back>\d{1,4})$")
# A number that a layout sets apart from the words, or that is called a page.
_SET_APART = re.compile(
    r"^\s*\d{1,4}(?:\s{2,}|\t|\s*[|·•])\s*\S|\S(?:\s{2,}|\t|\s*[|·•]\s*)\d{1,4}\s*$"
    r"|(?:\bpage|\bp\.|\bseite|\bстр\.?)\s*\d{1,4}\s*$",
    re.IGNORECASE,
)


def running_heads(
    blocks: Sequence[Block], texts: Sequence[str], candidates: Iterable[int]
) -> Iterator[list[int]]:
    """The running heads among the ``candidates``: for each the blocks that say it, by index.

    A line is one where the same words stand several times. Lines that differ in a number
    (``Article 1``, ``Article 2``) are headings and values of their own, unless the number counts
    pages: it rises page by page, and most of the lines stand at the edge of a page.
    """
    same: dict[str, list[int]] = {}
    paged: dict[str, list[tuple[int, int]]] = {}
    for index in candidates:
        words = _words(texts[index])
        if not words:
            continue
        same.setdefault(words, []).append(index)
        number = _PAGE.search(words)
        head = _PAGE.sub("", words, count=1)
        if number and head:
            page = int(number.group("front") or number.group("back"))
            paged.setdefault(head, []).append((index, page))
    yield from (found for found in same.values() if _recurs(found))
    for numbered in paged.values():
        found = [index for index, _ in numbered]
        if _recurs(found) and _counts_pages([page for _, page in numbered]):
            edges = sum(_is_at_edge(blocks, texts, index) for index in found)
            if 2 * edges > len(found):
                yield found


def _words(text: str) -> str:
    """The words of a line that is short enough for a running head; else nothing."""
    if len(text) > _LONGEST or text[-1:] in ".!?":
        return ""
    words = text.lower().split()
    return " ".join(words) if len(words) <= _MOST_WORDS else ""


def _recurs(found: Sequence[int]) -> bool:
    """Whether there is text between all of the places, and there are enough of them."""
    return len(found) >= _REPEATS and all(after - before > 1 for before, after in pairwise(found))


def _counts_pages(numbers: Sequence[int]) -> bool:
    """Whether numbers rise as on every page, or on every other one."""
    rising = all(before < after for before, after in pairwise(numbers))
    return rising and numbers[-1] - numbers[0] <= 2 * len(numbers)


def _is_at_edge(blocks: Sequence[Block], texts: Sequence[str], index: int) -> bool:
    """Whether a line stands where a page ends: by its form, a page number, a broken sentence."""
    if _SET_APART.search(blocks[index].text):
        return True
    before = texts[index - 1] if index else ""
    after = texts[index + 1] if index + 1 < len(texts) else ""
    if is_page_number(before) or is_page_number(after):
        return True
    return bool(before) and not ends_sentence(before) and starts_lower(after)
