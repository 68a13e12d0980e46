"""A stream of text becomes whole sentences; markers are read whole or not at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.written import WrittenSentence, sentences_of


def read(*pieces: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.text, each.marks) for each in sentences_of(pieces)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It opened in 1932 [2].", [("It opened in 1932.", (2,))]),
        ("It opened. [2] It closed.", [("It opened.", (2,)), ("It closed.", ())]),
        ("It opened.[1][3] It closed [2].", [("It opened.", (1, 3)), ("It closed.", (2,))]),
        ("It opened [1, 3].", [("It opened.", (1, 3))]),
        ("It opened [2-4].", [("It opened.", (2, 3, 4))]),
        ("It opened [Excerpt 2].", [("It opened.", (2,))]),
        ("It opened 【4】.", [("It opened.", (4,))]),
        ("The law [2022] holds.", [("The law [2022] holds.", ())]),
        ("[1] It opened.", [("It opened.", (1,))]),
        ("[1]: It opened.", [("It opened.", (1,))]),
        ("It **opened** late [1].", [("It opened late.", (1,))]),
        ("- It opened [1]\n- It closed [2]", [("It opened", (1,)), ("It closed", (2,))]),
        ("1. It opened.\n2. It closed.", [("It opened.", ()), ("It closed.", ())]),
        ("Dr. Ann Lee left on Jan. 6 [1].", [("Dr. Ann Lee left on Jan. 6.", (1,))]),
        ("It cost 1.5 million.", [("It cost 1.5 million.", ())]),
        ("It opened. It closed. [8", [("It opened.", ()), ("It closed.", ())]),  # cut off
        ("It opened [1, 2", [("It opened", ())]),
        ("It opened [as said", [("It opened [as said", ())]),
        ("", []),
        (" \n [1] ", []),
    ],
)
def test_sentences_and_their_markers(
    text: str, sentences: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert read(text) == sentences
    assert read(*text) == sentences  # one character at a time


@pytest.mark.parametrize(
    "code",
    ["Use `a[1]` here.", "Use `x = b[2]. C[3]` here.", "```\na[1]. B\n\nc[2]\n```"],
)
def test_brackets_in_code_are_left_alone(code: str) -> None:
    assert read(*code) == [(code, ())]


def test_a_marker_beside_code_is_still_read() -> None:
    assert read("Use `a[1]` here [2].") == [("Use `a[1]` here.", (2,))]


def test_a_sentence_leaves_as_soon_as_the_next_has_begun_and_not_before() -> None:
    pieces = iter(["It open", "ed. [", "2", "] It ", "closed on ", "Monday."])
    given_out = 0

    def counted() -> object:
        nonlocal given_out
        for piece in pieces:
            given_out += 1
            yield piece

    stream = sentences_of(counted())  # type: ignore[arg-type]
    assert next(stream) == WrittenSentence("It opened.", (2,))
    assert given_out == 5
    assert [each.text for each in stream] == ["It closed on Monday."]


ATOMS = st.sampled_from(
    ["It opened", "The mill", " closed", ". ", " [1]", "[2, 3]", "\n\n", "\n- ", " 5.5", "U.S. ",
     "`a[1]`", "?", " [", "] ", "Dr. ", "**", "“So.” "]
)  # fmt: skip


@given(st.lists(ATOMS, max_size=12).map("".join), st.lists(st.integers(0, 60), max_size=6))
@example("It opened“So.”  [1]Dr. ", [20])
def test_where_the_stream_is_cut_changes_nothing(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[start:end] for start, end in pairwise(edges)]
    assert read(*pieces) == read(text)


@given(st.lists(ATOMS, max_size=12).map("".join))
def test_nothing_but_markers_and_layout_is_lost(text: str) -> None:
    kept = "".join(each.text for each in sentences_of([text]))
    for word in ("opened", "mill", "closed", "U.S.", "Dr."):
        assert kept.count(word) == text.count(word)
