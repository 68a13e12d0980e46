"""Every format: what is read, in which order, under which place."""

from __future__ import annotations

import io
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.corpus import read_document, split_sentences
from assistant.types import Document, Paragraph

from . import files
from .test_reading import check_invariants


def read(folder: Path, name: str, data: bytes | str) -> tuple[Document, tuple[Paragraph, ...]]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    document, paragraphs = read_document(folder, path)
    check_invariants(document, paragraphs)
    assert read_document(folder, path) == (document, paragraphs)
    return document, paragraphs


def shown(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str, str]]:
    return [(p.place, p.kind, p.text) for p in paragraphs]


def test_html_main_content_in_document_order(tmp_path: Path) -> None:
    page = """<!doctype html><html><head><title>The harbour | Harbour Times</title>
      <meta name="author" content="Ann Lee"><meta property="article:published_time"
      content="2021-03-04T10:00:00Z"><style>p{}</style></head><body><nav><a href=/>Home</a></nav>
      <article><h1>The harbour</h1><p>It was built in <b>1890</b><sup><a href="#n1">1</a></sup>
      by a man from&nbsp;Norway.</p><ul><li>one boat<ul><li>a small one</li></ul></li><li>two
      boats</li></ul>
      <table><tr><th>boat<th>length<tr><td>Ann<td>12 m</table>
      <blockquote><p>A harbour is safe.</p></blockquote>
      <p>It covers 12 km<sup>2</sup>.<br>It is old.
      </article><script>alert("x")</script><footer>Imprint</footer></body></html>"""
    document, paragraphs = read(tmp_path, "page.html", page)
    assert document.title == "The harbour"
    assert document.metadata["author"] == "Ann Lee"
    assert document.metadata["date"] == "2021-03-04"
    assert shown(paragraphs) == [
        ("", "heading", "The harbour"),
        ("", "body", "It was built in 1890¹ by a man from Norway."),
        ("", "list", "- one boat\n- a small one\n- two boats"),
        ("", "table", "boat | length\n--- | ---\nAnn | 12 m"),
        ("", "quote", "> A harbour is safe."),
        ("", "body", "It covers 12 km².\nIt is old."),
    ]
    texts = [s.text for s in split_sentences(document, paragraphs)]
    assert "It was built in 1890 by a man from Norway." in texts
    assert "It covers 12 km²." in texts


def test_html_in_a_declared_encoding(tmp_path: Path) -> None:
    page = '<html><meta charset="windows-1251"><p>Мост стоит до сих пор.</p></html>'
    assert "Мост" in read(tmp_path, "page.htm", page.encode("cp1251"))[0].text


def test_html_nested_very_deeply(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 20_000 + "It is deep."
    assert read(tmp_path, "page.html", page)[1][0].text == "It is deep."


def test_epub_chapters(tmp_path: Path) -> None:
    chapters = [
        "<h1>One</h1><p>First text.<a epub:type='noteref' href='#n'>1</a></p>",
        "<h1>Two</h1><p>More text.</p><section role='doc-endnotes'><ol><li>A note.</li></ol>",
    ]
    document, paragraphs = read(tmp_path, "book.epub", files.epub(chapters))
    assert (document.title, document.metadata["author"]) == ("A book", "Ann Lee")
    assert shown(paragraphs) == [
        ("chapter 1 ¶1", "heading", "One"),
        ("chapter 1 ¶2", "body", "First text.¹"),
        ("chapter 2 ¶1", "heading", "Two"),
        ("chapter 2 ¶2", "body", "More text."),
        ("chapter 2 ¶3", "footnote", "[1] A note."),
    ]


def test_odt(tmp_path: Path) -> None:
    body = (
        "<text:h>The harbour</text:h><text:p>It is\n   old.<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Very old.</text:p></text:note-body>"
        "</text:note>"
        " So\n<text:s text:c='1'/>there.</text:p><text:list><text:list-item><text:p>one</text:p>"
        "</text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert shown(read(tmp_path, "a.odt", files.odt(body))[1]) == [
        ("", "heading", "The harbour"),
        ("", "body", "It is old.¹ So  there."),
        ("", "list", "- one\n- two"),
        ("", "table", "a | b"),
        ("", "footnote", "[1] Very old."),
    ]


def test_docx(tmp_path: Path) -> None:
    pytest.importorskip("docx")
    document, paragraphs = read(tmp_path, "a.docx", files.docx())
    assert (document.title, document.metadata["author"]) == ("Harbours", "Ann Lee")
    assert shown(paragraphs) == [
        ("", "heading", "The harbour"),
        ("", "body", "It covers 12 km² of water."),
        ("", "list", "- one boat\n- two boats"),
        ("", "table", "boat | length\nAnn | 12"),
        ("", "body", "It is old."),
    ]


def test_pptx(tmp_path: Path) -> None:
    pytest.importorskip("pptx")
    assert shown(read(tmp_path, "a.pptx", files.pptx())[1]) == [
        ("slide 1 ¶1", "heading", "Harbours"),
        ("slide 1 ¶2", "body", "They are old."),
        ("slide 2 ¶1", "heading", "Boats"),
        ("slide 2 ¶2", "body", "They are new."),
        ("slide 2 ¶3", "body", "Say it slowly."),
    ]


def test_xlsx(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    assert shown(read(tmp_path, "a.xlsx", files.xlsx())[1]) == [
        ("sheet Boats", "heading", "Boats"),
        ("sheet Boats, row 1", "heading", "All boats of the harbour"),
        (
            "sheet Boats, rows 3–5",
            "table",
            "boat: Ann; launched: 2011-05-03\nboat: Bo; launched: 1987-01-02",
        ),
        ("sheet Numbers", "heading", "Numbers"),
        (
            "sheet Numbers, rows 1–2",
            "table",
            "column 1: 1; column 2: 2.5\ncolumn 1: 3; column 2: 0.1",
        ),
    ]


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_rows_name_their_columns(tmp_path: Path, comma: str) -> None:
    rows = [["boat", "note"], *[[f"boat {n}", f'said "{n}"'] for n in range(1, 13)]]
    text = "\n".join(
        comma.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    document, paragraphs = read(tmp_path, "a.csv", text)
    assert [p.place for p in paragraphs] == ["rows 2–11", "rows 12–13"]
    sentences = split_sentences(document, paragraphs)
    assert sentences[2].text == 'boat: boat 3; note: said "3"'
    assert len(sentences) == 12


def test_csv_quotes_doubled_late_in_the_file(tmp_path: Path) -> None:
    rows = [f'{n},"Boat {n}, made of wood, with a mast and an oar",Bonn' for n in range(1, 200)]
    last = '200,"She said ""never"", then left, and came back",Lyon'
    document, paragraphs = read(tmp_path, "a.csv", "\n".join(["id,note,city", *rows, last]))
    assert split_sentences(document, paragraphs)[-1].text == (
        'id: 200; note: She said "never", then left, and came back; city: Lyon'
    )


def test_csv_quoted_by_apostrophes(tmp_path: Path) -> None:
    text = "boat,note\nAnn,'old, but safe'\nBo,'new, and fast'\n"
    assert read(tmp_path, "a.csv", text)[0].text == (
        "boat: Ann; note: old, but safe\nboat: Bo; note: new, and fast"
    )


def test_apostrophes_in_a_csv_quoted_otherwise(tmp_path: Path) -> None:
    text = "boat,note,port\nAnn,'tis old,Bonn'\nBo,'tis new,Lyon'\nCy,\"safe, fast\",Rome\n"
    assert "boat: Cy; note: safe, fast; port: Rome" in read(tmp_path, "a.csv", text)[0].text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Boat,2019,2020\nAnn,6.5,7.1\nBo,3.2,3.3", "Boat: Ann; 2019: 6.5; 2020: 7.1"),
        (",2010,2020\nAnn,1950,7\nBo,3,4", "Ann; 2010: 1950; 2020: 7"),
        ("Boat,Port,2019\nAnn,Bonn,12", "Boat: Ann; Port: Bonn; 2019: 12"),
        ("Crew,1,2,3\nAnn,6,7,9", "Crew: Ann; 1: 6; 2: 7; 3: 9"),
        ("Ann,1987,2011\nBo,1990,2012", "column 1: Ann; column 2: 1987; column 3: 2011"),
        ("Ann,30,1987\nBo,12,1990", "column 1: Ann; column 2: 30; column 3: 1987"),
        ("Ann,2019,2019\nBo,12,13", "column 1: Ann; column 2: 2019; column 3: 2019"),
        ("2019,2020\n12,13", "column 1: 2019; column 2: 2020"),
        ("Ann,1987", "column 1: Ann; column 2: 1987"),
    ],
)
def test_numbers_that_name_columns(tmp_path: Path, text: str, first: str) -> None:
    assert read(tmp_path, "a.csv", text)[0].text.split("\n")[0] == first


def test_xlsx_with_a_wrong_dimension(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    data = files.xlsx()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', members[sheet])
    assert b'"A1"' in members[sheet]
    wrong = read(tmp_path, "wrong.xlsx", files.archive(members))[1]
    assert shown(wrong) == shown(read(tmp_path, "right.xlsx", data)[1])


def test_json_fields_and_texts(tmp_path: Path) -> None:
    text = (
        '{"name": "Ann", "tags": ["a", "b"], "crew": [{"name": "Bo", "story": "One.\\n\\nTwo."}]}'
    )
    assert shown(read(tmp_path, "a.json", text)[1]) == [
        ("", "table", "name: Ann; tags: a, b"),
        ("crew 1", "table", "name: Bo"),
        ("crew 1 story", "body", "One."),
        ("crew 1 story", "body", "Two."),
    ]


def test_json_lines(tmp_path: Path) -> None:
    text = '{"name": "Ann", "length": 12}\n{"name": "Bo", "old": true}\n'
    assert shown(read(tmp_path, "a.jsonl", text)[1]) == [
        ("record 1", "table", "name: Ann; length: 12"),
        ("record 2", "table", "name: Bo; old: true"),
    ]


def test_rtf(tmp_path: Path) -> None:
    pytest.importorskip("striprtf")
    text = r"{\rtf1\ansi\ansicpg1252 {\b The h\'e4rbour\par}It is old. \u8211- It is safe.\par}"
    assert shown(read(tmp_path, "a.rtf", text)[1]) == [
        ("", "heading", "The härbour"),
        ("", "body", "It is old. – It is safe."),
    ]


def test_rtf_notes_follow_the_text(tmp_path: Path) -> None:
    pytest.importorskip("striprtf")
    text = (
        r"{\rtf1\ansi\ansicpg1252 {\fonttbl{\f0 Serif;}}It is old.{\super\chftn}"
        r"{\*\footnote\chftn {\b Very} \{old\}, caf\'e9.\par} It is safe.\par}"
    )
    assert shown(read(tmp_path, "a.rtf", text)[1]) == [
        ("", "body", "It is old.¹ It is safe."),
        ("", "footnote", "[1] Very {old}, café."),
    ]


def test_a_line_of_signs_in_rst_is_no_fence(tmp_path: Path) -> None:
    text = b"Harbour\n=======\n\n~~~~~\nPiers\n~~~~~\n\nThe pier is old.\n\n```````\n\nIt is long."
    _, paragraphs = read(tmp_path, "a.rst", text)
    assert [p.kind for p in paragraphs if p.text[0] in "TI"] == ["body", "body"]


def test_rst(tmp_path: Path) -> None:
    text = (
        "===========\nThe harbour\n===========\n\n:Author: Ann Lee\n\n.. image:: a.png\n\n"
        "It was built by ``Bo`` in :ref:`the north <n>`, see `here <https://x.org>`_. [1]_\n\n"
        "==== ====\nboat note\n==== ====\n\n.. [1] A note.\n"
    )
    document, paragraphs = read(tmp_path, "a.rst", text)
    kinds = ["heading", "metadata", "boilerplate", "body", "table", "footnote"]
    assert [p.kind for p in paragraphs] == kinds
    assert document.title == "The harbour"
    body = [s.text for s in split_sentences(document, paragraphs) if s.kind == "body"]
    assert body == ["It was built by Bo in the north, see here."]


def test_mail_with_attachments(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Ann Lee <ann@example.org>", "bo@example.org"
    message["Date"], message["Subject"] = "Wed, 03 May 2011 10:00:00 +0000", "The harbour: größer"
    message.set_content(
        "Dear Bo,\n\nthe harbour is older than we thought.\n\n> What did we think?\n"
    )
    message.add_attachment("# Plan\n\nBuild it.", filename="plan.md", subtype="markdown")
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="p.png"
    )
    document, paragraphs = read(tmp_path, "a.eml", message.as_bytes())
    assert document.title == "The harbour: größer"
    assert document.metadata["author"] == "Ann Lee"
    assert "p.png is a PNG image" in document.metadata["skipped"]
    assert shown(paragraphs)[1:] == [
        ("", "body", "Dear Bo,"),
        ("", "body", "the harbour is older than we thought."),
        ("", "quote", "> What did we think?"),
        ("attachment plan.md", "heading", "plan.md"),
        ("attachment plan.md ¶1", "heading", "# Plan"),
        ("attachment plan.md ¶2", "body", "Build it."),
    ]


MEMO = (
    "To: Ann Lee\nFrom: harbour@example.org\nDate: 3 May 2011\nSubject: Moorings\n"
    "Place: Zürich\n\nA mooring in Zürich costs 1,200 €.\n"
)


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_a_memo_is_a_text(tmp_path: Path, suffix: str) -> None:
    document, paragraphs = read(tmp_path, f"memo.{suffix}", MEMO)
    assert document.text == MEMO
    assert [p.text for p in paragraphs] == MEMO.strip().split("\n\n")


def test_a_message_saved_under_another_name_is_a_message(tmp_path: Path) -> None:
    message = "In-Reply-To: <1@b.org>\nMessage-ID: <2@b.org>\n\nIt is late.\n"
    head = "From: ann@example.org\nTo: bo@example.org\nDate: Wed, 03 May 2011 10:00:00 +0000\n"
    document, paragraphs = read(tmp_path, "saved.txt", f"{head}Subject: The harbour\n{message}")
    assert document.title == "The harbour"
    assert [p.text for p in paragraphs][1:] == ["It is late."]


@pytest.mark.parametrize("declared", ["", "us-ascii", "nobody-knows"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_message_without_a_fitting_charset(
    tmp_path: Path, declared: str, encoding: str, kind: str
) -> None:
    charset = f"; charset={declared}" if declared else ""
    head = f"From: ann@example.org\nSubject: Fee\nContent-Type: text/{kind}{charset}\n\n"
    body = "The fee of the café is 300 €."
    _, paragraphs = read(tmp_path, "a.eml", head.encode() + body.encode(encoding))
    assert [p.text for p in paragraphs][1:] == [body]


def test_zip_of_documents(tmp_path: Path) -> None:
    inner = files.archive({"a.txt": "Text."})
    members: dict[str, bytes | str] = {
        "b/two.md": "# Two\n\nIt is late.",
        "a.txt": "It is early.",
        "c.bin": bytes(range(256)) * 20,
        "d.zip": inner,
        "__MACOSX/a.txt": "no",
    }
    document, paragraphs = read(tmp_path, "all.zip", files.archive(members))
    assert shown(paragraphs) == [
        ("a.txt", "heading", "a.txt"),
        ("a.txt ¶1", "body", "It is early."),
        ("b/two.md", "heading", "b/two.md"),
        ("b/two.md ¶1", "heading", "# Two"),
        ("b/two.md ¶2", "body", "It is late."),
    ]
    assert "c.bin is not text" in document.metadata["skipped"]
    assert "d.zip is an archive in an archive" in document.metadata["skipped"]


@pytest.mark.parametrize(
    ("name", "data", "first"),
    [
        ("really.txt", files.epub(["<p>A book.</p>"]), "A book."),
        ("really.pdf", b"Only text.", "Only text."),
        ("page.txt", b"<!DOCTYPE html><html><body><p>A page.</p>", "A page."),
        ("noname", b'[{"a": 1}]', '[{"a": 1}]'),
    ],
)
def test_content_counts_more_than_the_name(
    tmp_path: Path, name: str, data: bytes, first: str
) -> None:
    assert read(tmp_path, name, data)[1][0].text == first
