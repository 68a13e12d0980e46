"""Places as citations print them: what is printed can be looked up."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.errors import UnknownParagraph
from assistant.places import find, joined, span
from assistant.types import Paragraph

PLAIN = ("", "", "")
PAGES = ("p. 1 ¶1", "p. 1 ¶2", "p. 1 ¶3", "p. 2 ¶1", "p. 2 ¶2")
ROWS = ("rows 2–9", "rows 10–12", "row 14")
ARCHIVE = ("a-b.txt", "a-b.txt ¶1", "a-b.txt ¶2", "c.pdf", "c.pdf p. 1 ¶1")


def paragraphs(places: tuple[str, ...]) -> list[Paragraph]:
    return [Paragraph("x", n, "body", "", n, n, place) for n, place in enumerate(places, start=1)]


@pytest.mark.parametrize("places", [PLAIN, PAGES, ROWS, ARCHIVE])
def test_what_is_printed_is_found_again(places: tuple[str, ...]) -> None:
    document = paragraphs(places)
    for each in document:
        assert find(document, span(each, each)) == [each]
    for one, other in pairwise(document):
        assert find(document, span(one, other)) == [one, other]


def test_a_page_is_named_once() -> None:
    document = paragraphs(PAGES)
    assert span(document[0], document[2]) == "p. 1 ¶1–3"
    assert span(document[1], document[3]) == "p. 1 ¶2–p. 2 ¶1"
    assert span(*paragraphs(PLAIN)[::2]) == "¶1–3"


@pytest.mark.parametrize(
    ("places", "asked", "numbers"),
    [
        (PLAIN, "2", [2]),
        (PLAIN, "2-3", [2, 3]),
        (PLAIN, "¶2–¶3", [2, 3]),
        (PAGES, "p 2 1", [4]),
        (PAGES, "P.2 ¶1", [4]),
        (PAGES, "p. 1 2 - 3", [2, 3]),
        (PAGES, "p. 1 ¶3-p. 2 ¶2", [3, 4, 5]),
        (ARCHIVE, "c.pdf p. 1 1", [5]),
    ],
)
def test_signs_that_are_hard_to_type_may_be_left_out(
    places: tuple[str, ...], asked: str, numbers: list[int]
) -> None:
    assert [each.number for each in find(paragraphs(places), asked)] == numbers


@pytest.mark.parametrize(
    ("places", "asked"),
    [(PLAIN, "4"), (PLAIN, "3-1"), (PLAIN, "2-9"), (PLAIN, "two"), (PLAIN, ""), (PAGES, "p. 3 ¶1")],
)
def test_a_place_that_is_not_there_is_refused(places: tuple[str, ...], asked: str) -> None:
    with pytest.raises(UnknownParagraph, match="x has no paragraph"):
        find(paragraphs(places), asked)


def test_where_there_are_pages_a_bare_number_is_refused_with_the_form_that_is_wanted() -> None:
    with pytest.raises(UnknownParagraph, match=r"It has p\. 1 ¶1 to p\. 2 ¶2; name one"):
        find(paragraphs(PAGES), "1")


def test_paragraphs_in_sequence_are_joined_by_what_stands_between_them() -> None:
    text = "One.\n\nTwo.\n\nThree."
    found = [
        Paragraph("x", 2, "body", "Two.", 6, 10, "p. 1 ¶2"),
        Paragraph("x", 3, "body", "Three.", 12, 18, "p. 2 ¶1"),
    ]
    both = joined(found, text)
    assert (both.text, both.number, both.location) == ("Two.\n\nThree.", 2, "p. 1 ¶2–p. 2 ¶1")
    assert text[both.start : both.end] == both.text
    assert joined(found[:1], text) == found[0]
