"""What counts as evidence."""

from __future__ import annotations

import pytest

from assistant.grounding.evidence import is_reference
from assistant.types import SourceSentence


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
