"""Bringing vectors into the store: the database of an index folder, or a shared server."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IndexDamaged
from assistant.library import LibraryWriter
from assistant.reporting import Progress, Report
from assistant.store import CARE, ChromaStore, open_embedded
from assistant.types import Chunk
from assistant.vectors import NoCache, VectorCache


@dataclass(slots=True)
class Filling:
    """The vectors of one build: from ``cache``, of the chunks in ``library``.

    ``care`` is what a database made afresh takes for each vector. ``embedded`` counts the texts
    that had to be encoded.
    """

    cache: VectorCache | NoCache
    library: LibraryWriter
    report: Report
    care: int = CARE
    embedded: int = 0

    def embedded_store(
        self, seed: Path, fresh: Iterable[Chunk], gone: Sequence[str], replaced: int | None
    ) -> int:
        """Bring the database in ``seed`` up to date: ``gone`` documents out, ``fresh`` chunks in.

        ``replaced`` is how many of its chunks were removed since it was made, None when there is
        none to start from. It is made afresh when it is worn, damaged or lost chunks. Returns the
        new ``replaced``.
        """
        # a graph with many holes finds less
        if replaced is None or replaced <= self.library.count_chunks():
            try:
                if self._amend(seed, fresh, gone):
                    return replaced or 0
            except IndexDamaged:
                deque(fresh, maxlen=0)  # made afresh from the cache, which costs no encoding
        shutil.rmtree(seed, ignore_errors=True)
        if not self._amend(seed, self.library.chunks(), ()):
            raise IndexDamaged("The vector database lost chunks.")
        return 0

    def shared_store(self, store: ChromaStore) -> list[str]:
        """Upload what the server does not have yet. Returns the ids that it no longer needs; they
        are to be removed when the new index is in place, since the old one still uses them."""
        present = store.ids()
        wanted = {chunk.id for chunk in self.library.chunks()}
        missing = (chunk for chunk in self.library.chunks() if chunk.id not in present)
        self._add(store, missing, len(wanted - present))
        return sorted(present - wanted)

    def _amend(self, seed: Path, chunks: Iterable[Chunk], gone: Sequence[str]) -> bool:
        store = open_embedded(seed, create=True, care=self.care)
        try:
            store.delete(gone)
            self._add(store, chunks, self.library.count_chunks())
            return store.count() == self.library.count_chunks()
        finally:
            store.close()

    def _add(self, store: ChromaStore, chunks: Iterable[Chunk], total: int) -> None:
        def report(done: int, encoded: int) -> None:
            self.embedded = encoded
            self.report(Progress("embedding", done, total))

        for window, vectors in self.cache.encode(chunks, report):
            store.add(window, vectors)
