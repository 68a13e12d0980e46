"""Of whom a bare number counts: "hundreds of miners hurt and 18 killed" tells 18 miners."""

from __future__ import annotations

import re

from assistant.grounding.words import content_stems

_STATE = r"(?:\w+ed|hurt|dead|missing|lost|shot|slain|taken)"
_GROUP = re.compile(
    rf"\b(?:[a-z]+s of|\d[\d,.]*|several|many|some|a few|two|three|four|five|six|seven|eight|nine|"
    rf"ten) (?P<group>(?:[\w-]+ ){{0,3}}?[\w-]+s) {_STATE},? (?:and|or|but|with) "
    r"(?:(?:as many as|up to|at least|about|around|nearly|almost|over|more than|some) )*$",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s+(?:(?:was|were|had been|have been) )?{_STATE}\b", re.IGNORECASE)
_PART = re.compile(r"\s+(?:out )?of (?:the |these |those |all |its |their )*\d")
_ASKED = re.compile(
    r"\bhow many (?!of\b|more\b|other\b)[a-z]|\b(?:death|overall|total) toll\b|\bnumber of [a-z]",
    re.IGNORECASE,
)


def group_of(sentence: str, start: int, end: int) -> str:
    """Of whom ``sentence[start:end]`` is a number where the words before it tell that alone; else
    nothing."""
    told = _GROUP.search(sentence[:start])
    return told["group"] if told and _BARE.match(sentence[end:]) else ""


def counts_others(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether a number is of others than those of whom the question asks how many there are:
    "How many people died?" is not plainly answered by how many miners did."""
    asked, group = _ASKED.search(question), group_of(sentence, start, end)
    return bool(asked and group) and not set(content_stems(group)) & set(content_stems(question))


def of_other_groups(sentence: str, answer: str, other: str) -> bool:
    """Whether the answer in a sentence is a number of a group that the other sentence lacks, or of
    a part ("142 of the 238 dead") where the other one tells of no part."""
    start = sentence.find(answer) if answer else -1
    if start < 0:
        return False
    end = start + len(answer)
    if _PART.match(sentence[end:]) and not _PART.search(other):
        return True
    group = group_of(sentence, start, end)
    return bool(group) and not set(content_stems(group)) & set(content_stems(other))
