"""What counts as evidence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.grounding.evidence import SURE, gather, is_reference, preferred
from assistant.types import (
    Chunk,
    Evidence,
    Kind,
    Passage,
    Reading,
    SourceSentence,
    Span,
    Support,
)


class Text:
    """A document whose only paragraph has these sentences."""

    def __init__(self, *texts: str, kind: Kind = "table") -> None:
        self.texts = texts
        self.kind = kind

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]:
        found, at = [], 0
        for text in self.texts:
            kind = "body" if text.endswith((".", ":")) else self.kind
            found.append(SourceSentence(document_id, 1, 1, at, at + len(text), text, kind))
            at += len(text) + 1
        return found


class Reader:
    """Is sure of the first of some words that a text has."""

    name = "reader"

    def __init__(self, *words: str) -> None:
        self.words = words

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        return [self._reading(text) for text in passages]

    def _reading(self, text: str) -> Reading:
        found = next((word for word in self.words if word in text), "")
        start = text.find(found)
        return Reading(0.9, 0.95, (Span(start, start + len(found), 0.9),) if found else ())

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        raise AssertionError("nothing is judged while reading")


def read_rows(question: str, reader: Reader, *rows: str) -> list[tuple[str, float]]:
    """The answers, best first, with their scores."""
    chunk = Chunk("1", "a.csv", 1, 1, "", 0, len(" ".join(rows)), 9)
    found = gather(question, [Passage(chunk, 1.0)], Text(*rows), reader)
    return [(each.answer_text, each.score) for each in found if each.answer]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Steppe Quarterly, vol. 4 no. 1, 2006, pp. 37–67.", True),
        ("Anna Lind on Twitter, May 5, 2022.", True),
        ("“The price of peace in the north”, Daily News, 3 May 2021.", True),
        ("See https://example.org/report", True),
        ("The survey reached 1,200 people in 2021.", False),
        ("Officials later put the number at 232.", False),
    ],
)
def test_a_note_that_only_names_a_publication_is_no_evidence(text: str, reference: bool) -> None:
    sentence = SourceSentence("a.txt", 3, 3, 0, len(text), text, "footnote")
    assert is_reference(sentence) is reference


def test_only_notes_are_taken_for_references() -> None:
    text = "Lind, May 5, 2022."
    assert not is_reference(SourceSentence("a.txt", 3, 3, 0, len(text), text))


@pytest.mark.parametrize(
    ("named", "order"),
    [
        ({"a.txt"}, [("a.txt", 0.5), ("b.txt", 0.4)]),
        ({"b.txt"}, [("b.txt", 0.8), ("a.txt", 0.25)]),
        ({"c.txt"}, [("b.txt", 0.8), ("a.txt", 0.5)]),  # it does not tell
        (set(), [("b.txt", 0.8), ("a.txt", 0.5)]),
    ],
)
def test_what_the_named_documents_tell_goes_before_others(
    named: set[str], order: list[tuple[str, float]]
) -> None:
    evidence = [
        Evidence(SourceSentence(document, 3, 3, 0, 4, "Yes."), score)
        for document, score in (("b.txt", 0.8), ("a.txt", 0.5))
    ]
    found = preferred(evidence, frozenset(named))
    assert [(each.sentence.document_id, each.score) for each in found] == order


ROWS = ("Boat: 7; Owner: Anna Lind; Fee: €40", "Boat: 8; Owner: Per Berg; Fee: €50")


@pytest.mark.parametrize("question", ["What fee is due for boat 8?", "What fee does Berg pay?"])
def test_a_row_is_read_without_those_about_something_else(question: str) -> None:
    [(answer, score)] = read_rows(question, Reader("€40", "€50"), *ROWS)
    assert answer == "€50"
    assert score > SURE


def test_rows_about_something_else_do_not_answer() -> None:
    [(_, score)] = read_rows("What fee is due for boat 9?", Reader("€40"), *ROWS)
    assert score < 0.25


def test_a_length_is_no_width() -> None:
    [(_, score)] = read_rows("How wide is it?", Reader("40 m"), "It is 40 m long.")
    assert score < 0.25
    [(_, score)] = read_rows("How wide is it?", Reader("40 m"), "It is 40 m wide.")
    assert score > SURE


PACKING = ("Bring on Monday:", "a warm hat", "two towels", "a torch", "We leave at eight.")


@pytest.mark.parametrize("found", ["a warm hat", "torch", "Bring on Monday"])
def test_a_list_is_told_whole(found: str) -> None:
    chunk = Chunk("1", "a.txt", 1, 1, "", 0, len(" ".join(PACKING)), 9)
    reader = Reader(found)

    def told(question: str) -> set[str]:
        text = Text(*PACKING, kind="list")
        passages = [Passage(chunk, 1.0)]
        return {each.sentence.text for each in gather(question, passages, text, reader)}

    assert told("What should I bring?") >= set(PACKING[:4])
    assert not told("When do I have to bring it?") >= set(PACKING[:4])


WAITING = (
    "Waiting:",
    "Anna Lind, a half plot",
    "full plots only",
    "Per Berg",
    "no sheds",
    "Apply.",
)


def test_persons_in_a_list_are_told_together() -> None:
    chunk = Chunk("1", "a.txt", 1, 1, "", 0, len(" ".join(WAITING)), 9)

    def told(question: str) -> set[str]:
        text = Text(*WAITING, kind="list")
        passages = [Passage(chunk, 1.0)]
        return {each.sentence.text for each in gather(question, passages, text, Reader("Anna"))}

    assert {"Per Berg", "no sheds"} & told("Who is waiting for a plot?") == {"Per Berg"}
    assert not {"Per Berg", "no sheds"} & told("Who is the chair?")
