"""Word: what stands in content controls and in tables within tables."""

from __future__ import annotations

import io

import pytest

from assistant.corpus.docx import read_docx

pytest.importorskip("docx")

BEFORE, AFTER = "The boat is old.", "It was painted in May."


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def paragraph(text: str, style: str = "Normal") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def read(xml: str) -> list[tuple[str | None, str]]:
    """What is read of a document with this between two paragraphs."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.add_paragraph(BEFORE)
    body = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for element in list(body):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.add_paragraph(AFTER)
    buffer = io.BytesIO()
    document.save(buffer)
    found = [(block.kind, block.text) for block in read_docx(buffer.getvalue(), "a.docx").blocks]
    assert (found[0][1], found[-1][1]) == (BEFORE, AFTER)
    return found[1:-1]


def test_content_controls_are_read_in_their_place() -> None:
    inner = control(paragraph("one oar", "ListBullet") + paragraph("two oars", "ListBullet"))
    xml = control(paragraph("Its length is 12 m.") + inner)
    assert read(xml) == [(None, "Its length is 12 m."), ("list", "- one oar\n- two oars")]


def test_content_controls_around_rows_and_cells() -> None:
    first, second = (f"<w:tc>{paragraph(text)}</w:tc>" for text in "ab")
    cells = f"<w:tr>{first}{control(second)}</w:tr>"
    assert read(table(cells, control(row(paragraph("c"), paragraph("d"))))) == [
        ("table", "a | b\nc | d")
    ]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:showingPlcHdr/>",
        '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
    ],
)
def test_tables_of_contents_and_empty_fields_are_left_out(properties: str) -> None:
    assert read(control(paragraph("Hull 3"), properties)) == []


def test_a_table_in_a_table_is_read_once() -> None:
    inner = table(row(paragraph("1990"), paragraph("40")), row(paragraph("1991"), paragraph("44")))
    outer = table(
        row(paragraph("Width"), paragraph("5 m")),
        row(paragraph("Boats"), paragraph("They are counted.") + inner + paragraph("")),
        row(paragraph("Depth"), paragraph("2 m")),
    )
    assert read(outer) == [
        ("table", "Width | 5 m"),
        (None, "Boats"),
        (None, "They are counted."),
        ("table", "1990 | 40\n1991 | 44"),
        ("table", "Depth | 2 m"),
    ]
