"""Sentence windows: nothing lost, nothing longer than the budget, pieces overlap."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.windows import group_sentences, sentence_spans


def test_sentences_end_where_sentences_end() -> None:
    text = 'Dr. Wren met A. B. Lark at 3.5 km. She said: "Go now." Then they left.'
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Dr. Wren met A. B. Lark at 3.5 km.",
        'She said: "Go now."',
        "Then they left.",
    ]


def test_list_items_and_blocks_are_sentences_of_their_own() -> None:
    text = "Kept:\n- one lamp\n- two ropes\n\nNothing else"
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Kept:",
        "- one lamp",
        "- two ropes",
        "Nothing else",
    ]


@given(st.text(alphabet="Ab. \n-!?", max_size=80))
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    spans = sentence_spans(text)
    kept = "".join("".join(text[a:b].split()) for a, b in spans)
    assert kept == "".join(text.split())
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


@given(st.lists(st.integers(1, 30), max_size=25), st.integers(5, 60), st.integers(0, 3))
def test_runs_cover_all_sentences_and_keep_the_budget(
    sizes: list[int], budget: int, overlap: int
) -> None:
    runs = group_sentences(sizes, budget, overlap)
    covered = {i for first, last in runs for i in range(first, last)}
    assert covered == set(range(len(sizes)))
    for first, last in runs:
        assert sum(sizes[first:last]) <= budget or last - first == 1
    assert all(two[0] > one[0] and two[1] > one[1] for one, two in itertools.pairwise(runs))


def test_neighbouring_runs_share_a_sentence() -> None:
    assert group_sentences([4, 4, 4, 4], budget=8) == [(0, 2), (1, 3), (2, 4)]
