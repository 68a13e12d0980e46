"""Chunk vectors in Chroma: the only importer of chromadb.

Vectors are always ours (``embedding_function=None``): Chroma's default function would download
a model at first use. Its telemetry is off.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import IndexDamaged, InvalidSettings, StoreUnreachable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from assistant.types import Chunk, Vectors

COLLECTION = "chunks"
BATCH = 1000  # rows per call; Chroma refuses more than about 5,000 at once
PAGE = 10_000  # ids per call
# neighbours looked at to place a vector; with less care a search misses about one more of the
# nearest in a hundred (of real prose), and the database takes a fifth less time
CARE, LESS_CARE = 100, 40
TOKEN = "ASSISTANT_CHROMA_TOKEN"


class ChromaStore:
    """A Chroma collection as a VectorStore: cosine distance, vectors of unit length.

    With an ``owner`` it is one index's part of a collection that others write to as well: ids
    carry the owner's name, and nothing of the others is seen or touched.
    Raises IndexDamaged (embedded) or StoreUnreachable (server) for what goes wrong in Chroma.
    """

    def __init__(self, client: ClientAPI, collection: Collection, owner: str = "") -> None:
        self._client = client
        self._collection = collection
        self._owner = owner
        self._prefix = f"{owner}:" if owner else ""

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store one vector per chunk; a chunk id that is there already is replaced."""
        for at in range(0, len(chunks), BATCH):
            batch = chunks[at : at + BATCH]
            with self._translated():
                self._collection.upsert(
                    ids=[self._prefix + each.id for each in batch],
                    embeddings=vectors[at : at + BATCH],
                    metadatas=[
                        {"document_id": each.document_id, "owner": self._owner} for each in batch
                    ],
                )

    def delete(self, document_ids: Sequence[str]) -> None:
        """Forget every chunk of these documents."""
        for at in range(0, len(document_ids), BATCH):
            documents: Any = {"document_id": {"$in": list(document_ids[at : at + BATCH])}}
            with self._translated():
                self._collection.delete(where={"$and": [documents, {"owner": self._owner}]})

    def remove(self, chunk_ids: Sequence[str]) -> None:
        """Forget these chunks."""
        for at in range(0, len(chunk_ids), BATCH):
            with self._translated():
                ids = [self._prefix + each for each in chunk_ids[at : at + BATCH]]
                self._collection.delete(ids=ids)

    def query(self, vector: Vectors, top_k: int) -> list[tuple[str, float]]:
        """The nearest chunks as (chunk id, cosine similarity), best first.

        ``vector`` has shape ``(dimension,)``.
        """
        with self._translated():
            found: Any = self._collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=top_k,
                where={"owner": self._owner} if self._owner else None,
                include=["distances"],
            )
        ids = [each.removeprefix(self._prefix) for each in found["ids"][0]]
        return [(i, 1.0 - d) for i, d in zip(ids, found["distances"][0], strict=True)]

    def count(self) -> int:
        """How many chunks are stored."""
        if self._owner:
            return len(self.ids())
        with self._translated():
            return self._collection.count()

    def ids(self) -> set[str]:
        """The ids of all chunks that are stored."""
        ids: set[str] = set()
        where: Any = {"owner": self._owner}
        with self._translated():
            while page := self._collection.get(
                where=where, include=[], limit=PAGE, offset=len(ids)
            )["ids"]:
                ids.update(each.removeprefix(self._prefix) for each in page)
        return ids

    def close(self) -> None:
        """Release the database; a folder must not be copied before."""
        self._client.close()  # type: ignore[attr-defined]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        try:
            yield
        except (ChromaError, HTTPError) as error:
            if self._owner:
                raise StoreUnreachable(f"The Chroma server failed ({error}).") from error
            raise IndexDamaged(f"The vector database failed ({error}).") from error


def _configuration(care: int = CARE) -> Any:
    return {"hnsw": {"space": "cosine", "ef_search": 200, "ef_construction": care}}


def open_embedded(folder: Path, create: bool = False, care: int = CARE) -> ChromaStore:
    """The store inside an index folder, made (with so much ``care``) when ``create``.

    Raises IndexDamaged when the database cannot be opened or has no such collection.
    """
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings as ChromaSettings
    from chromadb.errors import ChromaError

    try:
        client = chromadb.PersistentClient(folder, ChromaSettings(anonymized_telemetry=False))
        if create:
            collection = client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=_configuration(care)
            )
        else:
            collection = client.get_collection(COLLECTION, embedding_function=None)
    except (ChromaError, ValueError) as error:
        # Chroma remembers by its folder a database that failed to start, and would fail for good
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise IndexDamaged(f"The vector database cannot be opened: {folder} ({error}).") from error
    return ChromaStore(client, collection)


def open_shared(chroma: str, encoder_digest: str, owner: str) -> ChromaStore:
    """``owner``'s part of the collection for an encoder on a Chroma server.

    ``chroma`` is ``http(s)://host:port``, with the token in the environment variable
    ``ASSISTANT_CHROMA_TOKEN`` when the server (or the gate before it) wants one, or ``cloud`` for
    Chroma Cloud (``CHROMA_API_KEY``, ``CHROMA_TENANT``, ``CHROMA_DATABASE``).

    Raises InvalidSettings for another value, StoreUnreachable when the server does not answer or
    does not let us in.
    """
    url = urlsplit(chroma)
    if chroma != "cloud" and not (url.scheme in ("http", "https") and url.hostname):
        raise InvalidSettings(f"chroma is {chroma!r}.", "Use http://host:port, or cloud.")
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    settings = ChromaSettings(anonymized_telemetry=False)
    try:
        if chroma == "cloud":
            client = chromadb.CloudClient(settings=settings)
        else:
            secure = url.scheme == "https"
            token = os.environ.get(TOKEN)
            client = chromadb.HttpClient(
                host=url.hostname or "",
                port=url.port or (443 if secure else 8000),
                ssl=secure,
                headers={"Authorization": f"Bearer {token}"} if token else None,
                settings=settings,
            )
        collection = client.get_or_create_collection(
            f"cited-{encoder_digest[:12]}", embedding_function=None, configuration=_configuration()
        )
    except (ChromaError, HTTPError, ValueError) as error:
        raise StoreUnreachable(
            f"No Chroma at {chroma} ({error}).",
            f"Is it running, and does {TOKEN} (for cloud: CHROMA_API_KEY) hold the right token?",
        ) from error
    return ChromaStore(client, collection, owner)
