"""Sentence boundaries: each case is one string whose sentences are parted by ``|``."""

from __future__ import annotations

import time

import pytest

from assistant.corpus.blocks import split_blocks
from assistant.corpus.kinds import classify
from assistant.corpus.segmenting import LONGEST, sentence_spans


@pytest.mark.parametrize(
    "marked",
    [
        "He lived in the U.S. for 5 years.|Then he left.",
        "It had reached 3.9 m.|There were no deaths.|Add 3 g.|Stir.|It is 4 m. deep.",
        "“Out!”, meaning “All out!”, was the cry.|Nobody went.",
        "“Who goes?” he asked.|“Nobody!”|She laughed.",
        "The U.S. Government said so.|Nobody asked.",
        "They met in Washington, D.C.|It rained.",
        "Lot No. 5 is sold.|See p. 21 and vol. 54 no. 12.",
        "Dr. J. R. Smith came at 5 p.m. on Jan. 5.|He slept.",
        "Prices rose 10.6% in March.|“It is fine.”|She left.",
        'She asked: “Why?” and left.|"Go!" she heard.',
        'It means "keeping the pieces."|The move was bold.',
        "A long fight against cancer.|He won it in the last century.|She is free.|They know.",
        "About 30 per cent.|Conversely, 27 agreed.",
        "Sales reached 1,000.|57 shops closed.|2022 was worse.",
        "“Out, all!” [Go away!] was the cry of the day.",
        "[Ann]: It is late.|[Bo]: We can stay.",
        'See K.A. Lund et. al., "A History".|Next one.',
        "It opened in 2019 (its score was 36 points.)|The next one came later.",
        "What happened?|Nobody knows!|Really?!|Yes.",
        "We waited... and waited.|Then it came…|At last.",
        "Version 3.11.2 is out.|Visit www.example.org.|Done.",
        "Он приехал в 2022 г. на саммит.|Потом уехал.",
        "Both went to St. Petersburg.|Neither came back.",
        "Mr. Brown vs. Mrs. Green Ltd. and Co. agreed.|etc.",
    ],
)
def test_boundaries(marked: str) -> None:
    text = marked.replace("|", " ")
    assert "|".join(text[start:end] for start, end in sentence_spans(text)) == marked


def test_text_without_full_stops_is_cut_and_nothing_is_lost() -> None:
    text = "word, " * 5000
    spans = list(sentence_spans(text))
    assert all(end - start <= LONGEST for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()


def test_text_without_any_space_is_cut_too() -> None:
    text = "x" * (3 * LONGEST + 10)
    assert "".join(text[start:end] for start, end in sentence_spans(text)) == text


@pytest.mark.parametrize("text", ["!" * 100_000, "a." * 50_000, "It is one line. " * 6_000])
def test_time_grows_with_the_length_and_no_faster(text: str) -> None:
    started = time.process_time()
    classify(split_blocks(text))
    assert all(end - start <= LONGEST for start, end in sentence_spans(text))
    assert time.process_time() - started < 10  # with the square of the length: a minute and more


@pytest.mark.parametrize("text", ["", "   ", "…", "*** --- ***"])
def test_text_without_words_has_no_sentence(text: str) -> None:
    assert list(sentence_spans(text)) == []
