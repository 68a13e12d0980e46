"""A question and its answer turned into a statement, for questions whose form allows it by rule.

Demszky et al. 2018 did this with a parser; the patterns here cover the common forms and return
None for the rest, which is better than a statement that says something else.
"""

from __future__ import annotations

import re

_BE = r"(?:is|are|was|were)"
_DO = r"(?:did|does|do)"
_MODAL = r"(?:can|could|will|would|has|have|had|should|may|must)"
_PARTICIPLE = re.compile(
    r"\b(?:\w+ed|born|held|built|made|written|given|known|found|taken|seen|sold|sent|won|lost|led"
    r"|put|set|shown|chosen|begun|broken|driven|drawn|grown|thrown|worn|paid|said|told|used|located)\b"
)
_WHO_DID = re.compile(rf"^who(?:m)? {_DO} (?P<rest>.+)$", re.I)
_WHO_IS = re.compile(rf"^who (?P<be>{_BE}) (?P<rest>.+)$", re.I)
_WHO = re.compile(r"^who (?P<rest>.+)$", re.I)
_WHAT_DID = re.compile(rf"^(?:what|which)(?: [\w'-]+){{0,2}} {_DO} (?P<rest>.+)$", re.I)
_WHAT_IS = re.compile(rf"^what (?P<be>{_BE}) (?P<rest>.+)$", re.I)
_WHAT_VERB = re.compile(
    rf"^(?:what|which)(?: [\w'-]+){{0,3}} (?P<verb>{_BE}|{_MODAL}) (?P<rest>.+)$", re.I
)
_WHEN_DID = re.compile(rf"^(?P<wh>when|where|in what year|in which year) {_DO} (?P<rest>.+)$", re.I)
_WHEN_IS = re.compile(
    rf"^(?P<wh>when|where|in what year|in which year) (?P<be>{_BE}) (?P<rest>.+)$", re.I
)
_COUNT_DID = re.compile(rf"^how many (?P<noun>[\w' -]+?) {_DO} (?P<rest>.+)$", re.I)
_COUNT = re.compile(r"^how many (?P<noun>[\w'-]+)(?P<rest> .+)$", re.I)
_IN_WHAT = re.compile(
    rf"^(?P<prep>in|on|at|from|to|for|with|by) (?:what|which)(?: [\w'-]+){{1,2}} {_DO}"
    r" (?P<rest>.+)$",
    re.I,
)
_NEGATED = re.compile(rf"\b(?:{_DO}|{_BE}|{_MODAL})(?: not\b|n't\b)", re.I)
_PREPOSITION = re.compile(
    r"^(?:in|on|at|during|by|from|near|around|between|since|after|before|about)\b", re.I
)


def statement(question: str, answer: str) -> str | None:
    """What question and answer say together, as one sentence; None when no pattern fits."""
    text = question.strip().rstrip("?").strip()
    said = answer.strip().rstrip(".,;")
    if not text or not said or len(said.split()) > 14 or _NEGATED.search(text):
        return None
    body = _body(text, said)
    return body[0].upper() + body[1:].strip() + "." if body else None


def _body(text: str, said: str) -> str | None:
    place = said if _PREPOSITION.match(said) else f"in {said}"
    if match := _IN_WHAT.match(text):
        phrase = said if _PREPOSITION.match(said) else f"{match['prep'].lower()} {said}"
        return f"{match['rest']} {phrase}"
    if match := _WHEN_DID.match(text):
        return f"{match['rest']} {place}"
    if match := _WHEN_IS.match(text):
        return _with_verb(match["rest"], match["be"], place)
    if match := _COUNT_DID.match(text):
        noun = "" if match["noun"].split()[-1].lower() in said.lower() else f" {match['noun']}"
        return f"{match['rest']} {said}{noun}"
    if match := _COUNT.match(text):
        noun = "" if match["noun"].lower() in said.lower() else f" {match['noun']}"
        return f"{said}{noun}{match['rest']}"
    if match := _WHO_DID.match(text):
        return f"{match['rest']} {said}"
    if match := _WHO_IS.match(text):
        if _PARTICIPLE.match(match["rest"]):
            return f"{said} {match['be']} {match['rest']}"
        return f"{match['rest']} {match['be']} {said}"
    if match := _WHO.match(text):
        return f"{said} {match['rest']}"
    if match := _WHAT_DID.match(text):
        return f"{match['rest']} {said}"
    if match := _WHAT_IS.match(text):
        if _PARTICIPLE.match(match["rest"]):
            return f"{said} {match['be']} {match['rest']}"
        return _with_verb(match["rest"], match["be"], said)
    if match := _WHAT_VERB.match(text):
        return f"{said} {match['verb']} {match['rest']}"
    return None


def _with_verb(rest: str, verb: str, said: str) -> str | None:
    """``the town founded`` + ``was`` + ``in 911`` → ``the town was founded in 911``."""
    participles = list(_PARTICIPLE.finditer(rest))
    if participles:
        at = participles[-1].start()
        if at == 0:
            return None
        return f"{rest[:at]}{verb} {rest[at:]} {said}"
    return f"{rest} {verb} {said}"
