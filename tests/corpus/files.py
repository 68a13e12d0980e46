"""Small files of every format, built in memory; PDF pages from lines with their positions."""

from __future__ import annotations

import io
from collections.abc import Sequence

from evals.robustness.containers import archive, pdf_of

PdfLine = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""Left, distance from the top, font size (points) and text of a line; its font unless ``F1``."""

BOLD = "F2"
_FONTS = ("Times-Roman", "Times-Bold")


def pdf(pages: Sequence[Sequence[PdfLine]], title: str = "") -> bytes:
    """A PDF of A4 pages in Times, one text object for each line."""
    fonts = [f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} >>".encode() for name in _FONTS]
    objects: list[bytes] = [b"", b"", *fonts]
    kids = []
    for lines in pages:
        stream = b"".join(
            f"BT /{''.join(font) or 'F1'} {size} Tf {left} {842 - top} Td "
            f"({_escaped(text)}) Tj ET\n".encode("latin-1")
            for left, top, size, text, *font in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (len(objects))
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    references = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{references}] >>".encode()
    objects.append(f"<< /Title ({_escaped(title)}) >>".encode())
    return pdf_of(*objects, trailer=b"/Info %d 0 R" % len(objects))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def column(left: float, top: float, *lines: str, size: float = 10.0) -> list[PdfLine]:
    """Lines of running text below each other with ordinary leading."""
    return [(left, top + number * size * 1.2, size, line) for number, line in enumerate(lines)]


def odt(body: str, manifest: str = "", bold: str = "") -> bytes:
    """An OpenDocument text with this body (``text:p`` and so on); ``bold`` names a style."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    styles = (
        f'<office:automatic-styles><style:style style:name="{bold}" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {spaces}>{styles if bold else ''}"
            f"<office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        }
    )


def epub(chapters: Sequence[str]) -> bytes:
    """A book with these chapters (the inside of ``body``)."""
    items = "".join(
        f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title>'
        f"<dc:creator>Ann Lee</dc:creator></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": package,
    }
    for number, chapter in enumerate(chapters):
        members[f"OPS/c {number}.xhtml"] = f"<html><body>{chapter}</body></html>"
    return archive(members)


def docx() -> bytes:
    """A Word document with a heading, a list, a table and a footnote style."""
    from docx import Document

    document = Document()
    document.core_properties.title = "Harbours"
    document.core_properties.author = "Ann Lee"
    document.add_heading("The harbour", 1)
    paragraph = document.add_paragraph("It covers 12 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" of water.")
    document.add_paragraph("one boat", style="List Bullet")
    document.add_paragraph("two boats", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("boat", "length", "Ann", "12"),
        strict=True,
    ):  # fmt: skip
        cell.text = text
    document.add_paragraph("It is old.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pptx() -> bytes:
    """A presentation of two slides with notes."""
    from pptx import Presentation

    presentation = Presentation()
    for title, body in (("Harbours", "They are old."), ("Boats", "They are new.")):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def xlsx() -> bytes:
    """A workbook with two sheets, one of them with a caption and a date."""
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Boats"
    sheet.append(["All boats of the harbour", None])
    sheet.append(["boat", "launched"])
    sheet.append(["Ann", datetime.date(2011, 5, 3)])
    sheet.append([None, None])
    sheet.append(["Bo", datetime.date(1987, 1, 2)])
    other = book.create_sheet("Numbers")
    other.append([1, 2.5])
    other.append([3, 0.1])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
