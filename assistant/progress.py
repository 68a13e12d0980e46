"""A progress bar for the terminal: stage, bar, rate, time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.reporting import Progress

UNITS = {"reading": "files", "embedding": "chunks", "storing": "chunks"}


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """Yields the callback that indexing reports to; the bar is on standard error and goes away."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}, {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def report(progress: Progress) -> None:
            stage = progress.stage
            if stage not in tasks:
                unit = UNITS.get(stage, "")
                tasks[stage] = bar.add_task(stage, total=progress.total, unit=unit, rate="")
            task = tasks[stage]
            bar.update(task, completed=progress.done, total=progress.total)
            speed = bar.tasks[bar.task_ids.index(task)].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "…")

        yield report
