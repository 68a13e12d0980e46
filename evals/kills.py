"""Crash safety, counted: ``python -m evals.kills [--kills 200] [--seed 0]``.

Builders are killed (SIGKILL) at random moments while files are added, changed, renamed and
deleted. After every kill the index is opened: it must be missing (nothing was ever finished), or
hold exactly one state of the corpus that a build was given, the same in all its parts. Then the
next build must finish and hold the present one. Some updates are watched by a reader that holds
the old index open; some kills happen with two builders at work.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assistant.errors import IndexBusy, IndexMissing
from assistant.fakes import FakeEncoder
from assistant.index import Index, open_index
from assistant.indexing import build_or_update
from assistant.settings import Settings

FILES = 12
State = Mapping[str, str]  # document id -> text
# children start from a server that has imported everything once, and touch no thread of ours
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["chromadb", "assistant.indexing", "assistant.corpus"])


class Broken(AssertionError):
    """An index was opened that is not one whole state of the corpus."""


def check(index: Index, states: list[State]) -> int:
    """Which of ``states`` the index holds. Raises Broken when it is none of them, or when its
    parts do not hold the same chunks."""
    held = {d.id: index.library.document(d.id).text for d in index.library.documents()}
    if held not in states:
        raise Broken(f"a mixture: {sorted(held)}")
    ids = {c.id for name in held for c in index.library.chunks(name)}
    vector = FakeEncoder().encode_queries(["Version of the document"])[0]
    dense = {i for i, _ in index.store.query(vector, len(ids) + 10)}
    keyword = {i for i, _ in index.keyword.query("document version", len(ids) + 10)}
    if not ids == dense == keyword or len(ids) != index.manifest.chunks:
        raise Broken(f"{len(ids)} chunks, {len(dense)} vectors, {len(keyword)} in BM25")
    return states.index(held)


def _build(settings: Settings) -> None:
    try:
        build_or_update(settings, FakeEncoder(), allow_shrink=True)
    except IndexBusy:
        os._exit(3)
    os._exit(0)


def _open(settings: Settings, states: list[State], answer: Any) -> None:
    try:
        index = open_index(settings, FakeEncoder())
        answer.send(("whole", check(index, states)))
    except IndexMissing:
        answer.send(("missing", -1))
    except BaseException as error:
        answer.send(("broken", f"{type(error).__name__}: {error}"))


def _watch(settings: Settings, states: list[State], stop: Any, answer: Any) -> None:
    """Hold one index open and read all of it, again and again, while it is being replaced."""
    try:
        index = open_index(settings, FakeEncoder())
        rounds = 0
        answer.send("open")
        while not stop.is_set():
            check(index, states)
            rounds += 1
        answer.send(rounds)
    except BaseException as error:
        answer.send(f"{type(error).__name__}: {error}")


class Trial:
    """A corpus that changes at random, its index, and what became of it."""

    def __init__(self, home: Path, seed: int) -> None:
        self.corpus = home / "corpus"
        self.corpus.mkdir()
        self.settings = Settings(corpus=self.corpus, index=home / "index")
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.version = 0
        self.good: State | None = None  # what the index holds, as far as we know
        self.seconds = 1.0  # what a build takes
        for n in range(FILES):
            self._write(f"{n}.txt")

    def _write(self, name: str) -> None:
        self.version += 1
        lines = [f"Document {name} in version {self.version}, paragraph {p}." for p in range(9)]
        (self.corpus / name).write_text("\n\n".join(lines), "utf-8")

    def change(self) -> None:
        """Add, change, rename or delete a few files."""
        for _ in range(self.random.randint(1, 4)):
            names = sorted(path.name for path in self.corpus.iterdir())
            step = self.random.choice(["add", "change", "change", "rename", "delete"])
            name = self.random.choice(names)
            if step == "add" or len(names) < FILES // 2:
                self._write(f"{self.version}.txt")
            elif step == "change":
                self._write(name)
            elif step == "rename":
                self.version += 1
                (self.corpus / name).rename(self.corpus / f"{self.version}.txt")
            else:
                (self.corpus / name).unlink()

    def state(self) -> State:
        """The corpus as it is now."""
        return {path.name: path.read_text("utf-8") for path in self.corpus.iterdir()}

    def kill_once(self) -> None:
        """Start one or two builders, kill them somewhere on the way, look at what is left."""
        builders = [self._start(_build) for _ in range(self.random.choice([1, 1, 1, 2]))]
        time.sleep(self.random.uniform(0, self.seconds * 1.1))
        for builder in builders:
            if builder.is_alive():
                assert builder.pid
                os.kill(builder.pid, signal.SIGKILL)
            builder.join()
            self.counts[{-9: "killed", 0: "finished", 3: "busy"}[builder.exitcode]] += 1
        self._look()

    def finish(self) -> None:
        """Build to the end, mostly under the eyes of a reader; the index is then up to date."""
        reader = None
        if self.good is not None and self.random.random() < 0.5:
            stop, (ours, theirs) = PROCESSES.Event(), PROCESSES.Pipe()
            reader = self._start(_watch, [self.good], stop, theirs)
            self._expect(ours.recv() == "open", "a reader could not open")
        started = time.perf_counter()
        builder = self._start(_build)
        builder.join()
        self.seconds = time.perf_counter() - started
        self._expect(builder.exitcode == 0, f"a build ended with {builder.exitcode}")
        if reader:
            stop.set()
            rounds = ours.recv()
            self._expect(isinstance(rounds, int), f"a reader met {rounds}")
            self.counts["reads during an update"] += rounds
            reader.join()
        self._look()
        self._expect(self.good == self.state(), "a finished build is not up to date")
        self.counts["builds to the end"] += 1

    def _start(self, work: Callable[..., None], *arguments: Any) -> Any:
        process = PROCESSES.Process(target=work, args=(self.settings, *arguments))
        process.start()
        return process

    def _look(self) -> None:
        states = [self.state()] + ([] if self.good is None else [self.good])
        ours, theirs = PROCESSES.Pipe()
        looker = self._start(_open, states, theirs)
        found, which = ours.recv()
        looker.join()
        self._expect(found != "broken", f"opened {which}")
        self._expect(found == "whole" or self.good is None, "an index was lost")
        if found == "whole":
            self.good = states[which]
        self.counts[f"after a stop: {'new' if which == 0 else 'old'} index" if which >= 0 else
                    "after a stop: none yet"] += 1  # fmt: skip

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.counts["BROKEN"] += 1
            raise Broken(otherwise)


def run(kills: int, seed: int) -> dict[str, int]:
    """Kill builders until ``kills`` died; the counts of what happened. Raises Broken."""
    with tempfile.TemporaryDirectory() as home:
        trial = Trial(Path(home), seed)
        while trial.counts["killed"] < kills:
            for _ in range(trial.random.randint(1, 4)):
                trial.kill_once()
                if trial.random.random() < 0.6:
                    trial.change()
            trial.finish()
            trial.change()
        return dict(sorted(trial.counts.items()))


def main() -> None:
    """Run the trial and print what happened as JSON."""
    parser = argparse.ArgumentParser(description="Kill builders at random moments.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(json.dumps(run(given.kills, given.seed), indent=1))


if __name__ == "__main__":
    main()
