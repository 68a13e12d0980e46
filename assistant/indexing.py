"""Building and updating an index: plan, read, chunk, embed, store; swapped in as one.

The new data folder is made aside. Only when every file of it is on disk does the manifest name
it, in one rename: killed at any moment, the old index is still there and whole.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant import __version__
from assistant.build import Build, is_whole
from assistant.corpus import Discovery, discover, document_id
from assistant.errors import DiskFull, IndexDamaged
from assistant.index import (
    BUILDING,
    building,
    remove_unread,
)
from assistant.manifest import Manifest, load_manifest
from assistant.planning import Plan, guard, make_plan
from assistant.reporting import Report, Summary
from assistant.settings import Settings
from assistant.types import Encoder

LEAST_ROOM = 256 * 1024  # bytes; with less than this left, the disk is full


def build_or_update(
    settings: Settings,
    encoder: Encoder,
    progress: Report | None = None,
    *,
    allow_shrink: bool = False,
    rebuild: bool = False,
    retry: bool = False,
) -> Summary:
    """Bring the index up to date with the corpus folder; does nothing when it is.

    Only files that were added or changed are read, and only texts without a vector are embedded.
    ``rebuild`` makes the data anew even so. ``allow_shrink`` accepts that most documents are gone.
    A file that could not be read is tried again by a rebuild, by another version of the program
    and when the package is there that was missing; with ``retry`` also when it took too long or
    made its reader crash, which costs that time again.

    Raises CorpusMissing or CorpusEmpty, CorpusShrunk, IndexForeign, IndexBusy, DiskFull; whatever
    is raised, the index that was there before still is.
    """
    started = time.perf_counter()
    folder, root = Path(settings.index), Path(settings.corpus)
    found = discover(root)
    with building(folder), _told_when_full(folder):
        current = _current(folder)
        names = _names(found, folder)
        fits = current and not current.differences(encoder, settings.chunk_tokens, settings.chroma)
        anew = rebuild or not (current and fits and current.program == __version__)
        plan = make_plan(root, names, current, "all" if anew else "passing" if retry else "missing")
        if current and not allow_shrink:
            guard(plan.deleted, plan, current, found)
        if current and fits and not rebuild and plan.idle and is_whole(folder, current):
            manifest = _refreshed(current, plan)
            if manifest != current:
                manifest.save(folder)
            build = None
        else:
            base = current if current and fits and not rebuild else None
            build = Build(settings, encoder, plan, base, progress or (lambda _: None))
            manifest = build.run()
            failing = [name for name in manifest.failures if current and name in current.files]
            if current and not allow_shrink:
                guard((*plan.deleted, *failing), plan, current, found)
            _swap_in(folder, manifest)
            build.clean_up()
        remove_unread(folder, manifest.data)
    return _summary(manifest, current, plan, found, build, time.perf_counter() - started)


@contextmanager
def _told_when_full(folder: Path) -> Iterator[None]:
    """Whatever SQLite, Chroma or the system make of a full disk becomes DiskFull; the half-made
    data goes, so that there is room again."""
    try:
        yield
    except Exception as error:
        free = shutil.disk_usage(folder).free
        if free > LEAST_ROOM and getattr(error, "errno", None) != errno.ENOSPC:
            raise
        shutil.rmtree(folder / BUILDING, ignore_errors=True)
        raise DiskFull(
            f"There is no room for the index in {folder} ({free / 2**20:,.1f} MiB are left).",
            "Make room, or name a folder on another disk. What was indexed before is kept.",
        ) from error


def _current(folder: Path) -> Manifest | None:
    """The manifest to start from; a damaged one is as good as none, since it is being replaced."""
    try:
        return load_manifest(folder)
    except IndexDamaged:
        return None


def _names(found: Discovery, index: Path) -> list[str]:
    """The ids of the documents found; an index inside the corpus is no document."""
    inside = index.resolve()
    return [
        document_id(found.root, path)
        for path in found.files
        if not path.resolve().is_relative_to(inside)
    ]


def _refreshed(manifest: Manifest, plan: Plan) -> Manifest:
    """The same index with newer time stamps, so that they can be trusted next time, and with the
    version of the program that found nothing to do."""
    failures = {**plan.failed, **plan.unreadable}
    return replace(manifest, files=dict(plan.files), failures=failures, program=__version__)


def _swap_in(folder: Path, manifest: Manifest) -> None:
    """Name the new data: first all of it is on disk, then it has its name, last the manifest."""
    aside = folder / BUILDING
    for path in (*aside.rglob("*"), aside):
        _sync(path)
    aside.rename(folder / manifest.data)
    _sync(folder)
    manifest.save(folder)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _summary(
    manifest: Manifest,
    before: Manifest | None,
    plan: Plan,
    found: Discovery,
    build: Build | None,
    seconds: float,
) -> Summary:
    told = {(n, f.sha256) for n, f in before.failures.items()} if before else set()
    failures = {n: (f.reason, (n, f.sha256) in told) for n, f in manifest.failures.items()}
    return Summary(
        files=len(manifest.files),
        paragraphs=manifest.paragraphs,
        chunks=manifest.chunks,
        tokens=manifest.tokens,
        added=tuple(n for n in plan.added if n in manifest.files),
        changed=tuple(n for n in plan.changed if n in manifest.files),
        deleted=plan.deleted,
        renamed=plan.renamed,
        unchanged=len(plan.unchanged),
        skipped=(
            *((each.id, each.reason) for each in found.skipped),
            *(build.left_out if build else ()),
        ),
        failed=tuple((n, reason) for n, (reason, known) in failures.items() if not known),
        failed_before=tuple((n, reason) for n, (reason, known) in failures.items() if known),
        duplicates=plan.duplicates,
        embedded=build.embedded if build else 0,
        seconds=seconds,
        fingerprint=manifest.fingerprint,
    )
