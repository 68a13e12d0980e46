"""Making a keyword index, anew or from the one before: segments are kept, one more is added."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.keyword import COUNTS, SEGMENTS, STEMS, load_segments, read_json, reading
from assistant.postings import count_terms, share_folder
from assistant.stems import Stemmer, joined_digits, raw_words, words

if TYPE_CHECKING:
    from assistant.types import Chunk

FULL = 20_000  # chunks of a segment: what is counted in memory at once
SMALL = FULL // 4
FEW = 8  # small segments; more are put together


class KeywordWriter:
    """Makes a keyword index in ``folder``, from nothing or from the one in ``base``.

    Raises IndexDamaged when ``base`` does not hold one.
    """

    def __init__(self, folder: Path, base: Path | None = None) -> None:
        self._folder, self._base = folder, base
        with reading(base or folder):
            self._kept = load_segments(base) if base else {}
            self._counts: Counter[str] = Counter(read_json(base / COUNTS) if base else {})
            self._words = _WordNumbers(read_json(base / STEMS) if base else ())
        self._segments: dict[str, list[int]] = {}
        self._begin()

    def remove(self, chunks: Iterable[Chunk]) -> None:
        """Forget all chunks of some documents."""
        documents: set[str] = set()
        for chunk in chunks:
            documents.add(chunk.document_id)
            self._counts.subtract(words(chunk.embedded_text))
        for segment, gone in self._kept.values():
            for document_id in documents:
                gone.update(segment.rows_of(document_id))

    def worn(self) -> list[str]:
        """Documents to remove and add once more: those of segments that are mostly gone, or that
        are small and many."""
        live = {name: len(s.ids) - len(gone) for name, (s, gone) in self._kept.items()}
        small = {name for name, rows in live.items() if 0 < rows < SMALL}
        worn = {name for name, (_, gone) in self._kept.items() if len(gone) > live[name] > 0}
        if len(small) > FEW:
            worn |= small
        return [
            document_id
            for name in sorted(worn)
            for document_id, first in self._kept[name][0].documents
            if first not in self._kept[name][1]
        ]

    def add(self, chunks: Iterable[Chunk]) -> None:
        """Store chunks (heading trail and text); those of one document follow each other."""
        for chunk in chunks:
            if not self._documents or self._documents[-1][0] != chunk.document_id:
                if len(self._ids) >= FULL:
                    self._end()
                self._documents.append((chunk.document_id, len(self._ids)))
            found = raw_words(chunk.embedded_text)
            self._ids.append(chunk.id)
            self._lengths.append(len(found))
            self._found.extend(map(self._words.__getitem__, found))

    def close(self) -> None:
        """Write what is left, and what belongs to all segments."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._end()
        for name, (segment, gone) in self._kept.items():
            if len(gone) < len(segment.ids):
                assert self._base
                share_folder(self._base / name, self._folder / name)
                self._segments[name] = sorted(gone)
        self._write(SEGMENTS, self._segments)
        self._write(STEMS, list(self._words.stems))
        self._write(COUNTS, {word: n for word, n in self._counts.items() if n > 0})

    def _write(self, name: str, value: object) -> None:
        (self._folder / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")

    def _begin(self) -> None:
        self._documents: list[tuple[str, int]] = []
        self._ids: list[str] = []
        self._lengths = array("I")
        self._found = array("I")

    def _end(self) -> None:
        """Write a segment of what was added."""
        import numpy as np

        if not self._ids:
            return
        found = np.frombuffer(self._found, dtype=np.uint32)
        for number, times in enumerate(np.bincount(found).tolist()):
            if times:
                self._counts[self._words.names[number]] += times
        terms = np.array(self._words.terms, dtype=np.int64)[found]
        rows = np.repeat(np.arange(len(self._ids)), self._lengths)[terms >= 0]
        lengths = np.bincount(rows, minlength=len(self._ids)).astype(np.uint32)
        counted = terms[terms >= 0].astype(np.uint32)
        segment = count_terms(self._documents, self._ids, lengths, counted)
        name = uuid4().hex[:12]
        segment.save(self._folder / name)
        self._segments[name] = []
        self._begin()


class _WordNumbers(dict[str, int]):
    """Words as they are written to numbers, each word looked at once.

    ``names`` are the words by number, ``terms`` the numbers of their stems (a stopword: -1), which
    ``stems`` holds. Numbers in place of words keep a build's memory small.
    """

    def __init__(self, stems: Sequence[str]) -> None:
        super().__init__()
        self.stems = {stem: number for number, stem in enumerate(stems)}
        self.names: list[str] = []
        self.terms = array("i")
        self._stem = Stemmer()

    def __missing__(self, raw: str) -> int:
        word = joined_digits(raw)
        if word != raw:
            self[raw] = number = self[word]
            return number
        self[word] = number = len(self.names)
        stems = self._stem([word])
        self.names.append(word)
        self.terms.append(self.stems.setdefault(stems[0], len(self.stems)) if stems else -1)
        return number
