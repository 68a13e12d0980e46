"""Do two sentences measure different things? Then their values may differ without a conflict."""

from __future__ import annotations

import re

from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.names import find_names, same_name
from assistant.grounding.quantities import Quantity, find_quantities
from assistant.grounding.words import words

_ADDED = re.compile(
    r"\b(?:another|additional(?:ly)?|further|more|other|extra|initial(?:ly)?|later|so far|"
    r"first(?! \w+ months)|per(?! ?cent)|each|every|daily|weekly|monthly|annual(?:ly)?|average|"
    r"only|half|target|planned?|at the time|estimated|wounded|injured|arrested|detained|"
    r"convicted|sentenced)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|from)\s+(?:the\s+)?$")
_CHANGE = re.compile(
    r"\b(?:up|down|r[io]se|rising|grew|grow\w*|increas\w*|gain\w*|f[ae]ll\w*|drop\w*|declin\w*|"
    r"decreas\w*|shr[iau]nk\w*|higher|lower)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:()–—](?!\d)|\b(?:and|but|while|whereas|of whom)\b")


def apart(a: Quantity, b: Quantity, question: str, context_a: str, context_b: str) -> bool:
    """Whether the sentences say that they measure other periods, places, groups or things."""
    if elsewhere(question, context_a, context_b):
        return True
    dates_a, dates_b = _dates(context_a, question), _dates(context_b, question)
    if (a.dimension == "percent" or "times" in (a.unit, b.unit)) and bool(dates_a) != bool(dates_b):
        return True
    if _fixed(question, context_a) != _fixed(question, context_b):
        return True
    clause_a, clause_b = _clause(a.text, context_a), _clause(b.text, context_b)
    if a.dimension == "percent" and bool(_CHANGE.search(clause_a)) != bool(
        _CHANGE.search(clause_b)
    ):
        return True  # a change and a share
    asked = set(question.lower().split())
    added_a, added_b = (
        {m.group().lower() for m in _ADDED.finditer(clause)} - asked
        for clause in (clause_a, clause_b)
    )
    return bool(added_a ^ added_b)


def elsewhere(question: str, context_a: str, context_b: str) -> bool:
    """Whether the sentences speak of other times or places, beyond what the question fixes."""
    dates_a, dates_b = _dates(context_a, question), _dates(context_b, question)
    if dates_a and dates_b and not any(compatible(x, y) for x in dates_a for y in dates_b):
        return True
    places_a, places_b = _places(context_a, question), _places(context_b, question)
    return not all(any(same_name(x, y) for y in places_b) for x in places_a) or not all(
        any(same_name(x, y) for x in places_a) for y in places_b
    )


def _fixed(question: str, context: str) -> set[float]:
    """The amounts that the question names and the sentence repeats ("people over 60")."""
    given = {each.value for each in find_quantities(context)}
    given |= {float(each.text) for each in words(context) if each.text.isdecimal()}  # "over-60s"
    return {each.value for each in find_quantities(question)} & given


def _dates(context: str, question: str) -> list[Date]:
    """The dates of a sentence that the question does not fix already."""
    asked = find_dates(question)
    return [each for each in find_dates(context) if not any(compatible(each, x) for x in asked)]


def _clause(value: str, context: str) -> str:
    """The part of the sentence between commas or conjunctions that gives the value."""
    at = max(context.find(value), 0)
    starts = [m.end() for m in _BREAK.finditer(context, 0, at)]
    stop = _BREAK.search(context, at + len(value))
    return context[starts[-1] if starts else 0 : stop.start() if stop else len(context)]


def _places(context: str, question: str) -> list[str]:
    """Names after a preposition that the question does not fix already."""
    asked = [n.text for n in find_names(question)]
    return [
        n.text
        for n in find_names(context)
        if _PLACE.search(context[: n.start]) and not any(same_name(n.text, x) for x in asked)
    ]
