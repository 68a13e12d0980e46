"""Raw text to readable text, with the raw position of every character that is kept.

Footnote marks, links, Markdown and HTML markup and line breaks are what a reader does not read;
everything else is kept. The map back to the raw text is what makes citations exact.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

_URL = r"(?:https?://|www\.)[^\s<>]*"
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->)){0,2000}-->")
_TAG = re.compile(
    r"</?(?:sup|sub|b|i|em|strong|u|a|span|small|mark|p|div|font|s|del|ins|code|br|q|cite|center)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_SUPERSCRIPT = re.compile(r"<sup>\s*([^<>]{1,20}?)\s*</sup>", re.IGNORECASE)
_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])(?:\s*[,–-]\s*\d{1,3})*\]?")
_BRACKET_MARK = re.compile(
    r"[ \t]*\\?\[(?:\^[^\]\s]{1,30}|\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\\?\](?!\()"
)
_DEFINITION = re.compile(r"^\s*\\?\[\^?[^\]\s]{1,30}\\?\]:?\s*")
_GLYPH_MARK = re.compile(r"(?<=[^\W\d_.,;:!?'\"”’)\]])[⁰¹²³⁴-⁹]+|(?<=[.,;:!?'\"”’)\]])[⁰¹²³⁴-⁹]+")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,1000})\]"
    r"(\((?:<[^<>]{0,2000}>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"
    r"|\[[^\[\]]{0,100}\])"
)
_AUTOLINK = re.compile(rf"\s*\(<{_URL}>\.?\)|<{_URL}>|<mailto:[^<>\s]+>")
_PARENTHESISED_URL = re.compile(rf"\s*\(\s*{_URL.replace('<>', '<>()')}\s*\)")
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+•◦▪‣●·][ \t]+))+", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*[|:=*_ \t-]*[-=*_]{3,}[|:=*_ \t-]*$", re.MULTILINE)
_OUTER_PIPE = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE)
_ORNAMENT = re.compile(r"^[*_\s]*([”“„\"»«][ \t]+)(?=[*_]*\w)")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|`{1,3}|~~")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]")
_HYPHENATED = re.compile(r"(\w+)-[ \t]*\n[ \t]*(\w+)")
_BROKEN_WORD = re.compile(r"(\w+)-$")
_EXPONENTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:\b(?:[kcmd]?m|ft|mi|yd|in)|\b10)$")


@dataclass(frozen=True, slots=True)
class Readable:
    """Readable text; ``offsets[i]`` is the raw position of ``text[i]``, strictly increasing."""

    text: str
    offsets: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]`` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def between(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The readable span of the characters that stem from ``raw_start`` to ``raw_end``."""
        return bisect_left(self.offsets, raw_start), bisect_left(self.offsets, raw_end)


def plain(raw: str) -> str:
    """The readable text alone."""
    return make_readable(raw).text


def make_readable(raw: str, base: int = 0, vocabulary: Collection[str] = ()) -> Readable:
    """Clean ``raw``, which starts at position ``base`` of its document.

    ``vocabulary`` (lower-case words of the document) decides whether a hyphen at a line's end
    belongs to the word.
    """
    mask = bytearray(b"\1") * len(raw)
    changed: dict[int, str] = {}

    def drop(start: int, end: int) -> None:
        mask[start:end] = bytes(end - start)

    def drop_all(
        pattern: re.Pattern[str], wanted: Callable[[re.Match[str]], bool] | None = None
    ) -> None:
        for match in pattern.finditer(raw):
            if mask[match.start()] and (wanted is None or wanted(match)):
                drop(*match.span())

    _drop_links(raw, drop, mask)
    if "<" in raw:
        _drop_superscripts(raw, drop, changed)
        drop_all(_COMMENT)
        for match in _TAG.finditer(raw):
            drop(*match.span())
            if match.group()[1:3].lower() == "br":
                mask[match.start()] = 1
                changed[match.start()] = " "
    definition = _DEFINITION.match(raw)
    if definition:
        drop(*definition.span())
    drop_all(_BRACKET_MARK)
    drop_all(
        _GLYPH_MARK, lambda match: not _UNIT.search(raw, max(0, match.start() - 4), match.start())
    )
    for pattern in (_RULE, _LINE_START, _LINE_END, _OUTER_PIPE, _INVISIBLE):
        drop_all(pattern)
    ornament = _ORNAMENT.match(raw)
    if ornament:
        drop(*ornament.span(1))
    _drop_emphasis(raw, drop, mask)
    if "\\" in raw:
        drop_all(_ESCAPE)
    if "&" in raw:
        for match in _ENTITY.finditer(raw):
            character = html.unescape(match.group())
            if len(character) == 1 and mask[match.start()]:
                changed[match.start()] = character
                drop(match.start() + 1, match.end())
    for match in _HYPHENATED.finditer(raw):
        keep = keeps_hyphen(match.group(1), match.group(2), vocabulary)
        drop(match.end(1) + keep, match.start(2))
    return _collapse(raw, mask, changed, base)


def keeps_hyphen(left: str, right: str, vocabulary: Collection[str]) -> bool:
    """Whether ``left-`` at a break and ``right`` after it make a hyphenated word.

    The document's own words decide; without them a lower-case continuation is one word.
    """
    if f"{left}-{right}".lower() in vocabulary:
        return True
    if f"{left}{right}".lower() in vocabulary:
        return False
    return not (right[:1].islower() and left[-1:].isalpha())


def join(parts: Iterable[Readable], vocabulary: Collection[str] = ()) -> Readable:
    """Join readable parts with a space, or at a hyphen as one word."""
    texts: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if not part.text:
            continue
        broken = _BROKEN_WORD.search(texts[-1]) if texts else None
        if broken:
            right = re.match(r"\w*", part.text)
            if not keeps_hyphen(broken.group(1), right.group() if right else "", vocabulary):
                texts[-1] = texts[-1][:-1]
                offsets.pop()
        elif texts:
            texts.append(" ")
            offsets.append(offsets[-1] + 1)
        texts.append(part.text)
        offsets.extend(part.offsets)
    return Readable("".join(texts), tuple(offsets))


def _drop_links(raw: str, drop: Callable[[int, int], None], mask: bytearray) -> None:
    if "](" in raw or "][" in raw:
        for match in _IMAGE.finditer(raw):
            drop(*match.span())
        for match in _LINK.finditer(raw):
            if not mask[match.start()]:
                continue
            bare = re.match(_URL, match.group(1).replace("\\", ""))
            if bare:
                # A link whose text is only its address is nothing to read.
                around = raw[match.start() - 1 : match.start()] + raw[match.end() : match.end() + 1]
                wrapped = around == "()"
                drop(match.start() - wrapped, match.end() + wrapped)
            else:
                drop(match.start(), match.start() + 1)
                drop(match.end(1), match.end())
    if "://" in raw or "www." in raw or "mailto:" in raw:
        for pattern in (_AUTOLINK, _PARENTHESISED_URL):
            for match in pattern.finditer(raw):
                drop(*match.span())


def _drop_superscripts(raw: str, drop: Callable[[int, int], None], changed: dict[int, str]) -> None:
    for match in _SUPERSCRIPT.finditer(raw):
        content = match.group(1)
        if not _MARK.fullmatch(content):
            continue  # an ordinal such as 21<sup>st</sup>: the tags go, the letters stay
        if content.isdigit() and _UNIT.search(raw, max(0, match.start() - 4), match.start()):
            for index in range(*match.span(1)):
                changed[index] = raw[index].translate(_EXPONENTS)
        else:
            drop(*match.span())


def _drop_emphasis(raw: str, drop: Callable[[int, int], None], mask: bytearray) -> None:
    """Drop pairs of emphasis marks that hug their words, as CommonMark's flanking rule says."""
    opened: dict[str, int] = {}
    for match in _EMPHASIS.finditer(raw):
        if not mask[match.start()]:
            continue
        run, after = match.group(), raw[match.end() : match.end() + 1]
        before = raw[match.start() - 1] if match.start() else ""
        if before == "\\":
            continue
        opens = bool(after.strip()) and not before.isalnum()
        closes = bool(before.strip()) and not after.isalnum()
        if closes and run in opened:
            start = opened.pop(run)
            drop(start, start + len(run))
            drop(*match.span())
        elif opens:
            opened[run] = match.start()


def _collapse(raw: str, mask: bytearray, changed: dict[int, str], base: int) -> Readable:
    """Runs of white space become one space; none stays at the ends."""
    characters: list[str] = []
    offsets: list[int] = []
    pending = -1
    for index, kept in enumerate(mask):
        if not kept:
            continue
        character = changed.get(index, raw[index])
        if character.isspace():
            if pending < 0:
                pending = index
            continue
        if pending >= 0 and characters:
            characters.append(" ")
            offsets.append(base + pending)
        pending = -1
        characters.append(character)
        offsets.append(base + index)
    return Readable("".join(characters), tuple(offsets))
