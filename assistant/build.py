"""One run of a build: read, chunk, embed and store into a folder aside."""

from __future__ import annotations

import shutil
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant import __version__
from assistant.chunking import Limits
from assistant.errors import CorpusEmpty, DocumentUnreadable, IndexDamaged
from assistant.index import BUILDING, CHROMA, KEYWORD, LIBRARY, SEED, VECTORS, owner_of
from assistant.keyword_writer import KeywordWriter
from assistant.library import LibraryWriter
from assistant.manifest import FailureRecord, FileRecord, Manifest
from assistant.planning import Plan
from assistant.preparing import prepare_all, workers_for
from assistant.reporting import Progress, Report
from assistant.settings import Settings
from assistant.static import StaticEncoder, Unbounded
from assistant.store import CARE, LESS_CARE, open_shared
from assistant.storing import Filling
from assistant.types import Chunk, Document, Encoder
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
        self.fast = isinstance(encoder, StaticEncoder)
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
        gone = (*self.plan.deleted, *self.plan.changed) if self.base else ()
        with LibraryWriter(self.aside / LIBRARY) as library:
            keyword = self._keyword(library, gone)
            removed = library.delete(gone)
            if self.replaced is not None:
                self.replaced += removed
            fresh = self._read(library, keyword, touched)
            self._embed(library, fresh, touched, gone)
            paragraphs, chunks, tokens = library.totals()
            self.report(Progress("storing", 0, chunks))
            keyword.close()
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
            program=__version__,
        )

    def _copy(self, data: Path) -> None:
        shutil.copy2(data / LIBRARY, self.aside)
        if not self.settings.chroma:
            shutil.copytree(data / SEED, self.aside / SEED)

    def _keyword(self, library: LibraryWriter, gone: Sequence[str]) -> KeywordWriter:
        """The keyword lists of the index before without what is gone, ready for more."""
        base = self.folder / self.base.data / KEYWORD if self.base else None
        try:
            keyword = KeywordWriter(self.aside / KEYWORD, base)
        except IndexDamaged:
            keyword = KeywordWriter(self.aside / KEYWORD)
            keyword.add(library.chunks(self.plan.unchanged))
            return keyword
        keyword.remove(library.chunks(gone))
        worn = keyword.worn()
        keyword.remove(library.chunks(worn))
        keyword.add(library.chunks(worn))
        return keyword

    def _read(
        self, library: LibraryWriter, keyword: KeywordWriter, touched: Sequence[str]
    ) -> Iterator[Chunk]:
        """Read and store documents; yields the chunks of each when it is stored."""
        self.files = {n: self.plan.files[n] for n in self.plan.unchanged} if self.base else {}
        limits = Limits(self.settings.chunk_tokens, Unbounded() if self.fast else self.encoder)
        workers = workers_for(self.root, touched) if self.fast else 0
        outcomes = prepare_all(self.root, touched, limits, workers)
        for done, (name, outcome) in enumerate(zip(touched, outcomes, strict=True)):
            self.report(Progress("reading", done, len(touched)))
            record = self.plan.files[name]
            if isinstance(outcome, DocumentUnreadable):
                self.failures[name] = FailureRecord(
                    str(outcome), record.sha256, record.stamp, outcome.needs, outcome.passing
                )
                continue
            document = outcome.document
            if document.sha256 != record.sha256:  # changed since it was planned: look again
                record = FileRecord(document.sha256)
            if record.duplicate_of in self.failures:
                record = replace(record, duplicate_of="")
            # a copy can be opened, but is not offered twice as evidence
            chunks = () if record.duplicate_of else outcome.chunks
            library.add(document, outcome.paragraphs, outcome.sentences, chunks)
            keyword.add(chunks)
            self.files[name] = record
            self.left_out += _left_out(document)
            yield from chunks
        self.report(Progress("reading", len(touched), len(touched)))
        if not self.files:
            raise _empty(self.root, self.failures)

    def _embed(
        self,
        library: LibraryWriter,
        fresh: Iterator[Chunk],
        touched: Sequence[str],
        gone: Sequence[str],
    ) -> None:
        """Vectors into the database. Where a vector costs next to nothing they are made while the
        files are read; else all files are read before, so that it can be told how long it takes."""
        at_once = self.fast and not self.base and not self.settings.chroma
        if not at_once:
            deque(fresh, maxlen=0)
            fresh = library.chunks(touched)
        cache = (
            NoCache(self.encoder) if self.fast else VectorCache(self.folder / VECTORS, self.encoder)
        )
        report = (lambda _: None) if at_once else self.report
        filling = Filling(cache, library, report, LESS_CARE if self.fast else CARE)
        try:
            if self.settings.chroma:
                store = open_shared(self.settings.chroma, self.encoder.digest, self.owner)
                try:
                    self.stale = filling.shared_store(store)
                finally:
                    store.close()
            else:
                seed = self.aside / SEED
                self.replaced = filling.embedded_store(seed, fresh, gone, self.replaced)
                shutil.copytree(seed, self.aside / CHROMA)
            self.embedded = filling.embedded
            cache.forget_all_but(library.chunks(), library.count_chunks())
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
