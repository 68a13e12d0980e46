"""Questions whether documents agree, put as questions about that in which they may differ.

No document says that it differs from another: "Do the sources agree on the number of graves?" is
answered by what each says to "How many graves are there?".
"""

from __future__ import annotations

import re

from assistant.grounding.views import SPEAKERS

_WHICH = rf"(?:(?:the|these|those|both|all|two|three|your|my|any|various|different)\s)*{SPEAKERS}"
_ON = r"(?:about|on|over|in|for|regarding|concerning|as to)"
_DIFFERENCE = r"(?:contradictions?|discrepanc(?:y|ies)|inconsistenc(?:y|ies))"
_FIGURES = (
    r"(?:conflicting|different|differing|contradictory) (?:figures|numbers|statements|claims)"
)
_QUARREL = r"(?:disagreements?|disputes?|controvers(?:y|ies)|differences? of opinion)"
_AGREEMENT = tuple(
    re.compile(pattern + r"\W*$", re.IGNORECASE)
    for pattern in (
        rf"^(?:do|did) {_WHICH} (?:agree|disagree|differ|contradict (?:each other|one another)) "
        rf"{_ON} (?P<matter>.+?)",
        r"^(?:what|is there|are there)(?: is| are)?(?: the| an?| any)? "
        rf"(?:{_DIFFERENCE}|{_FIGURES})(?: (?:between|among) {_WHICH})? {_ON} (?P<matter>.+?)",
    )
)
_OPINIONS = re.compile(
    rf"^what(?: is| are)(?: the)? {_QUARREL}(?: between .+? and .+?| among .+?)? {_ON} "
    r"(?P<matter>.+?)\W*$",
    re.IGNORECASE,
)
# what is counted or measured, and how it is asked for
_ASKED = tuple(
    (re.compile(rf"^(?:the )?{noun} of (?P<what>.+)$", re.IGNORECASE), question)
    for noun, question in (
        ("number", r"How many \g<what> are there?"),
        ("(?:cost|price)s?", r"How much does \g<what> cost?"),
        ("date", r"When was \g<what>?"),
        ("age", r"How old is \g<what>?"),
        ("(?:length|duration)", r"How long is \g<what>?"),
        ("height", r"How high is \g<what>?"),
        ("depth", r"How deep is \g<what>?"),
        ("size", r"How large is \g<what>?"),
    )
)


def put_to_each(question: str) -> str:
    """The question that each document can answer for itself; as it is where it asks for no
    agreement."""
    for pattern in _AGREEMENT:
        if asked := pattern.match(question.strip()):
            return _about(asked["matter"])
    asked = _OPINIONS.match(question.strip())
    return f"What opinions are there on {asked['matter']}?" if asked else question


def _about(matter: str) -> str:
    for pattern, question in _ASKED:
        if told := pattern.match(matter):
            return re.sub(r"\bhow many the\b", "How many", told.expand(question), flags=re.I)
    if re.match(r"(?:who|what|when|where|why|how|which|whether)\b", matter, re.IGNORECASE):
        return f"{matter[:1].upper()}{matter[1:]}?"
    return f"What is {matter}?"
