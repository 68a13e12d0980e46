"""Bringing the index up to date while the page watches: progress with the time left."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.reporting import Progress, Report, Summary

STAGES = {"reading": "Reading files", "embedding": "Embedding passages", "storing": "Storing"}
EVERY = 0.2  # seconds between two reports to the page


@dataclass(frozen=True, slots=True)
class Step:
    """How far the renewal is; ``seconds_left`` is None while nothing can be said yet."""

    label: str
    done: int
    total: int
    seconds_left: float | None

    @property
    def text(self) -> str:
        """One line for people."""
        count = f" {self.done:,} of {self.total:,}" if self.total else ""
        if self.seconds_left is None:
            return f"{self.label}{count}"
        return f"{self.label}{count}, about {duration(self.seconds_left)} left"


def renewed(refresh: Callable[[Report], Summary]) -> Iterator[Step | Summary]:
    """Runs ``refresh`` in a thread of its own; yields steps, then the summary.

    The renewal goes on when nobody watches any more (a closed page). What it raises is raised
    here.
    """
    events: queue.SimpleQueue[Progress | Summary | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            events.put(refresh(events.put))
        except BaseException as error:
            events.put(error)

    threading.Thread(target=work, name="renewal").start()
    clock = _Clock()
    yield Step("Looking for changes", 0, 0, None)
    while True:
        event = events.get()
        if isinstance(event, BaseException):
            raise event
        if isinstance(event, Summary):
            yield event
            return
        step = clock.step(event)
        if step is not None:
            yield step


def duration(seconds: float) -> str:
    """``8 s``, ``3 min``, ``1 h 20 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def told(summary: Summary) -> str:
    """What a renewal did, in a sentence."""
    changes = (
        (len(summary.added), "added"),
        (len(summary.changed), "changed"),
        (len(summary.deleted), "removed"),
        (len(summary.renamed), "renamed"),
        (len(summary.failed), "could not be read"),
    )
    parts = [f"{count} {name}" for count, name in changes if count]
    if not parts:
        return "The index is up to date."
    return f"Index up to date: {', '.join(parts)} in {duration(summary.seconds)}."


class _Clock:
    """Turns reports into steps, a few a second, with the time left at the stage's mean rate."""

    def __init__(self) -> None:
        self._stage = ""
        self._begun = self._told = 0.0
        self._first = 0

    def step(self, progress: Progress) -> Step | None:
        now = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._begun, self._first = progress.stage, now, progress.done
        elif now - self._told < EVERY and progress.done < progress.total:
            return None
        self._told = now
        done, elapsed = progress.done - self._first, now - self._begun
        left = None
        if done > 0 and elapsed > 0.5:
            left = (progress.total - progress.done) * elapsed / done
        label = STAGES.get(progress.stage, progress.stage.capitalize())
        return Step(label, progress.done, progress.total, left)
