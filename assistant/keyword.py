"""Keyword search over the same chunks: BM25 (bm25s) on stemmed words.

Scoring is Lucene's variant of BM25 (Robertson & Zaragoza 2009; k1 = 1.5, b = 0.75); stemming is
Porter2 (Snowball), the Russian stemmer for Cyrillic words.
"""

from __future__ import annotations

import json
import math
import re
import threading
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged
from assistant.types import Chunk

WORD = re.compile(r"\d+(?:[.,:]\d+)+|\w+")
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
COUNTS = "counts.json"
ASKING = frozenset(_ASKING.split())


def words(text: str) -> list[str]:
    """The words of a text: lower case, without accents, grouped digits joined (``1,254``)."""
    plain = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    found: list[str] = WORD.findall(plain.casefold())
    return [w.replace(",", "") if w[0].isdigit() else w for w in found]


class KeywordIndex:
    """BM25 over chunks, loaded from a folder; safe to share between threads.

    Raises IndexDamaged when the folder does not hold one.
    """

    def __init__(self, folder: Path) -> None:
        import bm25s

        try:
            self._ids: list[str] = json.loads((folder / "ids.json").read_text("utf-8"))
            self._bm25: Any = bm25s.BM25.load(folder, mmap=True) if self._ids else None
            self._counts = folder / COUNTS
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"The keyword index cannot be read: {folder} ({error}).") from error
        self._stem = _Stemmer()

    @staticmethod
    def build(chunks: Iterable[Chunk], folder: Path) -> None:
        """Write the index of ``chunks`` (heading trail and text) into ``folder``."""
        import bm25s

        ids: list[str] = []
        rows: list[array[int]] = []
        numbers = _StemNumbers()
        counts: Counter[str] = Counter()
        for chunk in chunks:
            ids.append(chunk.id)
            found = words(chunk.embedded_text)
            counts.update(found)
            rows.append(array("I", (n for n in map(numbers.__getitem__, found) if n >= 0)))
        folder.mkdir(parents=True, exist_ok=True)
        if any(rows):
            bm25 = bm25s.BM25(method="lucene")
            bm25.index((rows, numbers.vocabulary), show_progress=False)
            bm25.save(folder, show_progress=False)
        else:
            ids = []
        (folder / "ids.json").write_text(json.dumps(ids), "utf-8")
        (folder / COUNTS).write_text(json.dumps(counts, ensure_ascii=False), "utf-8")

    def query(self, text: str, top_k: int) -> list[tuple[str, float]]:
        """The best chunks as (chunk id, BM25 score), best first; only those that share a word."""
        import numpy as np

        tokens = [t for t in self._stem(words(text)) if self._bm25 and t in self._bm25.vocab_dict]
        if not tokens:
            return []
        scores = self._bm25.get_scores(tokens)
        found = np.flatnonzero(scores > 0)
        if len(found) > top_k:  # sorting all of a large corpus would take longest
            least = np.partition(scores[found], -top_k)[-top_k]
            found = found[scores[found] >= least]
        # stable: of equal scores the earlier chunk comes first, whatever the machine
        best = found[np.argsort(-scores[found], kind="stable")[:top_k]]
        return [(self._ids[i], float(scores[i])) for i in best]

    def unknown_terms(self, question: str) -> tuple[str, ...]:
        """The content words of a question, as written there, that no document contains."""
        unknown: dict[str, None] = {}
        for match in re.finditer(r"\d+(?:[.,:]\d+)+|\w+", question):
            for word in words(match.group()):
                if len(word) < 2 or word in STOPWORDS or word in ASKING:
                    continue
                if not any(t in self._vocabulary for t in self._stem([word])):
                    unknown[match.group()] = None
        return tuple(unknown)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Every word of the documents, lower case, with how often it occurs."""
        found: dict[str, int] = json.loads(self._counts.read_text("utf-8"))
        return found

    def rarity(self, word: str) -> float:
        """Inverse document frequency (as in BM25) of a word over the chunks; 0 for a stopword."""
        stems = self._stem(words(word))
        if not stems or not self._bm25:
            return 0.0
        total = len(self._ids)
        indptr = self._bm25.scores["indptr"]
        at = [self._vocabulary.get(stem) for stem in stems]
        rarest = min(0 if i is None else int(indptr[i + 1] - indptr[i]) for i in at)
        return math.log(1 + (total - rarest + 0.5) / (rarest + 0.5))

    @property
    def _vocabulary(self) -> dict[str, int]:
        return self._bm25.vocab_dict if self._bm25 else {}


class _StemNumbers(dict[str, int]):
    """Words to the numbers of their stems (a stopword: -1), each word stemmed once.

    ``vocabulary`` numbers the stems. Numbers in place of words keep a build's memory small.
    """

    def __init__(self) -> None:
        super().__init__()
        self.vocabulary: dict[str, int] = {}
        self._stem = _Stemmer()

    def __missing__(self, word: str) -> int:
        stems = self._stem([word])
        self[word] = number = (
            self.vocabulary.setdefault(stems[0], len(self.vocabulary)) if stems else -1
        )
        return number


class _Stemmer:
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
