"""PDF: reading order, paragraphs, notes, running heads, and what has no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import read_document, split_sentences
from assistant.errors import DocumentUnreadable
from assistant.types import Document, Paragraph

from .files import BOLD, PdfLine, column, pdf
from .test_reading import check_invariants

pytest.importorskip("pypdfium2")

LEFT = (
    "The harbour was built in 1890 by one who",
    "came from Norway. It has been widened two",
    "times since, and ships of every size now",
    "use it in all the seasons of the year, for",
)
RIGHT = (
    "the water does not freeze. A company has",
    "owned it since 1921; it earned 4.2 million",
    "in the year 2020, which is more than it had",
    "ever earned before in all of its history.",
)


def read(folder: Path, *pages: list[PdfLine]) -> tuple[Document, tuple[Paragraph, ...]]:
    (folder / "a.pdf").write_bytes(pdf(pages, "Harbours"))
    document, paragraphs = read_document(folder, folder / "a.pdf")
    check_invariants(document, paragraphs)
    return document, paragraphs


def test_paragraphs_are_counted_on_each_page(tmp_path: Path) -> None:
    page = column(72, 100, *LEFT) + column(72, 170, "A second paragraph stands here.")
    other = column(72, 100, *RIGHT) + column(72, 170, "Another paragraph stands here.")
    document, paragraphs = read(tmp_path, page, other)
    assert [p.place for p in paragraphs] == ["p. 1 ¶1", "p. 1 ¶2", "p. 2 ¶1", "p. 2 ¶2"]
    assert paragraphs[0].text == "\n".join(LEFT)
    assert (document.title, document.metadata["pages"]) == ("Harbours", "2")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = (
        column(72, 80, "A study of harbours and of those who build them", size=18)
        + column(72, 120, *LEFT) + column(310, 120, *RIGHT)
    )  # fmt: skip
    document, paragraphs = read(tmp_path, page)
    assert [(p.kind, p.text.split("\n")[0]) for p in paragraphs] == [
        ("heading", "A study of harbours and of those who build them"),
        ("body", LEFT[0]),
        ("body", RIGHT[0]),
    ]
    joined = [s for s in split_sentences(document, paragraphs) if s.first < s.last]
    assert [s.text.split(" now ")[1] for s in joined] == [
        "use it in all the seasons of the year, for the water does not freeze."
    ]


def test_lines_of_both_columns_written_alternately(tmp_path: Path) -> None:
    pairs = zip(column(72, 120, *LEFT), column(310, 120, *RIGHT), strict=True)
    assert [p.text for p in read(tmp_path, [line for pair in pairs for line in pair])[1]] == [
        "\n".join(LEFT),
        "\n".join(RIGHT),
    ]


def test_a_table_is_read_by_rows(tmp_path: Path) -> None:
    rows = [("boat", "length", "year"), ("Ann", "12 m", "2011"), ("Bo", "9 m", "1987"),
            ("Cai", "31 m", "1999"), ("Dag", "8 m", "2001")]  # fmt: skip
    page = [
        (72 + 150 * x, 100 + 12.0 * y, 10.0, cell)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    paragraphs = read(tmp_path, page)[1]
    assert [p.kind for p in paragraphs] == ["table"]
    assert paragraphs[0].text.split("\n")[2] == "Ann | 12 m | 2011"


def test_words_broken_at_line_ends_are_whole_in_sentences(tmp_path: Path) -> None:
    lines = ("The harbour company had an under-", "standing with the well-", "known ferry line.")
    document, paragraphs = read(tmp_path, column(72, 100, *lines, "A well-known line it was."))
    assert split_sentences(document, paragraphs)[0].text == (
        "The harbour company had an understanding with the well-known ferry line."
    )


def test_footnotes_and_their_marks(tmp_path: Path) -> None:
    page = [
        *column(72, 100, *LEFT[:1]),
        (72, 112, 10, "came from Norway."),
        (150, 108, 6, "1"),
        (156, 112, 10, "It has been widened."),
        (72, 760, 5, "1"),
        (76, 763, 8, "A. Lee, Harbours of the North, 1999."),
    ]
    document, paragraphs = read(tmp_path, page)
    assert [(p.kind, p.text) for p in paragraphs] == [
        ("body", f"{LEFT[0]}\ncame from Norway.¹ It has been widened."),
        ("footnote", "¹ A. Lee, Harbours of the North, 1999."),
    ]
    assert split_sentences(document, paragraphs)[0].text.endswith("came from Norway.")


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (72, 40, 9, f"Harbour Review, chapter {number // 2}"),
            *column(72, 100, *LEFT[:-1], f"use it in year {number}."),
            (290, 810, 9, str(number)),
        ]
        for number in range(5, 9)
    ]
    paragraphs = read(tmp_path, *pages)[1]
    assert [p.text.split("\n")[-1] for p in paragraphs] == [
        f"use it in year {number}." for number in range(5, 9)
    ]


NAMES = ("Ann", "Bo", "Cai", "Dag", "Eve", "Finn")


def story(top: float, name: str) -> list[PdfLine]:
    """Lines of text that are another one's on every page."""
    lines = ("{} built a boat and took it to the north", "when {} was told of the ice, and in May")
    return column(72, top, *(line.format(name) for line in lines), f"{name} came home.")


@pytest.mark.parametrize(
    ("size", "font", "gap"), [(10, BOLD, 23), (10, BOLD, 16), (16, "F1", 30), (16, BOLD, 60)]
)
def test_numbered_headings_at_the_top_of_pages_stay(
    tmp_path: Path, size: int, font: str, gap: int
) -> None:
    pages: list[list[PdfLine]] = [
        [
            (72, 50, size, f"Clause {number}", font),
            *story(50 + gap, name),
            (290, 810, 9, f"Page {number} of 6"),
        ]
        for number, name in enumerate(NAMES, start=1)
    ]
    document, paragraphs = read(tmp_path, *pages)
    assert [p.text for p in paragraphs[::2]] == [f"Clause {number}" for number in range(1, 7)]
    assert [p.text.split()[0] for p in paragraphs[1::2]] == list(NAMES)
    assert "Page" not in document.text


@pytest.mark.parametrize("foot", ["", "{}", "Page {} of 6"])
@pytest.mark.parametrize("gap", [18, 40])
def test_headings_with_the_number_of_their_page_stay(tmp_path: Path, foot: str, gap: int) -> None:
    titles = ("Purpose", "Members", "Opening hours", "Fees", "Boats", "End")
    heads = [f"{number} {title}" for number, title in enumerate(titles, start=1)]
    pages: list[list[PdfLine]] = [
        [
            (72, 50, 10, head),
            *story(50 + gap, name),
            *([(290.0, 810.0, 9.0, foot.format(number))] if foot else []),
        ]
        for number, (head, name) in enumerate(zip(heads, NAMES, strict=True), start=1)
    ]
    paragraphs = read(tmp_path, *pages)[1]
    assert [p.text for p in paragraphs[::2]] == heads
    assert {p.kind for p in paragraphs[::2]} == {"heading"}


def test_lines_of_text_that_differ_in_a_number_stay(tmp_path: Path) -> None:
    firsts = [f"Boats in the dock: {boats}" for boats in (12, 31, 7)]
    pages = [
        [*column(72, 60, first), *story(75, name)]
        for first, name in zip(firsts, NAMES, strict=False)
    ]
    text = read(tmp_path, *pages)[0].text
    assert [first for first in firsts if first in text] == firsts


def test_a_line_of_text_that_begins_with_its_page_number_stays(tmp_path: Path) -> None:
    pages = [
        [*story(60, name), (290, 810, 9, str(number))] for number, name in enumerate(NAMES, start=1)
    ]
    pages[2][0] = (72, 60, 10, "3 boats were built, and all went to the north")
    document, _ = read(tmp_path, *pages)
    assert "3 boats were built" in document.text
    assert not document.text.endswith("6")


@pytest.mark.parametrize(("font", "gap"), [("F1", 12), ("F1", 23), ("F1", 40), (BOLD, 40)])
def test_running_heads_that_count_pages_are_left_out(tmp_path: Path, font: str, gap: int) -> None:
    heads = ("Harbour Review {}", "{} A. Lee")
    pages: list[list[PdfLine]] = [
        [(72, 40, 10, heads[number % 2].format(number), font), *story(40 + gap, name)]
        for number, name in enumerate(NAMES, start=45)
    ]
    text = read(tmp_path, *pages)[0].text
    assert "Review" not in text
    assert "A. Lee" not in text


def test_heads_that_a_browser_prints_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            (24, 20, 8, "11/22/26, 7:54 AM"),
            (250, 20, 8, "The harbour"),
            *column(72, 100, *LEFT[:-1], f"use it in year {number}."),
            (24, 830, 8, "https://example.org/harbour"),
            (560, 830, 8, f"{number}/2"),
        ]
        for number in (1, 2)
    ]
    paragraphs = read(tmp_path, *pages)[1]
    assert [(p.place, p.text.split("\n")[0]) for p in paragraphs] == [
        ("p. 1 ¶1", LEFT[0]),
        ("p. 2 ¶1", LEFT[0]),
    ]


def test_items_whose_bullets_are_drawn_are_a_list(tmp_path: Path) -> None:
    page = column(72, 100, *LEFT) + column(102, 170, "a dry dock", "a cold store", "a shop")
    document, paragraphs = read(tmp_path, page)
    assert [p.kind for p in paragraphs] == ["body", "list"]
    items = [s.text for s in split_sentences(document, paragraphs) if s.kind == "list"]
    assert items == ["a dry dock", "a cold store", "a shop"]


def test_first_line_indents_part_paragraphs(tmp_path: Path) -> None:
    lines = [(84 if number % 2 else 72, 100 + 12.0 * number, 10.0, text)
             for number, text in enumerate([*LEFT, *RIGHT])]  # fmt: skip
    assert len(read(tmp_path, lines)[1]) == 5


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    document, _ = read(tmp_path, column(72, 100, *LEFT), [], [])
    assert document.metadata["pages_without_text"] == "2, 3"


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match="no text layer on its 2 pages") as failure:
        read(tmp_path, [], [])
    assert "ocrmypdf" in failure.value.remedy
