"""Files made by LibreOffice, pandoc and Chromium: read, numbered, cited and opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from assistant.corpus import read_document, split_sentences
from assistant.grounding.grounders import open_grounder
from assistant.types import Grounder, Paragraph
from evals.formats import article
from evals.formats.makers import PROGRAMS, Made, installed, make
from evals.formats.matrix import check

from .test_reading import check_invariants

pytestmark = pytest.mark.real
NOT_READ = {".doc": "before 2007", ".ods": "which is not read", ".odp": "which is not read"}


@pytest.fixture(scope="module")
def grounder() -> Grounder:
    return open_grounder("packaged")


@pytest.fixture(scope="module")
def made_by(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Made]]:
    """The files of a program, made once."""

    @cache
    def files(program: str) -> list[Made]:
        if not installed(program):
            pytest.skip(f"{program} is not installed")
        return make(program, tmp_path_factory.mktemp(program))

    return files


def pdf_of(made: list[Made], stem: str) -> tuple[tuple[Paragraph, ...], list[str]]:
    path = next(m.path for m in made if m.path.suffix == ".pdf" and stem in m.path.stem)
    document, paragraphs = read_document(path.parent, path)
    return paragraphs, [s.text for s in split_sentences(document, paragraphs)]


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_file_is_read_numbered_cited_and_opened(
    program: str, made_by: Callable[[str], list[Made]], grounder: Grounder
) -> None:
    for made in made_by(program):
        row = check(made, grounder)
        if reason := NOT_READ.get(made.path.suffix):
            assert reason in row.refused
            continue
        assert row.whole, row
        check_invariants(*read_document(made.path.parent, made.path))


@pytest.mark.parametrize(("program", "stem"), [("soffice", "article"), ("chromium", "chromium")])
def test_pages_with_columns_notes_heads_and_hyphens(
    program: str, stem: str, made_by: Callable[[str], list[Made]]
) -> None:
    paragraphs, sentences = pdf_of(made_by(program), stem)
    text = " ".join(sentences)
    places = [text.find(words) for words in ("north pier", "court case", "cooperative", "ferry to")]
    assert places == sorted(places)
    assert min(places) > 0, "a column is missing"
    assert "Misunderstandings about the administration of the harbour dues" in text
    assert "stood empty while the lawyers corresponded." in text
    notes = [p for p in paragraphs if p.kind == "footnote"]
    assert [note.text.split(" ", 1)[1] for note in notes] == [article.NOTE]
    heads = (article.RUNNING_HEAD, "Page ", "file:", " AM", " PM")
    assert not [p.text for p in paragraphs if any(head in p.text for head in heads)]
    closing = next(p for p in paragraphs if "bronze bell" in p.text)
    assert (closing.kind, closing.place) == ("body", "p. 2 ¶4")
