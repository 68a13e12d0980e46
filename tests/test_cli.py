"""The command line: exit codes, messages without tracebacks, JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from assistant import core
from assistant.cli import REFUSED, main
from assistant.fakes import FakeEncoder
from assistant.index import building
from assistant.settings import Settings

BRIDGE = "The Bridge\n\nThe bridge was opened on 4 May 1932.\n\nIt cost 12 million euros.\n"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(core, "open_encoder", lambda *named: FakeEncoder())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "bridge.txt").write_text(BRIDGE, "utf-8")
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "docs"))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ASSISTANT_GROUNDER", "lexical")
    monkeypatch.setenv("ASSISTANT_MIN_CONFIDENCE", "0.15")


def test_an_answer_ends_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "How", "much", "did", "the", "bridge", "cost?"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("12 million euros [1]")
    assert "[1] bridge.txt ¶3" in shown


def test_questions_are_answered_while_another_process_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with building(tmp_path / "index"):
        assert main(["ask", "How much did the bridge cost?"]) == 1  # nothing is there to answer
    assert "is building the index" in capsys.readouterr().err
    core.ask("How much did the bridge cost?")
    (tmp_path / "docs" / "new.txt").write_text("Not indexed yet.", "utf-8")
    with building(tmp_path / "index"):
        assert main(["ask", "How much did the bridge cost?"]) == 0
        assert "as it was" in caplog.text
        assert main(["show", "bridge.txt", "3"]) == 0
        assert core.Assistant.open(Settings.from_environment()).summary.files == 1
        assert not core.ask("How much did the bridge cost?").refused  # opened before


def test_a_refusal_has_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who invented the zeppelin?"]) == REFUSED
    assert "zeppelin" in capsys.readouterr().out


def test_json_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "How much did the bridge cost?"]) == 0
    assert json.loads(capsys.readouterr().out)["citations"][0]["source"] == "bridge.txt"


def test_show_prints_what_a_citation_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "bridge.txt", "2-3"]) == 0
    assert capsys.readouterr().out == (
        "The bridge was opened on 4 May 1932.\n\nIt cost 12 million euros.\n"
    )


def test_a_place_is_named_alike_wherever_it_is_told_and_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs" / "bridge.txt").unlink()
    rows = "".join(f"boat {n},{n} euros\n" for n in range(1, 4))
    (tmp_path / "docs" / "fees.csv").write_text(f"boat,fee\n{rows}", "utf-8")
    for command in (["search", "fee of the boat"], ["ask", "Who flew the zeppelin boat?"]):
        main(command)
        assert "fees.csv rows 2–4" in capsys.readouterr().out
    assert main(["show", "fees.csv", "rows", "2–4"]) == 0
    assert "boat 3" in capsys.readouterr().out
    assert main(["show", "fees.csv", "1"]) == 1
    assert "rows 2–4" in capsys.readouterr().err


def test_search_lists_passages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--top-k", "1", "bridge cost"]) == 0
    assert "bridge.txt" in capsys.readouterr().out


def test_index_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "  "], "empty"),
        (["show", "bridge.txt", "99"], "no paragraph 99"),
        (["show", "nothing.txt", "1"], "nothing.txt"),
        (["show", "bridge.txt", "two"], "no paragraph two"),
        (["ask", "--corpus", "/nowhere/at/all", "Who?"], "/nowhere/at/all"),
        (["ask", "--model", "nonsense:model", "Who built it?"], "nonsense"),
        (["search", "--top-k", "0", "bridge"], "top_k is 0"),
        (["search", "--top-k", "-3", "bridge"], "top_k is -3"),
        (["search", "--top-k", "99999999999", "bridge"], "from 1 to 10,000"),
    ],
)
def test_a_mistake_gets_one_line_and_exit_code_1(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("assistant: ")
    assert message in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_output_without_a_character_gets_it_escaped(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs" / "bridge.txt").write_text("The café of the bridge costs €14 🛶.", "utf-8")
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii"))
    assert main(["ask", "--format", form, "How much does the café of the bridge cost?"]) == 0
    sys.stdout.flush()
    shown = written.getvalue().decode("ascii")
    if form == "json":
        assert "café of the bridge costs €14 🛶." in json.loads(shown)["citations"][0]["quote"]
    else:
        assert r"\u20ac14" in shown


def test_wrong_usage_is_exit_code_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["nonsense"])
    assert stopped.value.code == 2


def test_where_names_the_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["where", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["corpus"] == str(tmp_path / "docs")
