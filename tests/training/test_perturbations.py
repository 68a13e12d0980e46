"""Changes by rule: the false ones change what they say they change, the others keep the facts."""

from __future__ import annotations

from random import Random

import pytest

from assistant.training.lexicon import Lexicon
from assistant.training.perturbations import FALSIFYING, falsify, restate

WORDS = Lexicon({"rapidly": ["quickly"]}, {"tall": ["low"]})
SENTENCES = {
    "number": ("About 1,240 people came to the fair.", "1,240"),
    "number word": ("She kept seven goats.", "seven"),
    "month": ("They met on 3 March near the lake.", "March"),
    "name": ("The bridge was drawn by Ada Lund.", "Ada Lund"),
    "negation": ("Visitors may not feed the swans.", "not"),
    "quantifier": ("It needs at least two keepers.", "at least"),
    "antonym": ("They sold the tall mill.", "tall"),
}


@pytest.mark.parametrize("kind", sorted(SENTENCES))
@pytest.mark.parametrize("seed", range(8))
def test_a_false_sentence_lost_what_made_it_true(kind: str, seed: int) -> None:
    sentence, fact = SENTENCES[kind]
    context = f"{sentence} Later Tor Berg came in 1871."
    changed = FALSIFYING[kind](sentence, context, Random(seed), WORDS)
    assert changed is not None
    assert changed != sentence
    assert fact not in changed


def test_a_negation_is_put_in_after_the_auxiliary() -> None:
    changed = FALSIFYING["negation"]("The gate was open.", "", Random(1), WORDS)
    assert changed in {"The gate was not open.", "The gate was never open."}


def test_names_that_merely_stand_in_a_list_are_not_exchanged() -> None:
    exchange = FALSIFYING["exchange"]
    assert exchange("We saw Ada and Tor.", "", Random(1), WORDS) is None
    said = exchange("In June the town of Orla beat Senn.", "", Random(1), WORDS)
    assert said == "In June the town of Senn beat Orla."


def test_what_no_rule_fits_is_left_alone() -> None:
    assert falsify("Hush, hush.", "Hush, hush.", Random(1), Lexicon.empty()) is None


def test_a_false_sentence_is_not_one_the_context_has() -> None:
    context = "He has two sons. He has three sons. He has not two sons. He has never two sons."
    for seed in range(20):
        made = falsify("He has two sons.", context, Random(seed), Lexicon.empty())
        assert made is None or made[1] not in context


@pytest.mark.parametrize("seed", range(20))
def test_restating_keeps_numbers_and_names(seed: int) -> None:
    sentence = "In 1904, the mill (a tall one) at Orla rapidly lost 30 workers."
    said = restate(sentence, Random(seed), WORDS)
    assert "Orla" in said
    assert "30 workers" in said
    assert said.endswith(".")
