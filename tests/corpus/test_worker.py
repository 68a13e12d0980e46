"""The worker process: limits of time and memory, and files that take it down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.corpus.worker import Worker
from assistant.errors import DocumentUnreadable

from . import files

ZIP = files.archive({"a.txt": "It is early."})


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(seconds=1, memory=256 << 20)
    yield worker
    worker.close()


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(worker: Worker) -> None:
    pytest.importorskip("pypdfium2")
    page = [line for n in range(60) for line in files.column(72, 40 + 12 * n, "harbour " * 10)]
    with pytest.raises(DocumentUnreadable, match="given up after 1 seconds of computing"):
        worker.read(files.pdf([page] * 800), "long.pdf", "pdf")
    assert worker.read(ZIP, "a.zip", "zip").blocks[1].text == "It is early."


def test_a_file_that_needs_too_much_memory_is_given_up(worker: Worker) -> None:
    large = files.archive({"a.txt": b"harbour " * 20_000_000})
    with pytest.raises(DocumentUnreadable, match="needs more than 256 MB of memory"):
        worker.read(large, "large.zip", "zip")
    assert worker.read(ZIP, "a.zip", "zip").blocks[1].text == "It is early."


def test_a_worker_that_died_is_replaced(worker: Worker) -> None:
    worker.read(ZIP, "a.zip", "zip")
    process = worker._process
    assert process is not None
    process.kill()
    process.wait()
    assert worker.read(ZIP, "a.zip", "zip").blocks[1].text == "It is early."


def test_a_refusal_comes_back_with_its_remedy(worker: Worker) -> None:
    with pytest.raises(DocumentUnreadable, match=r"holds no file") as failure:
        worker.read(files.archive({}), "empty.zip", "zip")
    assert failure.value.remedy == "Remove it."
