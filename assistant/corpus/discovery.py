"""Which files of a folder are documents, in a fixed order; whatever is left out has its reason."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .. import paths
from ..errors import CorpusMissing

UNREADABLE_NAME = "its name is not in UTF-8; rename it"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that is not read: its id (path under the corpus) and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """The document files of a corpus in the order of their ids, and what was left out."""

    root: Path
    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def document_id(root: Path, path: Path) -> str:
    """The path under the corpus folder, with forward slashes on every system."""
    return path.relative_to(root).as_posix()


def discover(root: Path) -> Discovery:
    """Find every file under ``root``, sorted by id.

    Hidden files and folders, links that lead out of the corpus, names that are no text and anything
    that is not a regular file are skipped with a reason; so is the README.md of a corpus that comes
    with the project, which speaks about its documents.

    Raises:
        CorpusMissing: there is no such folder, or it cannot be listed.
    """
    if not root.is_dir():
        what = "is a file, not a folder" if root.exists() else "does not exist"
        raise CorpusMissing(
            f"The corpus folder {root} {what}.", "Name a folder that holds your documents."
        )
    try:
        next(root.iterdir(), None)
    except OSError as error:
        raise CorpusMissing(
            f"The corpus folder {root} cannot be listed: {error.strerror}.",
            "Check its permissions.",
        ) from error
    files: list[Path] = []
    skipped: list[Skipped] = []
    home = root.resolve()
    described = paths.ships(root)

    def unlistable(error: OSError) -> None:
        folder = Path(error.filename)
        reason = f"folder cannot be listed: {error.strerror}"
        skipped.append(Skipped(_shown(document_id(root, folder)), reason))

    for folder, subfolders, names in os.walk(root, onerror=unlistable):
        here = Path(folder)
        walked: list[str] = []
        for name in subfolders:
            reason = _folder_reason(here / name)
            if reason:
                skipped.append(Skipped(_shown(document_id(root, here / name)), reason))
            else:
                walked.append(name)
        subfolders[:] = walked
        for name in names:
            path = here / name
            reason = _file_reason(path, home)
            if described and path.parent == root and name.lower() == "readme.md":
                reason = "describes the corpus"
            if reason:
                skipped.append(Skipped(_shown(document_id(root, path)), reason))
            else:
                files.append(path)
    return Discovery(
        root,
        tuple(sorted(files, key=lambda path: document_id(root, path))),
        tuple(sorted(skipped, key=lambda skip: skip.id)),
    )


def _shown(name: str) -> str:
    """An id that can be printed and stored: bytes that are no text are written as ``\\xe9``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_text(name: str) -> bool:
    """Whether a name can be stored and cited. On Linux a name is any bytes: what was written in
    an older encoding reads as surrogates, which are no characters."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _folder_reason(path: Path) -> str:
    if path.name.startswith("."):
        return "hidden folder"
    if not _is_text(path.name):
        return UNREADABLE_NAME
    if path.is_symlink():
        # A linked folder may point at its own parent; its files are found where they really are.
        return "linked folder"
    return ""


def _file_reason(path: Path, home: Path) -> str:
    if path.name.startswith("."):
        return "hidden file"
    if not _is_text(path.name):
        return UNREADABLE_NAME
    if path.is_symlink():
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            return "link that leads nowhere"
        if not target.is_relative_to(home):
            return "link out of the corpus"
    try:
        regular = path.is_file()
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    return "" if regular else "not a regular file"
