from __future__ import annotations

import pytest

from assistant.grounding.negation import conflicts, denies, polarity
from assistant.grounding.quantifiers import adds_absolute, generalises


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Staff may carry over unused leave.", "Staff may not carry over unused leave."),
        ("Refunds are not available.", "Refunds are available within a month."),
        ("The minister did not resign.", "The minister resigned in May."),
        ("No detainee was released.", "Every detainee was released."),
        ("The court upheld the verdict.", "The court refused to uphold the verdict."),
        ("Prices rose in March.", "Prices fell in March."),
        ("The party lost the election.", "The party won the election."),
        ("The law bans strikes.", "The law allows strikes."),
        ("He arrived before the vote.", "He arrived after the vote."),
        ("She was mayor until 2019.", "She was mayor since 2019."),
        ("The firm was denied permission.", "The firm was given permission in May."),
        ("All members signed the letter.", "Some members signed the letter."),
        ("Exports increased.", "Exports did not increase."),
        ("The plan is popular.", "The plan is unpopular."),
        ("Unemployment is no longer rising.", "Unemployment is rising."),
    ],
)
def test_conflicts(claim: str, sentence: str) -> None:
    assert conflicts(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (
            "Leave that is not used cannot be carried over.",
            "Staff may not carry over unused leave.",
        ),
        ("Refunds are available.", "Refunds are available, but exchanges are not."),
        ("Strikes are not allowed.", "The law bans strikes."),
        ("The minister refused to resign.", "The minister did not resign."),
        ("Some members signed the letter.", "All members signed the letter."),
        ("Not only prices but wages rose.", "Prices and wages rose."),
        ("No fewer than 20 people died.", "20 people died."),
        ("The army did not fire on the crowd.", "The crowd was not fired on by the army."),
        ("Exports rose.", "Exports rose while imports fell."),
        (
            "More people opposed the plan than supported it.",
            "Of those asked 38 % opposed the plan.",
        ),
    ],
)
def test_agreement_is_no_conflict(claim: str, sentence: str) -> None:
    assert conflicts(claim, sentence) == []


def test_the_reason_quotes_both_sides() -> None:
    (conflict,) = conflicts("Staff may carry over leave.", "Staff may not carry over leave.")
    assert (conflict.claimed, conflict.stated) == ("“may carry”", "“may not carry”")


def test_an_object_after_a_negated_verb_has_no_certain_sign() -> None:
    signs = {t.text: t.negated for t in polarity("Guards did not release detainees.")}
    assert signs == {"Guards": False, "release": True, "detainees": None}


def test_only_is_an_addition() -> None:
    assert adds_absolute("Only adults may vote.", "Adults may vote.") == "only"
    assert adds_absolute("Adults always vote.", "Adults often vote.") == "always"
    assert not adds_absolute("Not only adults may vote.", "Adults may vote.")


def test_all_is_more_than_a_few() -> None:
    assert generalises("The city allowed all rallies.", "A few gatherings were permitted.") == "all"
    assert not generalises("The city allowed all rallies.", "Every gathering was permitted.")


@pytest.mark.parametrize(
    "sentence",
    [
        "No detainee has been released.",
        "No young child will be released.",
        "Neither the mayor nor the guards have been released.",
    ],
)
def test_a_subject_of_which_none_did_denies_its_verb(sentence: str) -> None:
    signs = {term.stem: term.negated for term in polarity(sentence)}
    assert signs["releas"] is True


def test_neither_before_verbs_denies_both() -> None:
    signs = {term.stem: term.negated for term in polarity("He neither backed nor feared it.")}
    assert signs == {"back": True, "fear": True}


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("No.", True),
        ("They didn’t come.", True),
        ("The board refused.", True),
        ("Not only the town paid.", False),
        ("It is in No. 5.", False),
    ],
)
def test_a_sentence_denies_with_a_word_of_its_own(sentence: str, denied: bool) -> None:
    assert denies(sentence) == denied
