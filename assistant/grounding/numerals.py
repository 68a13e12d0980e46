"""Numerals in text, in digits or in words: only what number is written, not of what.

``two thousand and five`` -> 2005; ``5.2bn`` -> 5 200 000 000; ``two-thirds`` -> 0.667, a share;
``one in five`` -> 0.2, a share; ``tripled`` -> 3, times; ``the third party`` -> 3, an ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.grounding.units import CURRENCY_SIGN, unit_at
from assistant.grounding.words import STOP_WORDS

Form = Literal["count", "share", "times", "ordinal"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_VALUES: dict[str, float] = {word: float(n) for n, word in enumerate(_ONES.split())}
_VALUES |= {
    word: 10.0 * n
    for n, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALE = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
    "trillion": 1e12, "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9,
}  # fmt: skip
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2}
_FOLD = {
    "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "twofold": 2.0, "twice": 2.0,
    "triple": 3.0, "tripled": 3.0, "triples": 3.0, "tripling": 3.0, "trebled": 3.0, "thrice": 3.0,
    "threefold": 3.0, "quadrupled": 4.0, "quadruple": 4.0, "fourfold": 4.0, "fivefold": 5.0,
    "sixfold": 6.0, "sevenfold": 7.0, "eightfold": 8.0, "ninefold": 9.0, "tenfold": 10.0,
    "halved": 0.5, "halving": 0.5,
}  # fmt: skip

_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALES = "hundred|thousand|million|billion|trillion|dozen"
_SPELLED = rf"(?:(?:{_WORDS}|{_SCALES})(?:(?:[\s-]+and)?[\s-]+(?:{_WORDS}|{_SCALES})s?)*)"
_PARTS_RE = (
    r"hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?"
    r"|tenths?"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_CORE = re.compile(
    rf"""
    (?P<fold>\b(?:{"|".join(_FOLD)})\b)
  | (?P<mixed>\b(?P<m_n>{_WORDS}|\d{{1,3}})[\s-]+and[\s-]+a[\s-]+(?P<m_d>half|quarter)\b)
  | (?P<part>\b(?:(?P<p_n>an?|{_WORDS}|\d{{1,2}})[\s-]+)?(?P<p_d>{_PARTS_RE})\b(?![\s-]+century))
  | (?P<ratio>(?<![\d/.])(?P<r_n>\d{{1,2}})/(?P<r_d>[2-9]|10)(?![\d/]))
  | (?P<out>\b(?P<o_n>{_WORDS}|\d+)[\s-]+(?:in|out[\s-]+of)(?:[\s-]+every)?[\s-]+
        (?P<o_d>{_WORDS}|\d+)\b(?!\s+(?:years?|months?|days?|weeks?|hours?|of)))
  | (?P<digits>(?<![\w.,/])(?<![A-Za-z]-)(?:{_DIGITS})(?P<glyph>[½⅓⅔¼¾⅕])?)
        (?P<ordinal>(?:st|nd|rd|th)\b)?
        (?P<scale>(?:[\s-]*(?:{_SCALES}|mln|mn|bn|tn)\b|(?<=\d)[kKbm]\b)s?)?
  | (?P<only_glyph>[½⅓⅔¼¾⅕])
  | (?P<spelled>\b(?:an?[\s-]+(?={_SCALES}))?{_SPELLED}\b)
  | (?P<rank>\b(?:{"|".join(_ORDINALS)})\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS = re.compile(r"[\s-]+([^\W\d_]+)")
_PRONOUN_ONE = re.compile(r"\b(?:no|any|some|every|each|the|this|that|which)[\s-]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: its value, what form it has, and its span."""

    value: float
    form: Form
    start: int
    end: int


def find_numerals(text: str) -> Iterator[Numeral]:
    """The numerals of ``text`` in order; pronouns (``no one``) and names (``5G``) are none."""
    end = 0
    for match in _CORE.finditer(text):
        numeral = _read(match, text) if match.start() >= end else None
        if numeral:
            end = numeral.end
            yield numeral


def _read(match: re.Match[str], text: str) -> Numeral | None:
    group, start, end = match.groupdict(), match.start(), match.end()
    if group["fold"]:
        return Numeral(_FOLD[group["fold"].lower()], "times", start, end)
    if group["mixed"]:
        rest = 0.5 if group["m_d"].lower() == "half" else 0.25
        return Numeral(_number(group["m_n"]) + rest, "count", start, end)
    if group["part"]:
        return _part(match, text)
    if group["ratio"]:
        return Numeral(float(group["r_n"]) / float(group["r_d"]), "share", start, end)
    if group["out"]:
        part, whole = _number(group["o_n"]), _number(group["o_d"])
        return Numeral(part / whole, "share", start, end) if 0 < part <= whole else None
    if group["only_glyph"]:
        return Numeral(_GLYPHS[group["only_glyph"]], "share", start, end)
    if group["rank"]:
        return Numeral(float(_ORDINALS[group["rank"].lower()]), "ordinal", start, end)
    if group["digits"]:
        return _digits(match, text)
    if group["spelled"].lower() == "one" and not _counts_one(text, start, end):
        return None
    return Numeral(_number(group["spelled"]), "count", start, end)


def _digits(match: re.Match[str], text: str) -> Numeral | None:
    group, start, end = match.groupdict(), match.start(), match.end()
    value = float(re.sub(r"[,\s\u00a0\u202f\u2009½⅓⅔¼¾⅕]", "", group["digits"]))
    value += _GLYPHS.get(group["glyph"] or "", 0.0)
    if group["ordinal"]:
        return Numeral(value, "ordinal", start, end)
    scale = (group["scale"] or "").strip(" -").lower()
    if scale in ("m", "b") and not CURRENCY_SIGN.search(text[:start]):
        scale, end = "", match.end("digits")  # metres and bytes, not millions and billions
    value *= _SCALE.get(scale, _SCALE.get(scale.rstrip("s"), 1.0))
    if not scale and text[end : end + 1].isalnum() and not unit_at(text, end)[0]:
        return None  # 5G, 2FA: a name, not a number
    return Numeral(value, "count", start, end)


def _part(match: re.Match[str], text: str) -> Numeral | None:
    count, part, end = match["p_n"], match["p_d"].lower(), match.end()
    parts = _PARTS.get(part) or _PARTS[part.rstrip("s")]
    following = _LETTERS.match(text, end)
    ranks = bool(following and following[1].lower() not in STOP_WORDS)
    if parts != 2 and (not count or (count.lower() in ("a", "an") and ranks)):
        # "the third party", "a third party" rank; "a third of them" divides
        return None if part.endswith("s") else Numeral(parts, "ordinal", match.start(), end)
    value = (_number(count) if count else 1.0) / parts
    scale = re.compile(rf"\s+(?:an?\s+)?({_SCALES})\b", re.IGNORECASE).match(text, end)
    if scale:
        return Numeral(value * _number(scale[1]), "count", match.start(), scale.end())
    return Numeral(value, "share", match.start(), end)


def _number(written: str) -> float:
    """``two thousand and five`` -> 2005.0; ``a`` -> 1.0."""
    total = current = 0.0
    if written.isdigit():
        return float(written)
    for word in re.split(r"[\s-]+", written.lower()):
        word = word if word in _VALUES or word in _SCALE else word.rstrip("s")
        if word in _VALUES:
            current += _VALUES[word]
        elif word in ("a", "an"):
            current = 1.0
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * _SCALE[word]
        elif word in _SCALE:
            total += (current or 1.0) * _SCALE[word]
            current = 0.0
    return total + current


def _counts_one(text: str, start: int, end: int) -> bool:
    """Whether ``one`` counts something here, and is no pronoun (``one of``, ``no one``)."""
    following = _LETTERS.match(text, end)
    counted = bool(following and following[1].lower() not in STOP_WORDS)
    return counted and not _PRONOUN_ONE.search(text[max(0, start - 10) : start])
