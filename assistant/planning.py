"""What a build has to do: files compared with the manifest by their content."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import CorpusShrunk
from assistant.manifest import FailureRecord, FileRecord, Manifest, Stamp

if TYPE_CHECKING:
    from assistant.corpus import Discovery

SETTLED = 2_000_000_000  # ns; a younger file may change again within its time stamp
FEW = 3  # documents whose loss is taken for what the user wants

# which files that could not be read are tried again though they have not changed: those that
# lacked a package which is there now; those whose failure can pass, too; all of them
Retry = Literal["missing", "passing", "all"]


@dataclass(frozen=True, slots=True)
class Plan:
    """``files`` are all documents found, as they are now; the rest says how they differ from the
    manifest. ``renamed`` (old, new) are also in ``deleted`` and ``added``. ``failed`` are files
    known to be unreadable that are not tried again; ``unreadable`` cannot even be hashed."""

    files: Mapping[str, FileRecord]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    failed: Mapping[str, FailureRecord]
    unreadable: Mapping[str, FailureRecord]

    @property
    def idle(self) -> bool:
        """Nothing to read and nothing to remove."""
        return not (self.added or self.changed or self.deleted)

    @property
    def duplicates(self) -> tuple[tuple[str, str], ...]:
        """(copy, the file that it equals byte for byte)."""
        return tuple((n, r.duplicate_of) for n, r in self.files.items() if r.duplicate_of)


def make_plan(
    root: Path, names: Sequence[str], manifest: Manifest | None, retry: Retry = "missing"
) -> Plan:
    """Compare the files of a corpus folder with what was indexed, by sha256.

    A file whose size, times and inode are as they were is not read again; a change cannot hide
    behind them, because no program can set the time of the last status change (ctime).
    ``retry`` says which unchanged files that could not be read are tried again.
    """
    known = manifest.files if manifest else {}
    failures = manifest.failures if manifest else {}
    files: dict[str, FileRecord] = {}
    failed: dict[str, FailureRecord] = {}
    unreadable: dict[str, FailureRecord] = {}
    first: dict[str, str] = {}  # sha256 -> first file that has it
    for name in names:
        before = known.get(name) or failures.get(name)
        try:
            sha256, stamp = look(root / name, before)
        except OSError as error:
            unreadable[name] = FailureRecord(f"cannot be read: {error.strerror}")
            continue
        failure = failures.get(name)
        if failure and failure.sha256 == sha256 and not _worth_trying(failure, retry):
            failed[name] = replace(failure, stamp=stamp)
            continue
        original = first.setdefault(sha256, name)
        files[name] = FileRecord(sha256, stamp, original if original != name else "")
    added = tuple(n for n in files if n not in known)
    deleted = tuple(n for n in known if n not in files)
    return Plan(
        files=files,
        added=added,
        changed=tuple(n for n in files if n in known and not _same(files[n], known[n])),
        deleted=deleted,
        unchanged=tuple(n for n in files if n in known and _same(files[n], known[n])),
        renamed=_renamed(added, deleted, files, known),
        failed=failed,
        unreadable=unreadable,
    )


def guard(gone: Sequence[str], plan: Plan, manifest: Manifest, found: Discovery) -> None:
    """Raises CorpusShrunk when most documents are gone at once, or any from a folder that cannot
    be listed: a drive that is not mounted looks like that."""
    moved = {old for old, _ in plan.renamed}
    lost = [name for name in gone if name not in moved]
    hidden = [
        name
        for name in lost
        for skip in found.skipped
        if "cannot be listed" in skip.reason and name.startswith(f"{skip.id}/")
    ]
    most = len(lost) > FEW and len(lost) > len(manifest.files) / 2
    if most or hidden:
        raise CorpusShrunk(
            f"{len(lost)} of {len(manifest.files)} documents are gone from {found.root}; the"
            " index is kept as it was.",
            "Is a drive not mounted? If they were meant to go, index again and allow it to shrink.",
        )


def look(path: Path, before: FileRecord | FailureRecord | None = None) -> tuple[str, Stamp]:
    """Digest and stamp of a file; the digest is the one from ``before`` while the stamp holds.

    Raises OSError when the file cannot be read.
    """
    info = path.stat()
    stamp = (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
    if before and before.stamp == stamp and before.sha256:
        return before.sha256, stamp
    settled = time.time_ns() - max(info.st_mtime_ns, info.st_ctime_ns) > SETTLED
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return sha256, stamp if settled else ()


def _worth_trying(failure: FailureRecord, retry: Retry) -> bool:
    if retry == "all" or (retry == "passing" and failure.passing):
        return True
    package = failure.needs.partition(".")[0]
    return bool(package) and find_spec(package) is not None


def _same(now: FileRecord, then: FileRecord) -> bool:
    return (now.sha256, now.duplicate_of) == (then.sha256, then.duplicate_of)


def _renamed(
    added: Sequence[str],
    deleted: Sequence[str],
    files: Mapping[str, FileRecord],
    known: Mapping[str, FileRecord],
) -> tuple[tuple[str, str], ...]:
    left: dict[str, list[str]] = {}
    for name in deleted:
        left.setdefault(known[name].sha256, []).append(name)
    pairs = []
    for name in added:
        if olds := left.get(files[name].sha256):
            pairs.append((olds.pop(0), name))
    return tuple(pairs)
