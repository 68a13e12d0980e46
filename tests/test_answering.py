"""The whole flow over small made-up documents, with a hashing encoder and no model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, InvalidQuestion, Settings, answering
from assistant.composing import REFUSAL
from assistant.consulting import STRANGE
from assistant.errors import UnknownParagraph
from assistant.fakes import FakeEncoder
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import (
    Checked,
    Drafted,
    Evidence,
    Finished,
    Message,
    Reading,
    Retrieved,
    Support,
)

DOCUMENTS = {
    "bridge.md": (
        "---\ntitle: The Bridge\n---\n\n# The Bridge\n\n"
        "The Varna Bridge was opened on 4 May 1932 by Mayor Ivan Petrov.\n\n"
        "It cost 12 million euros and has seven arches.\n"
    ),
    "survey.txt": (
        "A Survey\n\nThe Varna Bridge was opened on 9 June 1933, the survey says.\n\n"
        "Fishing below it is forbidden because the current is strong.\n"
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(tmp_path_factory.mktemp("docs"), tmp_path_factory.mktemp("index"))


def opened(docs: Path, index: Path) -> Assistant:
    for name, text in DOCUMENTS.items():
        (docs / name).write_text(text, "utf-8")
    settings = Settings(corpus=docs, index=index / "here", min_confidence=0.15)
    return Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())


def test_events_come_in_order_and_end_with_the_answer(assistant: Assistant) -> None:
    events = list(assistant.stream("How much did the bridge cost?"))
    assert isinstance(events[0], Retrieved)
    assert isinstance(events[-1], Finished)
    shown = [event.sentence for event in events if isinstance(event, Checked)]
    assert tuple(shown) == events[-1].answer.sentences


def test_every_sentence_is_cited_and_every_quote_is_a_slice(assistant: Assistant) -> None:
    answer = assistant.ask("How much did the Varna Bridge cost?")
    assert "12 million euros" in answer.text
    assert answer.citations[0].source == "bridge.md"
    numbers = {citation.number for citation in answer.citations}
    for sentence in answer.sentences:
        assert sentence.citations
        assert set(sentence.citations) <= numbers
        assert sentence.verdict.supported
    for citation in answer.citations:
        text = assistant.document(citation.source).text
        assert text[citation.start : citation.end] == citation.quote
        assert citation.quote in assistant.paragraph(citation.source, citation.paragraph).text


def test_a_paragraph_is_read_by_its_number_or_by_its_place_as_cited(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "fees.csv").write_text("boat,fee\n" + "A,9 euros\n" * 12, "utf-8")
    assistant = opened(tmp_path / "docs", tmp_path / "index")
    place = assistant.ask("What is the fee of boat A?").citations[0].place
    assert place == "rows 2–11"
    assert assistant.paragraph("fees.csv", place) == assistant.paragraph("fees.csv", 1)
    assert assistant.paragraph("bridge.md", "¶3") == assistant.paragraph("bridge.md", "3")
    assert "seven arches" in assistant.paragraph("bridge.md", "¶3–4").text
    with pytest.raises(UnknownParagraph, match=r"rows 2–11 to rows 12–13"):
        assistant.paragraph("fees.csv", "rows 3–4")


def test_two_documents_with_different_dates_are_both_named(assistant: Assistant) -> None:
    answer = assistant.ask("When was the Varna Bridge opened?")
    assert len(answer.disagreements) == 1
    values = {side.value: side.citations for side in answer.disagreements[0].sides}
    assert any("1932" in value for value in values)
    assert any("1933" in value for value in values)
    assert {citation.source for citation in answer.citations} == {"bridge.md", "survey.txt"}


def test_two_documents_that_deny_each_other_are_both_quoted(tmp_path: Path) -> None:
    for name, text in {
        "mayor.txt": "The town council of Varna reopened the bridge.\n",
        "paper.txt": "The town council of Varna has not reopened the bridge.\n",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    settings = Settings(corpus=tmp_path, index=tmp_path / ".index", min_confidence=0.15)
    assistant = Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())
    answer = assistant.ask("Has the town council of Varna reopened the bridge?")
    (disagreement,) = answer.disagreements
    shown = {
        (answer.citations[number - 1].source, side.value)
        for side in disagreement.sides
        for number in side.citations
    }
    assert shown == {
        ("mayor.txt", "The town council of Varna reopened the bridge."),
        ("paper.txt", "The town council of Varna has not reopened the bridge."),
    }
    assert answer.text.count("reopened the bridge.") == 2


def test_what_no_document_has_is_refused_with_the_missing_word(assistant: Assistant) -> None:
    answer = assistant.ask("Who invented the zeppelin?")
    assert answer.refused
    assert answer.text == REFUSAL
    assert answer.unknown_terms == ("invented", "zeppelin")
    assert "zeppelin" in answer.reason
    assert not answer.citations


def test_a_name_that_no_document_has_takes_more_than_a_likely_answer(
    assistant: Assistant,
) -> None:
    known = assistant.ask("Who opened the bridge of Varna?")
    strange = assistant.ask("Who opened the bridge of Osaka?")
    assert not known.refused
    assert strange.refused
    assert strange.unknown_terms == ("Osaka",)


def test_a_name_that_the_documents_have_in_another_form_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    sanctions = "The bank froze 12 million euros under US sanctions.\n"
    (tmp_path / "docs" / "bank.txt").write_text(sanctions, "utf-8")
    settings = Settings(corpus=tmp_path / "docs", index=tmp_path / "index", min_confidence=0.15)
    bank = Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())
    answer = bank.ask("What sum did the bank withhold because of American sanctions?")
    assert not answer.refused
    assert answer.confidence < STRANGE


def test_half_of_a_question_is_answered_and_the_other_half_owned(assistant: Assistant) -> None:
    answer = assistant.ask("How much did the bridge cost, and who painted the zeppelin?")
    assert "12 million" in answer.text
    assert "The documents do not say: who painted the zeppelin?" in answer.text


def test_a_file_that_is_not_there_is_told_and_nothing_else_summed_up(assistant: Assistant) -> None:
    answer = assistant.ask("Sum up bridges.pdf")
    assert answer.refused
    assert answer.reason == "No document has the file name “bridges.pdf”."


@pytest.mark.parametrize(
    "question", ["Sum up SURVEY.txt", "What does survey.txt say about fishing?"]
)
def test_what_one_file_says_is_told_from_it_alone(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "Fishing below it is forbidden" in answer.text
    assert {citation.source for citation in answer.citations} == {"survey.txt"}


def test_what_a_file_does_not_mention_is_not_taken_from_another(assistant: Assistant) -> None:
    assert assistant.ask("What does survey.txt say about the seven arches?").refused


def test_each_part_of_a_refused_question_gets_its_own_reason(assistant: Assistant) -> None:
    answer = assistant.ask("Who painted the zeppelin, and when did the walrus hibernate?")
    assert answer.refused
    assert not answer.open_parts
    first, second = answer.reason.split("when did the walrus hibernate?")
    assert "“zeppelin”" in first
    assert "“walrus”" in second
    assert "“zeppelin”" not in second


def test_a_refusal_names_the_paragraph_that_was_read_and_not_where_its_passage_begins(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Why did fishing below the bridge of Osaka stop?")
    assert answer.refused
    (begins,) = {p.chunk.first for p in answer.passages if p.chunk.document_id == "survey.txt"}
    assert begins < 3
    assert "survey.txt ¶3" in answer.reason


def test_the_parts_of_a_question_disagree_each_for_itself(tmp_path: Path) -> None:
    for name, text in {
        "town.txt": "The Varna Bridge was opened in 1932.\n\nThe bridge has seven arches.\n",
        "paper.txt": "The Varna Bridge was opened in 1933.\n\nThe bridge has nine arches.\n",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    settings = Settings(corpus=tmp_path, index=tmp_path / ".index", min_confidence=0.15)
    assistant = Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())
    answer = assistant.ask("When was the Varna Bridge opened and how many arches has the bridge?")
    told = [{side.value for side in each.sides} for each in answer.disagreements]
    assert told == [{"1932", "1933"}, {"seven", "nine"}]


def test_a_follow_up_is_searched_as_a_whole_question(assistant: Assistant) -> None:
    history = [
        {"role": "user", "content": "When was the Varna Bridge opened?"},
        {"role": "assistant", "content": "4 May 1932 [1]"},
    ]
    answer = assistant.ask("How much did it cost?", history)
    assert answer.standalone == "How much did the Varna Bridge cost?"
    assert "12 million euros" in answer.text


def test_a_typing_error_is_mended_and_shown(assistant: Assistant) -> None:
    assert assistant.ask("How much did the brigde cost?").standalone == (
        "How much did the bridge cost?"
    )


@pytest.mark.parametrize("question", ["", " \n", "?!", "why " * 2000])
def test_an_impossible_question_is_an_error(assistant: Assistant, question: str) -> None:
    with pytest.raises(InvalidQuestion):
        assistant.ask(question)


def test_a_changed_file_flags_citations_until_the_index_is_refreshed(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    assistant = opened(docs, tmp_path)
    before = assistant.ask("How much did the bridge cost?")
    text = DOCUMENTS["bridge.md"].replace("12 million", "15 million")
    (docs / "bridge.md").write_text(text, "utf-8")
    stale = assistant.ask("How much did the bridge cost?")
    assert [each.stale for each in stale.citations if each.source == "bridge.md"] == [True]
    assistant.refresh()
    fresh = assistant.ask("How much did the bridge cost?")
    assert "15 million" in fresh.text
    assert not any(each.stale for each in fresh.citations)
    assert fresh.fingerprint != before.fingerprint


class Topical(LexicalGrounder):
    """Finds an answer only to questions about an opening."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        readings = super().read(question, passages)
        if "opened" in question:
            return readings
        return [replace(each, answerable=0.0, relevance=0.0, spans=()) for each in readings]


def talk(question: str) -> list[Message]:
    return [
        {"role": "user", "content": question},
        {"role": "assistant", "content": "It is told below."},
    ]


def test_a_follow_up_that_finds_nothing_is_asked_in_the_topic_of_the_talk(
    assistant: Assistant,
) -> None:
    parts = replace(assistant._parts, grounder=Topical())
    history = talk("When was the Varna Bridge opened?")
    events = list(answering.stream(parts, "What is forbidden there?", history))
    asked = [each.standalone for each in events if isinstance(each, Retrieved)]
    assert len(asked) > 1
    answer = events[-1].answer  # type: ignore[union-attr]
    assert (
        answer.standalone == asked[-1] == "What is forbidden there (was the Varna Bridge opened)?"
    )
    assert "Fishing" in answer.text


def test_a_question_with_words_of_its_own_is_not_drawn_into_the_topic(
    assistant: Assistant,
) -> None:
    parts = replace(assistant._parts, grounder=Topical())
    question = "How do people in Norway pay for groceries on Sundays?"
    events = list(answering.stream(parts, question, talk("When was the Varna Bridge opened?")))
    assert sum(isinstance(each, Retrieved) for each in events) == 1
    answer = events[-1].answer  # type: ignore[union-attr]
    assert answer.refused
    assert answer.standalone == question


class Denying(LexicalGrounder):
    """Takes every sentence for a denial of every claim."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [Support(0.0, 1.0, 0.0) for _ in pairs]


def test_a_question_that_presumes_what_a_document_denies_is_refused_with_the_sentence(
    assistant: Assistant,
) -> None:
    parts = replace(assistant._parts, grounder=Denying())
    (*_, end) = answering.stream(parts, "Why is fishing allowed below the bridge?")
    answer = end.answer  # type: ignore[union-attr]
    assert answer.refused
    assert not answer.citations
    assert answer.confidence == 0.0
    assert "“Fishing below it is forbidden because the current is strong.”" in answer.reason
    assert "survey.txt ¶3" in answer.reason


class DenyingFishing(LexicalGrounder):
    """Takes every sentence for a denial of what is claimed of fishing."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [
            Support(0.0, 1.0, 0.0) if "fishing" in claim and claim != evidence else support
            for (claim, evidence), support in zip(pairs, super().entail(pairs), strict=True)
        ]


def test_a_part_of_a_question_that_is_denied_is_told_with_the_sentence(
    assistant: Assistant,
) -> None:
    parts = replace(assistant._parts, grounder=DenyingFishing())
    question = "How much did the bridge cost and why is fishing allowed below the bridge?"
    (*_, end) = answering.stream(parts, question)
    answer = end.answer  # type: ignore[union-attr]
    assert "12 million" in answer.text
    (part,) = answer.open_parts
    assert part.question == "why is fishing allowed below the bridge?"
    assert "“Fishing below it is forbidden because the current is strong.”" in part.reason
    assert f"The documents do not say: {part.question} {part.reason}" in answer.text


class Scripted:
    """A writer that says what the test tells it to, a few characters at a time."""

    name = "scripted"

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        for at in range(0, len(self.text), 7):
            yield self.text[at : at + 7]


def written(assistant: Assistant, text: str, question: str) -> list[object]:
    parts = replace(assistant._parts, writer=Scripted(text))
    return list(answering.stream(parts, question))


def test_a_model_s_invented_number_is_dropped_and_its_true_sentence_cited(
    assistant: Assistant,
) -> None:
    text = "The bridge cost 99 million euros [1]. It cost 12 million euros and has seven arches."
    events = written(assistant, text, "How much did the bridge cost?")
    answer = events[-1].answer  # type: ignore[attr-defined]
    assert [each.text for each in answer.dropped] == ["The bridge cost 99 million euros."]
    assert [each.text for each in answer.sentences] == [
        "It cost 12 million euros and has seven arches."
    ]
    assert answer.citations[0].source == "bridge.md"
    assert any(isinstance(event, Drafted) for event in events)


def test_a_model_cannot_answer_what_the_documents_do_not_say(assistant: Assistant) -> None:
    events = written(assistant, "Count Zeppelin did [1].", "Who invented the zeppelin?")
    assert events[-1].answer.refused  # type: ignore[attr-defined]


def test_when_nothing_a_model_wrote_holds_the_documents_speak(assistant: Assistant) -> None:
    events = written(assistant, "It was built by Martians.", "How much did the bridge cost?")
    answer = events[-1].answer  # type: ignore[attr-defined]
    assert "12 million" in answer.text
    assert len(answer.dropped) == 1


def test_the_second_of_two_questions_is_read_with_what_the_first_names(tmp_path: Path) -> None:
    (tmp_path / "survey.txt").write_text(DOCUMENTS["survey.txt"], "utf-8")
    sure = Settings(corpus=tmp_path, index=tmp_path / "index", min_confidence=1.0)
    assistant = Assistant.open(sure, encoder=FakeEncoder(), grounder=LexicalGrounder())
    answer = assistant.ask("When was the Varna Bridge opened, and who painted it?")
    assert answer.reason.startswith("When was the Varna Bridge opened? ")
    assert " who painted the Varna Bridge? " in answer.reason


@pytest.mark.parametrize(
    "question",
    [
        "Good evening! Could you tell me how much the Varna Bridge cost, please?",
        "I like bridges. How much did the Varna Bridge cost?",
    ],
)
def test_words_around_a_question_are_not_searched_for(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "12 million euros" in answer.text
    assert answer.question == question


def test_who_asks_is_not_asked_about(assistant: Assistant) -> None:
    alone = assistant.ask("How many towers has the Zorblax?")
    told = assistant.ask("I am Karl Quennell from Thornby. How many towers has the Zorblax?")
    assert alone.unknown_terms == told.unknown_terms
    assert "Quennell" not in told.reason
