"""The wheel, installed elsewhere, answers from the documents that it carries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.real
def test_the_installed_wheel_answers_from_another_directory(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    python = environment(tmp_path / "env")
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", wheel, cwd=tmp_path)
    asked = subprocess.run(
        [python.parent / "assistant", "ask", "--json", "Who is president of Kazakhstan?"],
        cwd=tmp_path,
        env={**os.environ, "ASSISTANT_INDEX": str(tmp_path / "index"), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert "Tokayev" in answer["text"]
    assert answer["citations"][0]["source"].endswith(".md")


def environment(folder: Path) -> Path:
    """A fresh environment that sees this one's dependencies, but not this checkout."""
    venv.create(folder, with_pip=True, symlinks=True)
    python = folder / "bin" / "python"
    site = next((folder / "lib").glob("python3*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def run(*command: object, cwd: Path) -> None:
    done = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
