from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import preparing
from assistant.chunking import Limits
from assistant.errors import DocumentUnreadable
from assistant.preparing import Prepared, prepare_all, workers_for
from assistant.static import Unbounded

LIMITS = Limits(64, Unbounded())
in_proc = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for n in range(9):
        text = "\n\n".join(f"Paragraph {p} of file {n}. It goes on, in line {p}." for p in range(n))
        (tmp_path / f"{n}.md").write_text(f"# File {n}\n\n{text}")
    (tmp_path / "4.md").write_bytes(b"")
    return tmp_path


def names(corpus: Path) -> list[str]:
    return sorted(path.name for path in corpus.iterdir())


def shown(outcomes: Iterator[Prepared | DocumentUnreadable]) -> list[str]:
    return [str(each) if isinstance(each, DocumentUnreadable) else repr(each) for each in outcomes]


def test_workers_hand_back_the_same_in_the_same_order(corpus: Path) -> None:
    alone = shown(prepare_all(corpus, names(corpus), LIMITS))
    assert "4.md is empty" in alone[4]
    assert shown(prepare_all(corpus, names(corpus), LIMITS, workers=2)) == alone


@in_proc
def test_what_a_lost_worker_leaves_is_read_here(corpus: Path) -> None:
    alone = shown(prepare_all(corpus, names(corpus), LIMITS))
    outcomes = prepare_all(corpus, names(corpus), LIMITS, workers=2)
    first = next(outcomes)
    for child in _children(os.getpid()):
        os.kill(child, signal.SIGKILL)
    assert shown(iter([first, *outcomes])) == alone


def test_a_little_text_is_not_worth_a_worker(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers_for(corpus, names(corpus)) == 0
    monkeypatch.setattr(preparing, "WORTH", 100)
    assert workers_for(corpus, [*names(corpus), "gone.md"]) >= 1


@in_proc
def test_workers_end_with_the_process_that_started_them(corpus: Path) -> None:
    for n in range(200):  # more than they may have ready
        (corpus / f"more {n}.txt").write_text("A line of text. " * 2000)
    program = f"""
from pathlib import Path
from tests.test_preparing import LIMITS, names, prepare_all
root = Path({str(corpus)!r})
outcomes = prepare_all(root, names(root), LIMITS, workers=2)
next(outcomes)
print("one", flush=True)
input()
"""
    builder = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert builder.stdout
    assert builder.stdout.readline() == b"one\n"
    workers = _children(builder.pid)
    assert len(workers) == 2
    builder.kill()
    builder.communicate()
    ends = time.monotonic() + 30
    while any(map(_runs, workers)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(map(_runs, workers))


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [child for child in map(int, found) if _runs(child)]


def _runs(pid: int) -> bool:
    """Whether a process is a worker that has not ended."""
    try:
        return "preparing" in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False
