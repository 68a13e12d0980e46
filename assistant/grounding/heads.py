"""The heads of noun phrases: "the Dutch embassy" and "Dutch farmers" share a name, not a head."""

from __future__ import annotations

import re

from assistant.grounding.names import find_names
from assistant.grounding.words import stem, words

# common nouns for the same people or body, by stem
_ALIKE = {
    stem(noun): number
    for number, group in enumerate(
        (
            "government authorities state officials regime ministry administration cabinet",
            "company firm corporation enterprise manufacturer maker business",
            "troops soldiers army military forces contingent servicemen",
            "president leader head chief ruler chairman director",
            "embassy ambassador diplomats mission consulate",
            "police policemen officers",
            "citizens residents inhabitants locals people population public nationals",
            "protesters demonstrators activists campaigners",
            "businessmen entrepreneurs merchants traders",
            "researchers scientists scholars experts academics",
            "parliament lawmakers deputies senators assembly",
            "court judges",
            "journalists reporters correspondents authors writers",
        )
    )
    for noun in group.split()
}
# what may stand after the head
_ADDED = re.compile(
    r"\s*[,(]|\s+(?:of|from|in|on|at|for|with|by|to|near|under|who|which|that|whose|led|called)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:[a-z]{2}s|men|people)$")
_SAME_THING = re.compile(
    r"\b(?:city|town|village|island|republic|kingdom|state|province|region|month|year|company|firm|"
    r"bank|party) of\b"
)


def head(phrase: str) -> str:
    """The stem of the phrase's head when it is a common noun: "mayor" of "the mayor of Oslo".
    Nothing for a name, as "Oslo" or "Mayor Lind"."""
    core = _ADDED.split(phrase, maxsplit=1)[0]
    found = words(core)
    if not found:
        return ""
    last = found[-1]
    if last.text.islower():
        return last.stem
    # a capital that only opens the sentence: "Farmers from Norway", but not "Lind from Norway"
    names = [name for name in find_names(phrase) if name.start <= last.start < name.end]
    opens = last.start == 0 and core != phrase and all(name.doubtful for name in names)
    return last.stem if opens and _PLURAL.search(last.text) else ""


def unlike(one: str, other: str) -> bool:
    """Whether two phrases are about other sorts of people or bodies, by their heads."""
    a, b = head(one), head(other)
    if not a or not b or a in _stems(other) or b in _stems(one):
        return False
    return _ALIKE.get(a, a) != _ALIKE.get(b, b)


def described(phrase: str) -> bool:
    """Whether the phrase is a description in which a name only tells whose or where from: "Berg's
    nephew", "farmers from Norway"; "the nephew, Lars Berg" gives the name itself, and so does
    "the city of Oslo"."""
    return bool(head(phrase)) and "," not in phrase and not _SAME_THING.search(phrase)


def _stems(text: str) -> set[str]:
    return {word.stem for word in words(text)}
