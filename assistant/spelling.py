"""Typing errors in a question, mended from the words that the documents use; names spelt otherwise
there (Zhanaozen, Janaozen) are spelt as there, for no reader knows both.

Only a word that neither any document nor an English dictionary has is touched, and only when one
document word is clearly nearest, or it is a slip from an English word; so a question about
something foreign stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from assistant.grounding.names import fold

if TYPE_CHECKING:
    from spellchecker import SpellChecker

WORD = re.compile(r"[^\W\d_]{4,}")  # shorter words have too many neighbours
# a file name, a number with letters: no word that is in one is mistyped
CODED = re.compile(r"\S*(?:\w[._/\\]\w|\d)\S*")
LONG = 7  # letters; from here on two slips are forgiven
SURE = 5  # letters; shorter words are near to words that were not meant


def mended(question: str, unknown: Collection[str], vocabulary: Mapping[str, int]) -> str:
    """The question with each mistyped word replaced by the document word that was meant.

    ``unknown``: the question's words that no document has. ``vocabulary``: the documents' words
    in lower case, with how often each occurs.
    """
    plain = set(WORD.findall(CODED.sub(" ", question)))
    suspects = [word for word in unknown if word in plain]
    if not suspects:
        return question
    dictionary = _dictionary()
    for word in suspects:
        if word.lower() in dictionary:
            continue
        meant = _spelt_as(word.lower(), vocabulary) or _nearest(word.lower(), vocabulary)
        if not meant and word.islower():  # no name
            meant = _in_dictionary(word, dictionary, vocabulary)
        if meant:
            meant = meant.capitalize() if word[0].isupper() else meant
            question = re.sub(rf"\b{re.escape(word)}\b", meant, question)
    return question


def _nearest(word: str, vocabulary: Mapping[str, int]) -> str:
    """The vocabulary word within one slip (two for a long word); of several the most frequent,
    unless that is not clear. A slip is a letter more, less, other or swapped with its neighbour
    (optimal string alignment, Damerau 1964)."""
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= LONG else 1
    near: dict[int, list[str]] = {}
    for candidate in _same_start(word, vocabulary):
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if distance <= allowed:
            near.setdefault(distance, []).append(candidate)
    if not near:
        return ""
    best = sorted(near[min(near)], key=lambda each: (-vocabulary[each], each))
    if len(best) > 1 and vocabulary[best[0]] < 2 * vocabulary[best[1]] and not _one_stem(best[:2]):
        return ""
    return best[0]


def _spelt_as(name: str, vocabulary: Mapping[str, int]) -> str:
    """The most frequent vocabulary word that is another spelling of a name: one by the same sounds
    in another romanisation."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    # the rules of names are slow, and two spellings of one name have half their letters in common
    near = extract_iter(name, list(vocabulary), scorer=OSA.distance, score_cutoff=len(name) // 2)
    same = [word for word, _, _ in near if WORD.fullmatch(word) and fold(word) == fold(name)]
    return max(same, key=lambda each: (vocabulary[each], each), default="")


def _in_dictionary(word: str, dictionary: SpellChecker, vocabulary: Collection[str]) -> str:
    """The most usual English word within one slip of one that is long enough: no document has it,
    but a reader that knows the word understands the question. Where documents have some that are
    as near, it stays unclear which is meant."""
    if len(word) < SURE:
        return ""
    near = dictionary.known(dictionary.edit_distance_1(word))
    if not near.isdisjoint(vocabulary):
        return ""
    return max(near, key=lambda each: (dictionary[each], each), default="")


def _same_start(word: str, vocabulary: Iterable[str]) -> Iterable[str]:
    """Hardly anyone mistypes a first letter, save by swapping it with the second."""
    return (each for each in vocabulary if each[:1] in word[:2] and abs(len(each) - len(word)) <= 2)


def _one_stem(words: list[str]) -> bool:
    one, other = words
    return one[:-2] == other[: len(one) - 2]


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en")
