"""Quantities in text: read from digits or words, normalised, and compared.

``2,000`` = ``two thousand``; ``20 per cent`` = ``20%`` = ``one fifth``; ``almost fivefold`` is
five times, roughly; ``18 to 24`` is an interval, ``over 60`` an open one. Dates are left out: they
have their own module.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from assistant.grounding.dates import find_dates
from assistant.grounding.units import CURRENCY_SIGN, dimension, factor, unit_at, unit_of_sign
from assistant.grounding.words import STOP_WORDS, stem

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
_BOUNDS: tuple[tuple[str, str], ...] = (
    (r"no (?:fewer|less) than|not (?:fewer|less) than|at least|a minimum of|minimum of|at minimum",
     "at least"),
    (r"no more than|not more than|at (?:the )?most|up to|a maximum of|maximum of|as many as"
     r"|as much as|not exceeding", "at most"),
    (r"(?:slightly |far |well |just |a little )?(?:over|more than|above|in excess of|greater than"
     r"|larger than|higher than|older than)|exceed(?:s|ed|ing)?|upwards? of|north of", "over"),
    (r"(?:slightly |far |well |just |a little )?(?:under|less than|fewer than|below|smaller than"
     r"|lower than|younger than|short of)", "under"),
    (r"almost|nearly|close to|approaching|not quite", "almost"),
    (r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|~|≈|an estimated|estimated"
     r"|more or less|or so", "about"),
)  # fmt: skip
_BOUND_RES = tuple(
    (re.compile(rf"(?:^|(?<=\W))(?:{p})(?:\s+(?:an?|the))?\s*$", re.IGNORECASE), b)
    for p, b in _BOUNDS
)
_AFTER_BOUNDS = (
    (re.compile(r"\s*(?:or more|or over|or above|or older|and over|and above|plus|\+)",
                re.IGNORECASE), "at least"),
    (re.compile(r"\s*(?:or less|or fewer|or under|or below|or younger|and under)", re.IGNORECASE),
     "at most"),
    (re.compile(r"\s*(?:or so)\b", re.IGNORECASE), "about"),
)  # fmt: skip
_TO = re.compile(r"\s*(?:-|–|—|to|and|or)\s*")
_LABEL = re.compile(
    r"\b(article|section|chapter|figure|table|page|paragraph|clause|no|number|part|volume|step|"
    r"phase|level|annex|version|resolution|appendix)s?\.?\s*$",
    re.IGNORECASE,
)
_NOUN_WORD = re.compile(r"[\s-]+([A-Za-zÀ-ÿ'’]+)")
_PLURALS = frozenset("people men women children police staff troops percent dead persons".split())
_OF_THE = re.compile(
    r"\s+of\s+(?:the|its|their|his|her|these|those|our|all|them)?\b", re.IGNORECASE
)
_NO_NOUN = STOP_WORDS | {"year", "years"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: what was written (``value``), and what it asserts (``low`` to ``high``, closed).

    ``unit`` is a unit, currency, ``percent``, ``point``, ``times``, ``share`` (a fraction),
    ``ordinal`` or empty for a plain count, and ``noun`` the stem of the thing counted, if it
    stands there. ``bound`` says how the value is hedged: ``exact``, ``about``, ``almost``,
    ``over``, ``under``, ``at least``, ``at most`` or ``range``.
    """

    value: float
    low: float
    high: float
    unit: str
    noun: str
    bound: str
    start: int
    end: int
    text: str

    @property
    def dimension(self) -> str:
        """What it measures: fractions and percentages share ``percent``."""
        return "percent" if self.unit == "share" else dimension(self.unit)


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of ``text`` in order, dates excepted."""
    taken = [(d.start, d.end) for d in find_dates(text) if d.weekday is None]
    found: list[Quantity] = []
    for match in _CORE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        if found and match.start() < found[-1].end:
            continue
        quantity = _read(match, text)
        if quantity is None:
            continue
        joined = _range(found[-1], quantity, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(quantity)
    return found


def same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether the two can be compared: one dimension, and for plain counts one counted noun."""
    if a.dimension != b.dimension:
        return False
    if a.dimension == "money":
        return a.unit == b.unit
    if a.unit in ("", "ordinal") or a.unit.startswith("label:"):
        return a.unit == b.unit and a.noun == b.noun and bool(a.noun)
    return True


def agrees(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the amount in ``evidence`` makes the amount in ``claim`` true (nouns aside).

    A hedge of the evidence may be dropped (``at least 232`` lets ``232`` pass) but none may be
    turned round or invented: ``60`` does not make ``over 60`` true.
    """
    scale = factor(evidence.unit, claim.unit)
    if scale is None:
        return False
    low, high, value = evidence.low * scale, evidence.high * scale, evidence.value * scale
    slack = _slack(claim, evidence, value)
    if claim.low - slack <= low and high <= claim.high + slack:
        return True
    overlap = claim.low <= high + slack and low <= claim.high + slack
    same = abs(claim.value - value) <= slack and claim.bound != "range" != evidence.bound
    hedged = evidence.bound in ("at least", "at most", "about", "almost", "over", "under")
    return same and hedged and (overlap or claim.bound == "exact") and not _opposed(claim, evidence)


def _opposed(a: Quantity, b: Quantity) -> bool:
    up, down = {"over", "at least"}, {"under", "at most", "almost"}
    return (a.bound in up and b.bound in down) or (a.bound in down and b.bound in up)


def _slack(claim: Quantity, evidence: Quantity, value: float) -> float:
    """How far two amounts may differ and still be one: rounding as written, and calendar units."""
    slack = 0.0
    if "share" in (claim.unit, evidence.unit) and claim.unit != evidence.unit:
        return max(slack, 0.007 * (100.0 if claim.unit == "percent" else 1.0))
    if claim.unit != evidence.unit:
        return max(slack, 0.015 * abs(value))
    if value and not float(value).is_integer() and math.isclose(claim.value, value, rel_tol=0.02):
        digits = 0 if float(claim.value).is_integer() else 1
        slack = max(slack, 0.5 * 10**-digits)
    if value >= 1e5 and claim.value != value and math.isclose(claim.value, value, rel_tol=0.02):
        step = 10.0 ** (math.floor(math.log10(value)) - 1)
        if math.isclose(claim.value / step, round(claim.value / step), abs_tol=1e-6):
            slack = max(slack, step / 2)  # 5.18 million written as 5.2 million
    return slack


def _number(words: str) -> float:
    """``two thousand and five`` -> 2005.0."""
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        word = word if word in _VALUES or word in _SCALE else word.rstrip("s")
        if word in _VALUES:
            current += _VALUES[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * _SCALE[word]
        elif word in _SCALE:
            total += (current or 1.0) * _SCALE[word]
            current = 0.0
    return total + current


def _read(match: re.Match[str], text: str) -> Quantity | None:
    group, end, unit = match.groupdict(), match.end(), ""
    if group["fold"]:
        value, unit = _FOLD[group["fold"].lower()], "times"
    elif group["mixed"]:
        value = _count(group["m_n"]) + (0.5 if group["m_d"].lower() == "half" else 0.25)
    elif group["part"]:
        part = group["p_d"].lower()
        parts = _PARTS.get(part) or _PARTS[part.rstrip("s")]
        count = group["p_n"]
        if not count and parts != 2:
            return _ordinal(match, text, float(parts)) if not part.endswith("s") else None
        if count and parts != 2 and count.lower() in ("a",) and _looks_ordinal(text, end):
            return _ordinal(match, text, float(parts))
        value, unit = (_count(count) if count else 1.0) / parts, "share"
        following = re.match(rf"\s+(?:an?\s+)?({_SCALES})\b", text[end:], re.IGNORECASE)
        if following:
            value, unit, end = value * _number(following[1]), "", end + following.end()
    elif group["ratio"]:
        value, unit = float(group["r_n"]) / float(group["r_d"]), "share"
    elif group["out"]:
        whole = _count(group["o_d"])
        if not whole or whole < _count(group["o_n"]):
            return None
        value, unit = _count(group["o_n"]) / whole, "share"
    elif group["only_glyph"]:
        value, unit = _GLYPHS[group["only_glyph"]], "share"
    elif group["rank"]:
        return _ordinal(match, text, float(_ORDINALS[group["rank"].lower()]))
    elif group["digits"]:
        digits = re.sub(r"[,\s\u00a0\u202f\u2009½⅓⅔¼¾⅕]", "", group["digits"])
        value = float(digits) + _GLYPHS.get(group["glyph"] or "", 0.0)
        if group["ordinal"]:
            return _ordinal(match, text, value)
        scale = (group["scale"] or "").strip(" -").lower()
        sign = CURRENCY_SIGN.search(text[: match.start()])
        if scale in ("m", "b") and not sign:
            scale, end = "", match.end("digits")
        value *= _SCALE.get(scale, _SCALE.get(scale.rstrip("s"), 1.0))
        if (
            not group["scale"]
            and end < len(text)
            and re.match(r"\w", text[end])
            and not unit_at(text, end)[0]
        ):
            return None  # 5G, 2FA: a name, not a number
    else:
        value = _number(re.sub(r"^an?[\s-]+", "", group["spelled"], flags=re.IGNORECASE))
        if group["spelled"].lower() == "one" and not _counts_one(text, match):
            return None
    return _finish(text, match.start(), end, value, unit)


def _finish(text: str, start: int, end: int, value: float, unit: str) -> Quantity:
    sign = CURRENCY_SIGN.search(text[:start])
    if sign:
        start, unit = sign.start(), unit_of_sign(sign.group())
    if not unit or unit == "share":
        measured, after = unit_at(text, end)
        if measured and (not unit or dimension(measured) in ("time", "length", "money")):
            unit, end = measured, after
    if not unit:
        label = _LABEL.search(text[:start])
        unit = f"label:{stem(label[1])}" if label else ""
    value = round(value, 9)
    low = high = value
    bound, start, end = _bound(text, start, end)
    if bound == "about":
        low, high = value * 0.9, value * 1.1
    elif bound == "almost":
        low, high = value * 0.85, math.nextafter(value, 0)
    elif bound == "over":
        low, high = math.nextafter(value, math.inf), math.inf
    elif bound == "under":
        low, high = -math.inf, math.nextafter(value, -math.inf)
    elif bound == "at least":
        high = math.inf
    elif bound == "at most":
        low = -math.inf
    noun = _noun(text, end, value) if unit in ("", "share", "percent") else ""
    return Quantity(value, low, high, unit, noun, bound, start, end, text[start:end].strip())


def _bound(text: str, start: int, end: int) -> tuple[str, int, int]:
    for pattern, bound in _AFTER_BOUNDS:
        after = pattern.match(text, end)
        if after:
            return bound, start, after.end()
    before = text[max(0, start - 30) : start]
    for pattern, bound in _BOUND_RES:
        match = pattern.search(before)
        if match:
            return bound, start - len(before) + match.start(), end
    return "exact", start, end


def _range(first: Quantity, second: Quantity, text: str) -> Quantity | None:
    """``18 to 24``, ``between 5 and 10 %``: one interval from two neighbouring amounts."""
    between = text[first.end : second.start]
    joiner = _TO.fullmatch(between)
    if not joiner or first.value >= second.value or "ordinal" in (first.unit, second.unit):
        return None
    word = between.strip().lower()
    opened = re.search(r"\b(?:between|from)\s*$", text[: first.start], re.IGNORECASE)
    if word in ("and", "or") and not (opened and word == "and"):
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if not first.unit and second.unit not in ("", first.unit) and second.unit.startswith("label"):
        return None
    start = first.start
    return Quantity(
        second.value, first.value, second.value, second.unit or first.unit, second.noun, "range",
        start, second.end, text[start : second.end],
    )  # fmt: skip


def _ordinal(match: re.Match[str], text: str, value: float) -> Quantity | None:
    noun = _noun(text, match.end(), 1.0)
    if not noun:
        return None
    return Quantity(
        value, value, value, "ordinal", noun, "exact", match.start(), match.end(), match.group()
    )


def _looks_ordinal(text: str, end: int) -> bool:
    """``a third party`` ranks, ``a third of them`` divides."""
    following = _NOUN_WORD.match(text, end)
    return bool(following) and following[1].lower() not in STOP_WORDS  # type: ignore[index]


def _count(text: str) -> float:
    text = text.lower()
    if text in ("a", "an"):
        return 1.0
    return float(text) if text.isdigit() else _number(text)


def _counts_one(text: str, match: re.Match[str]) -> bool:
    """Whether ``one`` counts something here, and is no pronoun (``one of``, ``no one``)."""
    before = text[max(0, match.start() - 10) : match.start()].lower()
    if re.search(r"\b(?:no|any|some|every|each|the|this|that|which|every)[\s-]+$", before):
        return False
    following = _NOUN_WORD.match(text, match.end())
    return bool(following) and following[1].lower() not in STOP_WORDS  # type: ignore[index]


def _noun(text: str, end: int, value: float) -> str:
    """Stem of the head of what is counted: the first plural among the next few words."""
    of = _OF_THE.match(text, end)
    position = of.end() if of else end
    candidates: list[str] = []
    while len(candidates) < 4:
        match = _NOUN_WORD.match(text, position)
        if not match:
            break
        word = match[1].lower()
        if word in _NO_NOUN:
            break
        candidates.append(word)
        position = match.end()
        plural = word in _PLURALS or re.search(r"[^su]s$", word)
        if plural and value != 1.0:
            return stem(word)
    return stem(candidates[0]) if candidates else ""
