"""Bad input on its way through the index: each file has its line, the rest is indexed."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.corpus import reading
from assistant.errors import DiskFull
from assistant.fakes import FakeEncoder
from assistant.index import open_index
from assistant.indexing import build_or_update
from assistant.library import LibraryWriter
from assistant.settings import Settings
from evals.robustness.bad_input import run
from evals.robustness.cases import READ, TEXT, build
from evals.robustness.containers import archive


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.mark.real
def test_every_bad_file_has_a_line_and_the_rest_is_indexed(corpus: Path, tmp_path: Path) -> None:
    cases = [c for c in build(corpus, slow=False) if c.path.exists() and not c.unprivileged]
    (corpus / "locked.txt").unlink()
    (tmp_path / "secret.txt").write_text("A secret.")
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    settings = Settings(corpus=corpus, index=tmp_path / "index")
    summary = build_or_update(settings, FakeEncoder())
    failed = dict(summary.failed)
    lines = str(summary).splitlines()
    index = open_index(settings, FakeEncoder())
    ids = {each.id for each in index.library.documents()}
    index.close()
    for case in cases:
        name = case.path.relative_to(corpus).as_posix()
        assert (name in ids) == (case.outcome == READ), case.title
        assert (name in failed) == (case.outcome != READ), case.title
    assert ("out.txt", "link out of the corpus") in summary.skipped
    assert len([line for line in lines if line.startswith("not read: ")]) == len(failed)
    again = build_or_update(settings, FakeEncoder())
    assert (again.failed, again.failing, again.embedded) == ((), len(failed), 0)


@pytest.mark.real
def test_every_slow_case_comes_out_as_it_must(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    results = [run(c, tmp_path) for c in build(tmp_path) if c.slow or c.unprivileged]
    assert [r.case.title for r in results if not r.right] == []
    assert len(results) > 3


def test_what_an_archive_holds_that_cannot_be_read_is_told(corpus: Path, tmp_path: Path) -> None:
    members = {"a.txt": TEXT, "p.png": b"\x89PNG\r\n", "in\nner.zip": archive({"b.txt": TEXT})}
    (corpus / "all.zip").write_bytes(archive(members))
    summary = build_or_update(Settings(corpus=corpus, index=tmp_path / "index"), FakeEncoder())
    assert [reason for name, reason in summary.skipped if name == "all.zip"] == [
        "in ner.zip is an archive in an archive.",
        "p.png is a PNG image, which holds no text that can be read.",
    ]
    assert "left out: all.zip: p.png is a PNG image" in str(summary)


def test_a_file_that_changes_while_it_is_read(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "calm.txt").write_text(TEXT)
    restless = corpus / "restless.txt"
    restless.write_text(TEXT)
    real = os.fstat

    def written_to(handle: int) -> os.stat_result:
        info = real(handle)
        if info.st_ino == restless.stat().st_ino:
            with restless.open("a") as file:
                file.write("more\n")
        return info

    settings = Settings(corpus=corpus, index=tmp_path / "index")
    with monkeypatch.context() as patched:
        patched.setattr(reading.os, "fstat", written_to)
        summary = build_or_update(settings, FakeEncoder())
    assert dict(summary.failed) == {
        "restless.txt": "restless.txt changed while it was read. It is read again at the next run."
    }
    assert build_or_update(settings, FakeEncoder()).added == ("restless.txt",)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for a small index only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.real
@pytest.mark.parametrize("room", [100_000, 250_000, 400_000, 700_000])
def test_a_full_disk_is_said_and_the_old_index_stays(
    corpus: Path, small_disk: Path, room: int
) -> None:
    (corpus / "a.txt").write_text(TEXT)
    settings = Settings(corpus=corpus, index=small_disk / "index")
    before = build_or_update(settings, FakeEncoder())
    lines = "\n\n".join(f"Boat {n} left the harbour at {n % 24} o'clock." for n in range(3000))
    (corpus / "b.txt").write_text(lines)
    info = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(bytes(info.f_bavail * info.f_frsize - room))
    with pytest.raises(DiskFull, match="There is no room for the index"):
        build_or_update(settings, FakeEncoder())
    index = open_index(settings, FakeEncoder())
    assert index.manifest.fingerprint == before.fingerprint
    index.close()
    (small_disk / "ballast").unlink()
    (corpus / "b.txt").write_text(TEXT + "Another harbour is smaller.")
    assert build_or_update(settings, FakeEncoder()).files == 2


def test_no_space_left_is_said_whoever_says_it(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (corpus / "a.txt").write_text(TEXT)
    settings = Settings(corpus=corpus, index=tmp_path / "index")
    monkeypatch.setattr(LibraryWriter, "add", full)
    with pytest.raises(DiskFull, match="What was indexed before is kept"):
        build_or_update(settings, FakeEncoder())
    assert not (tmp_path / "index" / "building").exists()
