"""What a question asks, without the words around it: greetings, "can you tell me", what led to it.

They tell a reader of documents nothing, and lead it astray: "I want to lay a patio. How much is the
deposit for the mixer?" is about no patio.
"""

from __future__ import annotations

import re

from assistant.grounding.quantities import find_quantities
from assistant.grounding.words import content_stems
from assistant.questions import WH

_BEFORE_WH = r"(?:(?:by|to|for|from|with|in|at|on|of|since|until|under) )?"
_CLAUSE = rf"(?={_BEFORE_WH}(?:{WH}|if|whether)\b)"  # what is wanted, told as a clause
_THANKS = (
    r"(?:(?:many )?thanks|thank you|thx|cheers)(?: (?:a lot|(?:very|so) much|in advance|again))*"
)
_HELLO = (
    r"(?:(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|all|everyone|everybody|again))?)"
)
_FILLER = (
    rf"(?:{_THANKS}|ok(?:ay)?|well|u[hm]+|hmm+|right|now|oh|please|sorry|excuse me|great|perfect|"
    r"(?:just )?(?:a |one |my |another |last )?(?:quick |simple |last |other )?question)"
)
_TELL = r"(?:tell (?:me|us)|explain(?: to me)?|remind me|let me know|say)"
_LEADING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_HELLO}\s*[,.!:;–-]*\s+",
        rf"^{_FILLER}\s*[,.!:;–-]+\s+",
        r"^(?:please )?(?:can|could|would|will) (?:you|anyone|anybody|somebody|someone) "
        rf"(?:please |kindly |maybe )?{_TELL}(?: please)?,? {_CLAUSE}",
        rf"^(?:please )?{_TELL} {_CLAUSE}",
        r"^(?:do|does|would) (?:you|anyone|anybody|somebody|someone) (?:happen to |by any chance )?"
        rf"(?:know|remember) {_CLAUSE}",
        rf"^(?:any idea|have you any idea|do you have any idea),? {_CLAUSE}",
        r"^(?:what )?(?:i|we)(?:['’]d| would)? (?:just |really )?(?:like|love|want|need) to "
        rf"(?:know|find out|understand|ask|hear|check)(?: is)?,?:? {_CLAUSE}",
        r"^(?:i|we)(?:['’]m| am|['’]re| are) (?:just |now )?(?:wondering|curious|asking myself|"
        r"(?:trying|looking) to (?:find out|understand|work out|figure out|remember|see)),? "
        rf"{_CLAUSE}",
        rf"^(?:i|we) (?:just )?(?:wonder(?:ed)?|was wondering|were wondering),? {_CLAUSE}",
        rf"^(?:may|can|could|might) i (?:please )?ask(?: you)?,? {_CLAUSE}",
    )
)
_TRAILING = re.compile(
    rf"(?:[\s,.!?;–-]+(?:please|{_THANKS}|tia)|(?<=[.?!])\s+(?:any (?:help|ideas?)\b[^.?!]*|"
    r"do you (?:happen to )?know(?: the (?:exact )?\w+)?|can you help(?: me)?|"
    r"(?:i|we)(?:['’]d| would) (?:be grateful|appreciate)[^.?!]*))[\s.!?]*$",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|has|have|can|must|may|will|would|should)"
_IF = re.compile(rf"^(?:if|whether) (?P<subject>[^?]+?) (?P<be>{_BE}) (?P<rest>.+)$", re.IGNORECASE)
_TELL_THE = re.compile(r"^(?:please )?tell (?:me|us) (?P<what>the \w.*)$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_DO = r"(?:do|does|did|could|might|shall|am)"
_ORDER = r"(?:please )?(?:sum up|summari[sz]e|outline|list|name|give|describe|explain)"
_ASKS = re.compile(
    rf".*\?$|^(?:and |but |so |then )?(?:{_BEFORE_WH}{WH}(?:['’]s)?|(?:{_BE}|{_DO})(?:n['’]t)?|"
    rf"{_ORDER})\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:is|was|does|did) it (?:an?|so|more|less|true|possible|(?:cost|take)(?: \w+)? to)\b|"
    r"\bmakes? it (?:so )?\w+ (?:for|to)\b|\b(?:is|are|was|were) there\b",
    re.IGNORECASE,
)
# what stands for something told before, unless the question itself has told it
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|theirs?|he|him|his|she|hers?)\b|"
    r"\b(?:this|these|those)\b(?! (?:days|week|month|year|morning|evening|season)\b)|"
    r"\b(?:of|in|on|at|by|for|with|about|like|than|after|before) that\b|\b(?:same|else)\b|"
    r"\b(?:that|there|then|so|too)(?=\W*$)",
    re.IGNORECASE,
)
TOLD = 2  # content words before a pronoun that it may stand for
_OF_ONESELF = re.compile(r"^(?:i|we|my|our)\b(?!.*\bmean\b)", re.IGNORECASE)
STANDS = 4  # words; a shorter question is about what was told before it


def without_courtesies(question: str) -> str:
    """The question without greetings, thanks and the like, and what is asked in a clause ("Could
    you tell me when it opens?") as a question; what has nothing else stays as it is."""
    asked = question.strip()
    while (less := _less(asked)) != asked:
        asked = less
    if told := _TELL_THE.match(asked):
        asked = f"what is {told['what']}"
    if told := _IF.match(asked):
        asked = f"{told['be']} {told['subject']} {told['rest']}"
    return question if asked == question.strip() else _as_question(asked)


def without_preamble(question: str) -> str:
    """What is asked without the sentences that lead to it, unless it leans on them, and without
    those after it in which somebody tells of themselves; a number in them may be needed."""
    sentences = _SENTENCE.split(question.strip())
    asks = [at for at, each in enumerate(sentences) if _ASKS.match(each)]
    if not asks:
        return question
    first, end = asks[0], len(sentences)
    if all(map(_OF_ONESELF.match, sentences[asks[-1] + 1 :])):
        end = asks[-1] + 1
    if _leans(sentences[first]) or len(sentences[first].split()) < STANDS:
        first = 0
    beside = sentences[:first] + sentences[end:]
    return question if any(map(find_quantities, beside)) else " ".join(sentences[first:end])


def _leans(question: str) -> bool:
    asked = _EMPTY.sub(" ", question)
    return any(
        len(content_stems(asked[: pronoun.start()])) < TOLD for pronoun in _PRONOUN.finditer(asked)
    )


def _less(question: str) -> str:
    for pattern in _LEADING:
        question = pattern.sub("", question, count=1) or question
    return _TRAILING.sub("", question) or question


def _as_question(asked: str) -> str:
    asked = asked.rstrip(" .!?,;")
    return f"{asked[:1].upper()}{asked[1:]}?"
