"""Rows of tables in formats with cells: read with the names of their columns."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.corpus import read_document, split_sentences
from assistant.corpus.grid import Cell, Row, grid_pieces, grid_text, span

from . import files
from .files import BOLD, pdf

Table = Sequence[Sequence[str]]

NAMES = ("Item", "Unit", "Price")
TYRE, BOARD = ("Car tyre", "", "£2"), ("Board|panel", "sheet or bag", "£4.20")
SENTENCES = [
    "Item: Car tyre; Price: £2",
    "Item: Board|panel; Unit: sheet or bag; Price: £4.20",
]


def sentences(folder: Path, name: str, data: bytes | str) -> list[str]:
    """The sentences of tables; each stands in the text with all words of its cells in order."""
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    document, paragraphs = read_document(folder, folder / name)
    found = [s for s in split_sentences(document, paragraphs) if s.kind == "table"]
    for each in found:
        values = [part.partition(": ")[2] or part for part in re.split(r"; | \| ", each.text)]
        quoted = document.text[each.start : each.end].replace("\\|", "/").split(" | ")
        assert [cell.replace("/", "|") for cell in quoted if cell] == values
    return [s.text for s in found]


def html(table: Table, tag: str = "th") -> str:
    names, *rest = table
    rows = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rest)
    head = "".join(f"<{tag}>{name}" for name in names)
    return f"<p>All is sold.<table><tr>{head}{rows}</table>"


def html_of_thead(table: Table) -> str:
    head, *rest = ("".join(f"<td>{cell}" for cell in row) for row in table)
    return f"<table><thead><tr>{head}<tbody><tr>{'<tr>'.join(rest)}</table>"


def html_in_bold(table: Table) -> str:
    return html([[f"<p><b>{name}</b>" for name in table[0]], *table[1:]], "td")


def word(table: Table, style: str = "Table Grid", bold: bool = False, mark: str = "") -> bytes:
    from docx import Document
    from docx.oxml import OxmlElement

    document = Document()
    made = document.add_table(len(table), len(table[0]), style)
    for row, cells in zip(made.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].add_run(text).bold = bold and cells is table[0]
    if mark:
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement(mark))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_marked(table: Table) -> bytes:
    return word(table, mark="w:tblHeader")


def word_in_bold(table: Table) -> bytes:
    return word(table, bold=True)


def word_in_a_style(table: Table) -> bytes:
    return word(table, "Light Grid Accent 1")


def odt_row(cells: Sequence[str], style: str = "Standard", bold: bool = False) -> str:
    around = ('<text:span text:style-name="T1">', "</text:span>") if bold else ("", "")
    return "".join(
        f'<table:table-cell><text:p text:style-name="{style}">{around[0]}{cell}{around[1]}'
        "</text:p></table:table-cell>"
        for cell in cells
    ).join(("<table:table-row>", "</table:table-row>"))


def odt_marked(table: Table) -> bytes:
    head, *rest = map(odt_row, table)
    head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    return files.odt(f"<table:table>{head}{''.join(rest)}</table:table>")


def odt_in_a_style(table: Table) -> bytes:
    head, rest = odt_row(table[0], "Table_20_Heading"), "".join(map(odt_row, table[1:]))
    return files.odt(f"<table:table>{head}{rest}</table:table>")


def odt_in_bold(table: Table) -> bytes:
    head, rest = odt_row(table[0], bold=True), "".join(map(odt_row, table[1:]))
    return files.odt(f"<table:table>{head}{rest}</table:table>", bold="T1")


def slides(table: Table, first_row: bool = True) -> bytes:
    from pptx import Presentation

    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    made = slide.shapes.add_table(len(table), len(table[0]), 0, 0, 9, 9).table
    made.first_row = first_row
    for row, cells in zip(made.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def book(table: Table) -> bytes:
    return files.epub([html(table)])


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.html", html),
        ("a.html", html_of_thead),
        ("a.html", html_in_bold),
        ("a.epub", book),
        ("a.docx", word_marked),
        ("a.docx", word_in_bold),
        ("a.docx", word_in_a_style),
        ("a.odt", odt_marked),
        ("a.odt", odt_in_a_style),
        ("a.odt", odt_in_bold),
        ("a.pptx", slides),
    ],
)
def test_rows_name_their_columns(
    tmp_path: Path, name: str, made: Callable[[Table], bytes | str]
) -> None:
    if name.endswith(("docx", "pptx")):
        pytest.importorskip(name[2:])
    assert sentences(tmp_path, name, made((NAMES, TYRE, BOARD))) == SENTENCES
    two = made((NAMES[:2], ("Tyre", "one"), ("Oil", "litre")))
    assert sentences(tmp_path, name, two) == ["Item: Tyre; Unit: one", "Item: Oil; Unit: litre"]


FIELDS = (("Name", "Ann Lind"), ("Born", "1931"), ("Moved", "1950"))
FIGURES = (("Item", "Sold", "Price"), ("Tyre", "5", "£2.50"), ("Oil", "12", "£1"))
NAMED = ["Item: Tyre; Sold: 5; Price: £2.50", "Item: Oil; Sold: 12; Price: £1"]


def rtf(table: Table) -> bytes:
    ends = "\\cell "
    rows = "".join(rf"\trowd {ends.join(row)}\cell \row " for row in table)
    return rf"{{\rtf1\ansi {rows}\pard All is sold.\par}}".encode("cp1252")


def page(table: Table, font: str = "F1") -> bytes:
    return pdf(
        [
            [
                (72 + 150.0 * x, 100 + 12.0 * y, 10.0, cell, "F1" if y else font)
                for y, row in enumerate(table)
                for x, cell in enumerate(row)
            ]
        ]
    )


def unmarked_html(table: Table) -> str:
    return html(table, "td")


def unmarked_odt(table: Table) -> bytes:
    return files.odt(f"<table:table>{''.join(map(odt_row, table))}</table:table>")


def unmarked_slides(table: Table) -> bytes:
    return slides(table, first_row=False)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.html", unmarked_html),
        ("a.docx", word),
        ("a.odt", unmarked_odt),
        ("a.pptx", unmarked_slides),
        ("a.rtf", rtf),
        ("a.pdf", page),
    ],
)
def test_without_a_mark_names_are_words_over_a_column_of_numbers(
    tmp_path: Path, name: str, made: Callable[[Table], bytes | str]
) -> None:
    if name.endswith(("docx", "pptx", "pdf")):
        pytest.importorskip({"pdf": "pypdfium2"}.get(name[2:], name[2:]))
    assert sentences(tmp_path, name, made(FIGURES)) == NAMED
    assert sentences(tmp_path, name, made(FIELDS)) == [" | ".join(row) for row in FIELDS]


def test_names_in_bold_on_a_page_need_as_many_cells_in_every_line(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    rows = (("Item", "Unit"), ("Tyre", "one"), ("Oil", "litre"))
    named = ["Item: Tyre; Unit: one", "Item: Oil; Unit: litre"]
    assert sentences(tmp_path, "a.pdf", page(rows, BOLD)) == named
    rows = (("Item", "Unit", "Price"), ("Tyre", "one", "£2"), ("Oil", "£1"))
    assert not any(": " in each for each in sentences(tmp_path, "a.pdf", page(rows, BOLD)))


def test_fields_in_bold_beside_their_values_name_no_columns(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    fields = (("Harbour master", "Bo"), ("Tel", "555 123 456"), ("Room", "first floor"))
    lines = [
        (72.0 + 150 * x, 100 + 12.0 * y, 10.0, text, "F1" if x else BOLD)
        for y, row in enumerate(fields)
        for x, text in enumerate(row)
    ]
    assert sentences(tmp_path, "a.pdf", pdf([lines])) == [" | ".join(row) for row in fields]


def test_a_cell_of_signs_that_are_not_shown_keeps_its_place(tmp_path: Path) -> None:
    page = "<table><tr><th>Item<th>Fee<tr><td>&shy;<td>£9<tr><td>Oil<td>&#8203;</table>"
    assert sentences(tmp_path, "a.html", page) == ["Fee: £9", "Item: Oil"]


def grid(*lines: str, marked: int = 0) -> list[Row]:
    """Rows of cells between strokes; ``=`` in front of one for each further column it spans,
    ``^`` for one that goes on from above."""
    rows = []
    for number, line in enumerate(lines):
        texts = [text.strip() for text in line.split("|")]
        cells = (Cell(t.strip("=^"), 1 + t.count("="), covered=t == "^") for t in texts)
        rows.append(Row(tuple(cells), number < marked))
    return rows


@pytest.mark.parametrize(
    "lines",
    [
        ("Colour | red | blue", "Length | 12 m | 14 m", "Weight | 3 kg | 4 kg"),
        ("Item | Sold | Price", "Tyre | 5 | £2"),
        ("Item | Sold | Price", "Tyre | few | £2", "Oil | many | free"),
        ("Tyre | 5 | £2", "Oil | 12 | £1", "Rope | 9 | £4"),
        ("Item | Price | Price", "Tyre | 5 | £2", "Oil | 12 | £1"),
        ("Item | Sold | Price", "Tyre | 5", "Oil | 12 | £1"),
    ],
)
def test_other_first_rows_are_values(lines: tuple[str, ...]) -> None:
    assert grid_text(grid(*lines)) == "\n".join(lines)


def test_a_table_all_in_bold_or_all_of_names_has_none() -> None:
    rows = [Row((Cell("Item"), Cell("Unit")), bold=True), Row((Cell("a"), Cell("b")), bold=True)]
    assert grid_text(rows) == "Item | Unit\na | b"
    assert grid_text(grid("Item | Unit", marked=1)) == "Item | Unit"
    assert grid_text([]) == ""


def test_names_below_each_other_and_cells_that_span() -> None:
    rows = grid("Prices", "Day | =Summer", "^ | from | to", "=Mon | late", "Tue | 9", "^ | =shut",
                "Closed in May", marked=3)  # fmt: skip
    assert grid_text(rows).split("\n") == [
        "Prices",
        "Day | Summer from | Summer to",
        "--- | --- | ---",
        "Mon |  | late",
        "Tue | 9",
        "Tue | shut | shut",
        "| Closed in May |",
    ]


def test_a_text_across_the_table_is_no_value_of_its_first_column(tmp_path: Path) -> None:
    page = (
        "<table><tr><th colspan=2>Fees<tr><th>Course<th>Fee<tr><td colspan=2>Evenings"
        "<tr><td>Clay<td>£9<tr><td>Wood<td>£8</table>"
    )
    assert sentences(tmp_path, "a.html", page) == [
        "Fees", "Evenings", "Course: Clay; Fee: £9", "Course: Wood; Fee: £8",
    ]  # fmt: skip


def test_rows_below_a_cell_that_spans_them_keep_their_columns(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>Hall<th>Day<th>Fee<tr><td rowspan=2>East<td>Mon<td>£9<tr><td>Tue<td>£8"
        "<tr><td>West<td>Wed<td>£7</table>"
    )
    assert sentences(tmp_path, "a.html", page) == [
        "Hall: East; Day: Mon; Fee: £9",
        "Hall: East; Day: Tue; Fee: £8",
        "Hall: West; Day: Wed; Fee: £7",
    ]


def test_merged_cells_of_word(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(word((NAMES, TYRE, BOARD), mark="w:tblHeader")))
    table = document.tables[0]
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(2, 2).text = ""
    buffer = io.BytesIO()
    document.save(buffer)
    assert sentences(tmp_path, "a.docx", buffer.getvalue()) == [
        "Item: Car tyre; Unit: sheet or bag; Price: £2",
        "Item: Board|panel; Unit: sheet or bag",
    ]


def test_merged_cells_of_slides(tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    presentation = pptx.Presentation(io.BytesIO(slides((NAMES, ("Tyre", "", ""), ("", "", "")))))
    table = next(s for s in presentation.slides[0].shapes if s.has_table).table
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    table.cell(1, 2).text, table.cell(2, 1).text = "£2", "free"
    buffer = io.BytesIO()
    presentation.save(buffer)
    assert sentences(tmp_path, "a.pptx", buffer.getvalue()) == [
        "Item: Tyre; Price: £2", "Item: Tyre; Unit: free; Price: free",
    ]  # fmt: skip


def test_merged_cells_of_opendocument(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    cell = "<table:table-cell table:number-{}-spanned='2'><text:p>{}</text:p></table:table-cell>"
    tyre, free = cell.format("rows", "Tyre"), cell.format("columns", "free")
    price = "<table:table-cell/><table:table-cell><text:p>£2</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-header-rows>{odt_row(NAMES)}</table:table-header-rows>"
        f"<table:table-row>{tyre}{price}</table:table-row>"
        f"<table:table-row>{covered}{free}{covered}</table:table-row></table:table>"
    )
    assert sentences(tmp_path, "a.odt", files.odt(body)) == [
        "Item: Tyre; Price: £2", "Item: Tyre; Unit: free; Price: free",
    ]  # fmt: skip


def test_names_within_a_table_begin_another_one() -> None:
    rows = [
        *grid("Boat | Length", "Ann | 12 m", marked=1),
        *grid("Crew | Age", "Bo | 40", marked=1),
    ]
    assert [piece.text.split("\n")[0] for piece in grid_pieces(rows)] == [
        "Boat | Length", "Crew | Age",
    ]  # fmt: skip
    subtotal = Row((Cell("Sum"), Cell("12 m")), marked=True)
    assert len(list(grid_pieces([*rows[:2], subtotal, *grid("Bo | 9 m")]))) == 1


def test_spans_of_damaged_files_are_bounded() -> None:
    assert [span(value) for value in (None, "", "0", "-1", "x", "3", "²", "999999")] == [
        1, 1, 1, 1, 1, 3, 1, 100,
    ]  # fmt: skip
    wide = Row(tuple(Cell("a", 100) for _ in range(200)), marked=True)
    assert "---" not in grid_text([wide, wide])
