from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant import keyword_writer
from assistant.errors import IndexDamaged
from assistant.keyword import KeywordIndex
from assistant.keyword_writer import KeywordWriter
from assistant.stems import words
from assistant.types import Chunk

TEXTS = {
    "rent": "The tenants were paying 1,254 euros for rented houses.",
    "dogs": "Dogs bark at the café.",
    "town": "В городе были протесты.",
    "stop": "It is what it was.",
}


def indexed(chunks: list[Chunk], folder: Path) -> KeywordIndex:
    writer = KeywordWriter(folder)
    writer.add(chunks)
    writer.close()
    return KeywordIndex(folder)


@pytest.fixture
def index(tmp_path: Path) -> KeywordIndex:
    chunks = [Chunk(i, "d", 1, 1, text, 0, 0, 0, "Living") for i, text in TEXTS.items()]
    return indexed(chunks, tmp_path)


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
    empty = indexed([], tmp_path)
    assert empty.query("rent", 5) == []
    assert empty.unknown_terms("rent") == ("rent",)


def test_a_folder_without_an_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="rebuild"):
        KeywordIndex(tmp_path)


def test_threads_can_ask_at_once(index: KeywordIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: index.query("barking dogs, протест", 5), range(64)))
    assert all(answer == answers[0] for answer in answers)


def texts_of(document: str, version: int, count: int) -> list[Chunk]:
    """Chunks that share most of their words, some of them all, so that scores are often equal."""
    words_ = ("oak", "elm", f"version{version}", "1,250")
    return [
        Chunk(f"{document}.{version}.{n}", document, n, n, f"{TEXTS['rent']} Lot {n % 3} {word}",
              0, 0, 0, "Living")
        for n, word in zip(range(count), words_ * 9, strict=False)
    ]  # fmt: skip


def asked(index: KeywordIndex) -> list[object]:
    questions = ("rent a lot", "elm", "oak lot 2", "1250", "version3", "version1 house")
    found: list[object] = [index.query(question, k) for question in questions for k in (2, 5, 99)]
    return [*found, index.counts, index.unknown_terms("Is version0 an elm?"), index.rarity("elm")]


def test_an_index_that_changed_often_equals_a_fresh_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyword_writer, "FULL", 20)
    monkeypatch.setattr(keyword_writer, "SMALL", 8)
    monkeypatch.setattr(keyword_writer, "FEW", 3)
    held = {f"d{n}": texts_of(f"d{n}", 0, 3 + n) for n in range(9)}
    indexed([chunk for chunks in held.values() for chunk in chunks], tmp_path / "0")
    segments = set()
    for step in range(1, 25):
        writer = KeywordWriter(tmp_path / str(step), tmp_path / str(step - 1))
        changed = f"d{step * 7 % 11}"
        writer.remove(held.pop(changed, []))
        worn = writer.worn()
        again = [chunk for document in worn for chunk in held[document]]
        writer.remove(again)
        writer.add(again)
        if step % 5:
            held[changed] = texts_of(changed, step, 2 + step % 6)
            writer.add(held[changed])
        writer.close()
        fresh = [chunk for document in sorted(held) for chunk in held[document]]
        folder = tmp_path / f"fresh {step}"
        assert asked(KeywordIndex(tmp_path / str(step))) == asked(indexed(fresh, folder))
        segments.add(len(list((tmp_path / str(step)).glob("*/chunks.json"))))
    assert max(segments) <= 7


def test_an_update_keeps_the_files_of_what_did_not_change(tmp_path: Path) -> None:
    indexed([*texts_of("a", 0, 9), *texts_of("b", 0, 3)], tmp_path / "old")
    writer = KeywordWriter(tmp_path / "new", tmp_path / "old")
    writer.remove(texts_of("b", 0, 3))
    writer.add(texts_of("c", 0, 1))
    writer.close()
    kept = {path.stat().st_ino for path in (tmp_path / "old").glob("*/rows.npy")}
    assert kept <= {path.stat().st_ino for path in (tmp_path / "new").glob("*/rows.npy")}


def test_the_documents_that_have_a_word(tmp_path: Path) -> None:
    texts = {"a": "Dogs bark.", "b": "A dog slept.", "c": "Cats purr."}
    chunks = [Chunk(i, f"{i}.txt", 1, 1, text, 0, 0, 0, "") for i, text in texts.items()]
    indexed(chunks, tmp_path / "all")
    writer = KeywordWriter(tmp_path / "less", base=tmp_path / "all")
    writer.remove(chunks[1:2])
    writer.close()
    index = KeywordIndex(tmp_path / "less")
    assert index.documents("dog") == {"a.txt"}
    assert index.documents("horse") == frozenset()
