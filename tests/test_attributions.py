"""Words of a question that only name its source."""

from __future__ import annotations

import pytest

from assistant.attributions import unattributed
from assistant.sources import Source

LIND = Source(
    frozenset({"harbour-survey.md"}),
    voices=frozenset({"lind"}),
    marks=frozenset({"harbour", "survey", "ada", "lind"}),
)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("According to Ada Lind, how deep is it?", "How deep is it?"),
        ("How deep is it according to Ada Lind?", "How deep is it?"),
        ("How deep is it according to harbour-survey.md?", "How deep is it?"),
        ("How deep is it, in Lind's view?", "How deep is it?"),
        ("In short, how deep is it, if you ask Lind?", "In short, how deep is it?"),
        ("Why does it worry Lind?", "Why does it worry Lind?"),  # said, not attributed
        ("What makes Lind say the bridge was badly built?", "Why the bridge was badly built?"),
        ("I've read in the Lind report that two ships sank. When?", "Two ships sank. When?"),
        ("How many ships does Lind say sank in May?", "How many ships sank in May?"),
        ("Who does the survey report claim was behind it?", "Who was behind it?"),
        ("Which dangers does Lind see for the port?", "Which dangers for the port?"),
        ("Which dangers does Lind point out?", "Which dangers?"),
        ("Whom does she thank at the end of the Lind report?", "Whom does she thank?"),
        # what would be left asks something else, or nothing
        ("What does Lind think of the bridge?",) * 2,
        ("What makes Lind think so?",) * 2,
        ("Which ship did Lind sell in May?",) * 2,
        ("How does Lind describe the silt?",) * 2,
        ("What is in the Lind report?",) * 2,
        ("How many ships does Berg say sank in May?",) * 2,  # who is no source here
        ("What did they do in May, in the harbour, with all the old ships of the navy?",) * 2,
    ],
)
def test_words_that_only_name_the_source_are_left_out(question: str, asks: str) -> None:
    assert unattributed(question, LIND) == asks
    assert unattributed(question, Source()) == question
