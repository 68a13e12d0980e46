"""What questions take for granted, and when documents deny it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.grounding.lexical import LexicalGrounder
from assistant.grounding.premise import denial, premise
from assistant.types import Evidence, SourceSentence, Support


@pytest.mark.parametrize(
    ("question", "presumed"),
    [
        ("Why did the council close the school?", "the council close the school"),
        ("In the end, when was the bridge repaired?", "the bridge repaired"),
        ("How did Berg react to losing the vote in May?", "Berg losing the vote in May"),
        ("What made the price of bread rise?", "the price of bread rise"),
        ("Who designed the tower?", "someone designed the tower"),
        ("How many pupils did the school expel?", "the school expel pupils"),
        ("What was the cost of the bridge?", "something was the cost of the bridge"),
        ("Sum up the report.", ""),
        ("Did the council close the school?", ""),
    ],
)
def test_the_statement_behind_a_question(question: str, presumed: str) -> None:
    assert premise(question) == presumed


class Scripted(LexicalGrounder):
    """Judges each sentence as the test says: (supported, contradicted)."""

    def __init__(self, verdicts: dict[str, tuple[float, float]]) -> None:
        super().__init__()
        self._verdicts = verdicts

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        assert {claim for claim, _ in pairs} == {"Berg losing the vote"}
        found = [self._verdicts[sentence] for _, sentence in pairs]
        return [Support(yes, no, 1 - yes - no) for yes, no in found]


def evidence(*texts: str) -> list[Evidence]:
    return [Evidence(SourceSentence("a.md", 1, 1, 0, len(t), t), 0.9) for t in texts]


ASKED = "How did Berg react to losing the vote?"
WON, SPOKE, LOST = "Berg won the vote.", "Berg spoke.", "Berg lost it."


def test_the_sentence_that_denies_most_is_found() -> None:
    grounder = Scripted({WON: (0.05, 0.9), SPOKE: (0.1, 0.7)})
    found = denial(ASKED, evidence(SPOKE, WON), grounder)
    assert found is not None
    assert found.sentence.text == WON


def test_support_elsewhere_outweighs_a_denial() -> None:
    grounder = Scripted({WON: (0.05, 0.9), LOST: (0.6, 0.2)})
    assert denial(ASKED, evidence(WON, LOST), grounder) is None


def test_what_presumes_nothing_is_not_denied() -> None:
    assert denial("Sum up the vote.", evidence(WON), Scripted({WON: (0.0, 1.0)})) is None
    assert denial(ASKED, [], Scripted({})) is None


def test_who_denies_the_cause_does_not_deny_what_it_caused() -> None:
    cleft = "It was not the speech that made Berg lose the vote."
    assert denial(ASKED, evidence(cleft), Scripted({cleft: (0.0, 1.0)})) is None
