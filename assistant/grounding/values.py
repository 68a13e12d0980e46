"""Do two short answers give the same value? What tells agreement from disagreement.

Silence is the default: values count as different only when they are of one kind, about the same
counted thing, and their sentences do not say that they speak of other years, places or groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.grounding.answer_type import expected
from assistant.grounding.apart import about_one_thing, apart, other_times
from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.parties import same_party
from assistant.grounding.quantities import Quantity, agrees, find_quantities
from assistant.grounding.words import words

_PEOPLE = frozenset(
    "person civilian citizen victim man woman child dead die death kill fatal casualti protest "
    "demonstr individu soul live body resid inhabit".split()
)
_BOUND = re.compile(r"\b(?:since|until|till|before|after)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)


def same_value(
    a: str, b: str, question: str, context_a: str = "", context_b: str = ""
) -> bool | None:
    """Whether answers ``a`` and ``b`` to ``question`` mean the same.

    ``context_a`` and ``context_b`` are the sentences they stand in. True: the same value. False:
    values of the same kind that differ. None: they cannot be compared (other kind, other period,
    place or group, or no value of a fixed form).
    """
    if _plain(a) == _plain(b):
        return True
    verdict = _compared(a, b, question, context_a, context_b)
    if verdict is False and (_both_in(a, b, context_a) or _both_in(a, b, context_b)):
        return None
    return verdict


def _compared(a: str, b: str, question: str, context_a: str, context_b: str) -> bool | None:
    kind = expected(question)
    dates_a, dates_b = find_dates(a), find_dates(b)
    amounts_a, amounts_b = find_quantities(a), find_quantities(b)
    if kind == "date" or (dates_a and dates_b and not (amounts_a or amounts_b)):
        verdict = _same_date(dates_a, dates_b, question, context_a, context_b)
        differ = _bound(a, context_a) != _bound(b, context_b)  # "since May" and "on 5 June"
        return None if verdict is False and differ else verdict
    if amounts_a and amounts_b:
        one, other = _counted(amounts_a[0], context_a), _counted(amounts_b[0], context_b)
        return _same_amount(one, other, question, context_a or a, context_b or b)
    if amounts_a or amounts_b or dates_a or dates_b:
        return None
    return same_party(a, b, kind, question, context_a, context_b)


def _counted(amount: Quantity, context: str) -> Quantity:
    """The amount with what it counts, which its sentence may say where the answer does not."""
    nouns = (
        each.noun
        for each in find_quantities(context)
        if each.value == amount.value and each.dimension == amount.dimension
    )
    return amount if amount.noun else replace(amount, noun=next(nouns, ""))


def _same_date(
    a: Sequence[Date], b: Sequence[Date], question: str, context_a: str, context_b: str
) -> bool | None:
    if not a or not b:
        return None
    if any(compatible(x, y) for x in a for y in b):
        return True
    if a[0].grain != b[0].grain and not (a[0].year and b[0].year):
        return None
    return False if about_one_thing(question, context_a, context_b) else None


def _bound(answer: str, context: str) -> bool:
    """Whether a date is one since or until when, and not when."""
    return bool(_BOUND.search(context[: max(context.find(answer), 0)]))


def _same_amount(
    a: Quantity, b: Quantity, question: str, context_a: str, context_b: str
) -> bool | None:
    if a.dimension != b.dimension or a.unit == "ordinal" or b.unit == "ordinal":
        return None
    if a.dimension == "money" and a.unit != b.unit:
        return None
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
    return False if about_one_thing(question, context_a, context_b) else None


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
