"""Do two short answers give the same value? What tells agreement from disagreement.

Silence is the default: values count as different only when they are of one kind, about the same
counted thing, and their sentences do not say that they speak of other years, places or groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.grounding.answer_type import expected
from assistant.grounding.apart import (
    AROUND,
    about_one_thing,
    apart,
    both_hold,
    other_state,
    other_times,
)
from assistant.grounding.clock import ClockTime, find_times, same_time
from assistant.grounding.counted import of_other_groups
from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.names import find_names, has_name
from assistant.grounding.parties import same_party
from assistant.grounding.quantities import Quantity, agrees, find_quantities
from assistant.grounding.units import factor
from assistant.grounding.words import words

_PEOPLE = frozenset(
    "person civilian citizen victim man woman child dead die death kill fatal casualti protest "
    "demonstr individu soul live body resid inhabit".split()
)
_AMOUNT_WORDS = 4
_NOT = re.compile(r"\b(?:not|never|n[’']t)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:since|until|till|before|after)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A short answer, the sentence that it stands in, and what stands around the sentence."""

    answer: str
    sentence: str = ""
    around: str = ""


def same_value(a: Said, b: Said, question: str) -> bool | None:
    """Whether answers ``a`` and ``b`` to ``question`` mean the same.

    True: the same value. False: values of the same kind that differ. None: they cannot be compared
    (other kind, other period, place, group or matter, or no value of a fixed form).
    """
    verdict = _compared(a, b, question)
    if not (_measured(a.answer) and _measured(b.answer)):
        return verdict
    of_one = _about_one_thing(a, b, question) and not _of_others(a, b, question)
    return verdict if of_one else None


def is_amount(answer: str) -> bool:
    """Whether the words are an amount and what it counts, and no more."""
    return bool(find_quantities(answer)) and len(answer.split()) <= _AMOUNT_WORDS


def may_exclude(a: Said, b: Said, question: str) -> bool:
    """Whether two answers that ``same_value`` cannot compare may still be held against each other:
    amounts or dates that could differ but for their sentences, which share too few words to tell
    whether they are about one thing, and names or other words where the sentences do tell."""
    measured = _measured(a.answer)
    if measured != _measured(b.answer) or _of_others(a, b, question):
        return False
    if measured:
        return _compared(a, b, question) is False and not _of_another_name(a, b, question)
    return _about_one_thing(a, b, question)


def _about_one_thing(a: Said, b: Said, question: str) -> bool:
    """Whether the sentences are, by what they say beside the answers, or else the texts around."""
    one, other = (each.sentence.replace(each.answer, " ") for each in (a, b))
    return about_one_thing(question, one, other) or (
        bool(a.around and b.around) and both_hold(question, a.around, b.around, AROUND)
    )


def _of_another_name(a: Said, b: Said, question: str) -> bool:
    """Whether one sentence has a name from the question that the text around the other lacks."""
    asked = [name.text for name in find_names(question)]
    return any(
        has_name(one.sentence, name) and not has_name(other.around or other.sentence, name)
        for one, other in ((a, b), (b, a))
        for name in asked
    )


def _of_others(a: Said, b: Said, question: str) -> bool:
    """Whether the sentences are about another state of the thing, or one answer is a number of a
    group that is none of the other's."""
    return (
        other_state(question, a.sentence, b.sentence)
        or of_other_groups(a.sentence, a.answer, b.sentence)
        or of_other_groups(b.sentence, b.answer, a.sentence)
    )


def _measured(answer: str) -> bool:
    return bool(find_dates(answer) or find_quantities(answer) or find_times(answer))


def _compared(a: Said, b: Said, question: str) -> bool | None:
    """What the forms of the answers tell; for amounts and dates, if the sentences are about one
    thing."""
    if _plain(a.answer) == _plain(b.answer):
        return True
    verdict = _by_form(a, b, question)
    if verdict is False and any(_both_in(a.answer, b.answer, each.sentence) for each in (a, b)):
        return None
    return verdict


def _by_form(a: Said, b: Said, question: str) -> bool | None:
    kind = expected(question)
    dates_a, dates_b = _dates(a.answer), _dates(b.answer)
    amounts_a, amounts_b = find_quantities(a.answer), find_quantities(b.answer)
    if kind == "date" and _times(a) and _times(b):
        return _same_times(a, b, question)
    if kind == "date" or (dates_a and dates_b and not (amounts_a or amounts_b)):
        verdict = _same_date(dates_a, dates_b)
        differ = _bound(a) != _bound(b)  # "since May" and "on 5 June"
        return None if verdict is False and differ else verdict
    if amounts_a and amounts_b:
        one, other = _counted(amounts_a[0], a.sentence), _counted(amounts_b[0], b.sentence)
        return _same_amount(one, other, question, a.sentence or a.answer, b.sentence or b.answer)
    if amounts_a or amounts_b or dates_a or dates_b:
        return None
    return same_party(a.answer, b.answer, kind, question, a.sentence, b.sentence)


def _counted(amount: Quantity, context: str) -> Quantity:
    """The amount with what it counts, which its sentence may say where the answer does not."""
    nouns = (
        each.noun
        for each in find_quantities(context)
        if each.value == amount.value and each.dimension == amount.dimension
    )
    return amount if amount.noun else replace(amount, noun=next(nouns, ""))


def _dates(answer: str) -> Sequence[Date]:
    """The dates of an answer; beside a day of the month the weekday tells nothing more."""
    found = find_dates(answer)
    return [each for each in found if each.weekday is None] or found


def _same_date(dates_a: Sequence[Date], dates_b: Sequence[Date]) -> bool | None:
    if not dates_a or not dates_b:
        return None
    if any(compatible(x, y) for x in dates_a for y in dates_b):
        return True if any(_overlapping(x, y) for x in dates_a for y in dates_b) else None
    one, other = dates_a[0], dates_b[0]
    if one.grain != other.grain and not (one.year and other.year):
        return None
    return False


def _same_times(a: Said, b: Said, question: str) -> bool | None:
    times_a, times_b = _times(a), _times(b)
    elsewhen = other_times(question, a.sentence, b.sentence)
    if elsewhen or len(times_a) != len(times_b):
        return None
    return all(same_time(x, y) for x, y in zip(times_a, times_b, strict=True))


def _times(said: Said) -> list[ClockTime]:
    """The times of day in an answer, with what its sentence says of them beside it."""
    start = max(said.sentence.find(said.answer), 0)
    end = start + len(said.answer)
    return [
        each
        for each in find_times(said.sentence or said.answer)
        if each.start < end and start < each.end
    ]


def _overlapping(a: Date, b: Date) -> bool:
    """Whether two compatible dates have a part in common: "2023" and "15 June" have none."""
    parts = ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday))
    return any(x is not None and y is not None for x, y in parts)


def _bound(said: Said) -> bool:
    """Whether a date is one since or until when, and not when. What has not been since then, was
    then for the last time."""
    before = said.sentence[: max(said.sentence.find(said.answer), 0)]
    found = _BOUND.search(before)
    return bool(found) and not _NOT.search(before)


def _same_amount(
    a: Quantity, b: Quantity, question: str, context_a: str, context_b: str
) -> bool | None:
    if a.dimension != b.dimension or a.unit == "ordinal" or b.unit == "ordinal":
        return None
    if a.dimension == "money" and factor(a.unit, b.unit) is None:
        return None
    if expected(question) == "number" and (a.unit == "share") != (b.unit == "share"):
        return None  # "23 out of 29" tells how many, "54 percent" does not
    if not _same_noun(a.noun, b.noun):
        return None
    if _precise(a) and _precise(b):
        alike = agrees(_exactly(a), _exactly(b)) or agrees(_exactly(b), _exactly(a))
    else:
        alike = agrees(a, b) or agrees(b, a)
    if alike:
        loose = a.value != b.value and other_times(question, context_a, context_b)
        return None if loose else True  # "22 % in May" and "over 20 % in March"
    return None if apart(a, b, question, context_a, context_b) else False


def _both_in(a: str, b: str, context: str) -> bool:
    """Whether one sentence gives both values: then they are of two things."""
    dates, amounts = find_dates(context), find_quantities(context)

    def given(text: str) -> bool:
        if days := _dates(text):  # hours beside them may be alike
            return any(x.grain == y.grain and compatible(x, y) for x in days for y in dates)
        return any(
            x.value == y.value and x.dimension == y.dimension
            for x in find_quantities(text)
            for y in amounts
        )

    return given(a) and given(b)


def _plain(text: str) -> tuple[str, ...]:
    return tuple(w.stem for w in words(text) if w.text.lower() not in ("the", "a", "an"))


def _same_noun(a: str, b: str) -> bool:
    return not a or not b or a == b or (a in _PEOPLE and b in _PEOPLE)


def _precise(quantity: Quantity) -> bool:
    """``at least 232`` is a count; ``over 200`` is a round figure."""
    if quantity.bound == "exact":
        return True
    digits = f"{quantity.value:.0f}".rstrip("0")
    return quantity.bound in ("at least", "over", "about") and len(digits) >= 3


def _exactly(q: Quantity) -> Quantity:
    return Quantity(q.value, q.value, q.value, q.unit, q.noun, "exact", q.start, q.end, q.text)
