"""The order of evidence for a question that wants no value."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.order import LOOKED_AT, reordered
from assistant.grounding.reading import Unit
from assistant.types import Chunk, Evidence, Passage, Reading, SourceSentence, Support


class Reader:
    """Finds relevant what has a word."""

    name = "reader"

    def __init__(self, word: str) -> None:
        self.word = word
        self.seen: list[str] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        self.seen += passages
        return [Reading(0.95 if self.word in text else 0.05, 0.5, ()) for text in passages]

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        raise AssertionError("nothing is judged while reading")


def unit_of(*texts: str, heading: str = "") -> Unit:
    sentences = tuple(
        SourceSentence("a", 1, 1, at * 100, at * 100 + len(text), text)
        for at, text in enumerate(texts)
    )
    chunk = Chunk("1", "a", 1, 1, "", 0, 100 * len(texts), 9)
    return Unit(Passage(chunk, 1.0), sentences, (), "", suspect=False, heading=heading)


def test_what_tells_more_on_a_second_look_comes_first_with_the_best_score() -> None:
    unit = unit_of("It rained.", "The pier sank for want of stone.", "Boats were lost.")
    evidence = [
        Evidence(unit.sentences[0], 0.6),
        Evidence(unit.sentences[2], 0.5),
        Evidence(unit.sentences[1], 0.4),
    ]
    found = reordered("Why did the pier sink?", evidence, [unit], Reader("sank for want of stone."))
    assert [(each.sentence.text[:4], each.score) for each in found] == [
        ("Boat", 0.6),  # read behind the sentence before it, which tells the reason
        ("The ", 0.5),
        ("It r", 0.4),
    ]


def test_a_much_better_score_is_not_overturned() -> None:
    unit = unit_of("The pier sank.", "Boats were lost.")
    evidence = [Evidence(unit.sentences[0], 0.95), Evidence(unit.sentences[1], 0.1)]
    found = reordered("Why did the pier sink?", evidence, [unit], Reader("Boats"))
    assert [each.sentence for each in found] == list(unit.sentences)


def test_each_is_read_under_its_heading_and_only_the_best_are_read() -> None:
    unit = unit_of(*(f"Sentence {n}." for n in range(12)), heading="Harbour: ")
    evidence = [Evidence(each, 0.9 - at / 20) for at, each in enumerate(unit.sentences)]
    reader = Reader("nothing")
    found = reordered("Why?", evidence, [unit], reader)
    assert reader.seen[0] == "Harbour: Sentence 0."
    assert reader.seen[1] == "Harbour: Sentence 0. Sentence 1."
    assert len(reader.seen) == LOOKED_AT
    assert list(found) == evidence
