"""The question as asked: checked, and taken apart when it asks for two things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.errors import InvalidQuestion

MOST_CHARACTERS = 4000  # longer ones are documents pasted into the box
WH = r"(?:who|whom|whose|what|when|where|why|how|which)"
_BEFORE_WH = r"(?:in|on|at|by|for|to|from|with|of|since|until|till|after|before|under|during|about)"
_AUXILIARY = (
    r"(?:did|does|do|is|are|was|were|am|has|have|had|will|would|can|could|shall|should|may|might|"
    r"must)(?:n['’]t)?"
)
_ASKING = rf"(?:{_BEFORE_WH}\s+)?{WH}\b"  # "when", "by whom", "since when"
ASKS = re.compile(rf"^\W*{_ASKING}", re.IGNORECASE)
# with it "how long", "how many of", "what year"; in "how did it end" only the first word asks
ASKING_WORDS = re.compile(
    rf"^\W*(?:{_BEFORE_WH}\s+)?(?:(?:what|which)\s+(?:year|month|day|date|time)"
    rf"(?=\s+{_AUXILIARY}\b)|how\s+(?!(?:{_AUXILIARY}|the|an?|to)\b)[\w-]+(?:\s+(?:of|ago)\b)?)|"
    rf"{ASKS.pattern}",
    re.IGNORECASE,
)
# the one who is asked for does what the question tells: "Who owned the mill?"
ASKS_WHO = re.compile(r"^\W*who\s+(?!(?:did|does|do)\b)\w", re.IGNORECASE)
# a comma or "and" counts as a seam only when words that ask follow it
SEAM = re.compile(rf"\?\s+(?=\w)|[,;]?\s+and\s+(?={_ASKING})|;\s+(?={_ASKING})", re.IGNORECASE)
# asks nothing without what was asked before it: "why", "by whom", "who else", "in which year"; not
# "who left" and "what happened", which have a verb
BARE = re.compile(
    rf"^\W*(?!who\s+(?!(?:else|exactly|not|by|for|from|to|with)\W*$)\w+\W*$|what\s+\w+ed\W*$)"
    rf"(?:\w+(?:\s+\w+)?|{_BEFORE_WH}\s+(?:what|which)\s+\w+)\W*$",
    re.IGNORECASE,
)
PARTS = 3
_YES_OR_NO = re.compile(rf"^{_AUXILIARY}\b(?!.*\b{WH}\b)", re.IGNORECASE)


def checked_question(question: str) -> str:
    """The question with its white space folded.

    Raises InvalidQuestion when it is empty or longer than 4,000 characters.
    """
    asked = " ".join(question.split())
    if not any(character.isalnum() for character in asked):
        raise InvalidQuestion("The question is empty.", "Ask something in words.")
    if len(asked) > MOST_CHARACTERS:
        raise InvalidQuestion(
            f"The question has {len(asked):,} characters.",
            f"Keep it under {MOST_CHARACTERS:,}; put long texts into the documents folder.",
        )
    return asked


def parts_of(question: str) -> tuple[str, ...]:
    """The questions in a question: "When did he leave, and why?" asks two.

    Only what starts like a question of its own counts as a part, so that "how many died and
    were injured" stays whole; a bare "and why?" is completed with the words before it.
    """
    pieces = [piece.strip(" ,;?") for piece in SEAM.split(question)]
    pieces = [piece for piece in pieces if piece]
    if not 1 < len(pieces) <= PARTS or not all(ASKS.match(piece) for piece in pieces[1:]):
        return (question,)
    if not _asks_by_itself(pieces[0], pieces[1:]):
        return (question,)
    whole = [asked_also(piece, pieces[0]) if asks_only(piece) else f"{piece}?" for piece in pieces]
    return tuple(whole)


def _asks_by_itself(first: str, others: Sequence[str]) -> bool:
    """Whether the first part is a question: not "when" in "when and where …", nor, where it wants
    yes or no, "is it known who came" before "and why"."""
    if ASKS.match(first):
        return bool(without_asking(first))
    plain = re.match(rf"{_AUXILIARY}\b", first, re.IGNORECASE) and not re.search(
        rf"\b{WH}\b", first
    )
    return bool(plain) and not any(map(asks_only, others))


def asks_only(question: str) -> bool:
    """Whether it is nothing but words that ask: "why", "by whom", "in which year"."""
    return bool(ASKS.match(question) and BARE.match(question))


def without_asking(question: str) -> str:
    """A question without the word that asks, to be put in brackets: "long does it last" still has
    what is asked for."""
    return ASKS.sub("", question).strip(" ?")


def asked_also(words: str, question: str) -> str:
    """``question`` with other words that ask: "why" after "When did he leave?". Where the one asked
    for does what it tells, it is put beside them whole, or nobody would do it."""
    told = question.strip(" ?")
    if ASKS_WHO.match(told):
        return f"{words} ({told[:1].lower()}{told[1:]})?"
    return f"{words} {ASKING_WORDS.sub('', told).strip()}?"
