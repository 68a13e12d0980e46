"""A follow-up question made complete by general rules, without a language model.

Three things make a question lean on the conversation: a pronoun without a name before it ("When
was he born?"), an ellipsis ("And in 2023?", "Why?"), and a definite phrase such as "the report".
The first two are completed from the earlier question and its answer; whatever is carried over is
put into words, so that the user sees what was searched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.dates import find_dates
from assistant.grounding.names import find_names
from assistant.grounding.words import content_stems
from assistant.questions import ASKS
from assistant.topic import Turn, name_of, named_by, phrase_of, several_of
from assistant.types import Message

PERSON = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
THING = re.compile(r"\b(it|its|they|them|their|theirs)\b|\b(this|that|these|those)$", re.IGNORECASE)
# "around that time", "were they there, too", "what came afterwards": of what was spoken of
POINTS = re.compile(
    r"\b(?:this|that|these|those)\s+(?:time|year|month|week|day|point|case|one|same|\w+s)\b|"
    r"\b(?:too|also|then|there|afterwards|as\s+well|else|later|before\s+that|after\s+that)\b",
    re.IGNORECASE,
)
SEVERAL = frozenset(["they", "them", "their", "theirs", "these", "those"])
POSSESSIVE = frozenset(["his", "hers", "its", "their", "theirs"])
ELLIPSIS = re.compile(
    r"^(?:and\s+|but\s+|so\s+|ok\s+|then\s+)*(?:(?:what|how)\s+about\s+|and\s+)?(?P<rest>.*)$",
    re.IGNORECASE,
)
LEADS_ON = re.compile(r"^(?:and|but|so|then|ok)\b|^(?:what|how)\s+about\b", re.IGNORECASE)
MORE = re.compile(r"^(?:any|some|other|more|anything|something)\b", re.IGNORECASE)  # of the topic
MARKER = re.compile(r"\[\d+\]")
# "it" leans on nothing in "is it true that", "it is known", "it takes"
HARMLESS = re.compile(
    r"\b(?:is|was)\s+it\s+(?:true|possible|known|clear|likely)\b|\bit\s+(?:is|was)\s+\w+\s+that\b",
    re.IGNORECASE,
)
ANSWER_CHARACTERS = 400  # of an earlier answer that a model is shown
MOST_WORDS = 40  # a longer rewrite retells the conversation
# "exports" in "How much did exports grow", which "And imports?" replaces
SUBJECT = re.compile(
    r"\b(?:did|does|do|will|can|could|would|should|might|may)\s+"
    r"((?:(?:the|a|an|his|her|their|its)\s+)?[a-z][\w’'-]+)(?=\s+\w)"
)
OBJECT = re.compile(r"^(?:(?:the|a|an|his|her|their|its)\s+)?[a-z][\w’'-]+$")
# what happened is what the earlier question told
EVENT = re.compile(
    r"\b(?:this|that|it)\s+(?:all\s+)?(?:happen|occur|take\s+place|took\s+place|come\s+about|came\s+"
    r"about)(?:ed|red)?\b",
    re.IGNORECASE,
)
THAT_YEAR = re.compile(r"\b(?:that|the same)(?:\s+same)?\s+year\b", re.IGNORECASE)
BEFORE_DATE = re.compile(r"\b(?:in|on|at|by|during)\s+(?:the\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE)
BARE = 4  # words; "And how many people?" asks the earlier question again, a longer one its own
LONG = 9  # words; a longer question names what it is about


def standalone(question: str, history: Sequence[Message]) -> str:
    """The question in words that need no conversation; unchanged when it already is so."""
    return _resolved(question.strip(), _thread(history))


def in_topic(question: str, history: Sequence[Message]) -> str:
    """The question with the one before it in brackets, when it may lean on what was asked there;
    else nothing."""
    thread = _thread(history)
    if not thread or not _leans(question):
        return ""
    return f"{question.strip().rstrip(' ?.!')} ({_told(thread[-1])})?"


def _leans(question: str) -> bool:
    """Whether the question leads on, points at something, or is too short to name what it means."""
    asked = HARMLESS.sub("", question).strip(" ?.!")
    points = PERSON.search(asked) or THING.search(asked) or POINTS.search(asked)
    return bool(points or LEADS_ON.match(asked)) or len(asked.split()) <= BARE


def _thread(history: Sequence[Message]) -> list[Turn]:
    """The conversation with every question in words that stand alone."""
    thread: list[Turn] = []
    for turn in _turns(history):
        thread.append(Turn(_resolved(turn.question, thread), turn.answer))
    return thread


def _resolved(question: str, thread: Sequence[Turn]) -> str:
    if not thread:
        return question
    if _elliptical(question):
        return _completed(question, thread[-1])
    if EVENT.search(question) and not find_names(question):
        return f"{question.rstrip(' ?.!')} ({_told(thread[-1])})?"
    return _replaced(question, thread)


def transcript(history: Sequence[Message], turns: int = 4) -> str:
    """The last turns as lines of text, for a model that is to complete a question."""
    lines = []
    for turn in _turns(history)[-turns:]:
        lines.append(f"Question: {turn.question}")
        lines.append(f"Answer: {turn.answer[:ANSWER_CHARACTERS]}")
    return "\n".join(lines).replace("<", "‹").replace(">", "›")


def checked_rewrite(rewritten: str, question: str, history: Sequence[Message]) -> str:
    """A model's stand-alone question, or nothing when it cannot be trusted.

    Every word that carries meaning must come from the conversation, most of the question's own must
    be kept, and it must be one question and not an answer.
    """
    rewritten = " ".join(rewritten.split()).strip("“”\"'")
    turns = _turns(history)
    said = set(content_stems(" ".join([question, *(f"{t.question} {t.answer}" for t in turns)])))
    asked, now = set(content_stems(question)), set(content_stems(rewritten))
    whole = now <= said and 2 * len(asked & now) >= len(asked)
    one = rewritten.endswith("?") and rewritten.count("?") == 1
    return rewritten if one and whole and len(rewritten.split()) <= MOST_WORDS else ""


def _turns(history: Sequence[Message]) -> list[Turn]:
    turns: list[Turn] = []
    for message in history:
        content = message.get("content")
        if not isinstance(content, str):
            continue
        if message.get("role") == "user":
            turns.append(Turn(" ".join(content.split()), ""))
        elif message.get("role") == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, MARKER.sub("", content))
    return turns


def _elliptical(question: str) -> bool:
    words = re.findall(r"\w+", question)
    if LEADS_ON.match(question) and len(words) < LONG and not _has_verb(question):
        return not (ASKS.match(_rest(question)) and len(words) > BARE)
    bare = re.match(r"^\W*(?:and\s+)?(?:who|what|when|where|why|how|which)\W*$", question, re.I)
    short = len(words) <= 3 and not MORE.match(question)
    return bool(bare) or (short and not find_names(question) and not _has_verb(question))


def _has_verb(question: str) -> bool:
    return bool(
        re.search(
            r"\b(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may|might|"
            r"happened|said|say|became|made|won|led|died)\b",
            question,
            re.IGNORECASE,
        )
    )


def _completed(question: str, previous: Turn) -> str:
    """The question that "And in 2023?" or "Why?" asks after ``previous``."""
    rest = _rest(question)
    if not rest or ASKS.match(rest):  # "why?", "and when?", "how many?"
        return f"{rest or 'why'} {_told(previous)}?"
    asked = previous.question.rstrip(" ?")
    dates = find_dates(asked)
    if dates and dates[-1].year and THAT_YEAR.search(rest):
        rest = THAT_YEAR.sub(str(dates[-1].year), rest)
        before = BEFORE_DATE.search(asked[: dates[-1].start])
        start = before.start() if before else dates[-1].start
        return f"{asked[:start]}{rest}{asked[dates[-1].end :]}?"
    for find in (find_dates, find_names):
        new, old = find(rest), find(asked)
        if new and old:
            start, end = old[-1].start, old[-1].end
            changed = rest[new[0].start : new[-1].end]
            return f"{asked[:start]}{changed}{asked[end:]}?"
    if (subject := SUBJECT.search(asked)) and OBJECT.match(rest):
        return f"{asked[: subject.start(1)]}{rest}{asked[subject.end(1) :]}?"
    return f"{asked}, {rest}?"


def _told(previous: Turn) -> str:
    """An earlier question without the word that asks."""
    return re.sub(ASKS, "", previous.question).strip(" ?")


def _rest(question: str) -> str:
    """The question without the words that only lead on: "And", "What about"."""
    match = ELLIPSIS.match(question.strip(" ?.!"))
    return match["rest"].strip() if match else question


def _replaced(question: str, thread: Sequence[Turn]) -> str:
    """A pronoun replaced by what it stands for; to a short question without one and without a
    name, what is spoken of is added in brackets."""
    masked = HARMLESS.sub(lambda found: "_" * len(found[0]), question).rstrip(" ?.!")
    person, thing = PERSON.search(masked), THING.search(masked)
    pronoun = person or thing
    meant = name_of(thread, question, person=person is not None)
    if thing and not person:
        several = several_of(thread[-1]) if thing[0].lower() in SEVERAL else ""
        meant = named_by(thread[-1]) or several or meant or phrase_of(thread)
    own = find_names(question[: pronoun.start()] if pronoun else question)
    if own or not meant:
        return question
    if pronoun:
        question = _substituted(question, pronoun, meant)
        others = THING.search(question) if person else None
        several = several_of(thread[-1]) if others and others[0].lower() in SEVERAL else ""
        return _substituted(question, others, several) if others and several else question
    if len(question.split()) >= LONG:
        return question
    return f"{question.rstrip(' ?.!')} ({meant})?"


def _substituted(question: str, pronoun: re.Match[str], name: str) -> str:
    word = pronoun[0].lower()
    possessive = word in POSSESSIVE or (
        word == "her" and re.match(r"\s+[a-z]", question[pronoun.end() :]) is not None
    )
    if possessive:
        name = f"{name}’" if name.endswith("s") else f"{name}’s"
    return question[: pronoun.start()] + name + question[pronoun.end() :]
