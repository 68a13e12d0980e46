"""Causes that sentences give, and whether two of them are different causes of one thing."""

from __future__ import annotations

import re

from assistant.grounding.words import content_stems

OVERLAP = 0.25  # share of content words at which two causes are one

_CAUSE = re.compile(r"\b(?:because(?: of)?|due to|owing to|on account of)\b", re.IGNORECASE)
# "It was not the price that kept it shut" denies a cause, not that it was shut
_CLEFT = re.compile(
    r"\bit (?:is|was)(?:n[’']t| not| never) (.+?) (?:that|who|which)\b", re.IGNORECASE
)


def cause_denied(sentence: str) -> str:
    """What the sentence says was not the cause; nothing where it does not deny one."""
    found = _CLEFT.search(sentence)
    return found[1] if found else ""


def cause(sentence: str) -> str:
    """The cause that the sentence names as such; nothing where it names none."""
    found = _CAUSE.search(sentence)
    return sentence[found.end() :] if found else ""


def other_causes(one: str, other: str) -> bool:
    """Whether one sentence denies the cause that the other one gives, or each gives its own."""
    given, denied = (cause(one), cause(other)), (cause_denied(one), cause_denied(other))
    for here, there in (given[0], denied[1]), (given[1], denied[0]):
        if here and there:
            return bool(set(content_stems(here)) & set(content_stems(there)))
    if not all(given):
        return False
    a, b = (set(content_stems(each)) for each in given)
    return len(a & b) < OVERLAP * min(len(a), len(b))
