"""The LangChain example of the README runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
SECTION = "### As a part of a LangChain chain"


@pytest.mark.real
def test_the_langchain_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, section = README.read_text("utf-8").partition(SECTION)
    code = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert code
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "report.md").write_text(
        "# The flood\n\nIn the flood of March 1951, 38 people died.\n\n"
        "The head of the committee was detained on 8 January.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    exec(compile(code[1], str(README), "exec"), {})
    answer, place = capsys.readouterr().out.rstrip().rsplit("\n", 1)
    assert "38" in answer
    assert "[1]" in answer
    assert place.startswith("report.md ")
