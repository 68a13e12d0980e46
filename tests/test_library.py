from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import IndexDamaged, UnknownParagraph
from assistant.library import Library, LibraryWriter
from assistant.types import Chunk, Document, Paragraph, SourceSentence

TEXT = "First one. It goes\n\non here.\n\nThird."
DOCUMENT = Document("notes/a.txt", "Notes", TEXT, "ab" * 32, {"author": "Ann"})
PARAGRAPHS = [
    Paragraph("notes/a.txt", 1, "body", "First one. It goes", 0, 18),
    Paragraph("notes/a.txt", 2, "body", "on here.", 20, 28, "p. 2 ¶1"),
    Paragraph("notes/a.txt", 3, "body", "Third.", 30, 36),
]
SENTENCES = [
    SourceSentence("notes/a.txt", 1, 1, 0, 10, "First one."),
    SourceSentence("notes/a.txt", 1, 2, 11, 28, "It goes on here."),
    SourceSentence("notes/a.txt", 3, 3, 30, 36, "Third."),
]
CHUNKS = [
    Chunk("b", "notes/a.txt", 1, 2, "First one. It goes on here.", 0, 28, 9, "Notes"),
    Chunk("a", "notes/a.txt", 3, 3, "Third.", 30, 36, 4, "Notes"),
]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    with LibraryWriter(tmp_path / "library") as writer:
        writer.add(DOCUMENT, PARAGRAPHS, SENTENCES, CHUNKS)
    return Library(tmp_path / "library")


def test_what_was_stored_comes_back_as_it_was(library: Library) -> None:
    assert library.document("notes/a.txt") == DOCUMENT
    assert library.paragraphs("notes/a.txt") == tuple(PARAGRAPHS)
    assert library.paragraph("notes/a.txt", 2) == PARAGRAPHS[1]
    assert library.chunk("a") == CHUNKS[1]
    assert library.chunks("notes/a.txt") == tuple(CHUNKS)
    (listed,) = library.documents()
    assert (listed.id, listed.title, listed.metadata) == ("notes/a.txt", "Notes", {"author": "Ann"})


@pytest.mark.parametrize(("first", "last", "found"), [(1, 1, 2), (2, 2, 1), (3, 3, 1), (1, 3, 3)])
def test_sentences_that_touch_a_range(library: Library, first: int, last: int, found: int) -> None:
    sentences = library.sentences("notes/a.txt", first, last)
    assert len(sentences) == found
    assert all(s.first <= last and s.last >= first for s in sentences)


def test_around_a_sentence_stand_title_heading_and_the_paragraph_before(tmp_path: Path) -> None:
    kinds = ["heading", "body", "body", "body"]
    texts = ["Bridges", "Anna Lind came.", "She drew plans.", "They were used."]
    with LibraryWriter(tmp_path / "library") as writer:
        paragraphs = [
            Paragraph("notes/a.txt", n, kind, text, 0, 0)  # type: ignore[arg-type]
            for n, (kind, text) in enumerate(zip(kinds, texts, strict=True), start=1)
        ]
        writer.add(DOCUMENT, paragraphs, [], [])
    library = Library(tmp_path / "library")
    last = SourceSentence("notes/a.txt", 4, 4, 0, 0, texts[3])
    assert set(library.around(last).splitlines()) == {"Notes", "Bridges", *texts[2:]}
    assert "She drew plans." not in library.around(SENTENCES[0])


def test_around_a_sentence_stand_all_the_headings_above_it(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path / "library") as writer:
        own = Paragraph("notes/a.txt", 5, "body", "It has two arches.", 0, 0)
        chunk = Chunk("c", "notes/a.txt", 5, 5, own.text, 0, 0, 9, "Notes > Rivers > Brume")
        writer.add(DOCUMENT, [own], [], [chunk])
    sentence = SourceSentence("notes/a.txt", 5, 5, 0, 0, own.text)
    around = Library(tmp_path / "library").around(sentence)
    assert "Notes > Rivers > Brume" in around


def test_a_sentence_stands_below_the_last_heading_above_it(tmp_path: Path) -> None:
    texts = ["Rivers", "It is long.", "Lakes", "It is deep."]
    found = [
        SourceSentence("notes/a.txt", n, n, n, n + 1, text, kind)  # type: ignore[arg-type]
        for n, (text, kind) in enumerate(zip(texts, ["heading", "body"] * 2, strict=True), start=1)
    ]
    with LibraryWriter(tmp_path / "library") as writer:
        writer.add(DOCUMENT, [], found, [])
    library = Library(tmp_path / "library")
    assert library.headed(found[1]) == "Rivers\nIt is long."
    assert library.headed(found[3]) == "Lakes\nIt is deep."
    assert library.headed(found[0]) == "Rivers"


def test_unknown_places_are_told_with_what_there_is(library: Library) -> None:
    with pytest.raises(UnknownParagraph, match="¶1 to ¶3"):
        library.paragraph("notes/a.txt", 4)
    for ask in (library.document, library.paragraphs, lambda d: library.paragraph(d, 1)):
        with pytest.raises(UnknownParagraph, match="other"):
            ask("other.txt")
    assert library.chunk("nowhere") is None


def test_adding_again_replaces_and_deleting_forgets(tmp_path: Path) -> None:
    path = tmp_path / "library"
    with LibraryWriter(path) as writer:
        writer.add(DOCUMENT, PARAGRAPHS, SENTENCES, CHUNKS)
        writer.add(DOCUMENT, PARAGRAPHS[:1], SENTENCES[:1], CHUNKS[:1])
        assert writer.totals() == (1, 1, 9)
        assert writer.delete(["notes/a.txt", "unknown"]) == 1
        assert writer.totals() == (0, 0, 0)
    assert Library(path).documents() == ()


def test_nothing_is_kept_of_a_block_that_failed(tmp_path: Path) -> None:
    path = tmp_path / "library"

    def fail() -> None:
        with LibraryWriter(path) as writer:
            writer.add(DOCUMENT, PARAGRAPHS, SENTENCES, CHUNKS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Library(path).documents() == ()


def test_a_missing_or_foreign_file_is_damage(tmp_path: Path) -> None:
    (tmp_path / "foreign").write_text("not a database, but long enough to be read as one" * 9)
    for name in ("missing", "foreign"):
        with pytest.raises(IndexDamaged):
            Library(tmp_path / name)
    assert not (tmp_path / "missing").exists()


def test_threads_can_read_at_once(library: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda n: library.paragraph("notes/a.txt", n % 3 + 1), range(90)))
    assert all(p == PARAGRAPHS[n % 3] for n, p in enumerate(read))
