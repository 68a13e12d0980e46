"""The stored plain-text view of the corpus: documents, paragraphs, sentences, chunks.

One SQLite file inside the index. It is written once by indexing and only read afterwards, so
a citation opens at the very text that was indexed even when the file has changed since.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged, UnknownParagraph
from assistant.types import Chunk, Document, Paragraph, SourceSentence

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, title TEXT, text TEXT, sha256 TEXT, metadata TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS paragraphs (
    document_id TEXT, number INTEGER, kind TEXT, text TEXT, start INTEGER, "end" INTEGER,
    place TEXT, PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sentences (
    document_id TEXT, first INTEGER, last INTEGER, start INTEGER, "end" INTEGER, text TEXT,
    kind TEXT);
CREATE INDEX IF NOT EXISTS sentences_by_place ON sentences (document_id, first, last);
CREATE TABLE IF NOT EXISTS chunks (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, document_id TEXT, first INTEGER, last INTEGER,
    text TEXT, start INTEGER, "end" INTEGER, tokens INTEGER, heading TEXT);
CREATE INDEX IF NOT EXISTS chunks_by_document ON chunks (document_id, position);
"""
PARAGRAPH = 'document_id, number, kind, text, start, "end", place'
SENTENCE = 'document_id, first, last, start, "end", text, kind'
CHUNK = 'id, document_id, first, last, text, start, "end", tokens, heading'


class Library:
    """Point look-ups into the stored texts; safe to share between threads.

    Raises IndexDamaged when the file is missing or is not a library.
    """

    def __init__(self, path: Path) -> None:
        try:
            # immutable: no locks and no journal, since nobody writes a finished library
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._db.execute("SELECT count(*) FROM documents").fetchone()
        except sqlite3.Error as error:
            raise IndexDamaged(f"The stored texts cannot be read: {path} ({error}).") from error
        self._lock = threading.Lock()
        self._documents: tuple[Document, ...] | None = None  # asked for with every question

    def documents(self) -> tuple[Document, ...]:
        """Every document, by id; without its text (``text`` is empty), which may be long."""
        if self._documents is None:
            rows = self._rows("SELECT id, title, '', sha256, metadata FROM documents ORDER BY id")
            self._documents = tuple(_document(row) for row in rows)
        return self._documents

    def document(self, document_id: str) -> Document:
        """One document with its text. Raises UnknownParagraph when it is not in the index."""
        rows = self._rows(
            "SELECT id, title, text, sha256, metadata FROM documents WHERE id = ?", document_id
        )
        if not rows:
            raise self._unknown(document_id)
        return _document(rows[0])

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """Every paragraph of a document in reading order.

        Raises UnknownParagraph when the document is not in the index.
        """
        rows = self._rows(
            f"SELECT {PARAGRAPH} FROM paragraphs WHERE document_id = ? ORDER BY number",
            document_id,
        )
        if not rows:
            raise self._unknown(document_id)
        return tuple(Paragraph(*row) for row in rows)

    def paragraph(self, document_id: str, number: int) -> Paragraph:
        """One paragraph. Raises UnknownParagraph when there is no such file or number."""
        rows = self._rows(
            f"SELECT {PARAGRAPH} FROM paragraphs WHERE document_id = ? AND number = ?",
            document_id,
            number,
        )
        if rows:
            return Paragraph(*rows[0])
        count = self._rows("SELECT count(*) FROM paragraphs WHERE document_id = ?", document_id)
        if not count[0][0]:
            raise self._unknown(document_id)
        raise UnknownParagraph(
            f"{document_id} has no paragraph {number}.", f"It has ¶1 to ¶{count[0][0]}."
        )

    def sentences(self, document_id: str, first: int, last: int) -> tuple[SourceSentence, ...]:
        """The sentences whose range touches paragraphs ``first`` to ``last``, in reading order."""
        rows = self._rows(
            f"SELECT {SENTENCE} FROM sentences WHERE document_id = ? AND first <= ? AND last >= ?"
            " ORDER BY start",
            document_id,
            last,
            first,
        )
        return tuple(SourceSentence(*row) for row in rows)

    def around(self, sentence: SourceSentence) -> str:
        """What a reader of the sentence has before them: the title, the headings above, the
        paragraph before, and the sentence's own."""
        above = (
            "SELECT max(number) FROM paragraphs"
            " WHERE document_id = ? AND kind = 'heading' AND number < ?"
        )
        rows = self._rows(
            "SELECT title FROM documents WHERE id = ? UNION ALL SELECT text FROM paragraphs"
            f" WHERE document_id = ? AND (number BETWEEN ? AND ? OR number = ({above}))"
            " UNION ALL SELECT heading FROM chunks"
            " WHERE document_id = ? AND ? BETWEEN first AND last",
            *(sentence.document_id, sentence.document_id, sentence.first - 1, sentence.last),
            *(sentence.document_id, sentence.first, sentence.document_id, sentence.first),
        )
        return "\n".join(text for (text,) in rows)

    def heading(self, sentence: SourceSentence) -> str:
        """The last heading above the sentence, or nothing."""
        rows = self._rows(
            "SELECT text FROM sentences WHERE document_id = ? AND kind = 'heading' AND first < ?"
            " ORDER BY start DESC LIMIT 1",
            sentence.document_id,
            sentence.first,
        )
        return str(rows[0][0]) if rows else ""

    def headed(self, sentence: SourceSentence) -> str:
        """The sentence below the last heading above it; alone where there is none."""
        return "\n".join(filter(None, (self.heading(sentence), sentence.text)))

    def chunk(self, chunk_id: str) -> Chunk | None:
        """One chunk, or None when no document of this index has it."""
        rows = self._rows(f"SELECT {CHUNK} FROM chunks WHERE id = ?", chunk_id)
        return Chunk(*rows[0]) if rows else None

    def chunks(self, document_id: str) -> tuple[Chunk, ...]:
        """The chunks of a document in reading order."""
        rows = self._rows(
            f"SELECT {CHUNK} FROM chunks WHERE document_id = ? ORDER BY position", document_id
        )
        return tuple(Chunk(*row) for row in rows)

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._db.close()

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def _unknown(self, document_id: str) -> UnknownParagraph:
        return UnknownParagraph(
            f"No document {document_id!r} in the index.",
            "Use the path under the corpus folder, as in a citation.",
        )


class LibraryWriter:
    """Fills a library file, as a context manager: nothing is kept unless the block ends well.

    The file is made aside and put on disk before it has its name, so SQLite need not wait for it.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(SCHEMA)

    def __enter__(self) -> LibraryWriter:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        with closing(self._db):
            if failure is None:
                self._db.commit()

    def add(
        self,
        document: Document,
        paragraphs: Sequence[Paragraph],
        sentences: Iterable[SourceSentence],
        chunks: Iterable[Chunk],
    ) -> None:
        """Store one document, replacing what was stored under its id."""
        self.delete([document.id])
        row = (document.id, document.title, document.text, document.sha256)
        metadata = json.dumps(dict(document.metadata), ensure_ascii=False)
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", (*row, metadata))
        self._db.executemany(
            f"INSERT INTO paragraphs ({PARAGRAPH}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((p.document_id, p.number, p.kind, p.text, p.start, p.end, p.place)
             for p in paragraphs),
        )  # fmt: skip
        self._db.executemany(
            f"INSERT INTO sentences ({SENTENCE}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((s.document_id, s.first, s.last, s.start, s.end, s.text, s.kind)
             for s in sentences),
        )  # fmt: skip
        self._db.executemany(
            f"INSERT INTO chunks ({CHUNK}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((c.id, c.document_id, c.first, c.last, c.text, c.start, c.end, c.tokens, c.heading)
             for c in chunks),
        )  # fmt: skip

    def delete(self, document_ids: Sequence[str]) -> int:
        """Forget documents; ids that are not there are no error. Returns how many chunks went."""
        ids = [(each,) for each in document_ids]
        self._db.executemany("DELETE FROM documents WHERE id = ?", ids)
        for table in ("paragraphs", "sentences"):
            self._db.executemany(f"DELETE FROM {table} WHERE document_id = ?", ids)
        return self._db.executemany("DELETE FROM chunks WHERE document_id = ?", ids).rowcount

    def chunks(self, document_ids: Sequence[str] | None = None) -> Iterator[Chunk]:
        """The stored chunks of some documents, or of all, in reading order."""
        if document_ids is None:
            sql = f"SELECT {CHUNK} FROM chunks ORDER BY document_id, position"
            yield from (Chunk(*row) for row in self._db.execute(sql))
            return
        sql = f"SELECT {CHUNK} FROM chunks WHERE document_id = ? ORDER BY position"
        for document_id in document_ids:
            yield from (Chunk(*row) for row in self._db.execute(sql, (document_id,)))

    def count_chunks(self) -> int:
        """How many chunks are stored: read off an index, where ``totals`` reads everything."""
        number: int = self._db.execute("SELECT count(*) FROM chunks").fetchone()[0]
        return number

    def totals(self) -> tuple[int, int, int]:
        """How many paragraphs, chunks and chunk tokens are stored."""
        paragraphs = self._db.execute("SELECT count(*) FROM paragraphs").fetchone()[0]
        sql = "SELECT count(*), coalesce(sum(tokens), 0) FROM chunks"
        chunks, tokens = self._db.execute(sql).fetchone()
        return paragraphs, chunks, tokens


def _document(row: tuple[Any, ...]) -> Document:
    document_id, title, text, sha256, metadata = row
    return Document(document_id, title, text, sha256, json.loads(metadata))
