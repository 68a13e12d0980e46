from __future__ import annotations

import pytest

from evals.bootstrap import difference, interval, mcnemar


def test_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 200)
    assert few is not None
    assert many is not None
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 3
    # normal approximation for 400 coin flips: 0.5 +/- 0.049
    assert many.low == pytest.approx(0.451, abs=0.006)
    assert interval([]) is None
    assert interval([0.0, 1.0] * 10) == few


def test_interval_of_a_perfect_score_is_not_certainty() -> None:
    perfect = interval([1.0] * 20)
    assert perfect is not None
    assert perfect.high == pytest.approx(1.0)
    assert perfect.low == pytest.approx(0.839, abs=0.001)  # Wilson, 20 of 20


def test_difference_is_paired() -> None:
    before, after = [0.0, 1.0] * 50, [0.0, 1.0] * 45 + [0.0, 0.0] * 5
    change = difference(before, after)
    assert change.mean == pytest.approx(-0.05)
    assert change.high < 0
    with pytest.raises(ValueError, match="paired"):
        difference([1.0], [])


def test_mcnemar_by_hand() -> None:
    # six worse, none better: two-sided 2 / 2**6
    assert mcnemar([1.0] * 6 + [0.0], [0.0] * 7) == pytest.approx(2 / 64)
    # one worse, one better, and no change at all, say nothing
    assert mcnemar([1.0, 0.0], [0.0, 1.0]) == 1.0
    assert mcnemar([1.0, 1.0], [1.0, 1.0]) == 1.0
