"""Of whom a bare number counts."""

from __future__ import annotations

import pytest

from assistant.grounding.counted import counts_others, group_of, of_other_groups
from assistant.grounding.values import Said, same_value
from assistant.grounding.wanted import Wanted

MINERS = "The report names hundreds of young miners hurt and as many as 18 killed at Orla."
ALL = "At Orla 238 people were killed, the report says."


@pytest.mark.parametrize("answer", ["18", "as many as 18"])
def test_a_bare_number_counts_those_who_were_named_before_it(answer: str) -> None:
    start = MINERS.index(answer)
    assert group_of(MINERS, start, start + len(answer)) == "young miners"


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 18 killed at Orla.",
        "Hundreds of miners were hurt, and 18 officers were killed.",
        "The mine has 40 shafts and 18 lifts.",
    ],
)
def test_other_numbers_count_what_stands_beside_them(sentence: str) -> None:
    start = sentence.index("18")
    assert group_of(sentence, start, start + 2) == ""


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("How many people were killed at Orla?", True),
        ("How many miners were killed at Orla?", False),
        ("What was the death toll at Orla?", True),
        ("number of miners killed at Orla", False),
    ],
)
def test_a_number_of_others_than_those_asked_about(question: str, others: bool) -> None:
    start = MINERS.index("18")
    assert counts_others(question, MINERS, start, start + 2) is others
    assert Wanted.of(question).found_at(MINERS, start, start + 2) is not others


def test_numbers_of_other_groups_do_not_differ() -> None:
    question = "How many people were killed at Orla?"
    assert of_other_groups(MINERS, "18", ALL)
    assert not of_other_groups(ALL, "238", MINERS)
    part = "They stated that 142 of the 238 dead had broken the curfew."
    assert of_other_groups(part, "142", ALL)
    assert not of_other_groups(part, "142", "Of these, 150 of the 238 dead had.")
    assert not of_other_groups(part, "238", ALL)
    assert same_value(Said("238", ALL), Said("as many as 18", MINERS), question) is None
    more = "At Orla 240 people were killed, the letter says."
    assert same_value(Said("238", ALL), Said("240", more), question) is False
