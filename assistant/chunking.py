"""Paragraphs to chunks within a token budget; pure.

A chunk is some whole paragraphs under one heading, or a part of one long paragraph. It fits two
limits at once: the budget in tiktoken tokens and what the encoder reads, heading trail included,
because an encoder drops what is beyond its limit without a word. Text is divided, never cut off.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from assistant.tokens import count_tokens
from assistant.types import Chunk, Document, Kind, Paragraph, SourceSentence

MARKUP = re.compile(r"^\s*(#{1,6})?\s*(.*?)\s*#*\s*$", re.DOTALL)
BREAKS = (re.compile(r"(?<=[;:,—–)\]])\s+"), re.compile(r"\s+"))  # clauses, then words
TRAIL = " > "
Cost = tuple[int, int]  # tiktoken tokens, encoder tokens
LONGEST_TOKEN = 16  # characters; a longer text than budget x this is divided before it is counted


class Bounded(Protocol):
    """What reads only so many of its own tokens of a text: an encoder."""

    max_tokens: int

    def count_tokens(self, text: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a chunk may be: ``budget`` in tiktoken tokens, ``encoder.max_tokens`` in its own."""

    budget: int
    encoder: Bounded

    def cost(self, text: str) -> Cost:
        """Tiktoken tokens and encoder tokens of ``text``."""
        return count_tokens(text), self.encoder.count_tokens(text)

    def allow(self, cost: Cost) -> bool:
        """Whether a text of this cost is within both limits."""
        return cost[0] <= self.budget and cost[1] <= self.encoder.max_tokens

    def oversized(self, text: str) -> bool:
        """Whether a text is so long that it need not be counted to know that it does not fit."""
        return len(text) > self.budget * LONGEST_TOKEN


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs that may share a chunk, each as its sentences, and the heading above them."""

    heading: str
    paragraphs: list[list[SourceSentence]]


def chunk_document(
    document: Document,
    paragraphs: Sequence[Paragraph],
    sentences: Iterable[SourceSentence],
    limits: Limits,
) -> tuple[Chunk, ...]:
    """The chunks of one document in reading order.

    Headings become the trail above the text, boilerplate is left out, footnotes never share a
    chunk with the text that they interrupt.
    """
    chunks = [
        chunk
        for run in _runs(document, paragraphs, sentences)
        if run.paragraphs
        for chunk in _pack(document, run, limits)
    ]
    chunks.sort(key=lambda each: each.start)
    return tuple(replace(each, id=_id(each, n)) for n, each in enumerate(chunks))


def _id(chunk: Chunk, n: int) -> str:
    """The same for the same text at the same place; short enough for any server."""
    key = f"{chunk.document_id}\0{n}\0{chunk.embedded_text}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _runs(
    document: Document, paragraphs: Sequence[Paragraph], sentences: Iterable[SourceSentence]
) -> Iterator[_Run]:
    starting: defaultdict[int, list[SourceSentence]] = defaultdict(list)
    for sentence in sentences:
        starting[sentence.first].append(sentence)
    trail = _Trail(document.title)
    text: list[list[SourceSentence]] = []
    notes: list[list[SourceSentence]] = []
    for paragraph in paragraphs:
        kind, own = paragraph.kind, starting[paragraph.number]
        if kind == "heading":
            yield from (_Run(trail.text, text), _Run(trail.text, notes))
            text, notes = [], []
            trail.add(paragraph.text, " ".join(s.text for s in own))
        elif kind == "boilerplate" or not own:
            continue
        elif kind == "footnote":
            notes.append(own)
        elif kind in ("table", "metadata"):
            yield from (_Run(trail.text, text), _Run(trail.text, notes), _Run(trail.text, [own]))
            text, notes = [], []
        else:
            yield _Run(trail.text, notes)
            text, notes = [*text, own], []
        if kind != "heading":
            trail.settle()
    yield from (_Run(trail.text, text), _Run(trail.text, notes))


class _Trail:
    """The title and the headings above the place where reading has come to, as ``text``."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._headings: list[tuple[int, str]] = []
        self._settled = True
        self.text = self._joined()

    def add(self, raw: str, readable: str) -> None:
        """Go on under a new heading; one right below another of its level belongs with it."""
        marks, plain = _heading(raw)
        level = marks or 1
        stacked = not marks and not self._settled
        self._headings = [h for h in self._headings if h[0] < level or (stacked and h[0] == level)]
        self._headings.append((level, _heading(readable)[1] or plain))
        self._settled = False
        self.text = self._joined()

    def settle(self) -> None:
        """There is text under the headings so far."""
        self._settled = True

    def _joined(self) -> str:
        """Title and headings, widest first, none twice."""
        names = [" ".join(n.split()) for n in (self._title, *(n for _, n in self._headings))]
        return TRAIL.join({n.casefold(): n for n in names if n}.values())


def _heading(raw: str) -> tuple[int, str]:
    """How many Markdown marks a heading has, and its words."""
    match = MARKUP.match(raw)
    assert match  # every group may be empty
    return len(match[1] or ""), match[2]


def _pack(document: Document, run: _Run, limits: Limits) -> Iterator[Chunk]:
    """Whole paragraphs as many as fit; a paragraph that does not fit alone in even parts."""
    heading = _shortened(run.heading, limits)
    base = limits.cost(heading + "\n")
    open_: list[SourceSentence] = []
    used = base
    for paragraph in run.paragraphs:
        priced = [each for s in paragraph for each in _pieces(s, base, limits)]
        if not priced:
            continue
        whole = _sum(cost for _, cost in priced)
        if open_ and not limits.allow(_sum((used, whole))):
            yield from _chunks(document, open_, heading, limits)
            open_, used = [], base
        if limits.allow(_sum((base, whole))):
            open_ += [piece for piece, _ in priced]
            used = _sum((used, whole))
            continue
        for part in _parts(priced, base, limits):
            yield from _chunks(document, part, heading, limits)
    if open_:
        yield from _chunks(document, open_, heading, limits)


def _sum(costs: Iterable[Cost]) -> Cost:
    mine, theirs = zip(*costs, strict=True)
    return sum(mine), sum(theirs)


def _parts(
    priced: list[tuple[SourceSentence, Cost]], base: Cost, limits: Limits
) -> Iterator[list[SourceSentence]]:
    """Split a long paragraph between sentences into as few parts as fit, of about one length."""
    total = _sum(cost for _, cost in priced)
    room = (limits.budget - base[0], limits.encoder.max_tokens - base[1])
    fewest = max(-(-total[0] // room[0]), -(-total[1] // room[1]))
    part: list[SourceSentence] = []
    used = (0, 0)
    for piece, cost in priced:
        full = used[0] * fewest >= total[0] or not limits.allow(_sum((base, used, cost)))
        if part and full:
            yield part
            part, used = [], (0, 0)
        part.append(piece)
        used = _sum((used, cost))
    yield part


def _chunks(
    document: Document, sentences: list[SourceSentence], heading: str, limits: Limits
) -> Iterator[Chunk]:
    """One chunk; or two, when the joined text has more tokens than its parts together."""
    text = _joined(sentences)
    cost = limits.cost(f"{heading}\n{text}" if heading else text)
    if len(sentences) > 1 and not limits.allow(cost):
        middle = len(sentences) // 2
        yield from _chunks(document, sentences[:middle], heading, limits)
        yield from _chunks(document, sentences[middle:], heading, limits)
        return
    yield Chunk(
        id="",
        document_id=document.id,
        first=min(s.first for s in sentences),
        last=max(s.last for s in sentences),
        text=text,
        start=min(s.start for s in sentences),
        end=max(s.end for s in sentences),
        tokens=cost[0],
        heading=heading,
    )


def _joined(sentences: list[SourceSentence]) -> str:
    """Sentences of a paragraph follow on one line; rows, items and paragraphs start a new one."""
    by_line: tuple[Kind, ...] = ("table", "list", "metadata")
    text = sentences[0].text
    for before, after in pairwise(sentences):
        new = before.first != after.first or after.kind in by_line
        text += ("\n" if new else " ") + after.text
    return text


def _pieces(
    sentence: SourceSentence, base: Cost, limits: Limits
) -> Iterator[tuple[SourceSentence, Cost]]:
    """The sentence, or pieces of it that fit beside the heading, divided gently near the middle."""
    text = sentence.text.strip()
    if not text:
        return
    if not limits.oversized(text):
        cost = limits.cost(f" {text}")
        if limits.allow(_sum((base, cost))) or len(text) == 1:
            yield sentence if text == sentence.text else replace(sentence, text=text), cost
            return
    at = _middle(text)
    for half in (text[:at], text[at:]):
        yield from _pieces(replace(sentence, text=half), base, limits)


def _middle(text: str) -> int:
    """Where to divide: after a clause, else after a word, in the middle third; else the middle."""
    third = len(text) // 3
    for boundary in BREAKS:
        ends = [m.end() for m in boundary.finditer(text, third, len(text) - third)]
        if ends:
            return min(ends, key=lambda end: abs(end - len(text) // 2))
    return len(text) // 2


def _shortened(heading: str, limits: Limits) -> str:
    """The heading trail within half of both limits: the title goes first, then the last words."""

    def long(text: str) -> bool:
        if limits.oversized(text):
            return True
        mine, theirs = limits.cost(text)
        return mine > limits.budget // 2 or theirs > limits.encoder.max_tokens // 2

    while long(heading) and TRAIL in heading:
        heading = heading.split(TRAIL, 1)[1]
    while long(heading):
        heading = heading[: len(heading) // 2].rsplit(maxsplit=1)[0] if " " in heading else ""
    return heading
