from __future__ import annotations

import math

from assistant.grounding.lexical import LexicalGrounder

FLOOD = (
    "The river rose for a week. On 3 May 2021 the dam at Lindau broke and 40 houses were lost. "
    "Mayor Ida Holm blamed the regional council."
)
OTHER = "The cheese fair drew 2,000 visitors. Ida Holm opened it on 9 June."


def test_reads_the_passage_and_the_span_that_answer() -> None:
    right, wrong = LexicalGrounder().read("When did the dam break?", [FLOOD, OTHER])
    assert FLOOD[right.spans[0].start : right.spans[0].end] == "3 May 2021"
    assert right.answerable > 0.5 > wrong.answerable
    assert right.relevance > wrong.relevance


def test_a_span_has_the_kind_that_is_asked() -> None:
    reading = LexicalGrounder().read("How many houses were lost when the dam broke?", [FLOOD])[0]
    assert FLOOD[reading.spans[0].start : reading.spans[0].end].startswith("40")


def test_no_span_of_the_kind_makes_an_answer_unlikely() -> None:
    reading = LexicalGrounder().read("How much did the dam cost?", [FLOOD])[0]
    assert reading.spans == ()
    assert reading.answerable < 0.3


def test_probabilities_sum_to_one_and_follow_the_evidence() -> None:
    pairs = [
        ("The dam at Lindau broke on 3 May.", FLOOD),
        ("The dam at Lindau broke on 4 May.", FLOOD),
        ("Tourism doubled in the valley.", FLOOD),
    ]
    good, wrong, absent = LexicalGrounder().entail(pairs)
    for support in (good, wrong, absent):
        total = support.supported + support.contradicted + support.neither
        assert math.isclose(total, 1.0)
    assert good.supported > 0.5
    assert wrong.contradicted > 0.5
    assert absent.neither > 0.5


def test_nothing_to_read_is_nothing_read() -> None:
    assert LexicalGrounder().read("When?", []) == []
    assert LexicalGrounder().read("When?", [""])[0].spans == ()
