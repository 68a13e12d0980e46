from __future__ import annotations

import pytest

from assistant.grounding.modality import firmer


@pytest.mark.parametrize(
    ("claim", "sentence", "certain"),
    [
        ("The bank will buy the firm.", "The bank may buy the firm.", True),
        ("The mayor took bribes.", "The mayor allegedly took bribes.", False),
        ("He was convicted of having robbed it.", "He was accused of having robbed it.", True),
        (
            "The firm says it will fail if rates rise.",
            "The firm says it may fail if rates rise.",
            True,
        ),
        ("He will be barred.", "He might be barred.", True),
        ("It managed to appear calm.", "It tried to appear calm.", True),
        ("The council closed the school.", "The council plans to close the school.", False),
    ],
)
def test_a_possibility_is_no_fact(claim: str, sentence: str, certain: bool) -> None:
    conflict, outright = firmer(claim, sentence)
    assert conflict
    assert outright is certain


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The bank might buy the firm.", "The bank may buy the firm."),
        ("More will probably be seized.", "More will probably be seized soon."),
        ("According to reports the mayor took bribes.", "The mayor reportedly took bribes."),
        ("The bank bought the firm.", "The bank bought the firm and may close it."),
    ],
)
def test_a_kept_hedge_is_fine(claim: str, sentence: str) -> None:
    assert firmer(claim, sentence) == (None, False)
