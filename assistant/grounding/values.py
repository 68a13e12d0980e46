"""Do two short answers give the same value? What tells agreement from disagreement.

Silence is the default: values count as different only when they are of one kind, about the same
counted thing, and their sentences do not say that they speak of other years, places or groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.grounding.answer_type import expected
from assistant.grounding.apart import AROUND, about_one_thing, apart, both_hold, other_times
from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.parties import same_party
from assistant.grounding.quantities import Quantity, agrees, find_quantities
from assistant.grounding.words import words

_PEOPLE = frozenset(
    "person civilian citizen victim man woman child dead die death kill fatal casualti protest "
    "demonstr individu soul live body resid inhabit".split()
)
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
    (other kind, other period, place or group, or no value of a fixed form).
    """
    if _plain(a.answer) == _plain(b.answer):
        return True
    verdict = _compared(a, b, question)
    if verdict is False and any(_both_in(a.answer, b.answer, each.sentence) for each in (a, b)):
        return None
    return verdict


def _compared(a: Said, b: Said, question: str) -> bool | None:
    kind = expected(question)
    dates_a, dates_b = find_dates(a.answer), find_dates(b.answer)
    amounts_a, amounts_b = find_quantities(a.answer), find_quantities(b.answer)
    if kind == "date" or (dates_a and dates_b and not (amounts_a or amounts_b)):
        verdict = _same_date(dates_a, dates_b, question, a, b)
        differ = _bound(a) != _bound(b)  # "since May" and "on 5 June"
        return None if verdict is False and differ else verdict
    if amounts_a and amounts_b:
        return _same_amount(
            _counted(amounts_a[0], a.sentence), _counted(amounts_b[0], b.sentence), question, a, b
        )
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


def _same_date(
    dates_a: Sequence[Date], dates_b: Sequence[Date], question: str, a: Said, b: Said
) -> bool | None:
    if not dates_a or not dates_b:
        return None
    if any(compatible(x, y) for x in dates_a for y in dates_b):
        return True if any(_overlapping(x, y) for x in dates_a for y in dates_b) else None
    one, other = dates_a[0], dates_b[0]
    if one.grain != other.grain and not (one.year and other.year):
        return None
    return False if _about_one_thing(question, a, b) else None


def _overlapping(a: Date, b: Date) -> bool:
    """Whether two compatible dates have a part in common: "2023" and "15 June" have none."""
    parts = ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday))
    return any(x is not None and y is not None for x, y in parts)


def _about_one_thing(question: str, a: Said, b: Said) -> bool:
    return about_one_thing(question, a.sentence, b.sentence) or (
        bool(a.around and b.around) and both_hold(question, a.around, b.around, AROUND)
    )


def _bound(said: Said) -> bool:
    """Whether a date is one since or until when, and not when. What has not been since then, was
    then for the last time."""
    before = said.sentence[: max(said.sentence.find(said.answer), 0)]
    found = _BOUND.search(before)
    return bool(found) and not _NOT.search(before)


def _same_amount(
    a: Quantity, b: Quantity, question: str, said_a: Said, said_b: Said
) -> bool | None:
    context_a, context_b = said_a.sentence or said_a.answer, said_b.sentence or said_b.answer
    if a.dimension != b.dimension or a.unit == "ordinal" or b.unit == "ordinal":
        return None
    if a.dimension == "money" and a.unit != b.unit:
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
    if apart(a, b, question, context_a, context_b):
        return None
    return False if _about_one_thing(question, said_a, said_b) else None


def _both_in(a: str, b: str, context: str) -> bool:
    """Whether one sentence gives both values: then they are of two things."""
    dates, amounts = find_dates(context), find_quantities(context)

    def given(text: str) -> bool:
        return any(
            x.grain == y.grain and compatible(x, y) for x in find_dates(text) for y in dates
        ) or any(
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
