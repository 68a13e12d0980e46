from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import AssistantError, CorpusMissing, CorpusShrunk
from assistant.fakes import FakeEncoder
from assistant.indexing import build_or_update
from assistant.reporting import Summary
from assistant.settings import Settings
from assistant.watching import watch


class Watched:
    """A watch over a folder in a thread, and what it told."""

    def __init__(self, home: Path) -> None:
        self.corpus = home / "corpus"
        self.corpus.mkdir()
        (self.corpus / "a.txt").write_text("The first document.")
        self.settings = Settings(corpus=self.corpus, index=home / "index")
        self.told: list[Summary | AssistantError] = []
        self.stop = threading.Event()
        self.update: Callable[[], Summary] = self.build
        self.thread = threading.Thread(
            target=lambda: watch(
                self.corpus, lambda: self.update(), self.told.append, self.stop, interval=0.05
            )
        )

    def build(self) -> Summary:
        return build_or_update(self.settings, FakeEncoder())

    def wait_for(self, count: int) -> Summary | AssistantError:
        deadline = time.monotonic() + 60
        while len(self.told) < count:
            assert time.monotonic() < deadline, self.told
            time.sleep(0.02)
        return self.told[-1]


@pytest.fixture
def watched(tmp_path: Path):
    watched = Watched(tmp_path)
    watched.thread.start()
    yield watched
    watched.stop.set()
    watched.thread.join()


def test_changes_are_indexed_as_they_come(watched: Watched) -> None:
    first = watched.wait_for(1)
    assert isinstance(first, Summary)
    assert first.added == ("a.txt",)
    (watched.corpus / "b.txt").write_text("The second document.")
    second = watched.wait_for(2)
    assert isinstance(second, Summary)
    assert second.added == ("b.txt",)
    (watched.corpus / "a.txt").unlink()
    third = watched.wait_for(3)
    assert isinstance(third, Summary)
    assert third.deleted == ("a.txt",)


def test_nothing_is_told_while_nothing_changes(watched: Watched) -> None:
    watched.wait_for(1)
    time.sleep(0.5)
    assert len(watched.told) == 1


def test_an_error_is_told_once_and_the_watch_goes_on(watched: Watched) -> None:
    watched.wait_for(1)
    away = watched.corpus.with_name("away")
    watched.corpus.rename(away)
    assert isinstance(watched.wait_for(2), CorpusMissing)
    time.sleep(0.3)
    assert len(watched.told) == 2
    away.rename(watched.corpus)
    (watched.corpus / "b.txt").write_text("The second document.")
    last = watched.wait_for(3)
    assert isinstance(last, Summary)
    assert last.added == ("b.txt",)


def test_a_file_that_still_grows_is_left_until_it_rests(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    growing = corpus / "a.txt"
    growing.write_text("x")
    stop = threading.Event()
    sizes: list[int] = []

    def update() -> Summary:
        sizes.append(growing.stat().st_size)
        if len(sizes) == 2:
            stop.set()
        raise CorpusShrunk("no matter")

    thread = threading.Thread(
        target=watch, args=(corpus, update, lambda _: None, stop), kwargs={"interval": 0.2}
    )
    thread.start()
    while not sizes:
        time.sleep(0.01)
    for _ in range(20):
        with growing.open("a") as file:
            file.write("y")
        time.sleep(0.05)
    full = growing.stat().st_size
    thread.join(60)
    assert sizes == [1, full]
