from __future__ import annotations

import pytest

from evals.kills import run


@pytest.mark.real
def test_a_killed_builder_never_leaves_a_half_index() -> None:
    counts = run(kills=6, seed=3)
    assert counts["killed"] >= 6
    assert counts["builds to the end"] >= 2
