"""The words of a question that only name its source: "in Lind's view", "does the report say".

What a document says it seldom says of itself. "What makes Lind say the bridge was badly built?"
asks of Lind's report why the bridge was badly built; read as it stands, nothing answers it.
"""

from __future__ import annotations

import re

from assistant.questions import WH
from assistant.sources import KIND, OF_KIND, TOKEN, WORD, Source

# an aside that only names the source: "in Lind's view", "if I trust the VI column"
ASIDE = re.compile(r"^(?:according|as|by|for|from|going|if|in|to)\b", re.IGNORECASE)
ASIDE_WORDS = 7
ATTRIBUTION = re.compile(
    r"\s+(?:according to|going by)\s(?:[^,?.]|\.(?=\w))+(?=[,?.]|$)", re.IGNORECASE
)
_SOURCE = rf"(?:the |an? )?(?P<source>{TOKEN}(?:\s+{TOKEN}){{0,3}}?)"
_THINK = r"(?:say|think|believe|claim|argue|reckon|maintain)"  # with a whole clause behind it
_NAME = (
    r"(?:see|mention|name|list|cite|report|describe|identify|expect|note|predict|foresee|"
    r"point out|speak of|warn of|write of)"
)
_NO_CLAUSE = r"(?!(?:of|about|on|in|to|with|by|for|against|at|from|so|it|this|that)\b)"
# what names the source, and what is left of the question without it
_FRAMES = tuple(
    (re.compile(pattern, re.IGNORECASE), left)
    for pattern, left in (
        (
            r"^(?:I|we)(?:['’]ve| have)? (?:read|saw|seen|heard|learn(?:ed|t)|gather) (?:in|from) "
            rf"{_SOURCE} that (?P<rest>.+)$",
            r"\g<rest>",
        ),
        (
            rf"^what (?:makes?|made|leads?|led) {_SOURCE} (?:to )?{_THINK}(?: that)? "
            rf"{_NO_CLAUSE}(?P<rest>.+)$",
            r"why \g<rest>",
        ),
        (
            rf"^(?P<asked>{WH}\b(?:(?! (?:does|do|did)\b).)*) (?:does|do|did) {_SOURCE} {_THINK}"
            rf"(?: that)? {_NO_CLAUSE}(?P<rest>\w+ .+)$",
            r"\g<asked> \g<rest>",
        ),
        (
            rf"^(?P<asked>(?:what|which) \w.+?) (?:does|do|did) {_SOURCE} {_NAME}"
            r"(?P<rest>\W*$|\s+(?:in|for|at|on|among)\b.*)",
            r"\g<asked>\g<rest>",
        ),
        (
            r"^(?P<asked>(?:\S+\s+){3,}?)(?:at the (?:end|start|beginning) of|in) the "
            rf"(?P<source>{TOKEN}(?:\s+{TOKEN}){{0,3}}? {KIND})(?P<rest>\W*$|\s+(?!of\b).*)",
            r"\g<asked>\g<rest>",
        ),
    )
)


def unattributed(question: str, source: Source) -> str:
    """The question without the words that only name its source: "How deep is it, in Lind's view?"
    asks of Lind's report how deep it is."""
    if not source.documents:
        return question
    asked = _unframed(ATTRIBUTION.sub("", question), source)
    pieces = asked.rstrip(" ?").split(", ")
    kept = ", ".join(piece for piece in pieces if not _is_aside(piece, source)).rstrip(" ,")
    return f"{kept[:1].upper()}{kept[1:]}?" if kept else question


def _unframed(question: str, source: Source) -> str:
    for pattern, left in _FRAMES:
        match = pattern.match(question)
        if match and _names(match["source"], source):
            question = re.sub(r"\s+(?=[\s?]|$)", "", match.expand(left))
    return question


def _is_aside(piece: str, source: Source) -> bool:
    short = len(piece.split()) <= ASIDE_WORDS
    return bool(short and ASIDE.match(piece) and _names(piece, source))


def _names(phrase: str, source: Source) -> bool:
    """Whether a phrase names the source: by who speaks in it, or as a text with a word of its
    own."""
    words = set(WORD.findall(phrase.lower()))
    return bool(words & source.voices or (OF_KIND.search(phrase) and words & source.marks))
