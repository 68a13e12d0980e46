"""Formats by what becomes of them: ``python -m evals.formats.matrix [--write docs/formats.md]``.

LibreOffice, pandoc and Chromium (those that are installed) make the files; each is read, indexed
alone, asked about, and its citations are opened.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant, Settings
from assistant.corpus import read_document, split_sentences
from assistant.errors import DocumentUnreadable
from assistant.fakes import FakeEncoder
from assistant.grounding.grounders import open_grounder
from assistant.types import Citation, Document, Grounder, Paragraph

from . import article
from .makers import PROGRAMS, Made, installed, make

PARTS = ("heading", "list", "table", "footnote")


@dataclass(frozen=True, slots=True)
class Row:
    """One file: how much of it was read in order, which parts were told apart, where the last
    paragraph stands, which questions were answered from the right place, whether all citations
    open at their passage. ``refused`` is the reason when it is not read."""

    made: Made
    read: tuple[int, int] = (0, 0)
    parts: tuple[str, ...] = ()
    furniture: bool = False
    place: str = ""
    cited: tuple[int, int] = (0, 0)
    opened: bool = False
    refused: str = ""

    @property
    def whole(self) -> bool:
        """Read in full and in order, every question cited rightly, every citation opened."""
        counts = (self.read, self.cited)
        return self.opened and not self.furniture and all(a == b > 0 for a, b in counts)

    def cells(self) -> tuple[str, ...]:
        """The row as it is shown."""
        name = self.made.path.suffix.removeprefix(".")
        if self.refused:
            return (name, self.made.path.stem, f"no: {self.refused}", "", "", "", "")
        numbers = [f"{a} of {b}" for a, b in (self.read, self.cited)]
        kinds = ", ".join(self.parts) + (", running heads in the text" if self.furniture else "")
        opened = "yes" if self.opened else "**no**"
        return (name, self.made.path.stem, numbers[0], kinds, self.place, numbers[1], opened)


def check(made: Made, grounder: Grounder) -> Row:
    """Read, number, cite and open one file."""
    root, expected = made.path.parent, made.expected
    try:
        document, paragraphs = read_document(root, made.path)
    except DocumentUnreadable as error:
        return Row(made, refused=error.what.split(" is ", 1)[-1])
    text = _words(" ".join(s.text for s in split_sentences(document, paragraphs)))
    found = at = 0
    for sentence in expected.sentences:
        place = text.find(_words(sentence), at)
        found, at = (found + 1, place) if place >= 0 else (found, at)
    shown = [p for p in paragraphs if p.kind not in ("boilerplate", "metadata")]
    head = _words(article.RUNNING_HEAD)
    with tempfile.TemporaryDirectory() as home:
        corpus = Path(home) / "corpus"
        corpus.mkdir()
        shutil.copy(made.path, corpus)
        settings = Settings(corpus=corpus, index=Path(home) / "index")
        assistant = Assistant.open(settings, encoder=FakeEncoder(), grounder=grounder)
        cited, opened = 0, True
        for question, words in expected.questions:
            citations = assistant.ask(question).citations
            cited += any(words in _words(citation.quote) for citation in citations)
            opened = opened and all(_opens(assistant, each) for each in citations)
        assistant.index.close()
    return Row(
        made,
        read=(found, len(expected.sentences)),
        parts=tuple(part for part in PARTS if any(p.kind == part for p in paragraphs)),
        furniture=any(_words(p.text) == head or "file://" in p.text for p in shown),
        place=_last(shown).location,
        cited=(cited, len(expected.questions)),
        opened=opened and _numbered(document, paragraphs),
    )


def _words(text: str) -> str:
    return " ".join(text.replace(article.SOFT_HYPHEN, "").split())


def _last(paragraphs: Sequence[Paragraph]) -> Paragraph:
    return next((p for p in paragraphs if "bronze bell" in p.text), paragraphs[-1])


def _numbered(document: Document, paragraphs: Sequence[Paragraph]) -> bool:
    return all(
        p.number == n and document.text[p.start : p.end] == p.text
        for n, p in enumerate(paragraphs, 1)
    )


def _opens(assistant: Assistant, citation: Citation) -> bool:
    document = assistant.document(citation.source)
    first = assistant.paragraph(citation.source, citation.paragraph)
    last = assistant.paragraph(citation.source, citation.last_paragraph)
    return (
        document.text[citation.start : citation.end] == citation.quote
        and first.start <= citation.start < citation.end <= last.end
        and first.location.split()[0] == citation.place.split()[0]
    )


def rows(folder: Path, grounder: Grounder) -> Iterator[Row]:
    """Every file of every program that is installed."""
    for program in filter(installed, PROGRAMS):
        yield from (check(made, grounder) for made in make(program, folder))


def table(found: Sequence[Row]) -> str:
    """The matrix as Markdown, by format."""
    heads = ("format", "made by", "sentences in order", "told apart", "numbered", "cited", "opened")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in sorted(found, key=lambda row: (row.cells()[0], row.cells()[1])):
        lines.append(f"| {' | '.join(row.cells())} |")
    return "\n".join(lines)


def _version(program: str) -> str:
    shown = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    return " ".join(shown.splitlines()[0].split()[:2]) if shown else program


TEXT = """# Formats

What becomes of files that other programs make. One made-up article (a note, a table, a list, two
columns, running heads, page numbers, words broken by hyphens) was turned into files by
{programs}; each was read, indexed alone, asked three
questions (a spreadsheet: one) and its citations opened.
`python -m evals.formats.matrix --write docs/formats.md` makes this page.

*Sentences in order*: paragraphs that came out word for word, in the order of the article. *Told
apart*: kinds of paragraph besides running text. *Numbered*: how the last paragraph is cited.
*Cited*: questions whose answer cites the right words. *Opened*: every citation leads to its
passage.

{table}
"""


def main() -> None:
    """Print the matrix, or write the page."""
    parser = argparse.ArgumentParser(description="What becomes of files of every format.")
    parser.add_argument("--write", type=Path, help="write the page there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder), open_grounder("packaged")))
    programs = ", ".join(_version(program) for program in PROGRAMS if installed(program))
    page = TEXT.format(programs=programs, table=table(found))
    if given.write:
        given.write.write_text(page, "utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
