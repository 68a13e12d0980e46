"""Words of a text and their stems: what a question and a document can have in common.

Stemming is Porter2 (Snowball), the Russian stemmer for Cyrillic words.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from itertools import filterfalse

WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+")
UNUSUAL = re.compile("[^\x00-\x7f‘’“”–—]")  # what may have accents or other forms
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_STOPWORDS = """
    a about above after again all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each else few for from
    further had has have having he her here hers herself him himself his how i if in into is it
    its itself just me more most my myself no nor not of off on once only or other our ours
    ourselves out over own s same shall she should so some such t than that the their theirs them
    themselves then there these they this those through to too under until up upon us very was we
    were what when where which while who whom whose why will with within without would you your
    yours yourself yourselves"""
# words that a question uses to ask, which say nothing of what it is about
_ASKING = """
    according answer briefly compare describe detail details discuss document documents
    explain file files find give happen happened kind know list many mean mention mentioned much
    name named often please question really say says show source sources state summarise summarize
    summary tell text texts"""
STOPWORDS = frozenset(_STOPWORDS.split())
ASKING = frozenset(_ASKING.split())


def words(text: str) -> list[str]:
    """The words of a text: lower case, without accents, grouped digits joined (``1,254``)."""
    return [joined_digits(word) for word in raw_words(text)]


def raw_words(text: str) -> list[str]:
    """The same with grouped digits as they are written."""
    if UNUSUAL.search(text):
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(filterfalse(unicodedata.combining, text))
    return WORD.findall(text.casefold())


def joined_digits(word: str) -> str:
    """A number without the commas that group its digits; any other word as it is."""
    return word.replace(",", "") if word[0].isdigit() else word


class Stemmer:
    """Drops stopwords and stems the rest. PyStemmer's objects are not safe between threads."""

    def __init__(self) -> None:
        self._local = threading.local()

    def __call__(self, tokens: list[str]) -> list[str]:
        if not hasattr(self._local, "latin"):
            import Stemmer

            self._local.latin = Stemmer.Stemmer("english")
            self._local.cyrillic = Stemmer.Stemmer("russian")
        kept = [t for t in tokens if t not in STOPWORDS]
        stems: list[str] = self._local.latin.stemWords(kept)
        if not all(map(str.isascii, kept)):
            stems = [
                self._local.cyrillic.stemWord(t) if CYRILLIC.match(t) else s
                for t, s in zip(kept, stems, strict=True)
            ]
        return stems
