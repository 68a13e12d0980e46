"""Does a sentence assert or deny what a question for yes or no asks?"""

from __future__ import annotations

import re

from assistant.grounding.names import find_names
from assistant.grounding.negation import Term, polarity
from assistant.grounding.opposites import COMPLEMENTS, CONTRARIES
from assistant.grounding.words import content_stems, stem

_PLAIN = re.compile(r"\W*(yes|no)\b(?=\s*[.,;:!–—]|$)", re.IGNORECASE)


def stances(question: str, sentence: str) -> dict[str, bool]:
    """For each word of the question that is no name, and that the sentence repeats or opposes:
    whether the sentence asserts it. What it both asserts and denies is left out."""
    named = {each for name in find_names(question) for each in content_stems(name.text)}
    stated = polarity(sentence)
    found: dict[str, bool] = {}
    for term in polarity(question):
        if term.stem in named or term.negated is None or stem(term.text) in named:
            continue
        signs = {sign for other in stated if (sign := _asserts(term, other)) is not None}
        if len(signs) == 1:
            found[term.stem] = signs.pop()
    return found


def plain_answer(question: str, sentence: str) -> bool | None:
    """Whether a sentence begins with a plain yes (True) or no (False) that could answer the
    question; None where the question denies something itself, for then either may mean both."""
    found = _PLAIN.match(sentence)
    if not found or any(term.negated for term in polarity(question)):
        return None
    return found[1].lower() == "yes"


def alternative(question: str, sentence: str) -> bool | None:
    """Of a question for one of two ("Is it a copy or the old one?"), which one the sentence
    speaks of: the first (True), the second (False), or both or neither (None)."""
    before, found, after = question.partition(" or ")
    second = [term for term in polarity(after) if not term.negated]
    first = polarity(before)[-len(second) :] if second else []
    if not found or not first:
        return None
    stated = polarity(sentence)
    one, other = (
        any(_asserts(term, each) for term in terms for each in stated) for terms in (first, second)
    )
    return one if one != other else None


def _asserts(asked: Term, stated: Term) -> bool | None:
    if stated.negated is None:
        return None
    if asked.stem == stated.stem:
        return asked.negated == stated.negated
    for table in (COMPLEMENTS, CONTRARIES):
        for concept, side in table.get(asked.stem, ()):
            if (concept, side) in table.get(stated.stem, ()):
                return asked.negated == stated.negated
            if table is COMPLEMENTS and (concept, -side) in table.get(stated.stem, ()):
                return asked.negated != stated.negated  # of contraries both may have been, in turn
    return None
