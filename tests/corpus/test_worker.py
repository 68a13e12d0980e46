"""The process that reads complicated formats: what a hostile file can do is end it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.corpus.worker import Worker
from assistant.errors import DocumentUnreadable

# In the worker, files called .rtf get a reader that does what the file says.
HOSTILE = """
    import os, sys, time, types
    from assistant.corpus import formats
    from assistant.corpus.content import Piece, assemble

    def read(data, name):
        if data == b"loop":
            while True:
                pass
        if data == b"sleep":
            time.sleep(60)
        if data == b"eat":
            eaten = []
            while True:
                eaten.append(bytearray(10_000_000))
        if data == b"crash":
            os.abort()
        if data == b"lacks":
            import lakereader
        if data == b"print":
            print("not an answer")
        return assemble([Piece("It is fine.")])

    hostile = types.ModuleType("assistant.corpus.hostile")
    hostile.read = read
    sys.modules[hostile.__name__] = hostile
    formats._READERS["rtf"] = ("hostile:read", "")
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Worker]]:
    (tmp_path / "sitecustomize.py").write_text(textwrap.dedent(HOSTILE))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with ExitStack() as started:

        def start(seconds: int) -> Worker:
            worker = Worker(seconds=seconds, memory=1 << 30, patience=300)
            started.callback(worker.close)
            return worker

        yield start


@pytest.fixture
def worker(readers: Callable[[int], Worker]) -> Worker:
    return readers(1)


def refusal(worker: Worker, data: bytes) -> str:
    with pytest.raises(DocumentUnreadable) as failure:
        worker.read(data, "a.rtf", "rtf")
    assert failure.value.remedy
    return failure.value.what


@pytest.mark.parametrize(
    ("data", "seconds", "said"),
    [
        (b"loop", 1, "a.rtf was given up after 1 seconds of computing."),
        # time enough: on a slow machine a gigabyte takes more than a second to fill
        (b"eat", 120, "a.rtf needs more than 1024 MB of memory to be read."),
        (b"crash", 120, "a.rtf made its reader crash (exit status -6)."),
    ],
)
def test_a_hostile_file_ends_the_worker_and_nothing_else(
    readers: Callable[[int], Worker], data: bytes, seconds: int, said: str
) -> None:
    worker = readers(seconds)
    assert worker.read(b"", "b.rtf", "rtf").text == "It is fine."
    assert refusal(worker, data) == said
    assert worker.read(b"", "b.rtf", "rtf").text == "It is fine."


def test_a_reader_that_waits_for_ever_is_given_up(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.read(b"", "b.rtf", "rtf")  # started before the clock counts
    monkeypatch.setattr(worker, "_patience", 0.5)
    assert refusal(worker, b"sleep") == "a.rtf was given up after 0 seconds."


def test_a_failure_says_whether_it_can_pass(
    readers: Callable[[int], Worker],
) -> None:
    for data, needs, passing in ((b"lacks", "lakereader", False), (b"crash", "", True)):
        with pytest.raises(DocumentUnreadable) as failure:
            readers(120).read(data, "a.rtf", "rtf")
        assert (failure.value.needs, failure.value.passing) == (needs, passing)


def test_what_a_reader_prints_is_no_answer(worker: Worker) -> None:
    assert worker.read(b"print", "b.rtf", "rtf").text == "It is fine."


def test_time_is_counted_for_each_file(worker: Worker) -> None:
    for _ in range(3):
        assert refusal(worker, b"loop")
        assert worker.read(b"", "b.rtf", "rtf").text == "It is fine."
