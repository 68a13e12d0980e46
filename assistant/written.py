"""A chat model's stream of text, cut into whole sentences with their markers.

No half sentence and no half marker ever leaves here; brackets in code are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.corpus.segmenting import sentence_spans

# models write [1], [1, 2], [1-3], [^1], 【1】 and [Excerpt 1]; a year in brackets is none of them
MARK = re.compile(
    r"\s*[\[【](?:(?:excerpt|source|passage|document|doc|ref(?:erence)?)s?\.?\s*)?[#^]?"
    r"(\d{1,3}(?:\s*(?:[,;&–-]|and)\s*\d{1,3})*)[\]】]",
    re.IGNORECASE,
)
HALF_MARK = re.compile(r"\s*[\[【][^\[\]【】\n]{0,40}$")  # a marker, once the next piece is there
CUT_MARK = re.compile(r"\s*[\[【][#^]?[\d\s,;&–-]*$")  # one that the model never closed
CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*(?:`|\Z))", re.DOTALL)
# a blank line, a heading or the next item of a list ends a sentence that has no full stop
BREAK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•+]|\d{1,2}[.)]|#{1,6})\s)")
LEAD = re.compile(r"^(?:\s*(?:[-*•+]|\d{1,2}[.)]|#{1,6})\s+)*[\s,;:]*")  # bullet, number, sign
EMPHASIS = re.compile(r"\*\*|__")
BEGUN = re.compile(r"\w\W+\w")  # a second word: what follows is no longer part of the sentence
FAR = 20  # [1-3] means three sources; over a wider range than this it means two


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
        cuts = _cuts(HALF_MARK.sub("", pending))
        if cuts and not BEGUN.search(MARK.sub("", pending[cuts[-1] :])):  # a number is no word
            cuts.pop()
        for start, end in pairwise((0, *cuts)):
            yield from _sentence(pending[start:end])
        pending = pending[cuts[-1] if cuts else 0 :]
    for start, end in pairwise((0, *_cuts(pending), len(pending))):
        yield from _sentence(pending[start:end])


def _cuts(text: str) -> list[int]:
    """Where a sentence of ``text`` starts after another; markers in between go to the earlier."""
    prose = [*CODE.sub(lambda code: "x" * len(code[0]), text)]
    for mark in MARK.finditer("".join(prose)):
        prose[mark.start() : mark.end()] = [""] * (mark.end() - mark.start())
    places = [at for at, character in enumerate(prose) if character]
    clean = "".join(prose)
    starts: list[int] = []
    begin = 0
    for end, following in [*(found.span() for found in BREAK.finditer(clean)), (len(clean), 0)]:
        lead = LEAD.match(clean[begin:end])
        inner = begin + (lead.end() if lead else 0)
        spans = list(sentence_spans(clean[inner:end]))
        starts += [places[inner + start if at else begin] for at, (start, _) in enumerate(spans)]
        begin = following
    return starts[1:]


def _sentence(text: str) -> Iterator[WrittenSentence]:
    """The sentence in ``text``, if any; every other part of it is code, which is kept as it is."""
    parts = CODE.split(text)
    marks = [number for part in parts[::2] for mark in MARK.findall(part) for number in _in(mark)]
    parts[::2] = [EMPHASIS.sub("", MARK.sub("", part)) for part in parts[::2]]
    parts[-1] = CUT_MARK.sub("", parts[-1])
    readable = LEAD.sub("", "".join(parts))
    readable = readable.strip() if "```" in readable else " ".join(readable.split())
    if any(character.isalnum() for character in readable):
        yield WrittenSentence(readable, tuple(dict.fromkeys(marks)))


def _in(mark: str) -> list[int]:
    """The numbers inside a marker; ``1-3`` is a range."""
    numbers: list[int] = []
    for part in re.split(r"[,;&]|and", mark, flags=re.IGNORECASE):
        first, *rest = (int(number) for number in re.findall(r"\d+", part))
        last = rest[-1] if rest else first
        numbers += range(first, last + 1) if first <= last <= first + FAR else (first, last)
    return numbers
