"""Do two sentences measure different things? Then their values may differ without a conflict."""

from __future__ import annotations

import re

from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.names import find_names, same_name
from assistant.grounding.opposites import qualities
from assistant.grounding.quantities import Quantity, find_quantities
from assistant.grounding.words import content_stems, words

_ADDED = re.compile(
    r"\b(?:another|additional(?:ly)?|further|more|other|extra|initial(?:ly)?|later|so far|"
    r"first(?! \w+ months)|per(?! ?cent)|each|every|daily|weekly|monthly|annual(?:ly)?|average|"
    r"only|half|target|planned?|at the time|estimated|wounded|injured|arrested|detained|"
    r"convicted|sentenced)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|from)\s+(?:the\s+)?$")
_GOAL = re.compile(r"\b(?:to|into|towards?|with)\s+(?:the\s+)?$")
_CHANGE = re.compile(
    r"\b(?:up|down|r[io]se|rising|grew|grow\w*|increas\w*|gain\w*|f[ae]ll\w*|drop\w*|declin\w*|"
    r"decreas\w*|shr[iau]nk\w*|higher|lower)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(r"\bhow [a-z]+\b", re.IGNORECASE)
_BREAK = re.compile(r"[,;:()–—](?!\d)|\b(?:and|but|while|whereas|of whom)\b")
# stems that say the same of a count or an amount
_ALIKE = {
    stem: group.split()[0]
    for group in (
        "die dead kill fatal casualti victim perish",
        "rise grow growth increas gain climb jump surg soar",
        "fall drop declin decreas shrink plung slump",
    )
    for stem in group.split()
}
# least share of the question's content words in two sentences, or two paragraphs, about one thing
_HELD = 0.5
AROUND = 0.6
_SHARED = 0.34  # least share of content words that two sentences about one thing have in common


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
    return other_times(question, context_a, context_b) or other_places(
        question, context_a, context_b
    )


def other_times(question: str, context_a: str, context_b: str) -> bool:
    """Whether both sentences give dates, and none of them is the same."""
    dates_a, dates_b = _dates(context_a, question), _dates(context_b, question)
    return bool(dates_a and dates_b) and not any(compatible(x, y) for x in dates_a for y in dates_b)


def other_places(question: str, context_a: str, context_b: str) -> bool:
    """Whether one sentence gives a place that the other has not."""
    places_a, places_b = _places(context_a, question), _places(context_b, question)
    return (
        not all(any(same_name(x, y) for y in places_b) for x in places_a)
        or not all(any(same_name(x, y) for x in places_a) for y in places_b)
        or _other_goal(question, context_a)
        or _other_goal(question, context_b)
    )


def other_state(question: str, context_a: str, context_b: str) -> bool:
    """Whether one sentence speaks of the opposite of what the question asks about ("once opened",
    "unopened"), and the other one does not."""
    return _of_opposite(question, context_a) != _of_opposite(question, context_b)


def _of_opposite(question: str, context: str) -> bool:
    """Whether the sentence has the opposite of a quality that the question names, and not the
    quality itself. Of "how long" the answer may well be called short."""
    asked = qualities(_SCALE.sub(" ", question))
    told = qualities(context)
    return any((pair, -side) in told and (pair, side) not in told for pair, side in asked)


def _other_goal(question: str, context: str) -> bool:
    """Whether the question asks of what went to, or was done with, one name, and the sentence
    tells of another ("exports to Norway", "exports to Sweden")."""
    asked = {name.text for name in find_names(question) if _GOAL.search(question[: name.start])}
    names = find_names(context)
    if not asked or any(same_name(name.text, each) for name in names for each in asked):
        return False
    return any(_GOAL.search(context[: name.start]) for name in names)


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


def about_one_thing(question: str, context_a: str, context_b: str) -> bool:
    """Whether both sentences hold what is asked, or one holds much of the other."""
    if not context_a or not context_b:
        return True
    a, b = _topics(context_a), _topics(context_b)
    common = len(a & b)
    shared = common / (min(len(a), len(b)) or 1)
    held = both_hold(question, context_a, context_b, _HELD)
    return held or (common > 1 and shared >= _SHARED)


def both_hold(question: str, one: str, other: str, share: float) -> bool:
    """Whether both texts have so large a share of the question's content words."""
    a, b, asked = (_topics(text) for text in (one, other, question))
    return min(len(asked & a), len(asked & b)) >= share * (len(asked) or 1)


def _topics(text: str) -> set[str]:
    return {_ALIKE.get(s, s) for s in content_stems(text) if not s[0].isdigit()}
