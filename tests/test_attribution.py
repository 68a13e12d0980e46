"""Code decides what a written sentence rests on; its markers are only a hint."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.attribution import attribute
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Evidence, SourceSentence, Support
from assistant.written import WrittenSentence

TEXTS = (
    "The bridge opened on 4 May 1932 and has seven arches.",
    "The garden has 240 roses and was planted by Peter Novak.",
    "The bridge did not close during the flood of 1951.",
)
EVIDENCE = [
    Evidence(SourceSentence("a.md", n, n, 0, len(text), text), 0.9) for n, text in enumerate(TEXTS)
]


def judged(text: str, *marks: int) -> tuple[list[int], str]:
    draft, verdict = attribute(WrittenSentence(text, marks), EVIDENCE, LexicalGrounder())
    return [EVIDENCE.index(each) + 1 for each in draft.evidence], verdict.label


@pytest.mark.parametrize("marks", [(), (1,), (2,), (99,), (0,), (2, 99)])
def test_the_source_is_found_whatever_the_markers_say(marks: tuple[int, ...]) -> None:
    assert judged("The bridge opened on 4 May 1932.", *marks) == ([1], "supported")


def test_a_marker_that_holds_is_kept_beside_one_that_does_not() -> None:
    assert judged("The garden has 240 roses.", 1, 2) == ([2], "supported")


@pytest.mark.parametrize(
    "text",
    [
        "The garden has 250 roses.",
        "The bridge opened on 5 May 1932.",
        "The bridge closed during the flood of 1951.",
    ],
)
def test_a_changed_fact_is_contradicted_and_rests_on_nothing(text: str) -> None:
    assert judged(text) == ([], "contradicted")


def test_what_is_in_no_source_is_supported_by_none() -> None:
    assert judged("Paris is the capital of France.", 1) == ([], "neither")


def test_an_unrelated_source_does_not_count_as_a_contradiction() -> None:
    assert judged("The museum has 17 rooms.")[1] == "neither"


def test_without_evidence_nothing_is_supported() -> None:
    draft, verdict = attribute(WrittenSentence("It rained.", (1,)), [], LexicalGrounder())
    assert (draft.evidence, verdict.label) == ((), "neither")


class Convinced(LexicalGrounder):
    """Finds everything supported, so that only the exact checks speak."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [Support(1.0, 0.0, 0.0) for _ in pairs]


def test_a_name_that_the_text_around_has_is_left_to_the_grounder() -> None:
    text = "Seven arches carried the bridge in 1928."
    evidence = Evidence(SourceSentence("a.md", 2, 2, 0, len(text), text), 0.9)
    claim = WrittenSentence("Seven arches carried the bridge of Ostrava in 1928.", ())
    alone, verdict = attribute(claim, [evidence], Convinced())
    assert (alone.evidence, verdict.label) == ((), "neither")
    draft, verdict = attribute(claim, [evidence], Convinced(), lambda _: "The bridge of Ostrava")
    assert (draft.evidence, verdict.label) == ((evidence,), "supported")


def test_a_pronoun_does_not_stand_for_someone_whom_the_text_around_does_not_name() -> None:
    text = "He founded the brass band in 1928."
    evidence = Evidence(SourceSentence("a.md", 2, 2, 0, len(text), text), 0.9)

    def label(who: str) -> str:
        claim = WrittenSentence(f"{who} founded the brass band in 1928.", (1,))
        return attribute(claim, [evidence], Convinced(), lambda _: f"Emil Roth\n{text}")[1].label

    assert label("Emil Roth") == "supported"
    assert label("Otto Krantz") == "neither"


class Believing(LexicalGrounder):
    """Takes everything for supported that no exact check decides."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [Support(1.0, 0.0, 0.0) for _ in pairs]


def told_by(text: str, *sources: str) -> tuple[list[str], str]:
    evidence = [
        Evidence(SourceSentence("a.md", n, n, 0, len(source), source), 0.9)
        for n, source in enumerate(sources)
    ]
    draft, verdict = attribute(WrittenSentence(text, ()), evidence, Believing())
    return [each.sentence.text for each in draft.evidence], verdict.label


def test_a_source_turned_into_its_opposite_is_contradicted_whatever_else_may_support_it() -> None:
    left, other = "He left the bank in 2011.", "Timur Berg headed the bank until 2011."
    assert told_by("He had not left the bank in 2011.", left, other) == ([], "contradicted")
    assert told_by("He had gone from the bank in 2011.", other) == ([other], "supported")


def test_one_of_two_sources_that_deny_each_other_may_be_told_in_its_words() -> None:
    closed, open_ = "The bridge closed in the flood.", "The bridge did not close in the flood."
    assert told_by(open_, closed, open_) == ([open_], "supported")
