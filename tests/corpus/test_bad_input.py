"""Every bad or odd file comes out as the bad-input table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.robustness.bad_input import run
from evals.robustness.cases import build


@pytest.mark.real
def test_bad_and_odd_files(tmp_path: Path) -> None:
    for extra in ("pypdfium2", "docx", "pptx", "openpyxl", "selectolax", "striprtf"):
        pytest.importorskip(extra)
    results = [run(case, tmp_path) for case in build(tmp_path, slow=False)]
    assert [(r.case.title, r.said) for r in results if not r.right] == []
    assert len(results) > 50
