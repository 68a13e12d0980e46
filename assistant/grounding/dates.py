"""Dates in text, however they are written, and whether two of them can mean the same day.

A date may be partial: ``January 5`` has no year, ``2022`` neither month nor day, ``the 1990s``
spans ten years. Two dates are compatible when no part that both state differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_NAMES = (
    "unknown January February March April May June July August September October November December"
).split()
_CENTURY = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_CENTURIES = {word: n for n, word in enumerate(_CENTURY.split(), start=1)} | {"twenty-first": 21}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d{2}|2100)"
_DASH = r"\s*(?:[-–—]|to|until|and)\s*"
_DATE = re.compile(
    rf"""
    (?P<iso>\b(?P<iso_y>{_YEAR})-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>0[1-9]|[12]\d|3[01])\b)
  | (?P<dotted>\b(?P<dot_d>\d{{1,2}})[./](?P<dot_m>\d{{1,2}})[./](?P<dot_y>{_YEAR})\b)
  | (?P<dm>\b(?P<dm_d>{_DAY})(?:{_DASH}(?P<dm_d2>{_DAY}))?(?:\s+of)?\s+(?P<dm_m>{_MONTH})
        (?:,?\s+(?P<dm_y>{_YEAR})\b)?)
  | (?P<md>\b(?P<md_m>{_MONTH})\s+(?:the\s+)?(?P<md_d>{_DAY})(?!\d|,\d{{3}}|:|%|\s?percent)
        (?:{_DASH}(?P<md_d2>{_DAY})(?![\d:%]))?(?:,?\s+(?P<md_y>{_YEAR})\b)?)
  | (?P<mm>\b(?P<mm_m>{_MONTH}){_DASH}(?P<mm_m2>{_MONTH})(?:,?\s+(?:of\s+)?(?P<mm_y>{_YEAR})\b)?)
  | (?P<my>\b(?P<my_m>{_MONTH}),?\s+(?:of\s+)?(?P<my_y>{_YEAR})\b)
  | (?P<season>\b(?P<s_s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\s+(?:of\s+)?
        (?P<s_y>{_YEAR})\b)
  | (?P<decade>\b(?P<dec_y>1\d\d0|20\d0)[’']?s\b)
  | (?P<century>\b(?P<c_n>\d{{1,2}}(?:st|nd|rd|th)|[a-z]+(?:-first)?)[\s-]century\b)
  | (?P<span>\b(?P<sp_a>{_YEAR})\s*[-–—/]\s*(?P<sp_b>{_YEAR}|\d\d)\b(?![-–\d]))
  | (?P<month>\b(?P<m_m>{_MONTH})(?=\W|$))
  | (?P<year>(?<![\d.,$€£₸#-])\b(?P<y_y>1[1-9]\d\d|20\d\d|2100)\b(?![\d%]|[.,]\d|\s?(?:%|per)))
  | (?P<weekday>\b(?P<w_w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b)
    """,
    re.VERBOSE,
)
_BEFORE_YEAR = re.compile(
    r"(?:^|\b(?:the|in|since|by|until|till|of|from|during|before|after|late|early|mid|and|to|for|"
    r"between|year|throughout|around|circa|through|than|on|at|this|last|next|that|its|post|pre)"
    r"|[-–—(\[])\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+(?:[a-z]+\s+)?(?:[a-z]{2,}s|people|men|women|children|police)\b")
_PERSONS = re.compile(r"\s+(?:people|men|women|children|soldiers|troops|persons|dollars|euros)\b")
_VERBAL_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|last|next|this|early|late|mid|from|to|during|before|after|"
    r"between|and|throughout)[\s-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A possibly partial date and its span in the text; parts that are not said are None.

    ``last_year`` and ``last_month`` are set when the expression spans several (``the 1990s``,
    ``spring 2022``). ``weekday`` counts from Monday = 0.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    start: int
    end: int
    last_year: int | None = None
    last_month: int | None = None

    def __str__(self) -> str:
        if self.weekday is not None:
            return next(n for n, k in _WEEKDAYS.items() if k == self.weekday).capitalize()
        month = _NAMES[self.month] if self.month else ""
        if self.last_month and self.last_month != self.month:
            month += f" to {_NAMES[self.last_month]}"
        year = str(self.year or "")
        if self.year and self.last_year:
            year = f"{self.year}–{self.last_year}"
        return " ".join(part for part in (str(self.day or ""), month, year) if part)

    @property
    def grain(self) -> str:
        """The finest part that is said: ``day``, ``weekday``, ``month`` or ``year``."""
        if self.day is not None:
            return "day"
        if self.weekday is not None:
            return "weekday"
        return "month" if self.month is not None else "year"


@lru_cache(maxsize=4096)
def find_dates(text: str) -> tuple[Date, ...]:
    """All dates of ``text`` in order; a range such as ``2–5 January`` gives both its ends."""
    return tuple(date for match in _DATE.finditer(text) for date in _read(match, text))


def compatible(a: Date, b: Date) -> bool:
    """Whether both can be the same date: no part that both state differs."""
    if a.weekday is not None and b.weekday is not None:
        return a.weekday == b.weekday
    return (
        _overlap(a.year, a.last_year, b.year, b.last_year)
        and _overlap(a.month, a.last_month, b.month, b.last_month)
        and (a.day is None or b.day is None or a.day == b.day)
    )


def covers(evidence: Date, claim: Date) -> bool:
    """Whether ``evidence`` gives all that ``claim`` says, a year from the context apart."""
    if not compatible(evidence, claim):
        return False
    if claim.weekday is not None:
        return evidence.weekday is not None
    if claim.day is not None and evidence.day is None:
        return False
    if claim.month is not None and evidence.month is None:
        return False
    return claim.year is None or evidence.year is not None or evidence.month is not None


def _overlap(a: int | None, a_last: int | None, b: int | None, b_last: int | None) -> bool:
    if a is None or b is None:
        return True
    return a <= (b_last or b) and b <= (a_last or a)


def _read(match: re.Match[str], text: str) -> Iterator[Date]:
    start, end, kind = match.start(), match.end(), match.lastgroup
    group = match.groupdict()
    kind = next(k for k in _READABLE if group.get(k))

    def date(
        year: int | str | None = None,
        month: str | int | None = None,
        day: str | None = None,
        last_year: int | None = None,
        last_month: int | None = None,
    ) -> Date:
        if isinstance(month, str):
            month = _MONTHS[month.lower().rstrip(".")]
        number = int(re.sub(r"\D", "", day)) if day else None
        return Date(
            int(year) if year else None, month, number, None, start, end, last_year, last_month
        )

    if kind == "iso":
        yield date(group["iso_y"], int(group["iso_m"]), group["iso_d"])
    elif kind == "dotted":
        day, month = int(group["dot_d"]), int(group["dot_m"])
        if day <= 12 < month:
            day, month = month, day
        elif day <= 12 and "/" in match.group() and day != month:
            yield date(group["dot_y"])  # 3/4/2022: day and month cannot be told apart
            return
        if month <= 12 and day <= 31:
            yield date(group["dot_y"], month, str(day))
    elif kind in ("dm", "md"):
        prefix = kind
        for day_text in (group[f"{prefix}_d"], group[f"{prefix}_d2"]):
            if day_text:
                yield date(group[f"{prefix}_y"], group[f"{prefix}_m"], day_text)
    elif kind == "mm":
        for month_name in (group["mm_m"], group["mm_m2"]):
            yield date(group["mm_y"], month_name)
    elif kind == "my":
        yield date(group["my_y"], group["my_m"])
    elif kind == "season":
        months = _SEASONS.get(group["s_s"].lower())
        yield date(group["s_y"], months[0], None, None, months[1]) if months else date(group["s_y"])
    elif kind == "decade":
        decade = int(group["dec_y"])
        yield date(decade, last_year=decade + (99 if decade % 100 == 0 and decade < 2000 else 9))
    elif kind == "century":
        word = group["c_n"].lower()
        century = int(word[:-2]) if word[0].isdigit() else _CENTURIES.get(word)
        if century:
            yield date(century * 100 - 99, last_year=century * 100)
    elif kind == "span":
        first, second = group["sp_a"], group["sp_b"]
        yield date(first)
        yield date(first[: 4 - len(second)] + second)
    elif kind == "month":
        name = group["m_m"]
        if name.rstrip(".") not in ("May", "March", "Mar") or _VERBAL_MONTH.search(text[:start]):
            yield date(None, name)
    elif kind == "year":
        dated = _BEFORE_YEAR.search(text[max(0, start - 20) : start])
        if not _PERSONS.match(text, end) and (dated or not _COUNTED.match(text, end)):
            yield date(group["y_y"])
    else:
        yield Date(None, None, None, _WEEKDAYS[group["w_w"].lower()], start, end)


_READABLE = (
    "iso", "dotted", "dm", "md", "mm", "my", "season", "decade", "century", "span", "month",
    "year", "weekday",
)  # fmt: skip
