"""Does a written text give the value that a source sentence gives?"""

from __future__ import annotations

import re

from assistant.grounding.dates import find_dates
from assistant.grounding.exact import check
from assistant.grounding.names import find_names
from assistant.grounding.quantities import Quantity, agrees, find_quantities
from assistant.grounding.words import literal
from assistant.types import Evidence


def tells(text: str, source: Evidence) -> bool:
    """Whether a text gives the answer of this evidence, in the same words or others ("three eggs"
    for "3"); the same number of something else does not count."""
    value = source.answer_text.strip(" ,;:")
    counts = _counts(source)
    repeated = re.search(literal(value), text, re.IGNORECASE)
    if repeated and not counts:
        return True
    exact = find_quantities(value) or find_dates(value) or find_names(value)
    if not exact or check(value, text):
        return False
    given = find_quantities(text)
    return all(
        any(agrees(count, each) and each.noun in ("", count.noun) for each in given)
        for count in counts
    )


def _counts(source: Evidence) -> list[Quantity]:
    """The plain numbers of an answer, with what they count by its sentence."""
    span = source.answer
    return [
        each
        for each in find_quantities(source.sentence.text)
        if span and each.noun and not each.unit and span.start <= each.start < span.end
    ]
