"""From a fuzzer's bytes to a file: the first byte says the format, the rest is what varies.

The packed formats are varied inside their package, where their readers look; a fuzzer would
hardly ever get past the checksums of a ZIP file.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

from assistant.corpus.sniffing import Format
from evals.robustness.containers import archive, pdf_of

FORMATS: tuple[Format, ...] = (
    "text", "rst", "csv", "json", "html", "eml", "rtf", "odt", "epub", "docx", "pptx", "xlsx",
    "pdf", "zip",
)  # fmt: skip

_PROSE = (
    "# The harbour\n\nBy Ann Lee\n\nIt was built in 1890.[^1] Dr. Lee says it is *old*.\n\n- one\n"
    "- two\n\n> A quote.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n\nFigure 1: see\n"
)
_HTML = (
    "<html><head><title>T</title></head><body><h1>T</h1><p>One <b>two</b><sup>1</sup>.</p><ul><li>a"
    "<li>b</ul><table><tr><td>1<td>2</table><blockquote>q</blockquote><pre>x</pre></body></html>"
)
_SEEDS: dict[Format, bytes] = {
    "text": _PROSE.encode(),
    "rst": b"=====\nTitle\n=====\n\n:Author: A\n\nText [1]_ and ``x``.\n\n.. [1] A note.\n",
    "csv": b"name,year\nAnn,1999\nBo,2001\n",
    "json": b'{"a": "x", "b": [{"c": "A text.\\n\\nTwo."}, 1, null]}',
    "html": _HTML.encode(),
    "eml": b"From: a@b.org\r\nTo: c@d.org\r\nSubject: =?utf-8?q?x?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nHi."
    b'\r\n--B\r\nContent-Disposition: attachment; filename="a.md"\r\n\r\n# A\r\n--B--\r\n',
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}It is {\b old}.{\footnote \chftn A note.}\par x\par}",
    "odt": b"<text:h>T</text:h><text:p>Text<text:note><text:note-citation>1</text:note-citation>"
    b"<text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><text:list>"
    b"<text:list-item><text:p>a</text:p></text:list-item></text:list>",
    "epub": b"<h1>One</h1><p>First.</p>",
    "docx": b"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>T</w:t></w:r></w:p><w:p>"
    b"<w:r><w:t>Text.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    b"</w:tr></w:tbl>",
    "pptx": b"<p:sp><p:nvSpPr><p:cNvPr id='2' name='a'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>"
    b"<p:txBody><a:bodyPr/><a:p><a:r><a:t>Text.</a:t></a:r></a:p></p:txBody></p:sp>",
    "xlsx": b"<row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c><c r='B1'><v>1</v></c>"
    b"</row>",
    "pdf": b"BT /F1 12 Tf 72 700 Td (It was built) Tj 0 -14 Td (in 1890.) Tj ET BT /F1 8 Tf 72 60"
    b" Td (1 A note.) Tj ET",
    "zip": b"a.txt\0It is early.\0b.md\0# Late\n\nIt is late.",
}  # fmt: skip


def seeds() -> list[bytes]:
    """One input for each format."""
    return [bytes([n]) + _SEEDS[form] for n, form in enumerate(FORMATS)]


def file_of(data: bytes) -> tuple[Format, bytes]:
    """The format and the bytes of the file that an input stands for."""
    form = FORMATS[data[0] % len(FORMATS)] if data else "text"
    inner = data[1:]
    wrap = {"odt": _odt, "epub": _epub, "docx": _docx, "pptx": _pptx, "xlsx": _xlsx, "pdf": _pdf,
            "zip": _zip}  # fmt: skip
    return form, wrap[form](inner) if form in wrap else inner


def _odt(inner: bytes) -> bytes:
    spaces = b" ".join(
        b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name)
        for name in (b"office", b"text", b"table")
    )
    return archive({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": b"<office:d %s><office:body><office:text>%s</office:text></office:body>"
        b"</office:d>" % (spaces, inner),
    })  # fmt: skip


def _epub(inner: bytes) -> bytes:
    return archive({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.x"'
        ' media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine>'
        "</package>",
        "c.x": b"<html><body>%s</body></html>" % inner,
    })  # fmt: skip


@cache
def _template(form: str) -> dict[str, bytes]:
    """The members of a file that the format's own library makes."""
    buffer = io.BytesIO()
    if form == "docx":
        from docx import Document

        Document().save(buffer)
    elif form == "pptx":
        from pptx import Presentation

        presentation = Presentation()
        presentation.slides.add_slide(presentation.slide_layouts[6])
        presentation.save(buffer)
    else:
        from openpyxl import Workbook

        Workbook().save(buffer)
    with zipfile.ZipFile(buffer) as made:
        return {name: made.read(name) for name in made.namelist()}


def _within(form: str, member: str, start: bytes, end: bytes, inner: bytes) -> bytes:
    """A file whose one member has ``inner`` between these two tags."""
    members = _template(form)
    before, _, rest = members[member].partition(start)
    after = rest[rest.rindex(end) :] if end in rest else end
    return archive({**members, member: before + start + inner + after})


def _docx(inner: bytes) -> bytes:
    return _within("docx", "word/document.xml", b"<w:body>", b"</w:body>", inner)


def _pptx(inner: bytes) -> bytes:
    return _within("pptx", "ppt/slides/slide1.xml", b"<p:grpSpPr/>", b"</p:spTree>", inner)


def _xlsx(inner: bytes) -> bytes:
    member = "xl/worksheets/sheet1.xml"
    plain = _template("xlsx")[member].replace(b"<sheetData />", b"<sheetData></sheetData>")
    members = {**_template("xlsx"), member: plain.replace(b"<sheetData>", b"<sheetData>" + inner)}
    return archive(members)


def _pdf(inner: bytes) -> bytes:
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(inner), inner),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    )


def _zip(inner: bytes) -> bytes:
    parts = inner.split(b"\0")
    names = (name.decode("latin-1") or "a" for name in parts[::2])
    return archive(dict(zip(names, parts[1::2], strict=False)))
