"""Fusion and joining, on rankings small enough to do by hand."""

from __future__ import annotations

import pytest

from assistant.search import fuse, join_neighbours
from assistant.types import Chunk, Passage


def chunk(name: str, first: int, last: int, start: int, end: int, document: str = "a.md") -> Chunk:
    return Chunk(name, document, first, last, f"text {name}", start, end, 10)


def test_fusion_adds_reciprocal_ranks_and_remembers_who_found() -> None:
    fused = fuse({"dense": [("a", 0.9), ("b", 0.8)], "keyword": [("b", 7.0), ("c", 3.0)]}, k=60)
    assert [name for name, _, _ in fused] == ["b", "a", "c"]
    assert fused[0][1] == pytest.approx(1 / 62 + 1 / 61)
    assert fused[0][2] == ("dense", "keyword")
    assert fused[2][2] == ("keyword",)


def test_a_ranking_counts_as_much_as_it_weighs() -> None:
    rankings = {"dense": [("a", 1.0), ("b", 0.9)], "keyword": [("b", 3.0), ("c", 2.0)]}
    order = [chunk_id for chunk_id, _, _ in fuse(rankings, {"dense": 0.05})]
    assert order == ["b", "c", "a"]


def test_equal_scores_come_in_a_fixed_order() -> None:
    one = fuse({"dense": [("b", 1.0)], "keyword": [("a", 1.0)]})
    other = fuse({"keyword": [("a", 1.0)], "dense": [("b", 1.0)]})
    assert [name for name, _, _ in one] == [name for name, _, _ in other] == ["a", "b"]


def test_parts_of_one_paragraph_are_joined_in_reading_order() -> None:
    second, other, first = (
        Passage(chunk("2", 4, 4, 101, 180), 0.9),
        Passage(chunk("x", 5, 5, 182, 200), 0.8),
        Passage(chunk("1", 4, 4, 0, 100), 0.7),
    )
    joined = join_neighbours([second, other, first])
    assert [each.chunk.text for each in joined] == ["text 1 text 2", "text x"]
    assert (joined[0].chunk.start, joined[0].chunk.end, joined[0].score) == (0, 180, 0.9)


def test_neighbouring_paragraphs_and_other_documents_stay_apart() -> None:
    passages = [
        Passage(chunk("1", 4, 4, 0, 100), 0.9),
        Passage(chunk("2", 5, 5, 101, 180), 0.8),
        Passage(chunk("3", 4, 4, 101, 180, "b.md"), 0.7),
    ]
    assert join_neighbours(passages) == passages
