"""Quantities in text: read from digits or words, normalised, and compared.

``2,000`` = ``two thousand``; ``20 per cent`` = ``20%`` = ``one fifth``; ``almost fivefold`` is
five times, roughly; ``18 to 24`` is an interval, ``over 60`` an open one. Dates are left out: they
have their own module.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.dates import find_dates
from assistant.grounding.numerals import Numeral, find_numerals
from assistant.grounding.units import CURRENCY_SIGN, dimension, factor, unit_at, unit_of_sign
from assistant.grounding.words import STOP_WORDS, stem

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
_OF_A = re.compile(r"\s+of\s+an?\b")  # a quarter of a century
_LIMITS = ("at least", "at most")
_NEAR = 1.25  # times: as far as a limit is from an amount that it rounds
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


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of ``text`` in order, dates excepted."""
    taken = [(d.start, d.end) for d in find_dates(text) if d.weekday is None]
    found: list[Quantity] = []
    for numeral in find_numerals(text):
        if any(numeral.start < end and start < numeral.end for start, end in taken):
            continue
        quantity = _quantity(text, numeral)
        joined = _range(found[-1], quantity, text) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(quantity)
    return tuple(found)


def same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether the two can be compared: one dimension, and for plain counts one counted noun."""
    if a.dimension != b.dimension:
        return False
    if a.dimension == "money":
        return factor(a.unit, b.unit) is not None
    if a.unit in ("", "ordinal") or a.unit.startswith("label:"):
        return a.unit == b.unit and a.noun == b.noun and bool(a.noun)
    return True


def agrees(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the amount in ``evidence`` makes the amount in ``claim`` true (nouns aside).

    A hedge of the evidence may be dropped (``at least 232`` lets ``232`` pass) but none may be
    turned round or invented: ``60`` does not make ``over 60`` true. A limit has to be near: who
    may stay one day may stay ``up to three``, but was not told so; nor is ``under 5`` ``under 13``.
    """
    scale = factor(evidence.unit, claim.unit)
    if scale is None:
        return False
    low, high, value = evidence.low * scale, evidence.high * scale, evidence.value * scale
    slack = _slack(claim, evidence, value)
    if claim.low - slack <= low and high <= claim.high + slack:
        vague = claim.bound in _LIMITS or math.isinf(high - low)
        return not vague or _near(claim.value, value)
    overlap = claim.low <= high + slack and low <= claim.high + slack
    same = abs(claim.value - value) <= slack and claim.bound != "range" != evidence.bound
    hedged = evidence.bound in ("at least", "at most", "about", "almost", "over", "under")
    return same and hedged and (overlap or claim.bound == "exact") and not _opposed(claim, evidence)


def _near(one: float, other: float) -> bool:
    small, large = sorted((abs(one), abs(other)))
    return large <= small * _NEAR


def _opposed(a: Quantity, b: Quantity) -> bool:
    up, down = {"over", "at least"}, {"under", "at most", "almost"}
    return (a.bound in up and b.bound in down) or (a.bound in down and b.bound in up)


def _slack(claim: Quantity, evidence: Quantity, value: float) -> float:
    """How far two amounts may differ and still be one: rounding as written, and calendar units."""
    slack = 0.0
    if "share" in (claim.unit, evidence.unit) and claim.unit != evidence.unit:
        return max(slack, 0.007 * (100.0 if claim.unit == "percent" else 1.0))
    if claim.unit != evidence.unit:
        exact = claim.dimension == "money"
        return max(slack, (1e-6 if exact else 0.015) * abs(value))
    if value and not float(value).is_integer() and math.isclose(claim.value, value, rel_tol=0.02):
        digits = 0 if float(claim.value).is_integer() else 1
        slack = max(slack, 0.5 * 10**-digits)
    if value >= 1e5 and claim.value != value and math.isclose(claim.value, value, rel_tol=0.02):
        step = 10.0 ** (math.floor(math.log10(value)) - 1)
        if math.isclose(claim.value / step, round(claim.value / step), abs_tol=1e-6):
            slack = max(slack, step / 2)  # 5.18 million written as 5.2 million
    return slack


def _quantity(text: str, numeral: Numeral) -> Quantity:
    start, end, value = numeral.start, numeral.end, round(numeral.value, 9)
    unit = {"share": "share", "times": "times", "ordinal": "ordinal"}.get(numeral.form, "")
    sign = CURRENCY_SIGN.search(text[max(0, start - 6) : start])
    if sign and not unit:
        start, unit = start - len(sign.group()), unit_of_sign(sign.group())
    if unit in ("", "share"):
        whole = _OF_A.match(text, end) if unit == "share" else None
        measured, after = unit_at(text, whole.end() if whole else end)
        if measured and (not unit or dimension(measured) in ("time", "length", "money")):
            unit, end = measured, after
    label = _LABEL.search(text[max(0, start - 12) : start]) if not unit else None
    if label:
        unit = f"label:{stem(label[1])}"
    bound, start, end = ("exact", start, end) if unit == "ordinal" else _bound(text, start, end)
    low, high = _interval(value, bound)
    counted = unit in ("", "share", "percent", "ordinal")
    noun = _noun(text, end, 1.0 if unit == "ordinal" else value) if counted else ""
    return Quantity(value, low, high, unit, noun, bound, start, end, text[start:end].strip())


def _interval(value: float, bound: str) -> tuple[float, float]:
    """What a hedged value asserts, as a closed interval."""
    intervals = {
        "about": (value * 0.9, value * 1.1),
        "almost": (value * 0.85, math.nextafter(value, 0)),
        "over": (math.nextafter(value, math.inf), math.inf),
        "under": (-math.inf, math.nextafter(value, -math.inf)),
        "at least": (value, math.inf),
        "at most": (-math.inf, value),
    }
    return intervals.get(bound, (value, value))


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
