"""Roughness of real text and real questions: keywords, missing marks, typing errors, odd prose."""

from __future__ import annotations

import re
from random import Random

from assistant.training.lexicon import Lexicon

_FUNCTION_WORDS = frozenset(
    "a an the of in on at to is are was were do does did what which who when where how".split()
)
_ARTICLE = re.compile(r"\b(?:the|a|an) ", re.I)


def rough_question(question: str, rng: Random) -> str:
    """The question as people type it: sometimes lower case, clipped to keywords or misspelt."""
    draw = rng.random()
    if draw < 0.15:
        return question.lower().rstrip(" ?")
    if draw < 0.22:
        words = question.rstrip(" ?").split()
        kept = [w for w in words if w.lower() not in _FUNCTION_WORDS]
        return " ".join(kept) if len(kept) > 2 else question
    if draw < 0.27:
        return _misspell(question, rng)
    return question


def _misspell(text: str, rng: Random) -> str:
    letters = [i for i in range(1, len(text) - 2) if text[i : i + 2].isalpha()]
    if not letters:
        return text
    at = rng.choice(letters)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def rough_prose(text: str, rng: Random, lexicon: Lexicon) -> str:
    """Prose as machines paraphrase it: rarer words for common ones, some articles lost."""

    def swap(match: re.Match[str]) -> str:
        words = lexicon.synonyms.get(match.group())
        return rng.choice(words) if words and rng.random() < 0.5 else match.group()

    text = re.sub(r"[a-z]+", swap, text)
    return _ARTICLE.sub(lambda m: "" if rng.random() < 0.3 else m.group(), text)
