"""Another person than the one asked about: a predecessor, a brother.

"His predecessor Ruth Hale was mayor from 2014" does not say since when he himself is. Nobody is his
own predecessor, so this other person is not the one asked about under another name, as any other
name could be.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.answer_type import KIN
from assistant.grounding.names import Name, find_names, has_name, same_name
from assistant.grounding.words import content_stems

_RELATIVE = re.compile(
    r"(?:and |but )?(?:his|her|their|[A-Z][\w’'. -]*?['’]s?) (?:[a-z]+ ){0,2}?"
    rf"(?:{KIN}|predecessor|successor|deputy|rival|opponent),? ",
    re.IGNORECASE,
)
_BREAK = re.compile(r";|,\s+(?=(?:and|but|while|whereas|when)\b)|\b(?:while|whereas)\b")
_ASKS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could)\s+$", re.IGNORECASE
)
_HIM = re.compile(r"\b(?:he|she|they|him|her|them|his|hers|their|both)\b", re.IGNORECASE)


def tells_of_relative(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether the clause of ``sentence[start:end]`` says of somebody who is named as a relative, a
    predecessor and the like what the question asks of another person."""
    asked = _asked(question)
    if asked is None:
        return False
    edges = [0, *(match.end() for match in _BREAK.finditer(sentence)), len(sentence)]
    first = max(edge for edge in edges if edge <= start)
    clause = sentence[first : min((edge for edge in edges if edge >= end), default=end)].lstrip()
    relative = _RELATIVE.match(clause)
    if relative is None:
        return False
    told = clause[relative.end() :]
    who = next((name for name in find_names(clause) if name.start == relative.end()), None)
    if who is None or has_name(told, asked.text) or _HIM.search(told):
        return False
    if any(same_name(who.text, each.text) for each in find_names(question)):
        return False
    named = {stem for name in find_names(question) for stem in content_stems(name.text)}
    return bool(set(content_stems(told)) & set(content_stems(question)) - named)


@lru_cache(maxsize=256)
def _asked(question: str) -> Name | None:
    """Of whom a question asks: the name behind its "is", "has" or "did"."""
    return next(
        (name for name in find_names(question) if _ASKS.search(question[: name.start])), None
    )
