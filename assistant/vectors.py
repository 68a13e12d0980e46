"""Vectors that were paid for already, by the text that they stand for.

A build puts each batch here as soon as it is encoded: killed at any moment, the next build goes
on where this one stopped; a file that moved, or whose one paragraph changed, costs next to nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.types import Chunk, Encoder, Vectors

WINDOW = 4096  # chunks in memory at once
STEP = 1000  # chunks that are encoded at once where that takes no time
BATCH = 32  # chunks encoded between two commits; a question meanwhile waits for one batch


class NoCache:
    """Encodes everything: for an encoder that is as fast as looking up would be."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def close(self) -> None:
        """Nothing is held."""

    def encode(
        self, chunks: Iterable[Chunk], report: Callable[[int, int], None]
    ) -> Iterator[tuple[Sequence[Chunk], Vectors]]:
        """As ``VectorCache.encode``."""
        stream, done = iter(chunks), 0
        while window := list(islice(stream, STEP)):
            vectors = self._encoder.encode_documents([each.embedded_text for each in window])
            done += len(window)
            report(done, done)
            yield window, vectors

    def forget_all_but(self, chunks: Iterable[Chunk], number: int) -> None:
        """Nothing was remembered."""


class VectorCache:
    """Vectors of one encoder in a SQLite file. One process at a time: the one that builds."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._encoder = encoder
        try:
            self._db = _connected(path)
        except sqlite3.DatabaseError:  # nothing in it that cannot be computed again
            path.unlink()
            self._db = _connected(path)

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def encode(
        self, chunks: Iterable[Chunk], report: Callable[[int, int], None]
    ) -> Iterator[tuple[Sequence[Chunk], Vectors]]:
        """Windows of chunks, each with its vectors of shape ``(len(window), dimension)``.

        Only texts without a vector are encoded, longest first so that a batch needs little
        padding. After each batch ``report`` hears how many chunks now have a vector, and how many
        texts were encoded.
        """
        stream = iter(chunks)
        done = encoded = 0
        while window := list(islice(stream, WINDOW)):
            keys = [self._key(each) for each in window]
            known = self._known(keys)
            missing = {k: c.embedded_text for k, c in zip(keys, window, strict=True)}
            todo = sorted(missing.keys() - known.keys(), key=lambda k: (-len(missing[k]), k))
            done += len(window) - len(todo)
            report(done, encoded)
            for first in range(0, len(todo), BATCH):
                batch = todo[first : first + BATCH]
                vectors = self._encoder.encode_documents([missing[key] for key in batch])
                known.update(zip(batch, vectors, strict=True))
                self._store(batch, vectors)
                done += len(batch)
                encoded += len(batch)
                report(done, encoded)
            yield window, self._stacked([known[key] for key in keys])

    def forget_all_but(self, chunks: Iterable[Chunk], number: int) -> None:
        """Drop vectors that none of the chunks (so many) needs, once they are more than these."""
        count = self._db.execute("SELECT count(*) FROM vectors").fetchone()[0]
        if count <= 2 * number:
            return
        kept = {self._key(each) for each in chunks}
        stored = [key for (key,) in self._db.execute("SELECT key FROM vectors")]
        with self._db:
            self._db.executemany(
                "DELETE FROM vectors WHERE key = ?", ((key,) for key in stored if key not in kept)
            )
        self._db.execute("VACUUM")

    def _key(self, chunk: Chunk) -> bytes:
        text = f"{self._encoder.digest}\0{chunk.embedded_text}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        import numpy as np

        known: dict[bytes, Vectors] = {}
        width = 4 * self._encoder.dimension
        for key in keys:
            row = self._db.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
            if row and len(row[0]) == width:
                known[key] = np.frombuffer(row[0], dtype="<f4")
        return known

    def _store(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        rows = ((k, v.astype("<f4").tobytes()) for k, v in zip(keys, vectors, strict=True))
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _stacked(self, vectors: Sequence[Vectors]) -> Vectors:
        import numpy as np

        return np.stack(vectors).astype(np.float32, copy=False)


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    # with rowids: a table without them has at least four rows a page, and vectors would overflow
    db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")
    return db
