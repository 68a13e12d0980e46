"""Keyword search over the same chunks: BM25 on stemmed words.

Scoring is Lucene's variant of BM25 (Robertson & Zaragoza 2009; k1 = 1.5, b = 0.75). It is worked
out from the stored counts when a question is asked, for then a document that is added or removed
changes no number of the others.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexDamaged
from assistant.postings import Segment
from assistant.stems import ASKING, STOPWORDS, WORD, Stemmer, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.5, 0.75
SEGMENTS, STEMS, COUNTS = "segments.json", "stems.json", "counts.json"


class KeywordIndex:
    """BM25 over chunks, loaded from a folder; safe to share between threads.

    Raises IndexDamaged when the folder does not hold one.
    """

    def __init__(self, folder: Path) -> None:
        with reading(folder):
            self._parts = _weighed(load_segments(folder))
            self._vocabulary = {stem: n for n, stem in enumerate(read_json(folder / STEMS))}
        self._counts = folder / COUNTS
        self._stem = Stemmer()
        self._starts = [0, *accumulate(len(part.segment.ids) for part in self._parts)]
        self._total = sum(part.live for part in self._parts)

    def query(self, text: str, top_k: int) -> list[tuple[str, float]]:
        """The best chunks as (chunk id, BM25 score), best first; only those that share a word."""
        import numpy as np

        scores = np.zeros(self._starts[-1], dtype=np.float32)
        for stem in self._stem(words(text)):
            number = self._vocabulary.get(stem)
            if number is None:
                continue
            weight = np.float32(self._rarity(self._frequency(number)))
            for part, start in zip(self._parts, self._starts, strict=False):
                rows, counts = part.segment.having(number)
                scores[start + rows] += weight * (counts / (counts + part.norms[rows]))
        for part, start in zip(self._parts, self._starts, strict=False):
            scores[start + part.gone] = 0
        found = np.flatnonzero(scores > 0)
        if len(found) > top_k:  # sorting all of a large corpus would take longest
            least = np.partition(scores[found], -top_k)[-top_k]
            found = found[scores[found] >= least]
        # of equal scores the earlier chunk comes first, in whatever order they were indexed
        best = sorted((-float(scores[i]), *self._place(int(i))) for i in found)[:top_k]
        return [(chunk_id, -score) for score, _, _, chunk_id in best]

    def unknown_terms(self, question: str) -> tuple[str, ...]:
        """The content words of a question, as written there, that no document contains."""
        unknown: dict[str, None] = {}
        for match in WORD.finditer(question):
            for word in words(match.group()):
                if len(word) < 2 or word in STOPWORDS or word in ASKING:
                    continue
                if not any(map(self._holders, self._stem([word]))):
                    unknown[match.group()] = None
        return tuple(unknown)

    def documents(self, word: str) -> frozenset[str]:
        """The ids of the documents that have a word, in any inflection."""
        numbers = [self._vocabulary.get(stem) for stem in self._stem(words(word))]
        return frozenset(
            part.segment.document(row)
            for number in numbers
            if number is not None
            for part in self._parts
            for row in set(part.segment.having(number)[0].tolist()) - set(part.gone.tolist())
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """Every word of the documents, lower case, with how often it occurs."""
        found: dict[str, int] = read_json(self._counts)
        return found

    def rarity(self, word: str) -> float:
        """Inverse document frequency (as in BM25) of a word over the chunks; 0 for a stopword."""
        stems = self._stem(words(word))
        if not stems or not self._vocabulary:
            return 0.0
        return self._rarity(min(map(self._holders, stems)))

    def _rarity(self, frequency: int) -> float:
        return math.log(1 + (self._total - frequency + 0.5) / (frequency + 0.5))

    def _holders(self, stem: str) -> int:
        """How many chunks have a stem."""
        number = self._vocabulary.get(stem)
        return 0 if number is None else self._frequency(number)

    def _frequency(self, number: int) -> int:
        return sum(part.frequency(number) for part in self._parts)

    def _place(self, at: int) -> tuple[str, int, str]:
        """Document, row in its segment, and id of the chunk at a place in the scores."""
        n = bisect_right(self._starts, at) - 1
        segment, row = self._parts[n].segment, at - self._starts[n]
        return segment.document(row), row, segment.ids[row]


class _Part:
    """A segment as it is scored: what of it is gone, and what the length of each chunk means."""

    def __init__(self, segment: Segment, gone: set[int]) -> None:
        import numpy as np

        self.segment = segment
        self.gone = np.array(sorted(gone), dtype=np.int64)
        self.live = len(segment.ids) - len(gone)
        self.words = int(segment.lengths.sum()) - int(segment.lengths[self.gone].sum())
        self.norms: NDArray[np.float32]

    def frequency(self, number: int) -> int:
        """How many of its chunks have a term."""
        import numpy as np

        rows = self.segment.having(number)[0]
        return len(rows) - int(np.isin(rows, self.gone).sum()) if len(self.gone) else len(rows)


def _weighed(segments: Mapping[str, tuple[Segment, set[int]]]) -> list[_Part]:
    import numpy as np

    parts = [_Part(segment, gone) for segment, gone in segments.values()]
    mean = sum(part.words for part in parts) / (sum(part.live for part in parts) or 1) or 1.0
    for part in parts:
        part.norms = (K1 * (1 - B + B * part.segment.lengths / mean)).astype(np.float32)
    return [part for part in parts if part.live]


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Whatever is wrong with the files of a keyword index is IndexDamaged."""
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        raise IndexDamaged(f"The keyword index cannot be read: {folder} ({error}).") from error


def load_segments(folder: Path) -> dict[str, tuple[Segment, set[int]]]:
    """The segments of an index by name, each with its rows that are gone."""
    told = read_json(folder / SEGMENTS)
    return {name: (Segment.load(folder / name), set(gone)) for name, gone in told.items()}


def read_json(path: Path) -> Any:
    """What a file of the index says."""
    return json.loads(path.read_text("utf-8"))
