"""An index folder: its layout, its locks, and how it is opened for asking.

::

    index/
      manifest.json      names the data folder; replaced in one rename, always last
      data-4f2a…/        library.sqlite, keyword/, chroma/, seed/; renewed only as a whole
      building/          the next data folder while it is made; worthless to others
      vectors.sqlite     vectors by text, so that nothing is embedded twice
      static.npz         vectors of the fast encoder, when it is used
      owner              this index's name on a shared Chroma server, when one is used
      .lock              held by the one process that builds

Chroma writes to its files even when it only reads, so a copy taken while somebody asks could be
torn. ``seed/`` is the same database, never opened: what the next update starts from.

A reader holds a shared lock on the data folder that it opened; a builder removes an old data
folder only when nobody reads it, so an index can be renewed while it answers.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.embedding import STATIC
from assistant.errors import IndexBusy, IndexDamaged, IndexForeign, IndexMissing
from assistant.keyword import KeywordIndex
from assistant.library import Library
from assistant.manifest import NAME as MANIFEST
from assistant.manifest import Manifest, load_manifest
from assistant.settings import Settings
from assistant.static import StaticEncoder
from assistant.store import open_embedded, open_shared
from assistant.types import Encoder, VectorStore

BUILDING = "building"
VECTORS = "vectors.sqlite"
LOCK = ".lock"
OWNER = "owner"
LIBRARY, KEYWORD, CHROMA, SEED = "library.sqlite", "keyword", "chroma", "seed"
OURS = (MANIFEST, BUILDING, VECTORS, STATIC, OWNER, LOCK, f".{MANIFEST}.new")
WELCOME = ("README.md", ".gitignore", ".gitkeep", ".DS_Store")


@dataclass(frozen=True, slots=True)
class Index:
    """An opened index: stored texts, keyword search, vectors, and what they were built from."""

    folder: Path
    manifest: Manifest
    library: Library
    keyword: KeywordIndex
    store: VectorStore
    _in_use: int

    @property
    def superseded(self) -> bool:
        """Whether a newer build has taken this one's place (open again to read it)."""
        current = load_manifest(self.folder)
        return current is None or current.data != self.manifest.data

    def close(self) -> None:
        """Release files and locks; the index must not be used after."""
        self.library.close()
        self.store.close()
        os.close(self._in_use)


def open_index(settings: Settings, encoder: Encoder) -> Index:
    """Open the index of ``settings.index`` for reading.

    Raises IndexMissing when nothing was built yet or it was built with other settings (the message
    says which field differs), IndexBusy when the first build is still running, IndexForeign when
    the folder holds something else, IndexDamaged when its files do not fit together.
    """
    folder = Path(settings.index)
    manifest = load_manifest(folder)
    if manifest is None:
        check_ours(folder)
        if is_building(folder):
            raise IndexBusy(f"The index is being built: {folder}.", "Ask again when it is done.")
        raise IndexMissing(f"No index in {folder}.", "Run `assistant index`.")
    differences = manifest.differences(encoder, settings.chunk_tokens, settings.chroma)
    if differences:
        raise IndexMissing(
            f"The index in {folder} was built otherwise: {'; '.join(differences)}.",
            "Run `assistant index` to build it anew.",
        )
    try:
        index = _open_data(folder, manifest)
    except IndexDamaged:
        current = load_manifest(folder)
        if current and current.data != manifest.data:  # renewed while it was being opened
            return open_index(settings, encoder)
        raise
    if isinstance(encoder, StaticEncoder):
        encoder.attune(index.keyword.rarity)
    return index


def _open_data(folder: Path, manifest: Manifest) -> Index:
    data = folder / manifest.data
    try:
        in_use = os.open(data, os.O_RDONLY)
    except OSError as error:
        raise IndexDamaged(f"A part of the index is missing: {data}.") from error
    fcntl.flock(in_use, fcntl.LOCK_SH)
    try:
        library = Library(data / LIBRARY)
        keyword = KeywordIndex(data / KEYWORD)
        if manifest.chroma:
            store = open_shared(manifest.chroma, manifest.encoder_digest, owner_of(folder))
        else:
            store = open_embedded(data / CHROMA)
            if store.count() != manifest.chunks:
                raise IndexDamaged(
                    f"The index has {store.count()} vectors for {manifest.chunks} chunks."
                )
    except BaseException:
        os.close(in_use)
        raise
    return Index(folder, manifest, library, keyword, store, in_use)


def check_ours(folder: Path) -> None:
    """Raises IndexForeign when the folder holds files but no index of ours."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise IndexForeign(f"{folder} is a file.", "Name a folder for the index.")
    names = {each.name for each in folder.iterdir()}
    if names & set(OURS):
        return
    foreign = sorted(names - set(WELCOME))
    if foreign:
        raise IndexForeign(
            f"{folder} holds something else ({', '.join(foreign[:3])}).",
            "Name an empty or a new folder for the index; this one is left as it is.",
        )


def owner_of(folder: Path) -> str:
    """The name under which this index folder keeps its vectors on a shared server; made once."""
    path = folder / OWNER
    if not path.is_file():
        aside = path.with_suffix(".new")
        aside.write_text(uuid.uuid4().hex[:16], "utf-8")
        aside.replace(path)
    return path.read_text("utf-8")


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Be the one process that builds in ``folder``; the lock ends with the process, however.

    Raises IndexForeign, or IndexBusy when another process is building.
    """
    check_ours(folder)
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusy(
            f"Another process is building the index in {folder}.", "Try again when it is done."
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_building(folder: Path) -> bool:
    """Whether some process holds the lock for building."""
    if not (folder / LOCK).exists():
        return False
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def remove_unread(folder: Path, keep: str) -> None:
    """Remove data folders other than ``keep`` that no reader has open."""
    for data in folder.glob("data-*"):
        if data.name == keep:
            continue
        handle = os.open(data, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(data, ignore_errors=True)
        except BlockingIOError:
            pass  # still read; a later build removes it
        finally:
            os.close(handle)
