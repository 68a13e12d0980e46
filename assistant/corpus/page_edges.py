"""Running heads, feet and page numbers: what a document's pages repeat at their edges.

A line that is the same on several pages but for a number may also be a heading at the top of each
("Article 1", "Article 2"). It is a running head if it stands apart from the text, or if its number
counts the pages and it looks like the text. All lengths are in points, downwards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line

_EDGE = 0.1  # running heads stand in this part of a page's height, at its top and bottom
_EDGE_LINES = 3
_APART = 2.5  # a running head is so many times the size of the letters away from the text
_LARGER = 1.12  # headings are larger than the text, running heads hardly are
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def without_running_heads(pages: Sequence[Sequence[Line]], body_size: float) -> list[list[Line]]:
    """The lines of every page without its running heads and page numbers.

    ``body_size`` is the size of the document's running text.
    """
    heads = _find(pages, body_size)
    kept = []
    for number, lines in enumerate(pages, start=1):
        furniture = {id(line) for line in heads.on_page(number, lines)}
        kept.append([line for line in lines if id(line) not in furniture])
    return kept


@dataclass(frozen=True, slots=True)
class _Heads:
    """What repeats: ``same`` with its numbers, ``numbered`` without them (of these, ``counting``
    have numbers that count pages); ``offset`` from a page's place to its printed number, where
    pages have one; ``bold`` when the running text is.
    """

    same: frozenset[str]
    numbered: frozenset[str]
    counting: frozenset[str]
    offset: int | None
    body_size: float
    bold: bool

    def on_page(self, number: int, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines of a page that are running heads, feet and page numbers."""
        printed = "" if self.offset is None else str(number + self.offset)
        top, bottom = _edges(lines)
        if any(_stands_alone(cell, printed) for line in (*top, *bottom) for cell in line.cells):
            printed = ""  # a page has its number once: no other line has it for that
        ordered = sorted(lines, key=lambda line: line.baseline)
        apart = self._apart(ordered, printed) | self._apart(ordered[::-1], printed)
        for line in top:
            stands = id(line) in apart
            if self._is_head(line, apart=stands) or (stands and self._numbers(line, printed)):
                yield line
        for line in bottom:
            if self._is_foot(line, apart=id(line) in apart) or self._numbers(line, printed):
                yield line

    def _apart(self, inwards: Sequence[Line], printed: str) -> frozenset[int]:
        """The lines between the edge of the page and a gap, if they may all be furniture."""
        stack: list[int] = []
        for line, following in pairwise([*inwards[: _EDGE_LINES + 1], None]):
            if line is None or not (self._repeats(line) or self._numbers(line, printed)):
                break
            stack.append(id(line))
            if following is None:
                return frozenset(stack)
            gap = abs(following.baseline - line.baseline)
            if gap > _APART * max(line.size, following.size):
                return frozenset(stack)
        return frozenset()

    def _repeats(self, line: Line) -> bool:
        return all(_stem(cell) in self.numbered or _PAGE_NUMBER.match(cell) for cell in line.cells)

    def _numbers(self, line: Line, printed: str) -> bool:
        """Whether a line begins or ends with the page's number."""
        return printed in _ends(line) and not self._is_larger(line)

    def _is_head(self, line: Line, *, apart: bool) -> bool:
        emphasised = self._is_larger(line) or (line.bold and not self.bold and not apart)
        return self._is_furniture(line, frozenset() if emphasised else self._free(apart))

    def _is_foot(self, line: Line, *, apart: bool) -> bool:
        return self._is_furniture(line, self._free(apart))

    def _free(self, apart: bool) -> frozenset[str]:
        """What is furniture whatever its number is."""
        return self.numbered if apart else self.counting

    def _is_furniture(self, line: Line, free: frozenset[str]) -> bool:
        return all(
            _said(cell) in self.same or _stem(cell) in free or _PAGE_NUMBER.match(cell)
            for cell in line.cells
        )

    def _is_larger(self, line: Line) -> bool:
        return line.size > _LARGER * self.body_size


def _find(pages: Sequence[Sequence[Line]], body_size: float) -> _Heads:
    enough = 2 if len(pages) < 6 else 3
    cells = [
        [cell for edge in _edges(lines) for line in edge for cell in line.cells] for lines in pages
    ]
    text = [line for lines in pages for line in lines]
    numbered = _on_pages((map(_stem, page) for page in cells), enough)
    bold = sum(len(line.text) for line in text if line.bold)
    return _Heads(
        _on_pages((map(_said, page) for page in cells), enough),
        numbered,
        _counting(cells, enough),
        _page_offset(pages, numbered),
        body_size,
        bold * 2 > sum(len(line.text) for line in text),
    )


def _on_pages(pages: Iterable[Iterable[str]], enough: int) -> frozenset[str]:
    counts = Counter(text for page in pages for text in set(page))
    return frozenset(text for text, count in counts.items() if count >= enough and text)


def _counting(pages: Sequence[Sequence[str]], enough: int) -> frozenset[str]:
    """Texts with a number that rises by one from page to page."""
    offsets: defaultdict[str, Counter[int]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    for number, cells in enumerate(pages, start=1):
        seen.update(set(map(_stem, cells)))
        found = {(_stem(c), int(n) - number) for c in cells for n in _DIGITS.findall(c)[:9]}
        for stem, offset in found:
            offsets[stem][offset] += 1
    most = {stem: max(counts.values()) for stem, counts in offsets.items()}
    return frozenset(
        stem for stem, count in most.items() if count >= enough and count * 2 > seen[stem]
    )


def _edges(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines at the top and at the bottom of a page that may be a running head or foot."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    return (
        [line for line in ordered[:_EDGE_LINES] if line.baseline < _EDGE * line.height],
        [line for line in ordered[-_EDGE_LINES:] if line.baseline > (1 - _EDGE) * line.height],
    )


def _page_offset(pages: Sequence[Sequence[Line]], numbered: Collection[str]) -> int | None:
    """How far the printed page numbers are from the counted ones, where pages are numbered: by a
    number alone or in a line that repeats. "1 Purpose", "2 Members" are headings."""
    offsets = Counter(
        int(end) - number
        for number, lines in enumerate(pages, start=1)
        for edge in _edges(lines)
        for line in edge
        if _PAGE_NUMBER.match(line.text) or any(_stem(cell) in numbered for cell in line.cells)
        for end in _ends(line)
        if end.isdecimal() and len(end) < 5
    )
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    return offset if count >= 3 and count * 4 >= len(pages) else None


def _ends(line: Line) -> tuple[str, ...]:
    """The first and the last word of a line."""
    words = line.text.split()
    return (words[0], words[-1])


def _stands_alone(cell: str, printed: str) -> bool:
    """Whether a cell is the number of its page and nothing else."""
    return bool(_PAGE_NUMBER.match(cell)) and printed in _DIGITS.findall(cell)


def _said(cell: str) -> str:
    return " ".join(cell.lower().split())


def _stem(cell: str) -> str:
    """What is said but for numbers."""
    return _said(_DIGITS.sub("", cell))
