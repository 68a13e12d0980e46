"""Questions that want a summary."""

from __future__ import annotations

import pytest

from assistant.summaries import account, names_only, summary_topic
from assistant.types import Document

SURVEY = Document("harbour.md", "A Survey of the Harbour", "", "", {"author": "Ada Lind"})


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Sum up the reform of 2019.", "the reform of 2019"),
        ("Can you please summarise what the miners wanted?", "what the miners wanted"),
        ("Give me a short overview of how trade grew.", "how trade grew"),
        ("What's the gist of the Lind report?", "the Lind report"),
        ("What are the main points of the Lind report?", "the Lind report"),
        ("What became of the inn? A short summary please.", "What became of the inn"),
        ("How does the lock work, in a nutshell?", "How does the lock work"),
        ("Could you give me a brief account of how the inn fell?", "how the inn fell"),
        ("What was done about the inn? Just the main points.", "What was done about the inn"),
        ("Was anybody blamed? Sum it up for me.", "Was anybody blamed"),
        ("What did he write when he had to sum it up?", ""),
        ("What is the official account of the fall?", ""),
        ("Who wrote the summary of the report?", ""),
        ("What sum did the city pay?", ""),
        ("What are the main exports of Varna?", ""),
    ],
)
def test_the_topic_is_what_is_left_of_the_request(question: str, topic: str) -> None:
    assert summary_topic(question) == topic


@pytest.mark.parametrize(
    ("topic", "only"),
    [("the Lind survey", True), ("harbour.md", True), ("the Lind survey on silt", False)],
)
def test_a_topic_may_only_name_its_documents(topic: str, only: bool) -> None:
    assert names_only(topic, [SURVEY]) is only


def test_a_kind_of_document_is_a_word_of_its_own() -> None:
    assert names_only("yearbook-7.md", [Document("yearbook-7.md", "Yearbook", "", "")])


@pytest.mark.parametrize(
    ("question", "source", "topic"),
    [
        ("What does the digest say about the silt?", "the digest", "the silt"),
        ("What did Ada Lind tell us about silt?", "Ada Lind", "silt"),
        ("What did the digest say?", "", ""),
        ("Who says that the digest is wrong about silt?", "", ""),
    ],
)
def test_an_account_has_a_source_and_a_topic(question: str, source: str, topic: str) -> None:
    assert account(question) == (source, topic)


def test_no_document_is_named() -> None:
    assert not names_only("the survey", [])
