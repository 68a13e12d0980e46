"""A question that leaves out what the one before it said ("Why?", "And plot 5?"), made complete.

What it adds takes the place of its counterpart: a date that of a date, a name that of a name, "plot
5" that of "plot 2", "once opened" that of "unopened".
"""

from __future__ import annotations

import re

from assistant.grounding.dates import find_dates
from assistant.grounding.names import find_names
from assistant.grounding.opposites import COMPLEMENTS, CONTRARIES
from assistant.grounding.words import STOP_WORDS, stem
from assistant.questions import ASKS, WH, asked_also, without_asking
from assistant.topic import follows_auxiliary, phrases_in

LEADS_ON = re.compile(r"^(?:and|but|so|then|ok)\b|^(?:what|how)\s+about\b", re.IGNORECASE)
BARE = 4  # words; "And how many people?" asks the earlier question again, a longer one its own
LONG = 9  # words; a longer question names what it is about
_LEADING = re.compile(
    r"^(?:and\s+|but\s+|so\s+|ok\s+|then\s+)*(?:(?:what|how)\s+about\s+|and\s+)?(?P<rest>.*)$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^(?:any|some|other|more|anything|something)\b", re.IGNORECASE)  # of the topic
_VERB = re.compile(
    r"\b(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may|might|"
    r"happened|said|say|became|made|won|led|died)\b",
    re.IGNORECASE,
)
# what follows "who", or stands between a question word and a pronoun, is a verb: "Who rents it?"
_OWN_VERB = re.compile(
    r"^\W*(?:who\s+(?!(?:else|exactly|not|by|for|from|to|with)\b)\w|"
    rf"{WH}\s+(?!(?:of|about|by|for|from|to|with|in|on|at)\b)\w+\s+(?:he|him|she|her|it|they|them)"
    r"\W*$)",
    re.IGNORECASE,
)
_DETERMINER = r"(?:the|an?|his|her|their|its|my|our|your|this|that|these|those)"
# "exports" in "How much did exports grow", which "And imports?" replaces
_SUBJECT = re.compile(
    r"\b(?:did|does|do|will|can|could|would|should|might|may)\s+"
    r"((?:(?:the|a|an|his|her|their|its)\s+)?[a-z][\w’'-]+)(?=\s+\w)"
)
_OBJECT = re.compile(r"^(?:(?:the|a|an|his|her|their|its)\s+)?[a-z][\w’'-]+$")
_COUNTED = re.compile(r"how\s+(?:many|much)\s+[a-z][\w’'-]+", re.IGNORECASE)  # "how many eggs"
_THAT_YEAR = re.compile(r"\b(?:that|the same)(?:\s+same)?\s+year\b", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"\b(?:in|on|at|by|during)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
_STATE = r"(?:once|if|when|while|unless)(?:\s+it\s+is)?"  # of a thing, less the verb: "once opened"
_CONTRASTED = r"(?:for|with|without|to|from|against|under|over|on)"  # "for adults", "for children"
_PREPOSITION = rf"(?:{_CONTRASTED}|in|at|by|of|before|after|during|until|since|per|between|among)"
_LABEL = r"(?:\d[\w.-]*|[A-Z]\d*)"
_WORD = r"[^\W\d][\w’'-]*"
_PHRASE = re.compile(
    rf"^(?P<lead>(?:{_STATE}|{_PREPOSITION})\s+)?(?P<determiner>{_DETERMINER}\s+)?"
    rf"(?P<modifiers>(?:{_WORD}\s+){{0,3}}?)(?P<head>{_WORD})(?:\s+{_LABEL})?$",
    re.IGNORECASE,
)
_ADDS = re.compile(rf"^(?:{_STATE}|{_PREPOSITION})\s", re.IGNORECASE)
_DENIES = ("un", "in", "im", "ir", "il", "non", "non-", "dis")


def elliptical(question: str) -> bool:
    """Whether a question has no verb of its own and leaves the rest to the one before it."""
    words, rest = re.findall(r"\w+", question), rest_of(question)
    if _VERB.search(question) or _OWN_VERB.match(rest):
        return False
    if LEADS_ON.match(question) and len(words) < LONG:
        return not (ASKS.match(rest) and len(words) > BARE)
    bare = re.match(rf"^\W*(?:and\s+)?{WH}\W*$", question, re.IGNORECASE)
    short = len(words) <= 3 and not _MORE.match(question)
    return bool(bare) or (short and not find_names(question))


def completed(question: str, previous: str) -> str:
    """The question that "And in 2023?" or "Why?" asks after ``previous``, which is whole.

    What has no counterpart there is added where it can only add ("in April"); else what was asked
    is put beside it in brackets.
    """
    rest = rest_of(question)
    if _COUNTED.fullmatch(rest) and _COUNTED.match(previous):
        return _COUNTED.sub(rest, previous)
    if not rest or ASKS.match(rest):  # "why?", "and when?", "how many?"
        return asked_also(rest or "why", previous)
    asked = previous.rstrip(" ?")
    whole = (
        _of_that_year(asked, rest)
        or _in_place_of_its_like(asked, rest)
        or _in_place_of_its_kind(asked, rest)
        or _in_place_of_what_is_asked_of(asked, rest)
    )
    if not whole and _ADDS.match(rest):
        whole = f"{asked}, {rest}"
    return f"{whole or f'{rest} ({without_asking(asked)})'}?"


def rest_of(question: str) -> str:
    """The question without the words that only lead on: "And", "What about"."""
    match = _LEADING.match(question.strip(" ?.!"))
    return match["rest"].strip() if match else question


def _of_that_year(asked: str, rest: str) -> str:
    dates = find_dates(asked)
    if not (dates and dates[-1].year and _THAT_YEAR.search(rest)):
        return ""
    before = _BEFORE_DATE.search(asked[: dates[-1].start])
    start = before.start() if before else dates[-1].start
    return f"{asked[:start]}{_THAT_YEAR.sub(str(dates[-1].year), rest)}{asked[dates[-1].end :]}"


def _in_place_of_its_kind(asked: str, rest: str) -> str:
    """A date put in place of the last date, or a name in place of the last name."""
    for find in (find_dates, find_names):
        new, old = find(rest), find(asked)
        if new and old:
            start, end = old[-1].start, old[-1].end
            return f"{asked[:start]}{rest[new[0].start : new[-1].end]}{asked[end:]}"
    return ""


def _in_place_of_its_like(asked: str, rest: str) -> str:
    """A phrase put in place of the last one with the same noun, or with the opposite of it."""
    phrase = _PHRASE.match(rest)
    if not phrase or phrase["head"].lower() in STOP_WORDS:
        return ""
    for head in reversed(list(re.finditer(_WORD, asked))):
        if head[0].lower() not in STOP_WORDS and _alike(phrase["head"], head[0]):
            start, end = _extent(asked, head, phrase)
            changed = f"{asked[:start]}{rest}{asked[end:]}"
            return changed if changed.lower() != asked.lower() else ""
    return ""


def _extent(asked: str, head: re.Match[str], phrase: re.Match[str]) -> tuple[int, int]:
    """Where the phrase around ``head`` stands that ``phrase`` replaces: with its label ("plot 2"),
    as many words before it as that has, its article, and what leads to it where that has a lead."""
    label = re.match(rf"\s+{_LABEL}\b", asked[head.end() :])
    end = head.end() + (label.end() if label else 0)
    start = head.start()
    for _ in phrase["modifiers"].split():
        before = re.search(rf"({_WORD})\s+$", asked[:start])
        if not before or before[1].lower() in STOP_WORDS:
            break
        start = before.start()
    leads = [rf"\b{_DETERMINER}\s+$", rf"\b{_STATE}\s+$"]
    leads += [rf"\b{_PREPOSITION}\s+$"] if phrase["lead"] else []
    for lead in leads:
        if before := re.search(lead, asked[:start], re.IGNORECASE):
            start = before.start()
    return start, end


def _alike(one: str, other: str) -> bool:
    a, b = stem(one.lower()), stem(other.lower())
    if a == b or any(prefix + x == y for prefix in _DENIES for x, y in ((a, b), (b, a))):
        return True
    return any(
        number == at and side == -opposite
        for scale in (COMPLEMENTS, CONTRARIES)
        for number, side in scale.get(a, ())
        for at, opposite in scale.get(b, ())
    )


def _in_place_of_what_is_asked_of(asked: str, rest: str) -> str:
    """The new subject, the only thing spoken of, or the last phrase with the same preposition."""
    if (subject := _SUBJECT.search(asked)) and _OBJECT.match(rest):
        return f"{asked[: subject.start(1)]}{rest}{asked[subject.end(1) :]}"
    if re.match(rf"{_DETERMINER}\s", rest, re.IGNORECASE) and _PHRASE.match(rest):
        spoken_of = phrases_in(asked)
        subjects = [each for each in spoken_of if follows_auxiliary(asked, each[0])]
        if len(subjects or spoken_of) == 1:
            [(start, end)] = subjects or spoken_of
            return f"{asked[:start]}{rest}{asked[end:]}"
    if lead := re.match(rf"({_CONTRASTED})\s", rest, re.IGNORECASE):
        same = rf"\b{lead[1]}\s+(?:{_DETERMINER}\s+)?{_WORD}(?:\s+{_WORD})?$"
        if closing := re.search(same, asked, re.IGNORECASE):
            return asked[: closing.start()] + rest
    return ""
