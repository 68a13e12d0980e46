"""Looking for the document that gives another value than the one found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.grounding.inquiry import Inquiry, inquire
from assistant.grounding.lexical import LexicalGrounder
from assistant.grounding.rivals import contested
from assistant.types import Chunk, Passage, SourceSentence

QUESTION = "How many people died in the Varna flood?"


class Texts:
    """One sentence a document."""

    def __init__(self, *texts: str) -> None:
        self._texts = {f"{n}.txt": text for n, text in enumerate(texts)}

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]:
        text = self._texts[document_id]
        return [SourceSentence(document_id, 1, 1, 0, len(text), text)]

    def heading(self, sentence: SourceSentence) -> str:
        return ""

    def passages(self) -> list[Passage]:
        return [
            Passage(Chunk(name, name, 1, 1, text, 0, len(text), 9), 1 / 30, ("dense", "keyword"))
            for name, text in self._texts.items()
        ]


def asked(texts: Texts, question: str = QUESTION) -> tuple[Inquiry, list[str]]:
    """The contested inquiry, of which only the first document was found; and what was looked up."""
    looked_up: list[str] = []

    def similar(text: str) -> Sequence[Passage]:
        looked_up.append(text)
        return texts.passages()

    grounder = LexicalGrounder()
    inquiry = inquire(question, texts.passages()[:1], texts, grounder)
    return contested(inquiry, similar, texts, grounder), looked_up


def sides(inquiry: Inquiry) -> list[str]:
    return [group.lead.answer_text for group in inquiry.findings.groups]


def test_another_count_is_found_by_the_sentence_that_answers() -> None:
    texts = Texts("232 people died in the Varna flood.", "The Varna flood killed 260 people.")
    inquiry, looked_up = asked(texts)
    assert looked_up == [f"{QUESTION} 232 people died in the Varna flood."]
    assert sides(inquiry) == ["232", "260"]


def test_the_same_count_elsewhere_joins_the_first() -> None:
    texts = Texts("232 people died in the Varna flood.", "The Varna flood killed 232 people.")
    inquiry, _ = asked(texts)
    assert [len(group.evidence) for group in inquiry.findings.groups] == [2]


@pytest.mark.parametrize(
    "other",
    ["The Almere flood killed 260 people.", "The Varna flood broke 19 dams.", "Varna lies low."],
)
def test_what_cannot_be_compared_is_not_read(other: str) -> None:
    inquiry, _ = asked(Texts("232 people died in the Varna flood.", other))
    assert sides(inquiry) == ["232"]
    assert {each.sentence.document_id for each in inquiry.evidence} == {"0.txt"}


def test_a_question_for_a_reason_has_no_rivals() -> None:
    texts = Texts("The Varna flood came because a dam broke.", "The Varna flood came in May 1932.")
    _, looked_up = asked(texts, "Why did the Varna flood come?")
    assert looked_up == []


def test_another_person_is_looked_for_in_other_documents() -> None:
    texts = Texts(
        "Ann Lee designed the Varna bridge.",
        "It was cold.",
        "The Varna bridge was designed by Per Berg, they say.",
    )
    inquiry, looked_up = asked(texts, "Who designed the Varna bridge?")
    assert len(looked_up) == 1
    assert {each.sentence.document_id for each in inquiry.evidence} == {"0.txt", "2.txt"}


def test_a_document_that_does_not_name_what_is_asked_about_is_no_rival() -> None:
    texts = Texts("Ann Lee designed the Varna bridge.", "Per Berg designed the Almere bridge.")
    inquiry, _ = asked(texts, "Who designed the Varna bridge?")
    assert {each.sentence.document_id for each in inquiry.evidence} == {"0.txt"}
