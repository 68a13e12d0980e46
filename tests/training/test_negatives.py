"""Questions and passages that look right and are not."""

from __future__ import annotations

from random import Random

import pytest

from assistant.training.lexicon import Lexicon
from assistant.training.negatives import false_premise, opposite_question, without_answer

TEXT = (
    "The harbour was opened by the town council after a long debate. "
    "It cost 40 million crowns and took six years to build. "
    "Fishing boats and two ferries use it every day of the summer."
)


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_the_answering_sentence_goes_and_the_others_stay() -> None:
    rest = without_answer(TEXT, [_span("40 million crowns")])
    assert rest is not None
    assert "crowns" not in rest
    assert rest.startswith("The harbour")
    assert rest.endswith("of the summer.")


def test_nothing_is_made_where_the_answer_stands_twice() -> None:
    text = TEXT + " The 40 million crowns came from the state."
    assert without_answer(text, [_span("40 million crowns")]) is None


def test_nothing_is_made_of_a_paragraph_that_is_one_sentence() -> None:
    text = TEXT.split(". ")[0] + "."
    assert without_answer(text, [(0, len("The harbour"))]) is None


def test_the_opposite_word_must_be_missing_from_the_passage() -> None:
    lexicon = Lexicon(synonyms={}, antonyms={"opened": ["closed"]})
    question = "Who opened the harbour?"
    assert opposite_question(question, TEXT, Random(1), lexicon) == "Who closed the harbour?"
    assert opposite_question(question, TEXT + " It closed once.", Random(1), lexicon) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_false_premise_brings_in_what_the_passage_has_not(seed: int) -> None:
    false = false_premise(
        "What cost 40 crowns?", TEXT, ["Who paid 175 crowns?", "What cost 40?"], Random(seed)
    )
    assert false == "What cost 175 crowns?"
