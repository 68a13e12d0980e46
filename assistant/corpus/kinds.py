"""The kind of every block, judged by form, wording and neighbours, never by a particular text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Kind
from .about import BYLINE_BLOCKS, is_byline
from .blocks import Block
from .flow import ends_sentence, goes_on, has_sentences, starts_lower
from .heads import running_heads
from .junk import is_junk, is_prompt
from .readable import plain

_ATX = re.compile(r"^ {0,3}#{1,6}\s+\S")
_LINE_BELOW = re.compile(r"([=\-~^\"'#*+`.:])\1{2,}[ \t]*")
_BOLD = re.compile(r"^\W{0,3}(\*\*|__)(?:(?!\1).)+\1\W{0,3}$", re.DOTALL)
_NUMBERED_TITLE = re.compile(
    r"^(?:(?:chapter|part|section|appendix)\s+)?[\dIVX]+(?:\.\d+)*[.)]?\s+\S", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*(?:[-*+•◦▪‣●·–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\(?[A-Z]\))\s+\S")
_DASH = re.compile(r"^\s*[–—-]\s")
_FOOTNOTE = re.compile(
    r"^(?:<sup>\s*(?P<a>\d{1,3}|[*†‡§a-z])\s*</sup>|\\?\[\^?(?P<b>\d{1,3}|(?<=\^)[^\]\s]+)\\?\]:?"
    r"|\[\^[^\]\s]+\]:|\.\. \[[^\]\s]+\]|(?P<c>[⁰¹²³⁴-⁹]{1,3}))\s*\S"
)
_REFERENCE = re.compile(r"\S(?:<sup>\s*\d{1,3}\s*</sup>|\[\^?\d{1,3}\])")
_DEFINITION = re.compile(  # the label of an address, which may have a title
    r"^\[[^\]\n]+\]:\s*<?(?:(?:https?|ftp|file)://|mailto:|www\.|[#/]|\.{1,2}/|\S+\.\w{2,5}"
    r"(?=[>#?\s]|$))\S*[ \t]*(?:[\"'(][^\n]*)?$",
    re.MULTILINE,
)
_LINK_ONLY = re.compile(r"^\W*(?:<?https?://\S+|www\.\S+)\W*$")
_QUOTED = re.compile(r"^[\"“„«‘'”].{20,}[\"”“»’']\W{0,3}$", re.DOTALL)
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]+\|[^|\n]+(?:\|[^|\n]*)*$|^[^\t\n]*\S\t+\S")
_RULED_TABLE = re.compile(
    r"^[ \t]*(?:={2,}(?:[ \t]+={2,})+|-{2,}(?:[ \t]+-{2,})+)[ \t]*$|^[ \t]*\+(?:-{2,}\+)+",
    re.MULTILINE,
)
_FIELD = re.compile(r"\w\s*:\s*\W{0,2}\d[\d.,:/]*\W{0,2}(?:\s+\w+)?$")  # a label and its value
_PROSE_WORDS = 12
_TITLE_WORDS = 16
_TEASER_WORDS = 14
_TAIL_WORDS = 120


def classify(blocks: Sequence[Block]) -> list[Kind]:
    """One kind for each block; a kind that the format gave is kept.

    Passes from the plain to the contextual: form of the block itself, then footnotes that go on
    in the next block, titles (a short line before text), what interrupts a sentence, running
    heads and repeated titles, and the teasers that pile up after the last text.
    """
    texts = [plain(block.text) for block in blocks]
    kinds: list[Kind] = [
        block.kind or _form(block.text, text, number)
        for number, (block, text) in enumerate(zip(blocks, texts, strict=True))
    ]
    free = [block.kind is None for block in blocks]
    _footnotes_go_on(blocks, texts, kinds, free)
    _titles(blocks, texts, kinds, free)
    _interruptions(blocks, texts, kinds, free)
    _repeats(blocks, texts, kinds, free)
    _tail(blocks, texts, kinds, free)
    return kinds


def is_footnote_start(raw: str) -> bool:
    """Whether the text begins with a footnote's own mark."""
    return bool(_FOOTNOTE.match(raw) or _DEFINITION.match(raw))


def _form(raw: str, text: str, number: int) -> Kind:
    """What the block's own form says; ``number`` counts blocks from 0."""
    lines = [line for line in raw.splitlines() if line.strip()]
    if is_footnote_start(raw):
        return "footnote"
    if (_ATX.match(raw) and len(lines) == 1) or _is_underlined(lines):
        return "heading"
    if number < BYLINE_BLOCKS and is_byline(raw):
        return "metadata"
    if is_junk(text, raw):
        return "boilerplate"
    if _LINK_ONLY.match(raw):
        return "boilerplate"
    if all(line.lstrip().startswith(">") for line in lines):
        return "quote"
    if _BOLD.match(raw):
        return "quote" if ends_sentence(text) or len(text.split()) >= _TITLE_WORDS else "heading"
    if _QUOTED.match(text) and len(lines) == 1 and not re.search(r"[\"“”«»].*[\"“”«»]", text[1:-2]):
        return "quote"
    if _RULED_TABLE.search(raw):
        return "table"
    if len(lines) > 1 and sum(bool(_TABLE_LINE.match(line)) for line in lines) >= len(lines) * 0.8:
        return "table"
    items = sum(bool(_ITEM.match(line)) for line in lines)
    if _ITEM.match(lines[0]) and (not _DASH.match(lines[0]) or items > 1 or lines[0][0] == "-"):
        return "list"
    return "body"


def _is_underlined(lines: Sequence[str]) -> bool:
    """Whether one line stands above a line of signs, and perhaps below another."""
    if not 2 <= len(lines) <= 3 or not _LINE_BELOW.fullmatch(lines[-1]):
        return False
    over = len(lines) == 3 and not _LINE_BELOW.fullmatch(lines[0])
    return not over and any(character.isalnum() for character in lines[-2])


def _footnotes_go_on(
    blocks: Sequence[Block], texts: Sequence[str], kinds: list[Kind], free: Sequence[bool]
) -> None:
    """A footnote that a page broke: what stands before the next number belongs to it."""
    numbers = {
        index: _footnote_number(block.text)
        for index, block in enumerate(blocks)
        if kinds[index] == "footnote"
    }
    marked = sorted(numbers)
    for index, following in zip(marked, [*marked[1:], -1], strict=False):
        between = range(index + 1, following if following > 0 else len(blocks))
        successive = following > 0 and numbers[following] == numbers[index] + 1
        run = list(between)
        plain_run = all(free[i] and kinds[i] in ("body", "boilerplate", "list") for i in run)
        if successive and 0 < len(run) <= 3 and plain_run:
            if not any(_REFERENCE.search(blocks[i].text) for i in run):
                for i in run:
                    kinds[i] = "footnote"
        elif run and _LINK_ONLY.match(blocks[run[0]].text):
            kinds[run[0]] = "footnote"


def _footnote_number(raw: str) -> int:
    match = _FOOTNOTE.match(raw)
    digits = match and (match.group("a") or match.group("b"))
    return int(digits) if digits and digits.isdigit() else -9


def _titles(
    blocks: Sequence[Block], texts: Sequence[str], kinds: list[Kind], free: Sequence[bool]
) -> None:
    """A short line that reads like a title and stands before text is a heading."""
    for index in reversed(range(len(blocks) - 1)):
        raw = blocks[index].text
        if not free[index] or kinds[index] not in ("body", "list"):
            continue
        if kinds[index] == "list" and not (
            _NUMBERED_TITLE.match(raw) and kinds[index + 1] == "body"
        ):
            continue
        if not _title_like(raw, texts[index]):
            continue
        following = next(
            (
                i
                for i in range(index + 1, len(blocks))
                if kinds[i] not in ("metadata", "boilerplate") and texts[i] != texts[index]
            ),
            -1,
        )
        if following < 0 or kinds[following] in ("footnote", "quote"):
            continue
        text = texts[following]
        if kinds[following] == "body" and (
            len(text) <= len(texts[index]) or starts_lower(text) or not _is_prose(text)
        ):
            continue
        previous = next((i for i in reversed(range(index)) if kinds[i] == "body"), -1)
        if previous == index - 1 and previous >= 0 and goes_on(texts[previous], texts[index]):
            continue
        kinds[index] = "heading"


def _title_like(raw: str, text: str) -> bool:
    words = text.split()
    if "\n" in raw or not words or len(words) > _TITLE_WORDS or len(text) > 120:
        return False
    if text[-1] in ".,;:" or starts_lower(text) or "://" in text or _FIELD.search(text):
        return False
    return not re.search(r"[.!?]\s+\w+\s+\w+\s+\w+", text)


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words >= _PROSE_WORDS or (words >= 4 and ends_sentence(text))


def _interruptions(
    blocks: Sequence[Block], texts: Sequence[str], kinds: list[Kind], free: Sequence[bool]
) -> None:
    """Short blocks in the middle of a sentence are captions or repeated phrases, not text."""
    if not has_sentences([text for text, kind in zip(texts, kinds, strict=True) if kind == "body"]):
        return
    flowing = [i for i, kind in enumerate(kinds) if kind in ("body", "heading")]
    for before, index, after in zip(flowing, flowing[1:], flowing[2:], strict=False):
        if kinds[before] != "body" or kinds[after] != "body" or not starts_lower(texts[after]):
            continue
        if ends_sentence(texts[before]) or len(texts[before].split()) < _PROSE_WORDS:
            continue
        text = texts[index]
        marked = not free[index] or _ATX.match(blocks[index].text)
        if marked or len(text.split()) > 40 or starts_lower(text):
            continue
        if ends_sentence(text) and _is_prose(text):
            kinds[index] = "quote"
        elif len(text.split()) <= _TITLE_WORDS:
            kinds[index] = "boilerplate"


def _repeats(
    blocks: Sequence[Block], texts: Sequence[str], kinds: list[Kind], free: Sequence[bool]
) -> None:
    """Running heads, and a title that is said twice in a row."""
    candidates: list[int] = []
    for index, text in enumerate(texts):
        if free[index] and kinds[index] in ("body", "heading", "metadata"):
            if index and text == texts[index - 1]:
                kinds[index] = "boilerplate"
            elif not (_ATX.match(blocks[index].text) or _FIELD.search(text) or text.endswith(":")):
                candidates.append(index)
    for found in running_heads(blocks, texts, candidates):
        # The first one is the title, where it stands as one.
        for index in found[kinds[found[0]] == "heading" :]:
            kinds[index] = "boilerplate"


def _tail(
    blocks: Sequence[Block], texts: Sequence[str], kinds: list[Kind], free: Sequence[bool]
) -> None:
    """Where only short blocks follow a call to click or comment, they are teasers."""
    words = 0
    start = len(blocks)
    for index in reversed(range(len(blocks))):
        count = len(texts[index].split())
        words += count
        if words > _TAIL_WORDS or (kinds[index] == "body" and count > _TEASER_WORDS):
            break
        if kinds[index] == "boilerplate" and is_prompt(texts[index], blocks[index].text):
            start = index
    for index in range(start, len(blocks)):
        if free[index] and kinds[index] in ("body", "heading", "quote"):
            kinds[index] = "boilerplate"
