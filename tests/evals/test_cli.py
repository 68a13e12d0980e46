"""``assistant eval`` from end to end, with a double in place of the assistant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import cli, paths
from evals import baselines, results
from evals.cli import WORSE
from tests.evals.doubles import FakeAssistant

ROWS: list[dict[str, Any]] = [
    {"question": "How many boats sank?", "answers": ["five"], "gold": ["boats.md#1"]},
    {"question": "How many trains run?", "answers": ["nine"], "gold": ["trains.md#1"]},
    {"question": "How many planes landed?", "answerable": False},
] * 8


@pytest.fixture
def own(tmp_path: Path) -> list[str]:
    file = tmp_path / "own.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return ["eval", "--questions", str(file), "--corpus", str(tmp_path), "--out", str(tmp_path)]


def use(monkeypatch: pytest.MonkeyPatch, assistant: FakeAssistant) -> None:
    monkeypatch.setattr(baselines, "open_variant", lambda *_: assistant)


def test_a_run_writes_results_report_and_summary(
    own: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    use(monkeypatch, FakeAssistant())
    assert cli.main([*own, "--variant", "keyword"]) == 0
    name = results.commit()
    kept = results.load(tmp_path / f"{name}.json")
    assert kept.summary["right"].mean == 1.0
    assert kept.meta["corpus"].endswith("(corpus)")
    assert "| this run | keyword |" in (tmp_path / f"{name}.md").read_text("utf-8")
    assert "<svg" in (tmp_path / f"{name}.html").read_text("utf-8")
    assert "handled rightly" in capsys.readouterr().out


def test_compare_fails_on_a_loss_and_passes_without(
    own: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    use(monkeypatch, FakeAssistant())
    cli.main(own)
    before = tmp_path / "before.json"
    (tmp_path / f"{results.commit()}.json").rename(before)
    assert cli.main([*own, "--compare", str(before)]) == 0
    use(monkeypatch, FakeAssistant(careless=True))
    assert cli.main([*own, "--compare", str(before)]) == WORSE
    assert "WORSE" in capsys.readouterr().out


def test_gold_that_is_not_there_is_told_before_anything_is_asked(
    own: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assistant = FakeAssistant({"boats.md": ("Five boats sank in May.",)})
    use(monkeypatch, assistant)
    assert cli.main(own) == 1
    assert "no paragraph trains.md#1" in capsys.readouterr().err
    assert not assistant.histories


def test_limits_and_unknown_slices_are_told(
    own: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant = FakeAssistant()
    use(monkeypatch, assistant)
    assert cli.main([*own, "--limit", "2"]) == 0
    assert len(assistant.histories) == 2
    assert cli.main([*own, "--slice", "dates"]) == 1
    assert "Slices are: own" in capsys.readouterr().err
    assert cli.main([*own, "--corpus-key", "orignals"]) == 1
    assert "No question has gold for the corpus 'orignals'" in capsys.readouterr().err


def test_without_a_checkout_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "checkout", lambda: None)
    assert cli.main(["eval", "--split", "dev"]) == 1
    assert "in a checkout of the source" in capsys.readouterr().err


def test_the_tutorial_chain_needs_a_model(own: list[str], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    real = baselines.open_variant
    monkeypatch.setattr(
        baselines, "open_variant", lambda s, v, chat: real(s, v, chat) if v else FakeAssistant()
    )
    assert cli.main([*own, "--variant", "tutorial"]) == 1
    assert "--model provider:name" in capsys.readouterr().err
