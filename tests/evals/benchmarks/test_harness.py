from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.__main__ import BENCHMARKS, main
from evals.benchmarks.harness import file_name, line, sample
from evals.benchmarks.realtimeqa import NOTA, choose
from evals.benchmarks.table import markdown
from evals.benchmarks.twowiki import share


def test_sample_is_the_same_each_time_and_keeps_order() -> None:
    rows = list(range(100))
    assert sample(rows, 10) == sample(rows, 10) == sorted(sample(rows, 10))
    assert sample(rows, None) == rows == sample(rows, 500)


def test_file_names_are_safe_and_unique() -> None:
    assert file_name(3, "../AC/DC: live?") == "00003-AC-DC-live.md"
    assert file_name(1, "Ж") != file_name(2, "Ж")


def test_the_choice_mentioned_first_is_taken() -> None:
    choices = ("Iowa", "Ohio", NOTA)
    assert choose("First Ohio, then Iowa.", choices) == "Ohio"
    assert choose("Nothing of the kind.", choices) == NOTA


def test_share_needs_every_title(tmp_path: Path) -> None:
    rows = [
        {"ground_truth": ["a", "b"], "evidence": ["b", "x", "a"]},
        {"ground_truth": ["a", "c"], "evidence": ["a", "b"]},
    ]
    (tmp_path / "run.json").write_text(json.dumps(rows))
    assert share(tmp_path / "run.json") == 0.5


def test_without_data_each_benchmark_is_skipped_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--data", str(tmp_path), "--out", str(tmp_path / "b.json")])
    assert code == 0
    assert capsys.readouterr().out.count("skipped") == len(BENCHMARKS)
    assert not (tmp_path / "b.json").exists()


def test_the_table_puts_ours_beside_the_published() -> None:
    value = line("recall@5", [1.0, 0.0] * 50, "72.2 BM25")
    report = {
        "title": "T", "differs": "fewer questions", "commit": "abc",
        "grounder": "lexical", "encoder": "fast",
        "lines": [{"metric": value.metric, "value": vars_like(value.value), "published": "72.2"}],
    }  # fmt: skip
    assert "| recall@5 | 50.0 (40.0–60.0) | 72.2 |" in markdown({"t": report})


def vars_like(value: object) -> dict[str, float]:
    return {n: getattr(value, n) for n in ("mean", "low", "high", "count")}
