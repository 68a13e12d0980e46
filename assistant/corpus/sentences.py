"""Readable sentences with exact raw spans; a sentence that something interrupts is joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..types import Document, Kind, Paragraph, SourceSentence
from .flow import begins_sentence, goes_on, has_sentences, lower_words, starts_lower
from .items import is_item, items_in_text
from .kinds import is_footnote_start
from .pipe_tables import PipeTable, find_table
from .readable import Readable, join, labelled, make_readable
from .segmenting import line_spans, sentence_spans

_HEADING_LINE = re.compile(r"^ {0,3}#{1,6}\s+\S")
_HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>)$")
_ADDRESS_LINE = re.compile(r"\s*[<(\[]*(?:https?://|www\.)\S+\s*")
_CLOSING = re.compile(r"(?:\*{1,3}|_{1,3}|`{1,3})+")
_WHOLE: frozenset[Kind] = frozenset({"heading", "table", "metadata"})
_TABLED: frozenset[Kind] = frozenset({"body", "list", "table"})  # what a table may stand in
_LANES: dict[Kind, str] = {"body": "text", "list": "text", "heading": "text", "footnote": "notes"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """Text that no sentence leaves, except where it goes on in a later unit."""

    paragraph: Paragraph
    kind: Kind
    readable: Readable


def split_sentences(
    document: Document, paragraphs: Sequence[Paragraph]
) -> tuple[SourceSentence, ...]:
    """The sentences of all paragraphs in reading order, each with the kind of its paragraph.

    ``document.text[s.start:s.end]`` is the raw text of a sentence. A body sentence that a page
    break, footnotes, captions or quotes interrupt is one sentence from ``first`` to ``last``.
    """
    vocabulary = lower_words(document.text)
    starts = [paragraph.start for paragraph in paragraphs]
    sentences: list[SourceSentence] = []
    for flow in _flows(paragraphs, vocabulary):
        whole = join((unit.readable for unit in flow), vocabulary)
        whole_lines = flow[0].kind in _WHOLE
        for start, end in (line_spans if whole_lines else sentence_spans)(whole.text):
            raw_start, raw_end = whole.raw_span(start, end)
            first = paragraphs[bisect_right(starts, raw_start) - 1]
            last = paragraphs[bisect_right(starts, raw_end - 1) - 1]
            raw_start, raw_end = _with_marks(document.text, raw_start, raw_end, first, last)
            sentences.append(
                SourceSentence(
                    document_id=document.id,
                    first=first.number,
                    last=last.number,
                    start=raw_start,
                    end=raw_end,
                    text=whole.text[start:end],
                    kind=flow[0].kind,
                )
            )
    return tuple(sorted(sentences, key=lambda sentence: (sentence.start, sentence.end)))


def _flows(paragraphs: Sequence[Paragraph], vocabulary: Collection[str]) -> Iterator[list[_Unit]]:
    """Units that belong together: usually one, more where a sentence is interrupted.

    Running text and notes are two lanes side by side; a heading ends the lane of text.
    """
    units = [unit for paragraph in paragraphs for unit in _units(paragraph, vocabulary)]
    strict = not has_sentences([unit.readable.text for unit in units if unit.kind == "body"])
    lanes: dict[str, list[_Unit]] = {}
    for unit in units:
        lane = _LANES.get(unit.kind)
        if lane is None:
            yield [unit]
            continue
        flow = lanes.get(lane)
        if flow and _continues(flow[-1], unit, vocabulary, strict):
            flow.append(unit)
            continue
        if flow:
            yield flow
        lanes[lane] = [unit]
    yield from lanes.values()


def _continues(before: _Unit, after: _Unit, vocabulary: Collection[str], strict: bool) -> bool:
    if before.paragraph is after.paragraph or before.kind == "heading":
        return False
    if after.kind == "footnote":
        adjacent = before.paragraph.number == after.paragraph.number - 1
        return adjacent and not is_footnote_start(after.paragraph.text)
    if after.kind != "body":
        return False
    if before.kind == "list":  # only an item that a page broke goes on behind a blank line
        dangles = goes_on(before.readable.text, after.readable.text, strict=True)
        return dangles or starts_lower(after.readable.text)
    return goes_on(before.readable.text, after.readable.text, vocabulary, strict=strict)


def _units(paragraph: Paragraph, vocabulary: Collection[str]) -> Iterator[_Unit]:
    whole = 0, len(paragraph.text)
    table = find_table(paragraph.text) if paragraph.kind in _TABLED else None
    for part in ((0, table.start), (table.end, whole[1])) if table else (whole,):
        for start, end, kind in _stretches(paragraph, *part, vocabulary):
            readable = make_readable(paragraph.text[start:end], paragraph.start + start, vocabulary)
            if readable.text:
                yield _Unit(paragraph, kind, readable)
        if table and part[0] == 0:
            yield from _rows(paragraph, table)


def _rows(paragraph: Paragraph, table: PipeTable) -> Iterator[_Unit]:
    """The rows of a table, every value behind the name of its column."""

    def readable(cell: tuple[int, int]) -> Readable:
        start, end = cell
        return make_readable(paragraph.text[start:end], paragraph.start + start)

    names = [readable(cell).text for cell in table.header]
    for row in table.rows:
        across = len(row) == 1 < len(names)  # a group's name or a remark, no value of a column
        whole = labelled(() if across else names, [readable(cell) for cell in row])
        if whole.text:
            yield _Unit(paragraph, "table", whole)


def _stretches(
    paragraph: Paragraph, start: int, end: int, vocabulary: Collection[str]
) -> Iterator[tuple[int, int, Kind]]:
    """Line groups of a part of a paragraph: items of a list, rows of a table, notes, lines that
    end hard."""
    lines = list(re.compile(r"[^\n]+").finditer(paragraph.text, start, end))
    texts = [line.group() for line in lines]
    width = _width(texts)
    items = _items(texts, paragraph.kind)
    begin, first = start, 0
    for index, text in enumerate(texts):
        heading = bool(_HEADING_LINE.match(text)) and paragraph.kind in ("body", "list", "table")
        after = texts[index + 1] if index + 1 < len(texts) else ""
        if (
            not after
            or heading
            or paragraph.kind in ("table", "metadata", "boilerplate", "heading")
            or _HARD_BREAK.search(text)
            or _HEADING_LINE.match(after)
            or index + 1 in items
            or (paragraph.kind == "footnote" and is_footnote_start(after))
            or (first in items and _ends_item(texts[first], text, after, width, vocabulary))
            or (len(text) < 0.6 * width and text[-1:] not in ",;-" and not starts_lower(after))
        ):
            kind: Kind = "heading" if heading else "list" if first in items else paragraph.kind
            yield begin, lines[index].end(), kind
            begin, first = lines[index].end(), index + 1


def _ends_item(item: str, text: str, after: str, width: int, vocabulary: Collection[str]) -> bool:
    """Whether a line is the last of an item: the next one, not further in, begins a sentence."""
    if _indent(after) > _indent(item):
        return False
    fits = len(text) + 1 + len(after.strip().partition(" ")[0]) < 0.9 * width
    return begins_sentence(text, after, vocabulary, fits=fits)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _width(lines: Sequence[str]) -> int:
    """How wide the lines of a paragraph are; one that is an address says nothing about it."""
    return max((len(line) for line in lines if not _ADDRESS_LINE.fullmatch(line)), default=0)


def _items(lines: Sequence[str], kind: Kind) -> frozenset[int]:
    """The lines that begin an item, by index."""
    if kind == "list":
        return frozenset(index for index, line in enumerate(lines) if is_item(line))
    return items_in_text(lines) if kind == "body" else frozenset()


def _with_marks(
    text: str, start: int, end: int, first: Paragraph, last: Paragraph
) -> tuple[int, int]:
    """Widen a raw span over the emphasis marks that hug it, so that none is left half."""
    while start > first.start and text[start - 1] in "*_`":
        start -= 1
    closing = _CLOSING.match(text, end, last.end)
    return start, closing.end() if closing else end
