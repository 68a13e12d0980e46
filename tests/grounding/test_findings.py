"""Agreement and difference between documents, by a comparison made up for the test."""

from __future__ import annotations

from assistant.grounding.findings import sort_out
from assistant.types import Evidence, SourceSentence, Span


def evidence(document: str, answer: str, score: float) -> Evidence:
    text = f"The count was {answer} there."
    start = text.index(answer)
    sentence = SourceSentence(document, 1, 1, 0, len(text), text)
    return Evidence(sentence, score, Span(start, start + len(answer), score))


def same_digits(one: Evidence, other: Evidence) -> bool | None:
    a, b = one.answer_text, other.answer_text
    return a == b if a.isdigit() and b.isdigit() else None


def test_documents_that_say_the_same_form_one_group() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "7", 0.5)], same_digits)
    assert [len(group.evidence) for group in found.groups] == [2]
    assert not found.disagree


def test_weak_evidence_has_the_same_value_by_chance() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "7", 0.1)], same_digits)
    assert [len(group.evidence) for group in found.groups] == [1]
    assert [each.sentence.document_id for each in found.rest] == ["b"]


def test_another_value_from_another_document_is_a_disagreement() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "8", 0.8)], same_digits)
    assert found.disagree
    assert [group.lead.answer_text for group in found.groups] == ["7", "8"]


def test_one_document_does_not_disagree_with_itself() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("a", "8", 0.8)], same_digits)
    assert not found.disagree
    assert [each.answer_text for each in found.rest] == ["8"]


def test_weak_evidence_does_not_make_a_disagreement() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "8", 0.2)], same_digits)
    assert not found.disagree


def test_two_guesses_do_not_disagree() -> None:
    found = sort_out([evidence("a", "7", 0.45), evidence("b", "8", 0.44)], same_digits)
    assert not found.disagree


def test_values_that_cannot_be_compared_stay_apart() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "few", 0.9)], same_digits)
    assert not found.disagree
    assert [each.answer_text for each in found.rest] == ["few"]


def test_values_that_cannot_be_compared_differ_where_they_exclude_each_other() -> None:
    seven, few = evidence("a", "7", 0.9), evidence("b", "few", 0.9)
    found = sort_out([seven, few], same_digits, lambda one, other: (one, other) == (few, seven))
    assert [group.lead.answer_text for group in found.groups] == ["7", "few"]


def test_values_that_are_the_same_are_not_asked_to_exclude_each_other() -> None:
    found = sort_out(
        [evidence("a", "7", 0.9), evidence("b", "7", 0.9)], same_digits, lambda *_: True
    )
    assert not found.disagree


def test_without_a_comparison_nothing_is_grouped() -> None:
    found = sort_out([evidence("a", "7", 0.9), evidence("b", "8", 0.9)], None)
    assert not found.disagree
    assert len(found.rest) == 1


def test_no_evidence_has_no_confidence() -> None:
    assert sort_out([], same_digits).confidence == 0.0
