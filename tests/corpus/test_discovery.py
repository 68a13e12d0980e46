"""Which files are found, in which order, and why others are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant import paths
from assistant.corpus import Skipped, discover, document_id
from assistant.errors import CorpusMissing


def test_files_come_sorted_by_id_with_forward_slashes(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/B.txt", "a b\n.txt", "ü.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = [document_id(tmp_path, path) for path in discover(tmp_path).files]
    assert found == ["a b\n.txt", "a/B.txt", "a/z.md", "b.txt", "ü.txt"]


def test_what_is_skipped_has_its_reason(tmp_path: Path) -> None:
    corpus, outside = tmp_path / "corpus", tmp_path / "outside.txt"
    (corpus / "sub").mkdir(parents=True)
    (corpus / ".git").mkdir()
    outside.write_text("secret")
    for name in (".hidden", "a.txt", "sub/README.md", ".git/config"):
        (corpus / name).write_text("x")
    (corpus / "out.txt").symlink_to(outside)
    (corpus / "gone.txt").symlink_to(corpus / "nowhere")
    (corpus / "inside.txt").symlink_to(corpus / "a.txt")
    (corpus / "loop").symlink_to(corpus)
    discovery = discover(corpus)
    assert [document_id(corpus, path) for path in discovery.files] == [
        "a.txt", "inside.txt", "sub/README.md"
    ]  # fmt: skip
    assert discovery.skipped == (
        Skipped(".git", "hidden folder"),
        Skipped(".hidden", "hidden file"),
        Skipped("gone.txt", "link that leads nowhere"),
        Skipped("loop", "linked folder"),
        Skipped("out.txt", "link out of the corpus"),
    )


def test_a_readme_is_a_document_but_for_one_about_a_corpus_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("README.md", "a.txt"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in discover(tmp_path).files] == ["README.md", "a.txt"]
    monkeypatch.setattr(paths, "default_corpus", lambda: tmp_path)
    found = discover(tmp_path)
    assert [path.name for path in found.files] == ["a.txt"]
    assert found.skipped == (Skipped("README.md", "describes the corpus"),)


def test_names_in_another_encoding_are_skipped_and_told_in_letters(tmp_path: Path) -> None:
    (tmp_path / "ok.txt").write_text("x")
    for name in (b"na\xefve.txt", b".h\xe9.txt", b"f\xfcr/inside.txt"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text("x")
        except OSError:
            pytest.skip("this file system takes no such names")
    found = discover(tmp_path)
    assert [path.name for path in found.files] == ["ok.txt"]
    assert {(each.id, each.reason) for each in found.skipped} == {
        ("na\\xefve.txt", "its name is not in UTF-8; rename it"),
        ("f\\xfcr", "its name is not in UTF-8; rename it"),
        (".h\\xe9.txt", "hidden file"),
    }


def test_a_missing_folder_and_a_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusMissing, match="does not exist"):
        discover(tmp_path / "nothing")
    with pytest.raises(CorpusMissing, match="is a file, not a folder"):
        discover(tmp_path / "file")
