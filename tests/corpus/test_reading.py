"""Reading one file: encodings, numbering, identity, and what cannot be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus import read_document
from assistant.corpus.kinds import classify
from assistant.corpus.text import read_text
from assistant.errors import DocumentUnreadable
from assistant.types import Document, Paragraph
from evals.invariants import check_invariants

RUSSIAN = "Мост через реку построили в 1912 году. Он стоит до сих пор и нужен городу.\n\nКонец."
GERMAN = "Die Brücke über den Fluß wurde größer, schöner und für alle Bürger geöffnet.\n\nSchluß."


def read(folder: Path, data: bytes, name: str = "a.txt") -> tuple[Document, tuple[Paragraph, ...]]:
    (folder / name).write_bytes(data)
    return read_document(folder, folder / name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_encodings_of_russian_text(tmp_path: Path, encoding: str) -> None:
    document, paragraphs = read(tmp_path, RUSSIAN.encode(encoding))
    assert document.text == RUSSIAN
    assert [p.number for p in paragraphs] == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_encodings_of_german_text(tmp_path: Path, encoding: str) -> None:
    document, _ = read(tmp_path, GERMAN.encode(encoding))
    assert document.text == GERMAN
    assert "encoding" in document.metadata


def test_a_few_damaged_bytes_do_not_turn_utf8_into_another_encoding(tmp_path: Path) -> None:
    document, _ = read(tmp_path, (RUSSIAN * 3).encode() + b"\xff tail")
    assert "Мост через реку" in document.text
    assert document.metadata["encoding"] == "utf-8 with 1 damaged bytes"


def test_line_ends_are_one_kind(tmp_path: Path) -> None:
    document, paragraphs = read(tmp_path, b"One.\r\nStill one.\r\n\r\nTwo.\r\rThree.")
    assert document.text == "One.\nStill one.\n\nTwo.\n\nThree."
    assert [p.text for p in paragraphs] == ["One.\nStill one.", "Two.", "Three."]


def test_identity(tmp_path: Path) -> None:
    data = b"# A title\n\nText.\n"
    (tmp_path / "sub").mkdir()
    document, _ = read(tmp_path, data, "sub/a b.md")
    assert document.id == "sub/a b.md"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.title == "A title"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \n\t\n", "a.txt is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, "is a PNG image"),
        (bytes(range(256)) * 9, "is not text"),
        (b"text then\0\0\0zeros" * 20, "is not text"),
        (b"\xff\xfeabc", "marked as utf-16"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(DocumentUnreadable, match=message) as failure:
        read(tmp_path, data)
    assert failure.value.remedy


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match="cannot be opened: No such file"):
        read_document(tmp_path, tmp_path / "gone.txt")


def test_front_matter_is_one_paragraph(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "On Bridges"\nauthor: Ann Lee\n\ndate: 2021-03-04\n---\n\n# Bridges\n\nText.\n'
    )
    document, paragraphs = read(tmp_path, text.encode(), "b.md")
    assert [(p.number, p.kind) for p in paragraphs] == [
        (1, "metadata"),
        (2, "heading"),
        (3, "body"),
    ]
    assert document.title == "On Bridges"
    assert document.metadata["author"] == "Ann Lee"
    assert document.metadata["author_paragraph"] == "1"
    assert document.metadata["date"] == "2021-03-04"


@pytest.mark.parametrize(
    ("text", "author", "paragraph"),
    [
        ("# Tides\n\nBy Ann Lee and Bo Ek\n\nTides rise twice a day.", "Ann Lee and Bo Ek", "2"),
        ("# Tides\n\n*Ann B. Lee*\n\nTides rise twice a day.", "Ann B. Lee", "2"),
        (
            "# Tides\n\nTides rise.\n\nAbout the author\n\nAnn Lee is a pilot in Hull.",
            "Ann Lee",
            "4",
        ),
        ("# Tides\n\nTides rise.\n\n**Ann Lee** is a pilot in Hull.", "Ann Lee", "3"),
    ],
)
def test_the_author_is_found_where_it_stands(
    tmp_path: Path, text: str, author: str, paragraph: str
) -> None:
    metadata = read(tmp_path, text.encode())[0].metadata
    assert (metadata["author"], metadata["author_paragraph"]) == (author, paragraph)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Feature  \nJanuary 2, 2024", "January 2, 2024"),
        ("Published on 3 May 2021", "3 May 2021"),
        ("Tuesday, 3rd March 2020, 10:15", "3rd March 2020"),
        ("2020-01-31", "2020-01-31"),
    ],
)
def test_the_date_line(tmp_path: Path, line: str, date: str) -> None:
    document, paragraphs = read(tmp_path, f"# Tides\n\n{line}\n\nTides rise.".encode())
    assert paragraphs[1].kind == "metadata"
    assert document.metadata["date"] == date


def test_the_longer_of_two_opening_lines_is_the_title(tmp_path: Path) -> None:
    text = "Sea policy\n\nHow the tide changed the harbour\n\nThe tide rose by two metres in a day."
    assert read(tmp_path, text.encode())[0].title == "How the tide changed the harbour"


def test_without_a_title_the_file_name_serves(tmp_path: Path) -> None:
    assert read(tmp_path, b"Only a sentence that ends.", "note 7.txt")[0].title == "note 7"


ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab A1.,;:-\n\n\t#*_>|[]()<>/\\&`~^!?\"'“”…•¹\u2029\x0b\x0c\r\ufeff"),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=400,
)


@settings(deadline=None)
@given(ANY_TEXT)
def test_invariants_hold_for_any_text(text: str) -> None:
    try:
        content = read_text(text.encode(), "x")
    except DocumentUnreadable:
        return
    document = Document("x", "x", content.text, "")
    kinds = classify(content.blocks)
    assert kinds == classify(content.blocks)
    paragraphs = tuple(
        Paragraph("x", number, kind, block.text, block.start, block.end)
        for number, (block, kind) in enumerate(zip(content.blocks, kinds, strict=True), start=1)
    )
    check_invariants(document, paragraphs)
