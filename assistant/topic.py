"""What a conversation is about, so that a question that leans on it can be completed.

After centering theory (Grosz, Joshi & Weinstein, Computational Linguistics 21(2), 1995): what was
spoken of last and most often is what a pronoun most likely means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.names import BODY, find_names, same_name
from assistant.grounding.words import STOP_WORDS

FADES = 0.6  # weight of a name for each turn that it lies back
FIRST = 0.2  # further weight of the first name in a question, mostly its subject
SHORT = 12  # words; a longer answer tells about a thing instead of naming it
ENTITY = re.compile(r"^\W*(?:who|whom|which|what)\b", re.IGNORECASE)
WHO = re.compile(r"^\W*whom?\b", re.IGNORECASE)
_WORD = r"[\w’'-]+"
_STOPS = (
    r"in|on|at|by|of|to|from|for|with|and|is|are|was|were|did|do|does|has|have|had|will|can|could|"
    r"take|took|happen|cost|start|end|held|about|when|where|why|how|that|who|which|\w+ed"
)
# "the last flood" in "When did the last flood take place?"; of several the first
DEFINITE = re.compile(
    rf"\b(?:the|a|an|my|your|our)\s+(?:(?!(?:{_STOPS})\b){_WORD}\s+){{0,4}}?"
    rf"(?!(?:{_STOPS})\b){_WORD}(?=\s+(?:{_STOPS})\b|[,;:?.]|\s*$)",
    re.IGNORECASE,
)
# "lung cancer" in "What is lung cancer?" and in "Tell me about lung cancer."
BARE = re.compile(
    rf"\b(?:about|of|is|are|was|were)\s+(?P<phrase>(?:(?!(?:{_STOPS})\b){_WORD}\s+){{0,3}}?"
    rf"(?!(?:{_STOPS})\b){_WORD})(?=\s+(?:{_STOPS})\b|[,;:?.]|\s*$)",
    re.IGNORECASE,
)
# "the demonstrations" in "Where did the demonstrations start?", "ministers" in "How many ministers"
MANY = re.compile(
    r"\b(?:(?i:how)\s+many(?:\s+of)?|the|these|those|his|her|their|its)\s+(?:the\s+|his\s+|her\s+|their\s+)?"
    rf"(?P<phrase>(?:(?!(?:{_STOPS})\b)[a-z’-]+\s+){{0,2}}?"
    r"(?:[a-z’-]+(?<![su])s|people|children|women|men|police))\b",
)
# who says so is not what is spoken of: "according to the Times", "in the Oxford report"
SOURCE = re.compile(
    r"\b(?i:according\s+to|going\s+by|based\s+on)\s[^,?]*|(?:[A-Z][\w’'-]*\s+)+(?:report|brief|briefing|"
    r"commentary|column|article|paper|study|essay|analysis|digest|memo|document|text)\b"
)
# in "When did the mill close?" the phrase after "did" ends with the verb
ASKED_OF = re.compile(
    r"\b(?:did|does|do|will|can|could|would|should|might|may|must)\s+$", re.IGNORECASE
)

_CIRCUMSTANCES = re.compile(
    r"(?:\s+(?:in|on|at|by|to|from|for|with|about)\s+(?:(?:the|an?|my|your|our)\s+)?[\w’'-]+)*\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that stands alone, and what was answered (without markers)."""

    question: str
    answer: str


def name_of(thread: Sequence[Turn], question: str, *, person: bool = False) -> str:
    """The name that ``question`` most likely leans on, or nothing; never one that it has itself.

    ``person``: names of organisations do not count.
    """
    own = {part.lower() for name in find_names(question) for part in name.parts}
    weights: dict[str, float] = {}
    for back, turn in enumerate(reversed(thread)):
        names = _names(turn.question)
        if back == 0 and (asked := named_by(turn, person=person)):
            names.insert(0, asked)
            weights[asked] = 1.0  # what was asked for is what is spoken of now
        for at, name in enumerate(dict.fromkeys(names)):
            weights[name] = weights.get(name, 0.0) + FADES**back + FIRST * (at == 0)
    fitting = {
        name: weight
        for name, weight in weights.items()
        if not own & {part.lower() for part in name.split()}
        and not (person and (BODY.search(name) or name.isupper()))
    }
    return max(fitting, key=lambda name: fitting[name], default="")


def _names(question: str) -> list[str]:
    """Its names with the article that they have ("the Harbour Bridge"), sources left out."""
    spoken = SOURCE.sub(lambda found: " " * len(found[0]), question)
    names = [each for each in find_names(spoken) if not each.doubtful]
    articles = [re.search(r"\b[Tt]he\s+$", spoken[: each.start]) for each in names]
    return [
        f"the {each.text}" if article else each.text
        for each, article in zip(names, articles, strict=True)
    ]


def named_by(turn: Turn, *, person: bool = False) -> str:
    """The name that answers a question for a person or thing, when the answer is little more, or a
    sentence that opens with it and not with a name of the question ("Ann Lind, his niece, was …").

    Whoever answers "who …?" counts for a person only: no "it" means them.
    """
    direct = turn.answer.strip().split("\n")[0]
    if not ENTITY.match(turn.question) or (WHO.match(turn.question) and not person):
        return ""
    named = find_names(direct)
    if not named:
        return ""
    opens = direct.startswith(named[0].text) and not any(
        same_name(named[0].text, each.text) for each in find_names(turn.question)
    )
    return named[0].text if opens or len(direct.split()) <= SHORT else ""


def phrase_of(thread: Sequence[Turn]) -> str:
    """The thing that the latest question with such a phrase is about, or nothing."""
    for turn in reversed(thread):
        if spans := phrases_in(turn.question):
            start, end = spans[0]
            phrase = turn.question[start:end]
            return re.sub(r"^(?:an?|my|your|our)\s", "the ", phrase, flags=re.IGNORECASE)
    return ""


def phrases_in(question: str) -> list[tuple[int, int]]:
    """Where the things stand that a question speaks of: "the mill", or else a bare "plot 2"."""
    spoken = SOURCE.sub(lambda source: "," * len(source[0]), question)
    definite = [_without_verb(spoken, found) for found in DEFINITE.finditer(spoken)]
    bare = [
        found.span("phrase")
        for found in BARE.finditer(spoken)
        if found["phrase"].lower().split()[-1] not in STOP_WORDS
    ]
    return definite or bare


def _without_verb(spoken: str, phrase: re.Match[str]) -> tuple[int, int]:
    """Where the phrase stands, less the verb: its last word, if none but where and when follows."""
    ends_asking = _CIRCUMSTANCES.match(spoken, phrase.end())
    if ends_asking and follows_auxiliary(spoken, phrase.start()) and phrase[0].count(" ") > 1:
        return phrase.start(), phrase.start() + phrase[0].rindex(" ")
    return phrase.span()


def follows_auxiliary(question: str, start: int) -> bool:
    """Whether what starts there is the subject of a question ("did the mill close")."""
    return ASKED_OF.search(question[:start]) is not None


def several_of(turn: Turn) -> str:
    """The several things or people that the question was about, or nothing."""
    found = MANY.search(SOURCE.sub("", turn.question))
    return f"the {found['phrase']}" if found else ""
