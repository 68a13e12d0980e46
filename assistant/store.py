"""Chunk vectors in Chroma: the only importer of chromadb.

Vectors are always ours (``embedding_function=None``): Chroma's default function would download
a model at first use. Its telemetry is off.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexDamaged

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

    from assistant.types import Chunk, Vectors

COLLECTION = "chunks"
BATCH = 1000  # rows per call; Chroma refuses more than about 5,000 at once


class ChromaStore:
    """A Chroma collection as a VectorStore: cosine distance, vectors of unit length."""

    def __init__(self, client: ClientAPI, collection: Collection) -> None:
        self._client = client
        self._collection = collection

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Store one vector per chunk; a chunk id that is there already is replaced."""
        for at in range(0, len(chunks), BATCH):
            batch = chunks[at : at + BATCH]
            self._collection.upsert(
                ids=[each.id for each in batch],
                embeddings=vectors[at : at + BATCH],
                metadatas=[{"document_id": each.document_id} for each in batch],
            )

    def delete(self, document_ids: Sequence[str]) -> None:
        """Forget every chunk of these documents."""
        for at in range(0, len(document_ids), BATCH):
            batch = list(document_ids[at : at + BATCH])
            self._collection.delete(where={"document_id": {"$in": batch}})  # type: ignore[dict-item]

    def query(self, vector: Vectors, top_k: int) -> list[tuple[str, float]]:
        """The nearest chunks as (chunk id, cosine similarity), best first.

        ``vector`` has shape ``(dimension,)``.
        """
        found: Any = self._collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=top_k, include=["distances"]
        )
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def count(self) -> int:
        """How many chunks are stored."""
        return self._collection.count()

    def close(self) -> None:
        """Release the database; a folder must not be copied before."""
        self._client.close()  # type: ignore[attr-defined]


def open_embedded(folder: Path, create: bool = False) -> ChromaStore:
    """The store inside an index folder, made when ``create``.

    Raises IndexDamaged when the database cannot be opened or has no such collection.
    """
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from chromadb.errors import ChromaError

    try:
        client = chromadb.PersistentClient(folder, ChromaSettings(anonymized_telemetry=False))
        if create:
            collection = client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
        else:
            collection = client.get_collection(COLLECTION, embedding_function=None)
    except (ChromaError, ValueError) as error:
        raise IndexDamaged(f"The vector database cannot be opened: {folder} ({error}).") from error
    return ChromaStore(client, collection)
