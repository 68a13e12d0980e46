from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.chunking import Limits, chunk_document
from assistant.fakes import FakeEncoder
from assistant.tokens import count_tokens
from assistant.types import Document, Kind, Paragraph, SourceSentence


def make(
    *blocks: tuple[Kind, str], title: str = "Title"
) -> tuple[Document, list[Paragraph], list[SourceSentence]]:
    """A document of blocks, its sentences split naively at full stops."""
    text = "\n\n".join(block for _, block in blocks)
    paragraphs, sentences, at = [], [], 0
    for number, (kind, block) in enumerate(blocks, 1):
        paragraphs.append(Paragraph("a.txt", number, kind, block, at, at + len(block)))
        for m in re.finditer(r"[^.]+(?:\.|$)", block):
            start, end = at + m.start(), at + m.end()
            sentences.append(
                SourceSentence("a.txt", number, number, start, end, m.group().strip(), kind)
            )
        at += len(block) + 2
    return Document("a.txt", title, text, "f" * 64), paragraphs, sentences


def chunks(*blocks: tuple[Kind, str], budget: int = 60, reads: int = 80, title: str = "Title"):
    return chunk_document(*make(*blocks, title=title), Limits(budget, FakeEncoder(reads)))


def words_of(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def test_small_paragraphs_under_one_heading_share_a_chunk() -> None:
    found = chunks(("body", "One short."), ("body", "Two short."))
    assert [(c.first, c.last, c.text) for c in found] == [(1, 2, "One short.\nTwo short.")]


def test_a_heading_ends_a_chunk_and_stands_above_the_next() -> None:
    found = chunks(
        ("body", "Before."), ("heading", "## Part"), ("body", "After."), title="The Report"
    )
    assert [(c.heading, c.text) for c in found] == [
        ("The Report", "Before."),
        ("The Report > Part", "After."),
    ]
    assert found[1].embedded_text == "The Report > Part\nAfter."
    assert found[1].tokens == count_tokens(found[1].embedded_text)


def test_headings_nest_by_level_and_plain_ones_replace_each_other() -> None:
    nested = chunks(
        ("heading", "# A"), ("heading", "## B"), ("body", "x."), ("heading", "## C"), ("body", "y.")
    )
    assert [c.heading for c in nested] == ["Title > A > B", "Title > A > C"]
    plain = chunks(("heading", "ONE"), ("body", "x."), ("heading", "TWO"), ("body", "y."))
    assert [c.heading for c in plain] == ["Title > ONE", "Title > TWO"]
    stacked = chunks(("heading", "PART II"), ("heading", "The Fire"), ("body", "x."))
    assert stacked[0].heading == "Title > PART II > The Fire"


def test_a_heading_that_repeats_the_title_is_named_once() -> None:
    assert chunks(("heading", "# Title"), ("body", "x."))[0].heading == "Title"


def test_boilerplate_is_left_out_and_does_not_part_the_text_around_it() -> None:
    found = chunks(("body", "One."), ("boilerplate", "Page 7."), ("body", "Two."))
    assert [(c.first, c.last, c.text) for c in found] == [(1, 3, "One.\nTwo.")]


def test_a_footnote_never_shares_a_chunk_with_the_text_it_interrupts() -> None:
    found = chunks(("body", "One."), ("footnote", "3 See there."), ("body", "Two."))
    assert sorted(c.text for c in found) == ["3 See there.", "One.\nTwo."]


@pytest.mark.parametrize("kind", ["table", "metadata"])
def test_tables_and_metadata_stand_alone(kind: Kind) -> None:
    found = chunks(("body", "One."), (kind, "a | b"), ("body", "Two."))
    assert [c.text for c in found] == ["One.", "a | b", "Two."]


def test_a_long_paragraph_is_split_between_sentences_into_even_parts() -> None:
    sentence = "The quick brown fox jumps over the lazy dog again."
    found = chunks(("body", " ".join([sentence] * 9)), budget=60)
    assert all(c.text.startswith("The") and c.text.endswith(".") for c in found)
    lengths = [c.text.count("fox") for c in found]
    assert sum(lengths) == 9
    assert max(lengths) - min(lengths) <= 1


def test_a_sentence_longer_than_the_budget_becomes_several_chunks_at_clauses() -> None:
    sentence = ", ".join(f"clause number {n} says something" for n in range(30)) + "."
    found = chunks(("body", sentence), budget=60)
    assert len(found) > 2
    assert words_of([c.text for c in found]) == words_of([sentence])
    assert all(c.text.endswith((",", ".")) for c in found)
    assert {(c.first, c.last) for c in found} == {(1, 1)}


def test_the_encoders_own_limit_binds_when_it_is_the_tighter_one() -> None:
    class Spelling(FakeEncoder):
        def count_tokens(self, text: str) -> int:
            return len(text)

    document = make(("body", "word " * 60))
    found = chunk_document(*document, Limits(200, Spelling(max_tokens=50)))
    assert len(found) > 5
    assert all(len(c.embedded_text) <= 50 for c in found)
    assert words_of([c.text for c in found]) == "word" * 60


def test_a_line_without_spaces_is_divided_not_dropped() -> None:
    found = chunks(("body", "x" * 5000), budget=60)
    assert "".join(c.text for c in found) == "x" * 5000


def test_an_endless_heading_leaves_room_for_the_text() -> None:
    found = chunks(("heading", "# " + "very " * 500), ("body", "Short."), title="T " * 300)
    assert found[0].text == "Short."
    assert found[0].tokens <= 60


def test_a_broken_sentence_gives_its_range_to_the_chunk() -> None:
    document, paragraphs, _ = make(("body", "It was"), ("boilerplate", "9"), ("body", "broken."))
    whole = SourceSentence("a.txt", 1, 3, 0, len(document.text), "It was broken.")
    (found,) = chunk_document(document, paragraphs, [whole], Limits(60, FakeEncoder()))
    assert (found.first, found.last, found.text) == (1, 3, "It was broken.")


def test_ids_are_the_same_for_the_same_text_and_new_after_a_change() -> None:
    def ids(*blocks: tuple[Kind, str]) -> list[str]:
        return [c.id for c in chunks(*blocks)]

    once = ids(("table", "One."), ("table", "Two."), ("table", "Two."))
    assert once == ids(("table", "One."), ("table", "Two."), ("table", "Two."))
    assert len(set(once)) == 3
    changed = ids(("table", "One."), ("table", "2."), ("table", "Two."))
    assert [a == b for a, b in zip(once, changed, strict=True)] == [True, False, True]


KINDS = st.sampled_from(["body", "heading", "list", "table", "footnote", "quote", "metadata"])
TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(KINDS, TEXT), min_size=1, max_size=8), st.integers(32, 120))
def test_any_text_is_kept_whole_and_within_both_limits(
    blocks: list[tuple[Kind, str]], budget: int
) -> None:
    document, paragraphs, sentences = make(*blocks)
    found = chunk_document(document, paragraphs, sentences, Limits(budget, FakeEncoder(100)))
    for chunk in found:
        assert chunk.tokens <= budget
        assert FakeEncoder().count_tokens(chunk.embedded_text) <= 100
    given_text = words_of([s.text for s in sentences if s.kind not in ("heading", "boilerplate")])
    assert sorted(words_of([c.text for c in found])) == sorted(given_text)
