from __future__ import annotations

import pytest

from evals.benchmarks.text import contains, exact_match, f1


def test_exact_match_ignores_case_articles_and_punctuation() -> None:
    assert exact_match("The Normans.", ["normans"]) == 1.0
    assert exact_match("", [""]) == 1.0
    assert exact_match("Norman", ["normans"]) == 0.0


def test_f1_is_the_best_over_accepted_answers() -> None:
    # two of three words right, both words of the answer found: P 2/3, R 1, F1 0.8
    assert f1("in May 1904", ["May 1904", "1904"]) == pytest.approx(0.8)
    assert f1("", ["x"]) == 0.0
    assert f1("anything", []) == 0.0


def test_contains_is_word_for_word() -> None:
    assert contains("He moved to New York, then left.", "new york")
    assert not contains("He owns 135 boats.", "35")
    assert not contains("text", "the")
