"""Building and updating an index: plan, read, chunk, embed, store; swapped in as one.

The new data folder is made aside. Only when every file of it is on disk does the manifest name
it, in one rename: killed at any moment, the old index is still there and whole.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.chunking import Limits, chunk_document
from assistant.corpus import Discovery, discover, document_id, read_document, split_sentences
from assistant.errors import CorpusEmpty, DocumentUnreadable, IndexDamaged
from assistant.index import (
    BUILDING,
    CHROMA,
    KEYWORD,
    LIBRARY,
    SEED,
    VECTORS,
    building,
    owner_of,
    remove_unread,
)
from assistant.keyword import KeywordIndex
from assistant.library import LibraryWriter
from assistant.manifest import FailureRecord, FileRecord, Manifest, load_manifest
from assistant.planning import Plan, guard, make_plan
from assistant.reporting import Progress, Report, Summary
from assistant.settings import Settings
from assistant.store import open_shared
from assistant.storing import Filling
from assistant.types import Encoder
from assistant.vectors import VectorCache


def build_or_update(
    settings: Settings,
    encoder: Encoder,
    progress: Report | None = None,
    *,
    allow_shrink: bool = False,
    rebuild: bool = False,
) -> Summary:
    """Bring the index up to date with the corpus folder; does nothing when it is.

    Only files that were added or changed are read, and only texts without a vector are embedded.
    ``rebuild`` makes the data anew even so. ``allow_shrink`` accepts that most documents are gone.

    Raises CorpusMissing or CorpusEmpty, CorpusShrunk, IndexForeign, IndexBusy; whatever is raised,
    the index that was there before still is.
    """
    started = time.perf_counter()
    folder, root = Path(settings.index), Path(settings.corpus)
    found = discover(root)
    with building(folder):
        current = _current(folder)
        names = _names(found, folder)
        fits = current and not current.differences(encoder, settings.chunk_tokens, settings.chroma)
        plan = make_plan(root, names, current)
        if current and not allow_shrink:
            guard(plan.deleted, plan, current, found)
        if current and fits and not rebuild and plan.idle and _whole(folder, current):
            manifest = _refreshed(current, plan)
            if manifest != current:
                manifest.save(folder)
            build = None
        else:
            base = current if current and fits and not rebuild else None
            build = _Build(settings, encoder, plan, base, progress or (lambda _: None))
            manifest = build.run()
            failing = [name for name in manifest.failures if current and name in current.files]
            if current and not allow_shrink:
                guard((*plan.deleted, *failing), plan, current, found)
            _swap_in(folder, manifest)
            build.clean_up()
        remove_unread(folder, manifest.data)
    return _summary(manifest, current, plan, found, build, time.perf_counter() - started)


class _Build:
    """One run of a build into ``building/``; ``base`` is the index that it starts from."""

    def __init__(
        self,
        settings: Settings,
        encoder: Encoder,
        plan: Plan,
        base: Manifest | None,
        report: Report,
    ) -> None:
        self.settings, self.encoder, self.plan = settings, encoder, plan
        self.root, self.folder = Path(settings.corpus), Path(settings.index)
        self.aside = self.folder / BUILDING
        self.base = base
        self.report = report
        self.embedded = 0
        self.replaced: int | None = None
        self.stale: list[str] = []
        self.owner = owner_of(self.folder) if settings.chroma else ""
        self.files: dict[str, FileRecord] = {}
        self.failures: dict[str, FailureRecord] = {**plan.failed, **plan.unreadable}

    def run(self) -> Manifest:
        """Fill ``building/`` and return the manifest that belongs to it."""
        shutil.rmtree(self.aside, ignore_errors=True)
        if self.base and not _whole(self.folder, self.base):
            self.base = None
        self.aside.mkdir()
        if self.base:
            self.replaced = self.base.replaced
            self._copy(self.folder / self.base.data)
        touched = (*self.plan.added, *self.plan.changed) if self.base else tuple(self.plan.files)
        gone = (*self.plan.deleted, *self.plan.changed)
        with LibraryWriter(self.aside / LIBRARY) as library:
            removed = library.delete(gone)
            if self.replaced is not None:
                self.replaced += removed
            self._read(library, touched)
            if not self.files:
                raise _empty(self.root, self.failures)
            paragraphs, chunks, tokens = library.totals()
            self._embed(library, touched, gone)
            self.report(Progress("storing", 0, chunks))
            KeywordIndex.build(library.chunks(), self.aside / KEYWORD)
        self.report(Progress("storing", chunks, chunks))
        return Manifest(
            data=f"data-{uuid.uuid4().hex[:12]}",
            encoder=self.encoder.name,
            encoder_digest=self.encoder.digest,
            dimension=self.encoder.dimension,
            chunk_tokens=self.settings.chunk_tokens,
            chroma=self.settings.chroma,
            files=self.files,
            failures=self.failures,
            paragraphs=paragraphs,
            chunks=chunks,
            tokens=tokens,
            replaced=self.replaced or 0,
        )

    def _copy(self, data: Path) -> None:
        shutil.copy2(data / LIBRARY, self.aside)
        if not self.settings.chroma:
            shutil.copytree(data / SEED, self.aside / SEED)

    def _read(self, library: LibraryWriter, touched: Sequence[str]) -> None:
        limits = Limits(self.settings.chunk_tokens, self.encoder)
        self.files = {n: self.plan.files[n] for n in self.plan.unchanged} if self.base else {}
        for done, name in enumerate(touched):
            self.report(Progress("reading", done, len(touched)))
            record = self.plan.files[name]
            try:
                document, paragraphs = read_document(self.root, self.root / name)
            except DocumentUnreadable as error:
                self.failures[name] = FailureRecord(str(error), record.sha256, record.stamp)
                continue
            if document.sha256 != record.sha256:  # changed since it was planned: look again
                record = FileRecord(document.sha256)
            if record.duplicate_of in self.failures:
                record = replace(record, duplicate_of="")
            sentences = split_sentences(document, paragraphs)
            # a copy can be opened, but is not offered twice as evidence
            chunks = (
                ()
                if record.duplicate_of
                else chunk_document(document, paragraphs, sentences, limits)
            )
            library.add(document, paragraphs, sentences, chunks)
            self.files[name] = record
        self.report(Progress("reading", len(touched), len(touched)))

    def _embed(self, library: LibraryWriter, touched: Sequence[str], gone: Sequence[str]) -> None:
        cache = VectorCache(self.folder / VECTORS, self.encoder)
        filling = Filling(cache, library, self.report)
        try:
            if self.settings.chroma:
                store = open_shared(self.settings.chroma, self.encoder.digest, self.owner)
                try:
                    self.stale = filling.shared_store(store)
                finally:
                    store.close()
            else:
                seed = self.aside / SEED
                self.replaced = filling.embedded_store(seed, touched, gone, self.replaced)
                shutil.copytree(seed, self.aside / CHROMA)
            self.embedded = filling.embedded
            cache.forget_all_but(library.chunks())
        finally:
            cache.close()

    def clean_up(self) -> None:
        """Remove from a shared server what no index needs now that the new one is in place."""
        if self.stale:
            store = open_shared(self.settings.chroma, self.encoder.digest, self.owner)
            try:
                store.remove(self.stale)
            finally:
                store.close()


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


def _whole(folder: Path, manifest: Manifest) -> bool:
    parts = (LIBRARY, KEYWORD) if manifest.chroma else (LIBRARY, KEYWORD, CHROMA, SEED)
    return all((folder / manifest.data / part).exists() for part in parts)


def _refreshed(manifest: Manifest, plan: Plan) -> Manifest:
    """The same index with newer time stamps, so that they can be trusted next time."""
    return replace(manifest, files=dict(plan.files), failures={**plan.failed, **plan.unreadable})


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


def _empty(root: Path, failures: dict[str, FailureRecord]) -> CorpusEmpty:
    if not failures:
        return CorpusEmpty(f"No document in {root}.", "Put text or Markdown files there.")
    name, failure = next(iter(failures.items()))
    return CorpusEmpty(
        f"None of the {len(failures)} files in {root} could be read ({name}: {failure.reason})."
    )


def _summary(
    manifest: Manifest,
    before: Manifest | None,
    plan: Plan,
    found: Discovery,
    build: _Build | None,
    seconds: float,
) -> Summary:
    told = {(n, f.sha256) for n, f in before.failures.items()} if before else set()
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
        skipped=tuple((each.id, each.reason) for each in found.skipped),
        failed=tuple(
            (n, f.reason) for n, f in manifest.failures.items() if (n, f.sha256) not in told
        ),
        failing=len(manifest.failures),
        duplicates=plan.duplicates,
        embedded=build.embedded if build else 0,
        seconds=seconds,
        fingerprint=manifest.fingerprint,
    )
