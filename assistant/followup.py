"""A follow-up question made complete by general rules, without a language model.

Three things make a question lean on the conversation: a pronoun without a name before it ("When
was he born?"), an ellipsis ("And in 2023?", "Why?"), and a definite phrase such as "the report".
The first two are completed from the earlier question and its answer; whatever is carried over is
put into words, so that the user sees what was searched.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Mapping, Sequence

from assistant.ellipsis import BARE, LEADS_ON, LONG, completed, elliptical, rest_of
from assistant.errors import InvalidQuestion
from assistant.grounding.names import find_names
from assistant.grounding.words import content_stems
from assistant.questions import asks_only, without_asking
from assistant.topic import Turn, name_of, named_by, phrase_of, several_of
from assistant.types import Message
from assistant.wording import without_courtesies

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
MARKER = re.compile(r"\[\d+\]")
# "it" leans on nothing in "is it true that", "it is known", "it takes"
HARMLESS = re.compile(
    r"\b(?:is|was)\s+it\s+(?:true|possible|known|clear|likely)\b|\bit\s+(?:is|was)\s+\w+\s+that\b",
    re.IGNORECASE,
)
ANSWER_CHARACTERS = 400  # of an earlier answer that a model is shown
MOST_WORDS = 40  # a longer rewrite retells the conversation
# what happened is what the earlier question told
EVENT = re.compile(
    r"\b(?:this|that|it)\s+(?:all\s+)?(?:happen|occur|take\s+place|took\s+place|come\s+about|came\s+"
    r"about)(?:ed|red)?\b",
    re.IGNORECASE,
)


def standalone(question: str, history: Sequence[Message]) -> str:
    """The question in words that need no conversation; unchanged when it already is so.

    Raises InvalidQuestion when the history has something else than messages.
    """
    return _resolved(question.strip(), _thread(history))


def in_topic(question: str, history: Sequence[Message]) -> str:
    """The question with the one before it in brackets, when it may lean on what was asked there;
    else nothing, as where only words that ask are added to it ("Why?")."""
    thread = _thread(history)
    if not thread or asks_only(rest_of(question)) or not _leans(question):
        return ""
    return f"{question.strip().rstrip(' ?.!')} ({without_asking(thread[-1].question)})?"


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
    if elliptical(question):
        return completed(question, thread[-1].question)
    if EVENT.search(question) and not find_names(question):
        return f"{question.rstrip(' ?.!')} ({without_asking(thread[-1].question)})?"
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
    be kept, and it must be one question and not an answer. What leans on the conversation must have
    gained something from it, and "he" a name.
    """
    rewritten = " ".join(rewritten.split()).strip("“”\"'")
    turns = _turns(history)
    said = set(content_stems(" ".join([question, *(f"{t.question} {t.answer}" for t in turns)])))
    asked, now = set(content_stems(question)), set(content_stems(rewritten))
    whole = now <= said and 2 * len(asked & now) >= len(asked)
    one = rewritten.endswith("?") and rewritten.count("?") == 1
    nameless = PERSON.search(rewritten) and not find_names(rewritten)
    done = not nameless and bool(now - asked or not _leans(question))
    return rewritten if one and whole and done and len(rewritten.split()) <= MOST_WORDS else ""


def _turns(history: Sequence[Message]) -> list[Turn]:
    turns: list[Turn] = []
    for message in history:
        role, text = _said(message)
        if role == "user":
            turns.append(Turn(without_courtesies(" ".join(text.split())), ""))
        elif role == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, MARKER.sub("", text))
    return [turn for turn in turns if turn.question]


def _said(message: object) -> tuple[str, str]:
    """Who said what in a message; of content in parts, as OpenAI has it, the text.

    Raises InvalidQuestion when it is no message.
    """
    if not isinstance(message, Mapping) or not isinstance(message.get("role"), str):
        raise _no_message(message)
    content = message.get("content") or ()  # a message that only calls a tool has none
    parts = [content] if isinstance(content, str | Mapping) else content
    if not isinstance(parts, Sequence):
        raise _no_message(message)
    return message["role"], " ".join(text for text in map(_text_of, parts) if text)


def _text_of(part: object) -> str:
    """A string, or the text of a part; of a picture or a file nothing."""
    if isinstance(part, Mapping):
        part = part.get("text") or ""
    if not isinstance(part, str):
        raise _no_message(part)
    return part


def _no_message(given: object) -> InvalidQuestion:
    shown = reprlib.repr(given)
    return InvalidQuestion(
        f"The history has something that is no message: {shown}.",
        'Give messages such as {"role": "user", "content": "…"}.',
    )


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
