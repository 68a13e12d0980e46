"""The question as asked: checked, and taken apart when it asks for two things."""

from __future__ import annotations

import re

from assistant.errors import InvalidQuestion

MOST_CHARACTERS = 4000  # longer ones are documents pasted into the box
WH = r"(?:who|whom|whose|what|when|where|why|how|which)"
ASKS = re.compile(rf"^\W*(?:(?:in|on|at|by|for|to|from|with|of)\s+)?{WH}\b", re.IGNORECASE)
# a comma or "and" counts as a seam only when a question word follows it
SEAM = re.compile(rf"\?\s+(?=\w)|[,;]?\s+and\s+(?={WH}\b)|;\s+(?={WH}\b)", re.IGNORECASE)
PARTS = 3


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
    if not 1 < len(pieces) <= PARTS or not all(ASKS.match(piece) for piece in pieces):
        return (question,)
    first = re.sub(ASKS, "", pieces[0]).strip()
    if not first:  # "when and where …"
        return (question,)
    whole = [piece if len(piece.split()) > 2 else f"{piece} {first}" for piece in pieces]
    return tuple(f"{piece}?" for piece in whole)
