"""What is made of the scores: spans in the right place, windows joined, digests checked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DigestMismatch, ModelMissing
from assistant.grounding.neural import (
    WEIGHTS,
    Calibration,
    NeuralGrounder,
    answerable_probability,
    best_spans,
)
from assistant.grounding.pair_scorer import PairScorer, PairScores

WORD = re.compile(r"\w+|[^\w\s]")


class WordScorer:
    """Scores by words: ``blue`` is the answer to everything, ``false`` contradicts."""

    def __init__(self, max_tokens: int) -> None:
        self.max_tokens = max_tokens

    def fits(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        return [len(self.token_spans(" ".join(p))) + 3 <= self.max_tokens for p in pairs]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in WORD.finditer(text)]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[PairScores]:
        assert all(self.fits(pairs))
        return [scores(second) for _, second in pairs]


def scores(text: str) -> PairScores:
    spans = [match.span() for match in WORD.finditer(text)]
    logits = np.array([5.0 if text[a:b] == "blue" else -5.0 for a, b in spans], dtype=np.float32)
    found = bool((logits > 0).any())
    return PairScores(
        relevance=1.0,
        answerable=4.0 if found else -4.0,
        start=logits,
        end=logits,
        no_start=0.0,
        no_end=0.0,
        support=np.array([4.0 * found, 4.0 * ("false" in text), 1.0], dtype=np.float32),
        offsets=tuple(spans),
        words=tuple(range(len(spans))),
    )


def grounder(max_tokens: int) -> NeuralGrounder:
    return NeuralGrounder(WordScorer(max_tokens), Calibration(), "words")


@pytest.mark.parametrize("max_tokens", [200, 60, 24])
def test_spans_point_into_the_text_that_was_given(max_tokens: int) -> None:
    filler = " ".join(f"Sentence {n} says nothing of it." for n in range(12))
    text = f"{filler}\n\nThe door (north) was blue, they said. {filler}"
    reading = grounder(max_tokens).read("What colour?", [text, filler])[0]
    assert next(text[s.start : s.end] for s in reading.spans) == "blue"
    assert reading.answerable > 0.9


def test_a_passage_without_answer_is_told_apart() -> None:
    with_it, without = grounder(100).read("Colour?", ["It is blue.", "It is old."])
    assert with_it.answerable > 0.9 > 0.1 > without.answerable
    assert with_it.spans[0].score > without.spans[0].score


def test_a_sentence_longer_than_a_window_is_cut_in_pieces() -> None:
    text = " ".join(["word"] * 90) + " blue " + " ".join(["word"] * 90)
    reading = grounder(60).read("Colour?", [text])[0]
    assert text[reading.spans[0].start : reading.spans[0].end] == "blue"


def test_long_evidence_counts_where_it_supports_best() -> None:
    filler = " ".join(f"Sentence {n} is plain." for n in range(20))
    support, against, nothing = grounder(40).entail(
        [("c", f"{filler} It is blue."), ("c", f"{filler} That is false."), ("c", filler)]
    )
    assert support.supported > 0.9
    assert against.contradicted > 0.9
    assert nothing.neither > max(nothing.supported, nothing.contradicted)


def test_a_very_long_question_leaves_room_for_the_passage() -> None:
    reading = grounder(40).read("What colour? " * 90, ["It is old. It is blue."])[0]
    assert reading.answerable > 0.9


def test_empty_text_answers_nothing() -> None:
    reading = grounder(40).read("Colour?", [""])[0]
    assert reading.spans == ()
    assert grounder(40).read("Colour?", []) == []


def test_spans_take_whole_words_and_do_not_overlap() -> None:
    made = scores("a blue b blue")
    pieces = PairScores(
        **{**{n: getattr(made, n) for n in PairScores.__slots__}, "words": (0, 1, 1, 2)}
    )
    spans = best_spans(pieces, temperature=1.0)
    assert spans[0][:2] in {(2, 8), (9, 13)}
    assert all(one[1] <= two[0] or two[1] <= one[0] for one in spans for two in spans if one != two)


def test_calibration_moves_the_probability() -> None:
    made = scores("blue")
    plain = answerable_probability(made, Calibration())
    strict = answerable_probability(made, Calibration(answerable=(1.0, 0.0, -3.0)))
    assert strict < plain


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"other")
    manifest = {"sha256": {"model.onnx": "0" * 64}}
    (tmp_path / "weights.json").write_text(json.dumps(manifest))
    with pytest.raises(DigestMismatch, match="000000"):
        PairScorer(tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=re.escape(str(tmp_path))):
        PairScorer(tmp_path)


@pytest.mark.real
@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="the packaged weights are not here")
def test_the_packaged_weights_read_and_judge() -> None:
    packaged = NeuralGrounder.open()
    texts = [
        "The ferry between Orla and Senn was built in 1931 by the Kestrel yard. It carries 240 "
        "passengers and was repainted in 1988.",
        "Kestrel birds hunt voles in open fields and nest in old barns.",
    ]
    ship, birds = packaged.read("When was the ferry built?", texts)
    assert texts[0][ship.spans[0].start : ship.spans[0].end] == "1931"
    assert ship.answerable > 0.5 > birds.answerable
    assert ship.relevance > birds.relevance
    true, false = packaged.entail(
        [
            ("The ferry was built in 1931.", texts[0]),
            ("The ferry carries 900 passengers.", texts[0]),
        ]
    )
    assert true.supported > 0.5 > false.supported


@pytest.mark.real
@pytest.mark.skipif(not WEIGHTS.is_dir(), reason="the packaged weights are not here")
def test_threads_can_measure_texts_at_once() -> None:
    scorer = PairScorer(WEIGHTS)
    text = "The ferry was built in 1931. " * 50
    whole = len(scorer.token_spans(text))

    def measured(turn: int) -> bool:
        return (
            scorer.fits([("When?", text)]) == [False]
            if turn % 2
            else (len(scorer.token_spans(text)) == whole)
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(measured, range(200)))
