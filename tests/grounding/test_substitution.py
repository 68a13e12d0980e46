"""A sentence repeated but for a number or a negation is contradicted, wherever else they stand."""

from __future__ import annotations

import pytest

from assistant.grounding.exact import check
from assistant.grounding.substitution import substituted

SOURCE = "The court gave the first man from Brno three years and the second five years for theft."


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (SOURCE.replace("three", "five"), SOURCE),
        (SOURCE.replace("three", "5"), SOURCE),
        ("Dry years (1932-1929) emptied the wells.", "Dry years (1932-1933) emptied the wells."),
        ("The old mill closed around June 2022.", "The old mill closed around August 2022."),
        ("Not one of them had not a boat there.", "Not one of them had a boat there."),
        ("None of the four did pay the toll.", "None of the four did never pay the toll."),
    ],
)  # fmt: skip
def test_another_number_or_negation_in_its_place_is_seen(claim: str, sentence: str) -> None:
    assert substituted(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (SOURCE, SOURCE),
        (SOURCE.replace("three", "3"), SOURCE),
        ("The mill sold 4500 sacks of flour in May.", "The mill sold 4,500 sacks of flour in May."),
        ("The mill sold about 4500 sacks of flour.", "The mill sold about 4,523 sacks of flour."),
        ("The mill closed its doors in Aug 2022.", "The mill closed its doors in August 2022."),
        ("In 2022 it sold 12 tons.", "In 2021 it sold 10 tons, in 2022 12."),
        ("The second got five years.", SOURCE),
    ],
)
def test_what_says_the_same_or_does_not_run_word_for_word_is_let_be(
    claim: str, sentence: str
) -> None:
    assert substituted(claim, sentence) is None


def test_the_check_contradicts_and_gives_both_numbers() -> None:
    (finding, *_) = check(SOURCE.replace("three", "five"), SOURCE)
    assert (finding.label, finding.reason) == ("contradicted", "three, not five")
    assert not finding.doubtful


def test_the_reason_names_the_negation() -> None:
    claim, source = "Not one of them had not a boat there.", "Not one of them had a boat there."
    assert [each.reason for each in check(claim, source)] == ["without “not”, not with it"]
