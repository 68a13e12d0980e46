"""Times of day in text, in digits or in words.

``11.40 pm``, ``23:40`` and ``twenty to midnight`` are one time; ``ten in the evening`` is 22:00,
and of ``ten o'clock`` it is not known in which half of the day it lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HALF_DAY = 12 * 60
_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: n for n, word in enumerate(_COUNTED.split(), start=1)}
_NUMBERS |= {"quarter": 15, "half": 30, "twenty-five": 25, "noon": 12, "midday": 12, "midnight": 24}
_HOURS = "|".join(_COUNTED.split()[:12])
_MINUTES = "|".join(["twenty-five", *_COUNTED.split()])
_PART = (
    r"(?P<part>[ap]\.\s?m\b\.?|[ap]\s?m\b|(?:in the|this|that) (?:morning|afternoon|evening)|"
    r"at night|o['’]clock)"
)
_WORD = re.compile(
    rf"\b(?:(?:a )?(?P<past>quarter|half|{_MINUTES}|\d{{1,2}})(?P<unit> minutes?)? "
    rf"(?P<way>past|after|to|before) )?(?P<hour>noon|midday|midnight|{_HOURS}|\d{{1,2}})\b"
    rf"(?: {_PART})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    rf"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:(?P<sign>[:.])(?P<minute>[0-5]\d))?(?![\d:]|[.,]\d)"
    rf"(?:\s?{_PART})?",
    re.IGNORECASE,
)
_NAMED = ("noon", "midday", "midnight")
# what is a time only where one is asked for: "8.30", "0705", "at eight", "dusk"
_BARE = re.compile(
    rf"(?<![\d.,:£$€])(?:[01]?\d|2[0-4])[.:]?[0-5]\d(?![\d%]|[.,]\d)|"
    rf"\b(?:at|by|from|to|till?|until|before|after|about|around) (?:{_HOURS}|1?\d)\b|"
    r"\b(?:dawn|daybreak|sunrise|sunset|dusk|nightfall)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day and its span: minutes after midnight, or, where it is not ``sure`` in which
    half of the day it lies, after midnight or noon."""

    minutes: int
    sure: bool
    start: int
    end: int


@lru_cache(maxsize=4096)
def find_times(text: str) -> tuple[ClockTime, ...]:
    """The times of day in ``text``, in order. A bare number is none."""
    found: list[ClockTime] = []
    for match in sorted((*_WORD.finditer(text), *_DIGITS.finditer(text)), key=_widest_first):
        time = _read(match)
        if time and not any(each.start < time.end and time.start < each.end for each in found):
            found.append(time)
    return tuple(sorted(found, key=lambda each: each.start))


def may_tell_time(text: str) -> bool:
    """Whether words found for a question after a time of day have one, be it a bare number."""
    return bool(find_times(text) or _BARE.search(text))


def same_time(a: ClockTime, b: ClockTime) -> bool:
    """Whether both may be the same time of day."""
    day = 2 * _HALF_DAY if a.sure and b.sure else _HALF_DAY
    return a.minutes % day == b.minutes % day


def _widest_first(match: re.Match[str]) -> int:
    return match.start() - match.end()


def _read(match: re.Match[str]) -> ClockTime | None:
    told = match.groupdict()
    hour, part = told["hour"].lower(), (told["part"] or "").lower()
    offset, clock = _offset(told)
    if told.get("past") and not clock:
        return None  # "from ten to twelve at night"
    if not (part or clock or hour in _NAMED):
        return None
    hours = _number(hour)
    if hours > (24 if told.get("minute") else 12) and hour not in _NAMED:
        return None
    minutes, sure = _in_day(hours, part, hour in _NAMED or told.get("sign") == ":")
    return ClockTime(minutes + offset, sure, match.start(), match.end())


def _offset(told: dict[str, str]) -> tuple[int, bool]:
    """Minutes beside the full hour, and whether they are told in a form that only times have."""
    if told.get("past"):
        past, way = told["past"].lower(), told["way"].lower()
        clear = way == "past" or told["hour"].lower() in _NAMED or past in ("quarter", "half")
        minutes = _number(past)
        return minutes if way in ("past", "after") else -minutes, clear or bool(told["unit"])
    return int(told.get("minute") or 0), told.get("sign") == ":"


def _in_day(hours: int, part: str, sure: bool) -> tuple[int, bool]:
    """The hour as minutes after midnight, by the part of the day that is told with it."""
    early = (part.startswith("a") and not part.startswith("at")) or part.endswith("morning")
    late = part.startswith("p") or part.endswith(("afternoon", "evening"))
    if part == "at night":
        early, late = hours == 12 or hours < 6, 6 <= hours < 12
    if early or late:
        return (hours % 12 + 12 * late) * 60, True
    return hours * 60, sure


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _NUMBERS[written]
