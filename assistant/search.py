"""Search as pure steps: dense and keyword rankings, fused by reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from assistant.types import Chunk, Encoder, Passage, VectorStore

Ranking = Sequence[tuple[str, float]]  # (chunk id, score), best first
Mode = Literal["hybrid", "dense", "keyword"]

RRF_K = 60  # Cormack, Clarke & Büttcher, SIGIR 2009: results hardly depend on it
EVEN: Mapping[str, float] = {}
DEPTH = 4  # each ranking is asked for this many times top_k, so that fusion sees both tails


def fuse(
    rankings: Mapping[str, Ranking], weights: Mapping[str, float] = EVEN, k: int = RRF_K
) -> list[tuple[str, float, tuple[str, ...]]]:
    """Reciprocal rank fusion: ``sum(weight / (k + rank))`` per chunk id over the rankings; a
    ranking that ``weights`` does not name has weight 1.

    Returns (chunk id, score, names of the rankings that hold it), best first; equal scores are
    ordered by id, so that the same query always gives the same list.
    """
    scores: dict[str, float] = {}
    found: dict[str, list[str]] = {}
    for name, ranking in rankings.items():
        weight = weights.get(name, 1.0)
        for rank, (chunk_id, _) in enumerate(ranking, start=1):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + weight / (k + rank)
            found.setdefault(chunk_id, []).append(name)
    order = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
    return [(chunk_id, scores[chunk_id], tuple(found[chunk_id])) for chunk_id in order]


def join_neighbours(passages: Sequence[Passage]) -> list[Passage]:
    """Joins chunks that are parts of one long paragraph; the best part's place is kept.

    Whole neighbouring paragraphs stay apart: they are cited apart.
    """
    joined: list[Passage] = []
    for passage in passages:
        chunk = passage.chunk
        for at, other in enumerate(joined):
            if _parts_of_one(other.chunk, chunk):
                joined[at] = replace(other, chunk=_join(other.chunk, chunk))
                break
        else:
            joined.append(passage)
    return joined


def _parts_of_one(one: Chunk, other: Chunk) -> bool:
    same_paragraph = one.document_id == other.document_id and one.last == other.first == one.first
    touching = one.end <= other.start <= one.end + 2 or other.end <= one.start <= other.end + 2
    return same_paragraph and other.first == other.last and touching


def _join(one: Chunk, other: Chunk) -> Chunk:
    left, right = sorted((one, other), key=lambda chunk: chunk.start)
    return replace(
        one,
        text=f"{left.text} {right.text}",
        start=left.start,
        end=right.end,
        tokens=left.tokens + right.tokens,
    )


def search(
    question: str,
    *,
    encoder: Encoder,
    store: VectorStore,
    keyword: Callable[[str, int], Ranking],
    chunk: Callable[[str], Chunk | None],
    top_k: int,
    mode: Mode = "hybrid",
) -> tuple[Passage, ...]:
    """The ``top_k`` best passages for a question, best first.

    ``keyword`` ranks chunk ids by BM25; ``chunk`` looks one up by id, or says None for an id that
    is not of this corpus (a vector store may be shared).
    """
    rankings: dict[str, Ranking] = {}
    if mode != "keyword":
        vector = encoder.encode_queries([question])[0]
        rankings["dense"] = store.query(vector, top_k * DEPTH)
    if mode != "dense":
        rankings["keyword"] = keyword(question, top_k * DEPTH)
    passages = [
        Passage(found, score, names)
        for chunk_id, score, names in fuse(rankings, {"dense": encoder.trust})
        if (found := chunk(chunk_id)) is not None
    ]
    return tuple(join_neighbours(passages)[:top_k])
