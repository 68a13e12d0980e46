"""Sections that a question names by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.grounding.headings import beside, headed, sections_named
from assistant.grounding.reading import read
from assistant.types import Chunk, Passage, Reading, SourceSentence, Support

TEXT = {"Oak": "It costs 19 euros.", "Ash": "It costs 29 euros.", "Care": "Oak needs oil."}
CHUNKS = [
    Chunk(name, "tables.md", n, n, text, 0, len(text), 5, heading=f"Tables > {name}")
    for n, (name, text) in enumerate(TEXT.items(), start=1)
]
OAK, ASH, CARE = CHUNKS


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does Oak cost?", {("Tables", "Oak")}),
        ("what do the tables cost", set()),  # the title is no section
        ("Does Care say so?", {("Tables", "Care")}),
        ("What does it cost?", set()),
    ],
)
def test_a_section_is_named_by_its_whole_heading(question: str, named: set[object]) -> None:
    assert sections_named(question, CHUNKS) == named


def test_a_heading_that_the_text_repeats_tells_nothing_more() -> None:
    chunk = Chunk("1", "a.md", 1, 1, "An oak table costs 9 euros.", 0, 9, 5, heading="Tables > Oak")
    assert not sections_named("What does Oak cost?", [chunk])


def test_other_sections_stand_beside_unless_they_name_it_too() -> None:
    named = sections_named("What does Oak cost?", CHUNKS)
    assert [beside(each, named) for each in CHUNKS] == [False, True, False]
    elsewhere = Chunk("4", "b.md", 1, 1, "Nails cost 2 euros.", 0, 9, 5, heading="Shop > Nails")
    assert not beside(elsewhere, named)


class Library:
    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]:
        text = CHUNKS[first - 1].text
        return [SourceSentence(document_id, first, first, 0, len(text), text)]


class Reader:
    name = "reader"

    def __init__(self) -> None:
        self.given: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        self.given += passages
        return [Reading(0.5, 0.5, ()) for _ in passages]

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        raise AssertionError("nothing is judged while reading")


@pytest.mark.parametrize("question", ["What does Oak cost?", "What does it cost?"])
def test_passages_are_read_behind_their_headings(question: str) -> None:
    reader = Reader()
    bare = replace(ASH, heading="")
    passages = [Passage(OAK, 1.0), Passage(ASH, 0.9), Passage(bare, 0.8)]
    found = read(question, passages, Library(), reader, lambda *_: 0.5)
    assert reader.given == [headed(OAK) + OAK.text, headed(ASH) + ASH.text, bare.text]
    for unit, _ in found:
        assert unit.text[unit.starts[0] :] == unit.sentences[0].text
