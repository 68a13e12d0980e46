"""The fast encoder: a vector per word piece, distilled once from the sentence encoder.

The method is Model2Vec's (Tulkens & van Dongen 2024): every word piece alone goes through the
sentence encoder, the vectors are centred and reduced by PCA, and weighted by smooth inverse
frequency (Arora et al. 2017; frequencies by Zipf's law from the rank in the vocabulary). A text's
vector is the mean over its word pieces: word order is lost, indexing no longer waits for a model.

In a corpus on one subject the words of that subject tell nothing apart, so once an index is open
the words of a question are weighted by how rare they are in it (``attune``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from assistant.types import Vectors

METHOD = "static 1"  # part of the digest: another method makes other vectors
DIMENSION = 256
SMOOTHING = 1e-4  # a of the weight a / (a + p)
TRUST = 0.05  # beside keywords; with more, search finds less than keywords alone (dev split)
UNLIMITED = 1_000_000  # tokens: a mean reads everything
BEFORE, AFTER = frozenset("(\"'"), frozenset(",.;:!?)\"'")
WORD = re.compile(r"\w+")
SPECIAL = re.compile(r"\[\w+\]")  # [CLS], [unused7]


class Teacher(Protocol):
    """What can be distilled: an encoder that shows its word pieces."""

    name: str
    digest: str

    @property
    def tokenizer(self) -> Any: ...

    def encode_pieces(self, ids: Sequence[int]) -> Vectors: ...


class Unbounded:
    """Reads texts of any length: a mean over all that is in them."""

    max_tokens = UNLIMITED

    def count_tokens(self, text: str) -> int:
        """About how many words ``text`` has: good enough, since there is no limit to keep."""
        return text.count(" ") + 1


class StaticEncoder(Unbounded):
    """Static vectors distilled from ``teacher``, kept in ``file`` (made at the first text)."""

    def __init__(self, teacher: Teacher, file: Path) -> None:
        self._teacher, self._file = teacher, file
        self.name = f"{teacher.name}, static"
        self.digest = hashlib.sha256(f"{METHOD} {teacher.digest}".encode()).hexdigest()
        self.dimension = DIMENSION
        self.trust = TRUST
        self._rarity: Callable[[str], float] | None = None
        self._pieces = lru_cache(maxsize=2**17)(self._split)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape ``(len(texts), dimension)``."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            if pieces := list(chain.from_iterable(map(self._pieces, text.split()))):
                self._table.take(pieces, axis=0).sum(axis=0, out=vectors[row])
        return _unit(vectors)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same for questions, their words weighted by rarity once the encoder is attuned."""
        rarity = self._rarity
        if rarity is None:
            return self.encode_documents(texts)
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in WORD.findall(text):
                if weight := rarity(word):
                    vectors[row] += weight * self._table[list(self._pieces(word))].sum(axis=0)
        return _unit(vectors)

    def _split(self, word: str) -> tuple[int, ...]:
        """The word pieces of a word: no tokenizer joins across white space, nor the teacher's a
        word with the marks around it, so that most words are met before."""
        if len(word) > 1 and word[-1] in AFTER:
            return self._pieces(word[:-1]) + self._pieces(word[-1])
        if len(word) > 1 and word[0] in BEFORE:
            return self._pieces(word[0]) + self._pieces(word[1:])
        return tuple(self._teacher.tokenizer.encode(f" {word}", add_special_tokens=False).ids)

    def attune(self, rarity: Callable[[str], float]) -> None:
        """From now on weight the words of questions by ``rarity``, as the opened index knows it."""
        self._rarity = rarity

    @cached_property
    def _table(self) -> Vectors:
        import numpy as np

        if self._file.is_file():
            with np.load(self._file) as kept:
                if str(kept["digest"]) == self.digest:
                    table: Vectors = kept["table"].astype(np.float32)
                    return table
        table = distil(self._teacher)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        aside = self._file.with_suffix(".new.npz")
        np.savez(aside, table=table.astype(np.float16), digest=np.array(self.digest))
        aside.replace(self._file)
        return table.astype(np.float16).astype(np.float32)


def _unit(vectors: Vectors) -> Vectors:
    import numpy as np

    # a text without a known piece points nowhere in particular, but has length 1 like the others
    vectors[~vectors.any(axis=1)] = 1.0
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def distil(teacher: Teacher) -> Vectors:
    """The table of shape ``(vocabulary, DIMENSION)``; special and unused pieces are zero."""
    import numpy as np

    vocabulary: dict[str, int] = teacher.tokenizer.get_vocab()
    table = np.zeros((max(vocabulary.values()) + 1, DIMENSION), dtype=np.float32)
    ids = sorted(i for piece, i in vocabulary.items() if not SPECIAL.fullmatch(piece))
    raw = teacher.encode_pieces(ids).astype(np.float64)
    raw -= raw.mean(axis=0)
    _, directions = np.linalg.eigh(raw.T @ raw)
    reduced = raw @ directions[:, ::-1][:, :DIMENSION]
    # vocabularies are sorted by frequency: the n-th piece has probability ~ 1 / n
    frequency = 1.0 / np.arange(2, len(ids) + 2)
    frequency /= frequency.sum()
    table[ids] = reduced * (SMOOTHING / (SMOOTHING + frequency))[:, None]
    return table
