"""Which documents a question names as its source."""

from __future__ import annotations

import pytest

from assistant.sources import missing_file, named_documents, put_first, unattributed
from assistant.types import Chunk, Document, Passage

SHELF = [
    Document(
        "reports/harbour-survey.md", "A Survey of the Harbour", "", "", {"author": "Ada Lind"}
    ),
    Document("bridge.md", "The Bridge", "", "", {"publisher": "Varna Institute (VNI)"}),
    Document("minutes.txt", "Minutes of the Council", "", ""),
    Document("old/log-2021-03.md", "Log", "", ""),
]


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
    ],
)
def test_named_documents(question: str, named: set[str]) -> None:
    assert named_documents(question, SHELF) == named


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


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("According to Ada Lind, how deep is it?", "How deep is it?"),
        ("How deep is it according to Ada Lind?", "How deep is it?"),
        ("How deep is it according to harbour-survey.md?", "How deep is it?"),
        ("How deep is it, in Lind's view?", "How deep is it?"),
        ("In short, how deep is it, if you ask Lind?", "In short, how deep is it?"),
        ("Why does it worry Lind?", "Why does it worry Lind?"),  # said, not attributed
        ("What did they do in May, in the harbour, with all the old ships of the navy?",) * 2,
    ],
)
def test_words_that_only_name_the_source_are_left_out(question: str, asks: str) -> None:
    named = [document for document in SHELF if document.metadata.get("author")]
    assert unattributed(question, named) == asks
    assert unattributed(question, []) == question
