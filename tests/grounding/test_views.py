"""Documents that hold different views, or deny each other, without a number between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.grounding.inquiry import sorted_out
from assistant.grounding.lexical import LexicalGrounder
from assistant.grounding.views import asks_for_views
from assistant.types import Evidence, SourceSentence, Span, Support


def evidence(*texts: str, document: str = "", score: float = 0.9) -> list[Evidence]:
    """One sentence a document, each a little weaker than the one before."""
    return [
        Evidence(
            SourceSentence(document or f"{n}.txt", 1, 1, 0, len(text), text),
            score - n / 100,
            Span(0, len(text), score),
        )
        for n, text in enumerate(texts)
    ]


class Paragraphs:
    """The paragraph of every document."""

    def __init__(self, found: list[Evidence], before: str = "") -> None:
        self._found = found
        self._before = before

    def sentences(self, document_id: str, first: int, last: int) -> list[SourceSentence]:
        own = [each.sentence for each in self._found if each.sentence.document_id == document_id]
        return [replace(each, text=f"{self._before} {each.text}") for each in own]

    def heading(self, sentence: SourceSentence) -> str:
        return ""


def sides(question: str, found: list[Evidence], before: str = "") -> list[str]:
    groups = sorted_out(question, found, Paragraphs(found, before), LexicalGrounder()).groups
    return [group.lead.sentence.text for group in groups] if len(groups) > 1 else []


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("How do the authors rate the harbour law?", True),
        ("What do observers think of the harbour law?", True),
        ("Where do the sources disagree about the flood?", True),
        ("Who is to blame for the flood?", True),
        ("Whose fault was the flood?", True),
        ("Which conflicting accounts of the flood are there?", True),
        ("How do the two editions of the guide differ on fees?", True),
        ("Who wrote the documents?", False),
        ("Who reported the flood?", False),
        ("How many authors does the report have?", False),
        ("When are the reports due?", False),
    ],
)
def test_questions_for_views(question: str, verdict: bool) -> None:
    assert asks_for_views(question) is verdict


JUDGED = "How do the authors rate the harbour law?"
PRAISE = "The harbour law was long overdue and freed the fishers."
BLAME = "With this harbour law the town sold its birthright."


def test_views_stand_document_by_document() -> None:
    assert sides(JUDGED, evidence(PRAISE, BLAME)) == [PRAISE, BLAME]


def test_a_document_is_heard_once_and_a_copy_not_again() -> None:
    assert sides(JUDGED, evidence(PRAISE, BLAME, document="a.txt")) == []
    copy = "Long overdue, the harbour law freed the fishers at last."
    assert sides(JUDGED, evidence(PRAISE, copy)) == []


def test_weak_evidence_is_no_view() -> None:
    weak = evidence("The harbour law has nine pages.", document="b.txt", score=0.2)
    assert sides(JUDGED, evidence(PRAISE) + weak) == []


REOPENED = "Has Varna reopened the bridge?"
YES = "Varna reopened the bridge last week."
NO = "The bridge of Varna has not been reopened."


def test_what_one_document_asserts_and_another_denies() -> None:
    assert sides(REOPENED, evidence(YES, NO)) == [YES, NO]


@pytest.mark.parametrize(
    "other",
    [
        "The bridge was reopened by the mayor of Varna.",  # agrees
        "Varna has closed the museum.",  # another matter
        "The bridge of Varna was not repainted.",  # denies something else
        "Varna may not have reopened the bridge if it rained.",  # supposes
        "The bridge near Almere has not been reopened.",  # another place
    ],
)
def test_what_does_not_deny(other: str) -> None:
    assert sides(REOPENED, evidence(YES, other)) == []


def test_other_years_do_not_deny() -> None:
    then = "In 1931 Varna had not reopened the bridge."
    assert sides(REOPENED, evidence("In 1932 Varna reopened the bridge.", then)) == []


def test_two_guesses_do_not_deny_each_other() -> None:
    assert sides(REOPENED, evidence(YES, NO, score=0.4)) == []


def test_what_is_denied_may_be_named_in_the_sentence_before() -> None:
    asked = "Is overtime at the mill ever paid?"
    found = evidence("It is not paid out.", "It is paid out with a supplement.")
    assert sides(asked, found) == []
    assert len(sides(asked, found, before="Overtime is seldom.")) == 2


def test_two_documents_that_name_different_causes_are_told_apart() -> None:
    asked = "Why did the dig at Varna end?"
    money = "The dig had to end because the money had run out."
    farmer = "It had to end because the farmer withdrew his permission."
    assert sides(asked, evidence(money, farmer)) == [money, farmer]
    assert sides(asked, evidence(money, farmer, document="one.txt")) == []
    assert sides(asked, evidence(money, farmer, score=0.45)) == []  # perhaps of something else


def test_the_sides_are_quoted_not_cut() -> None:
    found = evidence(YES, NO)
    groups = sorted_out(REOPENED, found, Paragraphs(found), LexicalGrounder()).groups
    assert [group.lead.answer_text for group in groups] == ["", ""]


def test_what_does_not_speak_of_the_matter_is_no_view() -> None:
    assert sides(JUDGED, evidence(PRAISE, "This document was written in Varna.")) == []


def test_one_word_of_a_long_question_does_not_make_a_view() -> None:
    asked = "Do the documents agree on how long the red varnish keeps?"
    found = evidence("The red varnish keeps for two years.", "Emil Roth kept the books.")
    assert sides(asked, found) == []
    assert len(sides(asked, found, before="Of the red varnish:")) == 2


def test_what_differs_in_its_numbers_alone_is_no_copy() -> None:
    asked = "How do the two versions differ on the mooring fee?"
    old, new = (f"The mooring fee is {fee} euros a night." for fee in (12, 15))
    assert sides(asked, evidence(old, new)) == [old, new]
    assert sides(asked, evidence(old, "A night's mooring fee is 12 euros.")) == []


def test_a_plain_no_denies_what_another_document_asserts() -> None:
    found = evidence(YES, "No.")
    assert sides(REOPENED, found) == []
    assert sides(REOPENED, found, before="Is the bridge of Varna reopened?") == [YES, "No."]


KIND = "Is the bell of Varna a copy or the original?"


def test_one_of_two_is_taken_by_each() -> None:
    copy = "The bell of Varna is a copy."
    first = "The original still hangs as the bell of Varna."
    assert sides(KIND, evidence(copy, first)) == [copy, first]
    assert sides(KIND, evidence(copy, "As a copy the bell of Varna sounds thin.")) == []
    both = "The bell of Varna may be the original, or else a copy."
    assert sides(KIND, evidence(copy, both)) == []


def test_amounts_differ_though_the_question_asks_for_none() -> None:
    one, other = "The lockers take a £1 coin.", "The lockers take a 50p coin."
    found = [
        replace(each, answer=Span(each.sentence.text.index(coin), len(each.sentence.text) - 1, 0.9))
        for each, coin in zip(evidence(one, other), ("£1", "50p"), strict=True)
    ]
    assert sides("What coin do the lockers take?", found) == [one, other]
    assert sides("What coin does the lift take?", evidence(one, other)) == []


class Undecided(LexicalGrounder):
    """Takes no text to contradict another."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [Support(0.0, 0.0, 1.0) for _ in pairs]


class Sections(Paragraphs):
    """Each document's paragraph stands below the same heading."""

    def heading(self, sentence: SourceSentence) -> str:
        return "Bronze"


def test_what_stands_below_a_heading_that_the_question_names_is_about_it() -> None:
    guide, leaflet = "Monthly fee: £21", "£18 a month."
    found = [
        replace(
            each, answer=Span(each.sentence.text.index("£"), each.sentence.text.index("£") + 3, 0.9)
        )
        for each in evidence(guide, leaflet)
    ]

    def told(question: str) -> list[str]:
        groups = sorted_out(question, found, Sections(found), Undecided()).groups
        return [group.lead.sentence.text for group in groups]

    assert told("What does Bronze cost a month?") == [guide, leaflet]
    assert told("What does the sauna cost a month?") == [guide]


class Opposed(LexicalGrounder):
    """Takes every text to contradict every other."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        return [Support(0.0, 0.9, 0.1) for _ in pairs]


@pytest.mark.parametrize(
    ("question", "said", "other", "told"),
    [
        ("Why is the hall shut?", "Coal is too dear.", "It is not the price of coal.", True),
        ("Why is the hall shut?", "Coal is too dear.", "It is the price of coal.", False),
        ("Why is the hall shut?", "Coal is too dear.", "For the hall he has no reason.", False),
        ("How many died?", "Coal dust killed 238.", "Of those killed he has no figure.", False),
    ],
)
def test_a_reason_that_one_document_gives_another_may_deny(
    question: str, said: str, other: str, told: bool
) -> None:
    found = evidence(said, other)
    groups = sorted_out(question, found, Paragraphs(found), Opposed()).groups
    assert ([group.lead.sentence.text for group in groups] == [said, other]) is told
