"""What counts as evidence."""

from __future__ import annotations

import pytest

from assistant.grounding.evidence import is_reference, preferred
from assistant.types import Evidence, SourceSentence


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
