"""Do two short answers give the same value? What tells agreement from disagreement.

Silence is the default: values count as different only when they are of one kind, about the same
counted thing, and their sentences do not say that they speak of other years, places or groups.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.answer_type import AnswerType, expected
from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.names import find_names, same_name
from assistant.grounding.quantities import Quantity, agrees, find_quantities
from assistant.grounding.words import content_stems, words

_PEOPLE = frozenset(
    "person civilian citizen victim man woman child dead die death kill fatal casualti protest "
    "demonstr individu soul live body resid inhabit".split()
)
_ADDED = re.compile(
    r"\b(?:another|additional(?:ly)?|further|more|other|extra|initial(?:ly)?|first|later|so far|"
    r"per|each|every|daily|weekly|monthly|annual(?:ly)?|average|only|half|target|planned?|at the "
    r"time|estimated|wounded|injured|arrested|detained|convicted|sentenced)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|from|among|for|of)\s+(?:the\s+)?$")
_SHARED = 0.34  # least share of content words that two sentences about one thing have in common


def same_value(
    a: str, b: str, question: str, context_a: str = "", context_b: str = ""
) -> bool | None:
    """Whether answers ``a`` and ``b`` to ``question`` mean the same.

    ``context_a`` and ``context_b`` are the sentences they stand in. True: the same value. False:
    values of the same kind that differ. None: they cannot be compared (other kind, other period,
    place or group, or no value of a fixed form).
    """
    kind = expected(question)
    if _plain(a) == _plain(b):
        return True
    dates_a, dates_b = find_dates(a), find_dates(b)
    amounts_a, amounts_b = find_quantities(a), find_quantities(b)
    if kind == "date" or (dates_a and dates_b and not (amounts_a or amounts_b)):
        return _same_date(dates_a, dates_b, question, context_a, context_b)
    if amounts_a and amounts_b:
        return _same_amount(amounts_a[0], amounts_b[0], question, context_a or a, context_b or b)
    if amounts_a or amounts_b or dates_a or dates_b:
        return None
    return _same_named(a, b, kind, question, context_a, context_b)


def _same_date(
    a: Sequence[Date], b: Sequence[Date], question: str, context_a: str, context_b: str
) -> bool | None:
    if not a or not b:
        return None
    if any(compatible(x, y) for x in a for y in b):
        return True
    if a[0].grain != b[0].grain and not (a[0].year and b[0].year):
        return None
    return False if _about_one_thing(question, context_a, context_b) else None


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
        return True
    if _apart(a, b, question, context_a, context_b):
        return None
    return False if _about_one_thing(question, context_a, context_b) else None


def _same_named(
    a: str, b: str, kind: AnswerType, question: str, context_a: str, context_b: str
) -> bool | None:
    names_a, names_b = find_names(a), find_names(b)
    if not names_a or not names_b:
        return None
    if any(same_name(x.text, y.text) for x in names_a for y in names_b):
        return True
    single = len(names_a) == len(names_b) == 1 and kind in ("person", "place", "organisation")
    if not single or not (context_a and context_b):
        return None
    asked = set(content_stems(question))
    shared = set(content_stems(context_a)) & set(content_stems(context_b))
    return False if len(asked & shared) >= max(2, round(0.75 * len(asked))) else None


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


def _apart(a: Quantity, b: Quantity, question: str, context_a: str, context_b: str) -> bool:
    """Whether the sentences say that they measure other periods, places, groups or things."""
    dates_a, dates_b = find_dates(context_a), find_dates(context_b)
    if dates_a and dates_b and not any(compatible(x, y) for x in dates_a for y in dates_b):
        return True
    if (a.dimension == "percent" or "times" in (a.unit, b.unit)) and bool(dates_a) != bool(dates_b):
        return True
    asked = question.lower()
    added_a, added_b = (
        {m.group().lower() for m in _ADDED.finditer(c)} - set(asked.split())
        for c in (context_a, context_b)
    )
    if added_a ^ added_b:
        return True
    places_a, places_b = _places(context_a, question), _places(context_b, question)
    return not all(any(same_name(x, y) for y in places_b) for x in places_a) or not all(
        any(same_name(x, y) for x in places_a) for y in places_b
    )


def _places(context: str, question: str) -> list[str]:
    """Names after a preposition that the question does not fix already."""
    asked = [n.text for n in find_names(question)]
    return [
        n.text
        for n in find_names(context)
        if _PLACE.search(context[: n.start]) and not any(same_name(n.text, x) for x in asked)
    ]


def _about_one_thing(question: str, context_a: str, context_b: str) -> bool:
    """Whether both sentences hold what is asked, or one holds much of the other."""
    if not context_a or not context_b:
        return True
    a, b, asked = (
        {s for s in content_stems(t) if not s[0].isdigit()}
        for t in (context_a, context_b, question)
    )
    shared = len(a & b) / (min(len(a), len(b)) or 1)
    held = min(len(asked & a), len(asked & b)) / (len(asked) or 1)
    return shared >= _SHARED or held >= 0.5
