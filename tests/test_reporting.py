from __future__ import annotations

from dataclasses import replace

from assistant.reporting import Summary

QUIET = Summary(files=3, paragraphs=1200, chunks=800, tokens=90000, unchanged=3)


def test_a_summary_says_what_there_is_and_what_was_done() -> None:
    assert str(QUIET).splitlines() == [
        "3 files, 1,200 paragraphs, 800 chunks, 90,000 tokens",
        "nothing changed; 0 chunks embedded in 0.0 s",
    ]
    assert not QUIET.did_something
    busy = replace(QUIET, added=("a", "b"), deleted=("c",), embedded=7, seconds=1.25)
    assert "2 added, 1 deleted; 7 chunks embedded in 1.2 s" in str(busy)
    assert busy.did_something


def test_every_file_that_is_not_evidence_has_its_line() -> None:
    summary = replace(
        QUIET,
        renamed=(("old.md", "new.md"),),
        duplicates=(("copy.md", "new.md"),),
        failed=(("bad.pdf", "it is encrypted"),),
        failed_before=(("worse.pdf", "it is empty"),),
        skipped=((".git", "hidden folder"),),
    )
    text = str(summary)
    for line in (
        "renamed: old.md -> new.md",
        "the same as new.md: copy.md",
        "not read: bad.pdf: it is encrypted",
        "not read, as told before: worse.pdf: it is empty",
        "left out: .git: hidden folder",
    ):
        assert line in text
    assert summary.failing == 2
