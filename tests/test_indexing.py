from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import build, indexing, preparing
from assistant.errors import (
    CorpusEmpty,
    CorpusMissing,
    CorpusShrunk,
    DocumentUnreadable,
    IndexBusy,
    IndexDamaged,
    IndexForeign,
    IndexMissing,
)
from assistant.fakes import FakeEncoder
from assistant.index import Index, building, open_index
from assistant.indexing import build_or_update
from assistant.reporting import Progress, Summary
from assistant.settings import Settings
from assistant.static import StaticEncoder
from assistant.types import Document, Paragraph
from tests.test_static import FakeTeacher

DOCUMENTS = {
    "rivers.txt": "Rivers\n\nThe Neva is 74 kilometres long.\n\nIt freezes in winter.",
    "lakes.md": "# Lakes\n\nBaikal is the deepest lake.\n\nIt is in Siberia.",
    "deep/seas.txt": "The Caspian Sea has no outlet to any ocean.",
}


class Desk:
    """A corpus folder, an index folder, and the steps that a test takes with them."""

    def __init__(self, home: Path) -> None:
        self.corpus, self.index = home / "corpus", home / "index"
        self.settings = Settings(corpus=self.corpus, index=self.index)
        self.encoder = FakeEncoder()
        for name, text in DOCUMENTS.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self, **options: bool) -> Summary:
        self.encoder.encoded = 0
        return build_or_update(self.settings, self.encoder, **options)

    def open(self) -> Index:
        return open_index(self.settings, self.encoder)

    def find(self, question: str) -> str:
        """The document of the best chunk, provided both searches know the same chunks."""
        index = self.open()
        try:
            dense = index.store.query(self.encoder.encode_queries([question])[0], 3)
            keyword = index.keyword.query(question, 3)
            assert index.library.chunk(dense[0][0]) is not None
            chunk = index.library.chunk(keyword[0][0])
            assert chunk is not None
            return chunk.document_id
        finally:
            index.close()


def age(path: Path) -> None:
    """Let the stamp of a file differ while its content stays."""
    info = path.stat()
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns - 10**10))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_first_build_holds_every_document(desk: Desk) -> None:
    summary = desk.build()
    assert summary.files == 3
    assert set(summary.added) == set(DOCUMENTS)
    assert summary.embedded == summary.chunks == desk.encoder.encoded
    index = desk.open()
    assert {d.id for d in index.library.documents()} == set(DOCUMENTS)
    assert index.store.count() == summary.chunks
    assert index.manifest.fingerprint == summary.fingerprint
    assert index.library.paragraph("deep/seas.txt", 1).text == DOCUMENTS["deep/seas.txt"]
    index.close()


def test_a_second_run_does_nothing_and_keeps_the_data(desk: Desk) -> None:
    first = desk.build()
    before = sorted(desk.index.glob("data-*"))
    second = desk.build()
    assert second.embedded == desk.encoder.encoded == 0
    assert (second.added, second.changed, second.deleted, second.unchanged) == ((), (), (), 3)
    assert second.fingerprint == first.fingerprint
    assert sorted(desk.index.glob("data-*")) == before


def test_a_changed_file_is_the_only_one_embedded_again(desk: Desk) -> None:
    desk.build()
    desk.write("deep/seas.txt", "The Aral Sea has shrunk.")
    summary = desk.build()
    assert summary.changed == ("deep/seas.txt",)
    assert summary.embedded == 1
    assert desk.find("Aral shrunk") == "deep/seas.txt"
    index = desk.open()
    assert index.keyword.query("Caspian", 3) == []
    assert index.store.count() == summary.chunks == index.manifest.chunks
    index.close()


def test_a_change_of_the_same_size_and_time_is_seen(desk: Desk) -> None:
    path = desk.corpus / "deep/seas.txt"
    old = path.stat()
    desk.build()
    path.write_text(DOCUMENTS["deep/seas.txt"].replace("Caspian", "Capsian"), "utf-8")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert desk.build().changed == ("deep/seas.txt",)


def test_added_and_deleted_files(desk: Desk) -> None:
    desk.build()
    (desk.corpus / "lakes.md").unlink()
    desk.write("hills.txt", "The Valdai Hills rise to 346 metres.")
    summary = desk.build()
    assert (summary.added, summary.deleted, summary.files) == (("hills.txt",), ("lakes.md",), 3)
    assert desk.find("Valdai hills") == "hills.txt"
    index = desk.open()
    assert index.keyword.unknown_terms("Baikal") == ("Baikal",)
    index.close()


def test_a_renamed_file_is_known_by_its_content(desk: Desk) -> None:
    desk.build()
    (desk.corpus / "lakes.md").rename(desk.corpus / "waters.md")
    summary = desk.build()
    assert summary.renamed == (("lakes.md", "waters.md"),)
    assert summary.embedded == 0
    assert desk.find("Baikal") == "waters.md"


def test_a_copy_can_be_opened_but_is_not_offered_twice(desk: Desk) -> None:
    chunks = desk.build().chunks
    shutil.copy(desk.corpus / "lakes.md", desk.corpus / "zz copy.md")
    summary = desk.build()
    assert summary.duplicates == (("zz copy.md", "lakes.md"),)
    assert summary.chunks == chunks
    index = desk.open()
    assert index.library.paragraph("zz copy.md", 1).text == "# Lakes"
    index.close()
    (desk.corpus / "lakes.md").unlink()
    assert desk.build().chunks == chunks
    assert desk.find("Baikal") == "zz copy.md"


def test_a_failure_is_told_once_and_tried_again_when_the_file_changes(desk: Desk) -> None:
    (desk.corpus / "broken.txt").write_bytes(bytes(range(256)) * 20)
    summary = desk.build()
    assert [name for name, _ in summary.failed] == ["broken.txt"]
    assert summary.failed[0][1]
    for _ in range(2):
        again = desk.build()
        assert (again.failed, again.failing, again.embedded) == ((), 1, 0)
        age(desk.corpus / "broken.txt")
    desk.write("broken.txt", "Mended: the Volga is long.")
    mended = desk.build()
    assert (mended.failing, mended.added) == (0, ("broken.txt",))
    assert desk.find("Volga") == "broken.txt"


class Reader:
    """Reads text files, but fails on one of them as it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.name, self.tried = name, 0
        self.failure: DocumentUnreadable | None = None
        self.read = preparing.read_document
        monkeypatch.setattr(preparing, "read_document", self)

    def __call__(self, root: Path, path: Path) -> tuple[Document, tuple[Paragraph, ...]]:
        if path.name == self.name:
            self.tried += 1
            if self.failure:
                raise self.failure
        return self.read(root, path)


def test_a_file_is_tried_again_once_the_missing_package_is_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(monkeypatch, "lakes.md")
    reader.failure = DocumentUnreadable("lakes.md needs lakereader.", needs="lakereader.core")
    assert desk.build().failing == desk.build(retry=True).failing == reader.tried == 1
    monkeypatch.syspath_prepend(desk.corpus.parent)
    (desk.corpus.parent / "lakereader.py").touch()
    reader.failure = None
    assert desk.build().added == ("lakes.md",)


@pytest.mark.parametrize(("passing", "tries"), [(True, 2), (False, 1)])
def test_a_failure_that_can_pass_is_tried_again_on_request(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, passing: bool, tries: int
) -> None:
    reader = Reader(monkeypatch, "lakes.md")
    reader.failure = DocumentUnreadable("lakes.md was given up.", passing=passing)
    desk.build()
    desk.build()
    assert reader.tried == 1
    again = desk.build(retry=True)
    assert reader.tried == tries
    assert (again.failed, again.failed_before) == ((), (("lakes.md", "lakes.md was given up."),))


def test_a_rebuild_and_another_version_of_the_program_try_every_failure_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(monkeypatch, "lakes.md")
    reader.failure = DocumentUnreadable("lakes.md is damaged.")
    desk.build()
    desk.build(rebuild=True)
    assert reader.tried == 2
    monkeypatch.setattr(indexing, "__version__", "99")
    monkeypatch.setattr(build, "__version__", "99")
    desk.build()
    desk.build()
    assert reader.tried == 3


def test_another_encoder_or_chunk_size_builds_anew(desk: Desk) -> None:
    desk.build()
    other = Settings(corpus=desk.corpus, index=desk.index, chunk_tokens=64)
    with pytest.raises(IndexMissing, match="chunk_tokens is 200, not 64"):
        open_index(other, desk.encoder)
    assert build_or_update(other, desk.encoder).chunks > 0
    open_index(other, desk.encoder).close()
    strange = FakeEncoder()
    strange.digest = "1" * 64
    with pytest.raises(IndexMissing, match="encoder digest"):
        open_index(other, strange)


def test_most_documents_gone_keeps_the_index_unless_allowed(desk: Desk) -> None:
    for n in range(6):
        desk.write(f"more/{n}.txt", f"Document number {n} speaks of topic{n}.")
    desk.build()
    shutil.rmtree(desk.corpus / "more")
    with pytest.raises(CorpusShrunk, match="6 of 9"):
        desk.build()
    assert desk.find("topic3") == "more/3.txt"
    assert desk.build(allow_shrink=True).files == 3


def test_documents_that_become_unreadable_count_as_gone(desk: Desk) -> None:
    for n in range(6):
        desk.write(f"more/{n}.txt", f"Document number {n} speaks of topic{n}.")
    desk.build()
    for n in range(6):
        desk.write(f"more/{n}.txt", "")
    with pytest.raises(CorpusShrunk):
        desk.build()
    assert desk.find("topic3") == "more/3.txt"


def test_an_emptied_or_missing_corpus_keeps_the_index(desk: Desk) -> None:
    desk.build()
    shutil.move(desk.corpus, desk.corpus.with_name("elsewhere"))
    with pytest.raises(CorpusMissing):
        desk.build()
    desk.corpus.mkdir()
    with pytest.raises(CorpusEmpty):
        desk.build(allow_shrink=True)
    assert desk.find("Baikal") == "lakes.md"


def test_a_foreign_folder_is_left_alone(desk: Desk) -> None:
    desk.index.mkdir()
    (desk.index / "thesis.doc").write_text("mine")
    for step in (desk.build, desk.open):
        with pytest.raises(IndexForeign, match="thesis"):
            step()
    assert [p.name for p in desk.index.iterdir()] == ["thesis.doc"]


def test_a_readme_does_not_make_a_folder_foreign(desk: Desk) -> None:
    desk.index.mkdir()
    (desk.index / "README.md").write_text("The index goes here.")
    with pytest.raises(IndexMissing, match="assistant index"):
        desk.open()
    desk.build()
    assert (desk.index / "README.md").read_text() == "The index goes here."


def test_two_builders_do_not_collide(desk: Desk) -> None:
    with building(desk.index):
        with pytest.raises(IndexBusy):
            desk.build()
        with pytest.raises(IndexBusy, match="being built"):
            desk.open()
    desk.build()


def _drop_data(index: Path) -> None:
    shutil.rmtree(next(index.glob("data-*")))


def _drop_library(index: Path) -> None:
    next(index.glob("data-*/library.sqlite")).unlink()


def _spoil_keyword(index: Path) -> None:
    next(index.glob("data-*/keyword/segments.json")).write_text("{")


def _spoil_manifest(index: Path) -> None:
    (index / "manifest.json").write_text('{"data": 3')


def _fewer_vectors(index: Path) -> None:
    manifest = json.loads((index / "manifest.json").read_text())
    (index / "manifest.json").write_text(json.dumps(manifest | {"chunks": 99}))


@pytest.mark.parametrize(
    "harm", [_drop_data, _drop_library, _spoil_keyword, _spoil_manifest, _fewer_vectors]
)
def test_damage_is_told_and_mended_without_embedding(
    desk: Desk, harm: Callable[[Path], None]
) -> None:
    desk.build()
    harm(desk.index)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        desk.open()
    assert desk.build(rebuild=True).embedded == 0
    assert desk.find("Baikal") == "lakes.md"


def test_an_update_of_damaged_keyword_lists_makes_them_anew(desk: Desk) -> None:
    desk.build()
    _spoil_keyword(desk.index)
    desk.write("deep/seas.txt", "The Aral Sea has shrunk.")
    assert desk.build().embedded == 1
    assert desk.find("Aral") == "deep/seas.txt"
    assert desk.find("Baikal") == "lakes.md"


def test_a_fast_build_by_workers_equals_one_without(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(20):
        desk.write(f"more/{n}.md", f"# Part {n}\n\n" + f"Word{n} follows word{n + 1}.\n\n" * 9)
    desk.write("more/copy.md", (desk.corpus / "more/7.md").read_text())
    desk.write("more/empty.md", "")
    held = []
    for worth in (10**9, 0):
        monkeypatch.setattr(preparing, "WORTH", worth)
        encoder = StaticEncoder(FakeTeacher(), tmp_path / "static.npz")
        settings = replace(desk.settings, index=tmp_path / f"index {worth}")
        summary = build_or_update(settings, encoder)
        assert summary.failing == 1
        index = open_index(settings, encoder)
        chunks = [c for d in index.library.documents() for c in index.library.chunks(d.id)]
        assert {chunk.id for chunk in chunks} == index.store.ids()
        assert summary.embedded == len(chunks)
        found = index.keyword.query("word7", 50)
        held.append((chunks, found, replace(summary, seconds=0)))
        index.close()
        desk.write("rivers.txt", f"The Volga, version {worth}.")
        assert build_or_update(settings, encoder).embedded == 1
        desk.write("rivers.txt", DOCUMENTS["rivers.txt"])
    assert held[0] == held[1]


def test_a_fast_build_of_nothing_readable_says_so(desk: Desk, tmp_path: Path) -> None:
    for name in DOCUMENTS:
        desk.write(name, "")
    with pytest.raises(CorpusEmpty, match="None of the 3 files"):
        build_or_update(desk.settings, StaticEncoder(FakeTeacher(), tmp_path / "static.npz"))


def test_a_reader_keeps_its_index_while_a_new_one_is_swapped_in(desk: Desk) -> None:
    desk.build()
    index = desk.open()
    assert not index.superseded
    for n in range(3):
        desk.write("deep/seas.txt", f"The Aral Sea, version {n}.")
        desk.build()
    assert index.superseded
    assert index.library.paragraph("deep/seas.txt", 1).text == DOCUMENTS["deep/seas.txt"]
    assert index.keyword.query("Caspian", 1)
    assert index.store.query(desk.encoder.encode_queries(["Caspian"])[0], 1)
    index.close()
    desk.write("deep/seas.txt", "The Aral Sea, last version.")
    desk.build()
    assert len(list(desk.index.glob("data-*"))) == 1


def test_an_interrupted_build_goes_on_where_it_stopped(desk: Desk) -> None:
    class Power(Exception):
        pass

    def cut(progress: Progress) -> None:
        if progress.stage == "storing":
            raise Power

    with pytest.raises(Power):
        build_or_update(desk.settings, desk.encoder, cut)
    with pytest.raises(IndexMissing):
        desk.open()
    assert desk.build().embedded == 0
    assert desk.find("Baikal") == "lakes.md"


def test_progress_counts_up_to_the_whole_in_every_stage(desk: Desk) -> None:
    seen: list[Progress] = []
    build_or_update(desk.settings, desk.encoder, seen.append)
    for stage in ("reading", "embedding", "storing"):
        steps = [p for p in seen if p.stage == stage]
        assert [p.done for p in steps] == sorted(p.done for p in steps)
        assert steps[-1].done == steps[-1].total > 0


def test_an_index_inside_the_corpus_is_no_document(desk: Desk) -> None:
    desk.settings = Settings(corpus=desk.corpus, index=desk.corpus / "index")
    desk.build()
    (desk.corpus / "index" / "notes.txt").write_text("Not a document.")
    assert desk.build().files == 3


def test_the_same_corpus_gives_the_same_ids_whatever_the_way(desk: Desk, tmp_path: Path) -> None:
    desk.build()
    desk.write("deep/seas.txt", "The Aral Sea has shrunk.")
    desk.build()
    anew = Settings(corpus=desk.corpus, index=tmp_path / "anew")
    build_or_update(anew, desk.encoder)
    updated, fresh = desk.open(), open_index(anew, desk.encoder)
    assert updated.manifest.fingerprint == fresh.manifest.fingerprint
    for name in DOCUMENTS:
        assert updated.library.chunks(name) == fresh.library.chunks(name)
    vector = desk.encoder.encode_queries(["Where is the sea?"])[0]
    assert dict(updated.store.query(vector, 9)) == pytest.approx(dict(fresh.store.query(vector, 9)))
    updated.close()
    fresh.close()
