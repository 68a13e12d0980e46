"""What a chat model opens a sentence with: yes, no, or that nothing is said."""

from __future__ import annotations

import pytest

from assistant.openings import assent, borne_out, declines


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("No.", ("no", "")),
        ("Yes, the ferry runs.", ("yes", "The ferry runs.")),
        ("A: No. We take cards.", ("no", "We take cards.")),
        ("No dogs are allowed.", ("", "No dogs are allowed.")),
        ("No. 5 sank in 1912.", ("", "No. 5 sank in 1912.")),
        ("Nobody came.", ("", "Nobody came.")),
    ],
)
def test_what_a_sentence_opens_with(text: str, opened: tuple[str, str]) -> None:
    assert assent(text) == opened


@pytest.mark.parametrize(
    ("question", "told", "answer"),
    [
        ("May dogs enter the park?", "Dogs may enter the park on a lead.", "yes"),
        ("Are dogs allowed in the park?", "Dogs are forbidden in the park.", "no"),
        ("Does the ferry carry nine cars?", "The ferry carries seven cars.", "no"),
        ("Does the ferry run on Sundays?", "The ferry runs on Mondays.", "no"),
        ("Has the mill closed?", "The mill has not closed.", "no"),
        ("Does the ferry sail?", "It lies in the harbour.", ""),
        ("Is the park open on Tuesdays?", "The park is open every day except Tuesday.", ""),
        ("Do you take cash?", "A: No.", "no"),
    ],
)
def test_a_sentence_bears_out_one_answer_or_none(question: str, told: str, answer: str) -> None:
    assert [each for each in ("yes", "no") if borne_out(each, question, told)] == (
        [answer] if answer else []
    )


def test_what_the_sentence_before_opens_with_counts_unless_both_are_said() -> None:
    question, told = "Do you take cash?", "We take cards and cheques."
    assert borne_out("no", question, told, ["A: No.", told])
    assert not borne_out("yes", question, told, ["A: No.", told])
    assert not borne_out("no", question, told, ["A: No.", told, "A: Yes."])


@pytest.mark.parametrize(
    ("sentence", "declined"),
    [
        ("I don’t know.", True),
        ("The documents do not say how deep the lake is.", True),
        ("The documents do not say whether it is open yet.", True),
        ("The documents do not say how deep it is, but it is nine miles long.", False),
        ("It is nine miles long.", False),
    ],
)
def test_only_a_sentence_that_says_nothing_else_declines(sentence: str, declined: bool) -> None:
    assert declines(sentence) == declined
