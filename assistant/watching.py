"""Keeping an index up to date while its folder changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.corpus import discover
from assistant.errors import AssistantError
from assistant.reporting import Summary

Picture = Mapping[Path, tuple[int, int]] | str  # size and mtime_ns of each file; or why not

INTERVAL = 2.0  # seconds between two looks


def watch(
    corpus: Path,
    update: Callable[[], Summary],
    tell: Callable[[Summary | AssistantError], None],
    stop: threading.Event,
    interval: float = INTERVAL,
) -> None:
    """Call ``update`` whenever the folder changed and came to rest, until ``stop`` is set; once at
    the beginning, for what changed before.

    The folder is looked at every ``interval`` seconds, which works on network drives too and costs
    one stat per file. A change counts when two looks in a row agree, so that a file is not read
    while it is being copied. ``tell`` hears every summary that did something and every error; after
    an error the watch goes on, and tries again when the folder changes.
    """
    known: Picture | None = None
    before: Picture | None = None
    while True:
        now = _look(corpus)
        if now != known and (known is None or now == before):
            try:
                summary = update()
                if summary.did_something:
                    tell(summary)
            except AssistantError as error:
                tell(error)
            known = now
        before = now
        if stop.wait(interval):
            return


def _look(corpus: Path) -> Picture:
    picture = {}
    try:
        for path in discover(corpus).files:
            try:
                info = path.stat()
            except OSError:
                continue  # gone between the two steps: the next look will not list it
            picture[path] = (info.st_size, info.st_mtime_ns)
    except AssistantError as error:
        return str(error)
    return picture
