"""A follow-up question made complete by general rules, without a language model.

Three things make a question lean on the conversation: a pronoun without a name before it ("When
was he born?"), an ellipsis ("And in 2023?", "Why?"), and a definite phrase such as "the report".
The first two are completed from the earlier question and its answer; whatever is carried over is
put into words, so that the user sees what was searched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.dates import find_dates
from assistant.grounding.names import find_names
from assistant.grounding.words import content_stems
from assistant.questions import ASKS
from assistant.types import Message

PERSON = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
THING = re.compile(
    r"\b(it|its|this|that|these|those|they|them|their|theirs|there)\b", re.IGNORECASE
)
POSSESSIVE = frozenset(["his", "hers", "its", "their", "theirs"])
ELLIPSIS = re.compile(
    r"^(?:and\s+|but\s+|so\s+|ok\s+|then\s+)*(?:(?:what|how)\s+about\s+|and\s+)?(?P<rest>.*)$",
    re.IGNORECASE,
)
LEADS_ON = re.compile(r"^(?:and|but|so|then|ok)\b|^(?:what|how)\s+about\b", re.IGNORECASE)
MARKER = re.compile(r"\[\d+\]")
# "that" and "there" lean on nothing in "the man that left" and "were there protests"
HARMLESS = re.compile(
    r"\b(?:is|are|was|were|did|do|does|has|have|how many|how much)\s+there\b|\bthere\s+(?:is|are|"
    r"was|were|been|be)\b|\w+\s+that\s+\w+|\bthat\s+\w+ed\b|\bit\s+(?:true|possible|known)\b",
    re.IGNORECASE,
)
ANSWER_CHARACTERS = 400  # of an earlier answer that a model is shown
MOST_WORDS = 40  # a longer rewrite retells the conversation
LONG = 9  # words; a longer question names what it is about


@dataclass(frozen=True, slots=True)
class _Turn:
    question: str
    answer: str


def standalone(question: str, history: Sequence[Message]) -> str:
    """The question in words that need no conversation; unchanged when it already is so."""
    turns = _turns(history)
    if not turns:
        return question
    previous = _resolve_all(turns)
    body = question.strip()
    if _elliptical(body):
        return _completed(body, previous)
    return _replaced(body, previous)


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


def _resolve_all(turns: Sequence[_Turn]) -> _Turn:
    """The last turn with its question made complete by those before it."""
    resolved = turns[0]
    for turn in turns[1:]:
        body = turn.question
        whole = _completed(body, resolved) if _elliptical(body) else _replaced(body, resolved)
        resolved = _Turn(whole, turn.answer)
    return resolved


def _turns(history: Sequence[Message]) -> list[_Turn]:
    turns: list[_Turn] = []
    for message in history:
        content = message.get("content")
        if not isinstance(content, str):
            continue
        if message.get("role") == "user":
            turns.append(_Turn(" ".join(content.split()), ""))
        elif message.get("role") == "assistant" and turns:
            turns[-1] = _Turn(turns[-1].question, MARKER.sub("", content))
    return turns


def _elliptical(question: str) -> bool:
    words = re.findall(r"\w+", question)
    if LEADS_ON.match(question) and len(words) < LONG and not _has_verb(question):
        return True
    bare = re.match(r"^\W*(?:and\s+)?(?:who|what|when|where|why|how|which)\W*$", question, re.I)
    return bool(bare) or (len(words) <= 3 and not find_names(question) and not _has_verb(question))


def _has_verb(question: str) -> bool:
    return bool(
        re.search(
            r"\b(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may|might|"
            r"happened|said|say|became|made|won|led|died)\b",
            question,
            re.IGNORECASE,
        )
    )


def _completed(question: str, previous: _Turn) -> str:
    """The question that "And in 2023?" or "Why?" asks after ``previous``."""
    match = ELLIPSIS.match(question.strip(" ?.!"))
    rest = match["rest"].strip() if match else question
    if not rest or ASKS.match(rest):  # "why?", "and when?", "how many?"
        without = re.sub(ASKS, "", previous.question).strip(" ?")
        return f"{rest or 'why'} {without}?"
    asked = previous.question.rstrip(" ?")
    for find in (find_dates, find_names):
        new, old = find(rest), find(asked)
        if new and old:
            start, end = old[-1].start, old[-1].end
            changed = rest[new[0].start : new[-1].end]
            return f"{asked[:start]}{changed}{asked[end:]}?"
    return f"{asked}, {rest}?"


def _replaced(question: str, previous: _Turn) -> str:
    """Pronouns replaced by what they stand for; a short bare question gets the topic appended."""
    masked = HARMLESS.sub(lambda found: "_" * len(found[0]), question)
    person, thing = PERSON.search(masked), THING.search(masked)
    if person and not find_names(question[: person.start()]):
        name = _person(previous)
        if name:
            return _substituted(question, person, name)
    if thing and not find_names(question[: thing.start()]):
        topic = _topic(previous)
        if topic:
            return _substituted(question, thing, topic)
    return question


def _substituted(question: str, pronoun: re.Match[str], name: str) -> str:
    word = pronoun[0].lower()
    possessive = word in POSSESSIVE or (
        word == "her" and re.match(r"\s+[a-z]", question[pronoun.end() :]) is not None
    )
    if possessive:
        name = f"{name}’" if name.endswith("s") else f"{name}’s"
    return question[: pronoun.start()] + name + question[pronoun.end() :]


def _person(previous: _Turn) -> str:
    """The name asked for, when the answer gives one; else the last name of the question."""
    if re.match(r"^\W*(?:who|whom|which)\b", previous.question, re.IGNORECASE):
        direct = previous.answer.strip().split("\n")[0]
        answered = find_names(direct)
        if answered and len(direct.split()) <= 12:
            return answered[0].text
    named = [each for each in find_names(previous.question) if not each.doubtful]
    return named[-1].text if named else ""


def _topic(previous: _Turn) -> str:
    """What the previous question was about: its first name with the words around it, or its
    words after the question word and the verb."""
    named = [each for each in find_names(previous.question) if not each.doubtful]
    if named:
        last = named[-1]
        article = re.search(r"\b(?:the|a|an)\s+$", previous.question[: last.start], re.IGNORECASE)
        return (article[0] if article else "") + last.text
    phrase = re.search(
        r"\b(?:the|a|an)\s+(?:[\w’'-]+\s+){0,5}?[\w’'-]+(?=\s+(?:in|on|by|of|to|from|for|with|is|"
        r"are|was|were|did|do|does|has|have|had|will|take|took|happen|cost|start|end|held|\w+ed)\b"
        r"|\W*$)",
        previous.question,
        re.IGNORECASE,
    )
    return phrase[0] if phrase else ""
