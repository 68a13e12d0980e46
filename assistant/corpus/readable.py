"""Raw text to readable text, with the raw position of every character that is kept.

Footnote marks, links, Markdown and HTML markup and line breaks are what a reader does not read;
everything else is kept. The map back to the raw text is what makes citations exact.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
    r"[ \t]{0,9}\\?\[(?:\^[^\]\s]{1,30}|\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\\?\]_?(?!\()"
)
_DEFINITION = re.compile(  # a footnote's mark, or the label of an address
    r"\A\s*\\?\[(?:(?:\^[^\]\s]{1,30}|\d{1,3})\\?\]:?"
    r"|[^\]\n]{1,100}\]:(?=\s*<?(?:https?://|www\.|mailto:)))\s*"
)
_GLYPH_MARK = re.compile(  # after a word, a year or a stop; not after a unit, 10 or a variable
    r"(?:(?<=[^\W\d_]{2})(?<!\b[kcdm]m)|(?<=\d\d)(?<!\b10)|(?<=[.,;:!?'\"”’)\]]))[⁰¹²³⁴-⁹]+"
)
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_BADGE = re.compile(r"\[!\[[^\]]{0,500}\]\([^()\s]{0,2000}\)\]\([^()\s]{0,2000}\)")
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,1000})\]"
    r"(\((?:<[^<>]{0,2000}>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"
    r"|\[[^\[\]]{0,100}\])"
)
_AUTOLINK = re.compile(rf"<(?:mailto:)?((?<=mailto:)[^<>\s]+|{_URL})>")
_PARENTHESISED_AUTOLINK = re.compile(rf"\s{{0,9}}\(<(?:{_URL}|mailto:[^<>\s]+)>\.?\)")
_END = re.compile(r"\W*\Z")
_STOPPED = re.compile(r"[.!?][\"'”’»)*_]*\s+\Z")
_PARENTHESISED_URL = re.compile(rf"\s{{0,9}}\(\s{{0,9}}{_URL.replace('<>', '<>()')}\s{{0,9}}\)")
_ROLE = re.compile(r":[a-z][a-z:+-]{0,40}:(?=`)|(?<=`)__?(?!\w)")
_TARGET = re.compile(r"`[^`<>]{1,300}?(\s*<[^`<>]{1,500}>)`")
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|(?:[-*+•◦▪‣●·][ \t]+))+", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]#+[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*[|:=*_ \t-]*[-=*_]{3,}[|:=*_ \t-]*$", re.MULTILINE)
_OUTER_PIPE = re.compile(r"^[ \t]*\||\|[ \t]*$", re.MULTILINE)
_ORNAMENT = re.compile(r"\A[*_\s]*([”“„\"»«][ \t]+)(?=[*_]*\w)")
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|`{1,3}|~~")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]")
_HYPHENATED = re.compile(r"(\w{1,40})[-‐][ \t]{0,9}\n[ \t]{0,40}(\w+)")
_KEPT = re.compile(rb"\x01+")
_MARKED = re.compile(
    r"[\[⁰¹²³⁴-⁹`*_=#|~\\&<\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]|--|://|www\."
)
_SPACE = re.compile(r"[^\S ]")
_UNTIDY = re.compile(r"^ | $|  ")
_TIDY = re.compile(r"\S+(?: \S+)*(?: (?= *\S))?")  # runs of words, each with one space after it
_BROKEN_WORD = re.compile(r"(\w{1,40})[-‐]$")
_PATTERNS = (  # in this order; only where one of the signs occurs
    ("[", _DEFINITION),
    ("[", _BRACKET_MARK),
    ("⁰¹²³⁴⁵⁶⁷⁸⁹", _GLYPH_MARK),
    ("`", _TARGET),
    ("`", _ROLE),
    ("-=*_", _RULE),
    ("", _LINE_START),
    ("#", _LINE_END),
    ("|", _OUTER_PIPE),
    ("\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff", _INVISIBLE),
    ('”“„"»«', _ORNAMENT),
)
_DROPPED = tuple((frozenset(signs), pattern) for signs, pattern in _PATTERNS)
_EMPHATIC = frozenset("*_`~")
_EXPONENTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:\b(?:[kcmd]?m|ft|mi|yd|in)|\b10)$")


@dataclass(frozen=True, slots=True)
class Readable:
    """Readable text made of stretches of the raw text.

    The stretch that begins at ``text[starts[k]]`` was copied from the raw text at ``raws[k]``;
    both rise strictly, but that a label stands where its value begins, and what parts two values
    where the first of them ends.
    """

    text: str
    starts: tuple[int, ...]
    raws: tuple[int, ...]

    def raw_position(self, index: int) -> int:
        """The raw position of ``text[index]``."""
        stretch = bisect_right(self.starts, index) - 1
        position = self.raws[stretch] + index - self.starts[stretch]
        return min(position, *self.raws[stretch + 1 : stretch + 2], position)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of ``text[start:end]`` (not empty)."""
        return self.raw_position(start), self.raw_position(end - 1) + 1


def plain(raw: str) -> str:
    """The readable text alone."""
    return make_readable(raw).text


def make_readable(raw: str, base: int = 0, vocabulary: Collection[str] = ()) -> Readable:
    """Clean ``raw``, which starts at position ``base`` of its document.

    ``vocabulary`` (lower-case words of the document) decides whether a hyphen at a line's end
    belongs to the word.
    """
    if _is_plain(raw):
        return Readable(raw, (0,), (base,))
    edit = _Edit(raw)
    present = frozenset(raw)
    edit.links()
    if "<" in raw:
        edit.superscripts()
        edit.tags()
    for signs, pattern in _DROPPED:
        if not signs or signs & present:
            edit.drop_all(pattern)
    if _EMPHATIC & present:
        edit.emphasis()
    if "\\" in raw:
        edit.drop_all(_ESCAPE)
    if "&" in raw:
        edit.entities()
    if "\n" in raw and ("-" in raw or "‐" in raw):
        edit.hyphens(vocabulary)
    return edit.readable(base)


def _is_plain(raw: str) -> bool:
    """Whether nothing is to be cleaned: most text, told at a tenth of what cleaning costs."""
    return (
        raw[:1].isalnum()  # no bullet, no quotation mark, not empty
        and not _MARKED.search(raw)
        and " ".join(raw.split()) == raw
    )


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
    starts: list[int] = []
    raws: list[int] = []
    length = 0
    for part in parts:
        if not part.text:
            continue
        broken = _BROKEN_WORD.search(texts[-1][-41:]) if texts else None
        if broken:
            right = re.match(r"\w*", part.text)
            if not keeps_hyphen(broken.group(1), right.group() if right else "", vocabulary):
                texts[-1] = texts[-1][:-1]
                length -= 1
        elif texts:
            texts.append(" ")
            length += 1
        texts.append(part.text)
        starts.extend(length + start for start in part.starts)
        raws.extend(part.raws)
        length += len(part.text)
    return Readable("".join(texts), tuple(starts), tuple(raws))


def labelled(labels: Sequence[str], values: Sequence[Readable]) -> Readable:
    """The values of a row as ``label: value; label: value``; empty ones are left out."""
    text, last = "", 0
    starts: list[int] = []
    raws: list[int] = []
    for at, value in enumerate(values):
        if not value.text:
            continue
        label = labels[at].rstrip(": ") if at < len(labels) else ""
        if text:
            starts.append(len(text))
            raws.append(last)
            text += "; "
        if label:
            starts.append(len(text))
            raws.append(value.raws[0])
            text += f"{label}: "
        starts += (len(text) + start for start in value.starts)
        raws += value.raws
        text += value.text
        last = value.raw_position(len(value.text) - 1)
    return Readable(text, tuple(starts), tuple(raws))


class _Edit:
    """One text while it is cleaned: which characters stay, and which are shown as another."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.mask = bytearray(b"\1") * len(raw)
        self.changed: dict[int, str] = {}

    def drop(self, start: int, end: int) -> None:
        self.mask[start:end] = bytes(end - start)

    def drop_all(self, pattern: re.Pattern[str]) -> None:
        """Drop every match, or only its first group where there is one."""
        group = min(pattern.groups, 1)
        for match in pattern.finditer(self.raw):
            if self.mask[match.start(group)]:
                self.drop(*match.span(group))

    def links(self) -> None:
        raw = self.raw
        if "](" in raw or "][" in raw:
            self.drop_all(_BADGE)
            self.drop_all(_IMAGE)
            for match in _LINK.finditer(raw):
                if not self.mask[match.start()]:
                    continue
                start, end = match.span()
                wrapped = raw[max(start - 1, 0) : start] + raw[end : end + 1] == "()"
                if wrapped and re.match(_URL, match.group(1).replace("\\", "")):
                    # An address in brackets is nothing to read.
                    self.drop(start - 1, end + 1)
                else:
                    self.drop(match.start(), match.start() + 1)
                    self.drop(match.end(1), match.end())
        if "://" in raw or "www." in raw or "mailto:" in raw:
            self.drop_all(_PARENTHESISED_AUTOLINK)
            self.drop_all(_PARENTHESISED_URL)
            self.autolinks()

    def autolinks(self) -> None:
        """Drop the signs around an address, and the address itself after the last sentence."""
        for match in _AUTOLINK.finditer(self.raw):
            start, end = match.span()
            if not self.mask[start]:
                continue
            if _STOPPED.search(self.raw, max(0, start - 20), start) and _END.match(self.raw, end):
                self.drop(start, end)
            else:
                self.drop(start, match.start(1))
                self.drop(match.end(1), end)

    def superscripts(self) -> None:
        """Drop footnote marks; exponents stay, and so do ordinals such as 21<sup>st</sup>."""
        for match in _SUPERSCRIPT.finditer(self.raw):
            content = match.group(1)
            if not _MARK.fullmatch(content):
                continue
            if content.isdigit() and _UNIT.search(
                self.raw[max(0, match.start() - 4) : match.start()]
            ):
                for index in range(*match.span(1)):
                    self.changed[index] = self.raw[index].translate(_EXPONENTS)
            else:
                self.drop(*match.span())

    def tags(self) -> None:
        self.drop_all(_COMMENT)
        for match in _TAG.finditer(self.raw):
            self.drop(*match.span())
            if match.group()[1:3].lower() == "br":
                self.mask[match.start()] = 1
                self.changed[match.start()] = " "

    def emphasis(self) -> None:
        """Drop pairs of emphasis marks that hug their words, as CommonMark's flanking rule says."""
        opened: dict[str, int] = {}
        for match in _EMPHASIS.finditer(self.raw):
            start, end = match.span()
            before = self.raw[start - 1] if start else ""
            after = self.raw[end : end + 1]
            if not self.mask[start] or before == "\\":
                continue
            run = match.group()
            if before.strip() and not after.isalnum() and run in opened:
                opening = opened.pop(run)
                self.drop(opening, opening + len(run))
                self.drop(start, end)
            elif after.strip() and not before.isalnum():
                opened[run] = start

    def entities(self) -> None:
        for match in _ENTITY.finditer(self.raw):
            character = html.unescape(match.group())
            if len(character) == 1 and self.mask[match.start()]:
                self.changed[match.start()] = character
                self.drop(match.start() + 1, match.end())

    def hyphens(self, vocabulary: Collection[str]) -> None:
        for match in _HYPHENATED.finditer(self.raw):
            keep = keeps_hyphen(match.group(1), match.group(2), vocabulary)
            self.drop(match.end(1) + keep, match.start(2))

    def readable(self, base: int) -> Readable:
        """What stays, with every run of white space as one space and none at the ends."""
        raw = self.raw
        if self.changed:
            characters = list(raw)
            for index, character in self.changed.items():
                characters[index] = character
            raw = "".join(characters)
        kept = [match.span() for match in _KEPT.finditer(self.mask)]
        text = _SPACE.sub(" ", "".join(raw[start:end] for start, end in kept))
        lengths = accumulate((end - start for start, end in kept), initial=0)
        whole = Readable(text, tuple(lengths)[:-1], tuple(base + start for start, _ in kept))
        if not _UNTIDY.search(text):
            return whole
        return _select(whole, [match.span() for match in _TIDY.finditer(text)])


def _select(whole: Readable, spans: list[tuple[int, int]]) -> Readable:
    """Only the given spans of the text, in order."""
    starts: list[int] = []
    raws: list[int] = []
    length = 0
    for start, end in spans:
        first = bisect_right(whole.starts, start) - 1
        for stretch in range(first, bisect_left(whole.starts, end)):
            begin = max(start, whole.starts[stretch])
            starts.append(length + begin - start)
            raws.append(whole.raw_position(begin))
        length += end - start
    text = "".join(whole.text[start:end] for start, end in spans)
    return Readable(text, tuple(starts), tuple(raws))
