"""Questions about who wrote a document, and when."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.bylines import byline_asked
from assistant.composing import REFUSAL
from assistant.fakes import FakeEncoder
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Document

SHELF = [
    Document("survey.md", "A Survey of the Harbour", "", "", {"author": "Ada Lind"}),
    Document("bridge.md", "The Harbour Bridge", "", "", {"date": "4 May 1932", "about": "Lind"}),
    Document("minutes.txt", "Minutes", "", ""),
]


def holders(word: str) -> frozenset[str]:
    return frozenset({"minutes.txt"} if word == "vni" else ())


@pytest.mark.parametrize(
    ("question", "key", "document"),
    [
        ("Who wrote the harbour survey?", "author", "survey.md"),
        ("Who is the author of Lind's report?", "author", "survey.md"),  # hers, not of her
        ("By whom was “The Harbour Bridge” written?", "author", "bridge.md"),
        ("author of the VNI paper", "author", "minutes.txt"),
        ("When was The Harbour Bridge published?", "date", "bridge.md"),
        ("When did Lind's survey come out?", "date", "survey.md"),
        ("publication date of bridge.md", "date", "bridge.md"),
        ("In which year was the survey by Ada Lind written?", "date", "survey.md"),
    ],
)
def test_of_which_document_a_byline_is_asked(question: str, key: str, document: str) -> None:
    byline = byline_asked(question, SHELF, holders)
    assert byline is not None
    assert (byline.key, byline.document.id) == (key, document)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the letter to the council?",  # none of the documents
        "Who wrote the article?",
        "Who wrote about the harbour?",  # more than one
        "Who wrote to Lind?",
        "When was the harbour built?",
        "Who wrote the law that Lind cites?",
    ],
)
def test_questions_about_no_byline(question: str) -> None:
    assert byline_asked(question, SHELF, holders) is None


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    docs = tmp_path_factory.mktemp("docs")
    (docs / "survey.md").write_text(
        "---\ntitle: A Survey of the Harbour\nauthor: Ada Lind\ndate: 4 May 1932\n---\n\n"
        "# A Survey of the Harbour\n\nThe harbour is nine metres deep.[^1]\n\n"
        "[^1]: Who wrote the survey of the harbour of 1890 was Karl Berg.\n",
        "utf-8",
    )
    (docs / "log.md").write_text(
        "---\ntitle: The Log\nauthor: not known\n---\n\n# The Log\n\n"
        "The survey of the harbour was published on 6 June 1935, says Ivan Petrov.\n\n"
        "Ivan Petrov wrote about the log of the ship.\n",
        "utf-8",
    )
    settings = Settings(corpus=docs, index=docs / "index", min_confidence=0.15)
    return Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who wrote the survey of the harbour?", "Ada Lind"),
        ("When was the survey of the harbour published?", "4 May 1932"),
    ],
)
def test_the_byline_answers_before_footnotes_and_other_documents(
    assistant: Assistant, question: str, answer: str
) -> None:
    given = assistant.ask(question)
    assert given.sentences[0].text == answer
    assert {each.source for each in given.citations} == {"survey.md"}
    assert not given.disagreements
    assert "Berg" not in given.text


def test_an_author_who_is_not_known_is_nobody_else(assistant: Assistant) -> None:
    given = assistant.ask("Who wrote The Log?")
    assert given.text == REFUSAL
    assert "author: not known" in given.reason
