"""One made-up article, written as the sources that other programs turn into files.

It has what is hard about real files: a note, a table, a list, two columns, running heads and page
numbers, and long words with soft hyphens, where a program breaks them at the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
TITLE = "Alderhaven: a harbour and its people"
AUTHOR = "Marta Lind"
RUNNING_HEAD = "Yearbook of Northern Ports"
NOTE = "The charter is kept in the town archive, box 17."
OPENING = (
    "The harbour of Alderhaven was founded in 1871 by the engineer Ida Brandt, who had built two"
    " lighthouses before. Her plan was thought far too large for a town of nine hundred people."
)
FIRST_COLUMN = (
    "The north pier is 640 metres long and rests on oak piles. It was rebuilt after the storm of"
    " 1904, when the sea broke through in three places and carried off the crane.",
    (
        "Mis~un~der~stand~ings about the ad~min~is~tra~tion of the har~bour dues led to a court"
        " case that lasted eleven years. The char~ac~ter~is~tic red sheds stood empty while the"
        " law~yers cor~re~spond~ed."
    ).replace("~", SOFT_HYPHEN),
)
SECOND_COLUMN = (
    "Since 1998 a cooperative of pilots runs the port. It employs 46 people, most of whom were born"
    " in the town, and it pays for the school of navigation.",
    "In summer the ferry to the outer islands leaves four times a day. It carries bicycles free of"
    " charge, which visitors from the mainland seldom expect.",
)
ITEMS = ("a dry dock for small ships", "a cold store for fish", "a workshop for sails")
ROWS = (("year", "ships", "tonnes"), ("1901", "212", "41,000"), ("1956", "530", "268,500"),
        ("2019", "1,044", "902,300"))  # fmt: skip
CLOSING = (
    "Nobody knows what became of the bronze bell that hung at the gate. A diver says that it lies"
    " under the ferry berth, but the berth has never been dredged."
)
SECTIONS: Sequence[tuple[str, Sequence[str]]] = (
    ("The pier", FIRST_COLUMN),
    ("The pilots", SECOND_COLUMN),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out of a file: sentences in this order, and questions with words that the
    cited passage must have."""

    sentences: Sequence[str]
    questions: Sequence[tuple[str, str]]


_QUESTIONS = (
    ("Who founded the harbour of Alderhaven?", "Ida Brandt"),
    ("How long is the north pier?", "640 metres"),
    ("Where does the bronze bell lie?", "ferry berth"),
)
ARTICLE = Expected((OPENING, *FIRST_COLUMN, *SECOND_COLUMN, CLOSING), _QUESTIONS)
SLIDES = Expected((OPENING, FIRST_COLUMN[0], CLOSING), _QUESTIONS)
FIGURES = Expected(
    [cell.replace(",", "") for row in ROWS[1:] for cell in row],
    [("How many ships were there in 1956?", "530")],
)


def markdown() -> str:
    """For pandoc."""
    parts = [f"---\ntitle: '{TITLE}'\nauthor: {AUTHOR}\n---", f"{OPENING}[^1]", f"[^1]: {NOTE}"]
    for heading, paragraphs in SECTIONS:
        parts += [f"# {heading}", *paragraphs]
    rows = [f"| {' | '.join(row)} |" for row in ROWS]
    rows.insert(1, "|---" * len(ROWS[0]) + "|")
    items = "\n".join(f"- {item}" for item in ITEMS)
    return "\n\n".join([*parts, items, "# Figures", "\n".join(rows), CLOSING]) + "\n"


def slides() -> str:
    """Slides in Markdown, for pandoc."""
    points = "\n".join(f"- {item}" for item in ITEMS)
    pages = [("The founder", OPENING), ("The pier", FIRST_COLUMN[0]), ("What it has", points),
             ("The bell", CLOSING)]  # fmt: skip
    return f"% {TITLE}\n% {AUTHOR}\n\n" + "\n\n".join(f"# {head}\n\n{text}" for head, text in pages)


def html() -> str:
    """For a browser: columns, notes and page breaks by style sheet."""
    style = (
        "@page{size:A4;margin:25mm} body{font:11pt serif} sup{font-size:7pt}"
        ".columns{column-count:2;column-gap:10mm;text-align:justify} .note{font-size:8pt}"
        "td,th{padding:1mm 9mm} .next{break-before:page} h1{font-size:20pt} h2{font-size:14pt}"
    )
    body = [f"<h1>{TITLE}</h1><p>{OPENING}<sup>1</sup></p>"]
    for heading, paragraphs in SECTIONS:
        body.append(f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in paragraphs))
    columns = f"<div class=columns>{''.join(body[1:])}</div>"
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    rows = "".join(f"<tr><td>{'<td>'.join(row)}" for row in ROWS)
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{TITLE}</title>"
        f"<style>{style}</style><body>{body[0]}{columns}<p class=note><sup>1</sup> {NOTE}</p>"
        f"<h2 class=next>Figures</h2><ul>{items}</ul><table>{rows}</table><p>{CLOSING}</p>"
    )


def table() -> str:
    """Values separated by commas, for a spreadsheet."""
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS) + "\n"


def word_processor() -> str:
    """A flat OpenDocument text: running head, page number, a section of two columns, a note."""

    def text(paragraph: str, style: str = "Standard") -> str:
        return f'<text:p text:style-name="{style}">{paragraph}</text:p>'

    def heading(words: str, style: str = "Heading") -> str:
        return f'<text:h text:outline-level="1" text:style-name="{style}">{words}</text:h>'

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{text(NOTE, 'Note')}</text:note-body></text:note>"
    )
    columns = "".join(heading(h) + "".join(map(text, paragraphs)) for h, paragraphs in SECTIONS)
    items = "".join(f"<text:list-item>{text(item)}</text:list-item>" for item in ITEMS)
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{text(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return (
        _HEAD
        + f"<office:body><office:text>{text(TITLE, 'Title')}{text(OPENING + note)}"
        + f'<text:section text:style-name="Columns" text:name="a">{columns}</text:section>'
        + f'{heading("Figures", "Next")}<text:list text:style-name="Bullets">{items}</text:list>'
        + '<table:table table:name="b"><table:table-column table:number-columns-repeated="3"/>'
        + f"{rows}</table:table>{text(CLOSING)}</office:text></office:body></office:document>"
    )


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
    for name, place in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("meta", "meta"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>
</office:meta>
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="0.3cm" fo:text-align="justify"/><style:text-properties fo:font-size="11pt"
 fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="Note" style:display-name="Footnote" style:family="paragraph">
<style:text-properties fo:font-size="8pt"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties
 fo:font-size="20pt"/></style:style>
<style:style style:name="Heading" style:display-name="Heading 1" style:family="paragraph"
 style:default-outline-level="1"><style:text-properties fo:font-size="14pt"/></style:style>
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1"
 text:bullet-char="•"><style:list-level-properties text:space-before="0.5cm"
 text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Next" style:family="paragraph" style:parent-style-name="Heading">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Columns" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="1cm"/></style:section-properties></style:style>
<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties
 fo:margin-bottom="0.8cm"/></style:header-style><style:footer-style>
<style:header-footer-properties fo:margin-top="0.8cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">
<style:header><text:p>{RUNNING_HEAD}</text:p></style:header>
<style:footer><text:p>Page <text:page-number/></text:p></style:footer>
</style:master-page></office:master-styles>
"""
