"""Sentence windows: a long text read in overlapping pieces that end where sentences end."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•|])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Jr|Sr|vs|etc|No|Vol|Fig|Eq|cf|ca|approx|al|Inc|Ltd"
    r"|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|i\.e|e\.g|U\.S|U\.K|U\.N)|\b[A-Z])\.$"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open character spans of the sentences of ``text``, white space at the ends left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if _ABBREVIATION.search(text, max(0, match.start() - 12), match.start()):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        spans.append((left, right))


def group_sentences(sizes: Sequence[int], budget: int, overlap: int = 1) -> list[tuple[int, int]]:
    """Runs of sentences ``[first, last)`` whose summed sizes fit the budget.

    Every sentence is in some run; neighbouring runs share ``overlap`` sentences unless that would
    leave no room to move on. A sentence that is larger than the budget forms a run of its own.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        last, total = first, 0
        while last < len(sizes) and (last == first or total + sizes[last] <= budget):
            total += sizes[last]
            last += 1
        runs.append((first, last))
        if last == len(sizes):
            break
        again = max(last - overlap, first + 1)
        first = again if sum(sizes[again : last + 1]) <= budget else last
    return runs
