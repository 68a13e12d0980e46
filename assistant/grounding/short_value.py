"""The short value in the words that a reader found: whole, and of several the one asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.answer_type import VALUES, AnswerType, Offsets, find
from assistant.grounding.clock import find_times
from assistant.grounding.names import find_names, same_name
from assistant.grounding.wanted import AMOUNTS, FIXED, Wanted
from assistant.grounding.words import STOP_WORDS, content_stems

LONG = 8  # words; a value has fewer

_COUNTED = re.compile(r"[ -]([a-z][\w-]+)")  # the word after an amount
_BREAK = re.compile(r"[,;:()–—](?!\d)|\b(?:and|or|but|while|whereas)\b")
_JOINT = re.compile(r"(?: \([^()]*\))?(?:[,;] and |[,;] | and )")  # between the names of a list
_LABEL = re.compile(r"^[^:.]{1,40}: *$")  # "Present: "
_FORMER = re.compile(r"\b(?:from|than|against|instead)\b")  # what a value is compared with
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|all|its|their|his|her|these|those)\s+)?")


def exact_value(wanted: Wanted, text: str, start: int, end: int) -> Offsets:
    """``text[start:end]`` as the value that it touches: made whole where it is a part of one
    (``March`` of ``March 2023``, ``Anna`` of ``Anna Lind``, ``ten`` of ``ten in the evening``).
    Where it runs on or over several amounts, it is the one of which the sentence says most of what
    the question says (``238 people`` of ``238 people were killed and over 4,500 hurt``); all of
    them, when none stands out.
    """
    if wanted.kind in FIXED:
        start, end = _with_times(text, start, end)
    start, end = _balanced(text, start, end)
    values = _values(wanted.kind, text)
    touched = [(left, right) for left, right in values if left < end and start < right]
    if not touched:
        return start, end
    runs_on = wanted.kind in FIXED and len(text[start:end].split()) > LONG
    several = len(touched) > 1 and wanted.kind in AMOUNTS
    chosen = _asked_for(wanted, text, values, touched) if runs_on or several else None
    if chosen:
        left, right = chosen
        return left, right + len(_counted(text, right) if wanted.kind in AMOUNTS else "")
    last = touched[-1] if several else touched[0]
    start, end = min(start, touched[0][0]), max(end, last[1])
    listed = _listed(wanted, text, values, end) if wanted.kind == "person" else None
    return listed or (start, end)


def _balanced(text: str, start: int, end: int) -> Offsets:
    """``text[start:end]`` without a bracket at its ends whose other half is outside."""
    value = text[start:end]
    if value.endswith(")") and "(" not in value:
        return start, end - 1
    if value.startswith("(") and ")" not in value:
        return start + 1, end
    return start, end


def _with_times(text: str, start: int, end: int) -> Offsets:
    """``text[start:end]`` with the whole of each time of day of which it has a part."""
    parts = [each for each in find_times(text) if each.start < end and start < each.end]
    return min([start, *(p.start for p in parts)]), max([end, *(p.end for p in parts)])


def _listed(wanted: Wanted, text: str, names: Sequence[Offsets], end: int) -> Offsets | None:
    """The persons listed with the one whose name ends at ``end``: from there to the last, after an
    "and" ("Anna Lind, Per Berg and Tom Holm"); all that stand under a heading which the question
    repeats ("Present: Anna Lind (chair), Per Berg")."""
    at = next((n for n, (_, right) in enumerate(names) if right == end), None)
    if at is None or wanted.is_one:
        return None
    first = last = at
    while first and _JOINT.fullmatch(text, names[first - 1][1], names[first][0]):
        first -= 1
    while last + 1 < len(names) and _JOINT.fullmatch(text, names[last][1], names[last + 1][0]):
        last += 1
    label = _LABEL.match(text[: names[first][0]])
    if not label or not wanted.words & set(content_stems(label.group())):
        first = at
        listed = text[names[at][0] : names[last][1]]
        if " and " not in listed or "(" in listed:
            return None
    return (names[first][0], names[last][1]) if first < last else None


def _values(kind: AnswerType, text: str) -> list[Offsets]:
    if kind in FIXED:
        return find(kind, text)
    return [(name.start, name.end) for name in find_names(text)] if kind in VALUES else []


def _asked_for(
    wanted: Wanted, text: str, values: Sequence[Offsets], touched: Sequence[Offsets]
) -> Offsets | None:
    """The touched value whose words hold more names of the question than those of every other, or
    as many and more of its words."""
    said = dict(zip(values, _said_of_each(text, values), strict=True))

    def shared(value: Offsets) -> tuple[int, int]:
        told = [name.text for name in find_names(said[value])]
        names = sum(any(same_name(asked, each) for each in told) for asked in wanted.names)
        return names, len(wanted.words & set(content_stems(said[value])))

    first, *others = sorted(touched, key=shared, reverse=True)
    return None if others and shared(others[0]) == shared(first) else first


def _said_of_each(text: str, values: Sequence[Offsets]) -> list[str]:
    """What a sentence says of each of its values: the words before and after it up to where
    another's begin. A clause that opens with its value shares what stands before the last one,
    and what that one counts ("three goals at home and two in Oslo"); of a whole, nothing is said
    but what it counts ("three of the five boats leak")."""
    edges = [0, *(right for _, right in values)], [*(left for left, _ in values), len(text)]
    gaps = [_parted(text[start:end]) for start, end in zip(*edges, strict=True)]
    said: list[str] = []
    before = counted = ""
    for at, (left, right) in enumerate(values):
        own = gaps[at][1] if at else text[:left]
        alone = not at or content_stems(own) or _FORMER.search(own)
        before = own if alone else before
        counted = _counted(text, right) or counted
        after = gaps[at + 1][0]
        whole = at > 0 and _OF.fullmatch(text, values[at - 1][1], left)
        if whole:
            said[-1] += f" {after}"
            after = ""
        said.append(f"{before} {counted} {after}")
    return said


def _parted(gap: str) -> tuple[str, str]:
    """The words between two values as those that belong to the first and to the second; to both,
    where no clause ends between them or several do."""
    breaks = list(_BREAK.finditer(gap))
    return (gap[: breaks[-1].start()], gap[breaks[0].end() :]) if breaks else (gap, gap)


def _counted(text: str, end: int) -> str:
    """The word that follows an amount and says what is counted, with the space before it."""
    word = _COUNTED.match(text, end)
    return word.group() if word and word[1] not in STOP_WORDS else ""
