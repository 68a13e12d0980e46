from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import IndexDamaged
from assistant.keyword import KeywordIndex, words
from assistant.types import Chunk

TEXTS = {
    "rent": "The tenants were paying 1,254 euros for rented houses.",
    "dogs": "Dogs bark at the café.",
    "town": "В городе были протесты.",
    "stop": "It is what it was.",
}


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    chunks = [Chunk(i, "d", 1, 1, text, 0, 0, 0, "Living") for i, text in TEXTS.items()]
    KeywordIndex.build(chunks, tmp_path)
    return KeywordIndex(tmp_path)


@pytest.mark.parametrize(
    ("question", "best"),
    [("Who pays rent for a house?", "rent"), ("1254", "rent"), ("barking dog", "dogs"),
     ("cafe", "dogs"), ("протест", "town")],
)  # fmt: skip
def test_other_forms_of_a_word_are_found(index: KeywordIndex, question: str, best: str) -> None:
    assert index.query(question, 5)[0][0] == best


def test_only_chunks_that_share_a_word_are_found_best_first(index: KeywordIndex) -> None:
    found = index.query("rent a dog", 10)
    assert {i for i, _ in found} == {"rent", "dogs"}
    scores = [s for _, s in found]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_top_k_bounds_the_result_and_may_exceed_the_corpus(index: KeywordIndex) -> None:
    assert len(index.query("living", 2)) == 2
    assert len(index.query("living", 99)) == 4


@pytest.mark.parametrize("question", ["", "?", "what is it", "zorblax"])
def test_a_question_without_known_words_finds_nothing(index: KeywordIndex, question: str) -> None:
    assert index.query(question, 5) == []


def test_unknown_terms_are_told_as_they_were_written(index: KeywordIndex) -> None:
    assert index.unknown_terms("How many Zorblaxes rent a house in Ulan-Bator?") == (
        "Zorblaxes",
        "Ulan",
        "Bator",
    )
    assert index.unknown_terms("According to the documents, who pays the rent?") == ()


def test_rarity_falls_with_the_chunks_that_hold_a_word(index: KeywordIndex) -> None:
    unheard, once, everywhere = map(index.rarity, ("zorblax", "dogs", "living"))
    assert unheard > once > everywhere > 0
    assert index.rarity("the") == 0


def test_words_fold_case_accents_and_grouped_digits() -> None:
    found = words("Café OPENED 1,254,000 times; v2.5")
    assert found == ["cafe", "opened", "1254000", "times", "v2", "5"]


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    KeywordIndex.build([], tmp_path)
    empty = KeywordIndex(tmp_path)
    assert empty.query("rent", 5) == []
    assert empty.unknown_terms("rent") == ("rent",)


def test_a_folder_without_an_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="rebuild"):
        KeywordIndex(tmp_path)


def test_threads_can_ask_at_once(index: KeywordIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: index.query("barking dogs, протест", 5), range(64)))
    assert all(answer == answers[0] for answer in answers)
