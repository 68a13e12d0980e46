"""Which documents a question names as its source."""

from __future__ import annotations

import pytest

from assistant.sources import missing_file, named_source, put_first
from assistant.types import Chunk, Document, Passage

SHELF = [
    Document(
        "reports/harbour-survey.md", "A Survey of the Harbour", "", "", {"author": "Ada Lind"}
    ),
    Document("bridge.md", "The Bridge", "", "", {"publisher": "Varna Institute (VNI)"}),
    Document("minutes.txt", "Minutes of the Council", "", ""),
    Document("old/log-2021-03.md", "Log", "", ""),
]


def holders(word: str) -> frozenset[str]:
    """Which documents of the shelf have a word in their text."""
    having = {"zrk": {"minutes.txt"}, "silt": {"minutes.txt"}, "navy": {"minutes.txt", "bridge.md"}}
    return frozenset(having.get(word, ()))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("According to Ada Lind, how deep is it?", {"reports/harbour-survey.md"}),
        ("What does Lind recommend?", {"reports/harbour-survey.md"}),
        ("How many arches, in the Varna Institute report?", {"bridge.md"}),
        ("What is the gist of the harbour survey paper?", {"reports/harbour-survey.md"}),
        ("Sum up the article by Ada Lind.", {"reports/harbour-survey.md"}),
        ("What does bridge.md say, by the Council?", {"bridge.md"}),
        ("Sum up MINUTES.TXT.", {"minutes.txt"}),
        ("How deep, in old/log-2021-03.md?", {"old/log-2021-03.md"}),
        ("How deep, in LOG-2021-03.md?", {"old/log-2021-03.md"}),
        ("Sum up log-2021-03", {"old/log-2021-03.md"}),
        ("Sum up catalog-2021-03.md", set()),
        ("Sum up new/log-2021-03.md", set()),
        ("harbour-survey", {"reports/harbour-survey.md"}),  # all that is to be summed up
        ("Is the harbour-survey done?", set()),
        ("How long is the bridge?", set()),
        ("How deep is the harbour?", set()),  # a topic, not a source
        ("What does the report say about ships?", set()),
        ("According to the police, who did it?", set()),
        ("Why does it worry Lind?", {"reports/harbour-survey.md"}),
        ("How many arches, if I trust the VNI?", {"bridge.md"}),
        ("How many arches in the vni district?", set()),  # no abbreviation
        ("What makes the VNI say that it is safe?", {"bridge.md"}),
        # whom no document is by, but one alone speaks of
        ("How many arches, in the ZRK paper?", {"minutes.txt"}),
        ("How many arches, in the Navy report?", set()),  # in two
        ("How deep is the silt file?", set()),  # no name
        ("What did the ZRK say of it?", set()),  # perhaps the document tells what they said
        ("How many arches has the ZRK?", set()),  # no source
    ],
)
def test_named_documents(question: str, named: set[str]) -> None:
    assert named_source(question, SHELF, holders).documents == named


@pytest.mark.parametrize(
    ("question", "topic", "missing"),
    [
        ("Sum up silt.pdf", "silt.pdf", "silt.pdf"),
        ("Sum up the file silt.pdf", "the file silt.pdf", "silt.pdf"),
        ("How deep is it, according to a/silt.pdf?", "", "a/silt.pdf"),
        ("What does silt.pdf say about mud?", "", "silt.pdf"),
        ("Sum up Bridge.md", "Bridge.md", ""),
        ("Sum up what goes into silt.pdf", "what goes into silt.pdf", ""),
        ("Who writes to silt.pdf?", "", ""),  # spoken of, perhaps in a document
        ("What does vni.org say about mud?", "", ""),
    ],
)
def test_a_file_that_is_not_there(question: str, topic: str, missing: str) -> None:
    assert missing_file(question, topic, SHELF) == missing


def test_passages_of_the_named_document_come_first() -> None:
    passages = [
        Passage(Chunk(name, name, 1, 1, "", 0, 0, 1), score)
        for name, score in (("a", 0.9), ("b", 0.8), ("a", 0.7))
    ]
    ordered = put_first(passages, frozenset({"b"}))
    assert [(each.chunk.id, each.score) for each in ordered] == [
        ("b", 0.8),
        ("a", 0.45),
        ("a", 0.35),
    ]
    assert put_first(passages, frozenset()) == tuple(passages)
