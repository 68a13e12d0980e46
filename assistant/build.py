"""One run of a build: read, chunk, embed and store into a folder aside."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.chunking import Limits, chunk_document
from assistant.corpus import read_document, split_sentences
from assistant.errors import CorpusEmpty, DocumentUnreadable
from assistant.index import BUILDING, CHROMA, KEYWORD, LIBRARY, SEED, VECTORS, owner_of
from assistant.keyword import KeywordIndex
from assistant.library import LibraryWriter
from assistant.manifest import FailureRecord, FileRecord, Manifest
from assistant.planning import Plan
from assistant.reporting import Progress, Report
from assistant.settings import Settings
from assistant.static import StaticEncoder
from assistant.store import open_shared
from assistant.storing import Filling
from assistant.types import Document, Encoder
from assistant.vectors import NoCache, VectorCache


class Build:
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
        self.left_out: list[tuple[str, str]] = []
        self.owner = owner_of(self.folder) if settings.chroma else ""
        self.files: dict[str, FileRecord] = {}
        self.failures: dict[str, FailureRecord] = {**plan.failed, **plan.unreadable}

    def run(self) -> Manifest:
        """Fill ``building/`` and return the manifest that belongs to it."""
        shutil.rmtree(self.aside, ignore_errors=True)
        if self.base and not is_whole(self.folder, self.base):
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
            self.left_out += _left_out(document)
        self.report(Progress("reading", len(touched), len(touched)))

    def _embed(self, library: LibraryWriter, touched: Sequence[str], gone: Sequence[str]) -> None:
        fast = isinstance(self.encoder, StaticEncoder)
        cache = NoCache(self.encoder) if fast else VectorCache(self.folder / VECTORS, self.encoder)
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


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether all parts of an index are still on disk."""
    parts = (LIBRARY, KEYWORD) if manifest.chroma else (LIBRARY, KEYWORD, CHROMA, SEED)
    return all((folder / manifest.data / part).exists() for part in parts)


def _left_out(document: Document) -> Iterator[tuple[str, str]]:
    """What of a document could not be read: files within it, pages that are pictures."""
    for line in document.metadata.get("skipped", "").splitlines():
        yield document.id, line
    if pages := document.metadata.get("pages_without_text"):
        yield document.id, f"no text layer on p. {pages} (a scan?)"


def _empty(root: Path, failures: dict[str, FailureRecord]) -> CorpusEmpty:
    if not failures:
        return CorpusEmpty(f"No document in {root}.", "Put text or Markdown files there.")
    name, failure = next(iter(failures.items()))
    return CorpusEmpty(
        f"None of the {len(failures)} files in {root} could be read ({name}: {failure.reason})."
    )
