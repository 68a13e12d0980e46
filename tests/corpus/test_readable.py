"""Readable text: what is dropped, what is kept, and that every character maps back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.corpus.readable import join, make_readable, plain


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("at his request.<sup>1</sup> Then", "at his request. Then"),
        ("from Moscow.[1] Next", "from Moscow. Next"),
        ("shown before [12, 13]. So", "shown before. So"),
        ("noted[^a] here.[^2]", "noted here."),
        ("the 74<sup>th</sup> place", "the 74th place"),
        ("12 km<sup>2</sup> of 10<sup>6</sup>", "12 km² of 10⁶"),
        ("said.¹² Then 5 m², 9 km³ and x² again", "said. Then 5 m², 9 km³ and x² again"),
        ("in 1890¹ by word² of 10⁶", "in 1890 by word of 10⁶"),
        ("a *de facto* and **bold _both_** word", "a de facto and bold both word"),
        ("snake_case_name and 2 * 3 * 4 = 24", "snake_case_name and 2 * 3 * 4 = 24"),
        ("see [the plan](https://example.org/a_(b)) now", "see the plan now"),
        ("2023, [site.org](https://site.org).", "2023, site.org."),
        ("A report (<https://example.org/x>); more", "A report; more"),
        ("A report (https://example.org/x).", "A report."),
        ("in 2022 ([https://x.org/a\\_b](https://x.org/a_b))", "in 2022"),
        ("![a picture](p.png) Text", "Text"),
        ("costs \\$100 &amp; more&nbsp;than", "costs $100 & more than"),
        ("## Two  words ##", "Two words"),
        ("> quoted\n> twice", "quoted twice"),
        ("wrap-\nped and well-\nknown", "wrapped and wellknown"),
        ("one<br>two", "one two"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("[1] The first note.", "The first note."),
        ("[^n]: A note.", "A note."),
        ("[12]: A note.", "A note."),
        ("[Lee] built it in 1890.", "[Lee] built it in 1890."),
        ("[1890] was a good year.", "[1890] was a good year."),
        ("[Ann]: It is old.", "[Ann]: It is old."),
        ("[plan]: https://example.org/plan", "https://example.org/plan"),
        ("Look at <https://example.org/x> first.", "Look at https://example.org/x first."),
        ("It is by Lee. <https://example.org/x>", "It is by Lee."),
        ("Look at [https://x.org/a](https://x.org/a) first.", "Look at https://x.org/a first."),
        ("Write to <mailto:ann@x.org> today.", "Write to ann@x.org today."),
        ("” **A pulled phrase.**", "A pulled phrase."),
        ("**” A pulled phrase.**", "A pulled phrase."),
        ("If x < 5 and y > 3", "If x < 5 and y > 3"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b 1 | 2"),
        ("---", ""),
    ],
)
def test_what_a_reader_reads(raw: str, text: str) -> None:
    assert plain(raw) == text


def test_the_documents_own_words_decide_about_a_hyphen() -> None:
    raw = "a well-\nknown co-\noperation"
    assert make_readable(raw, 0, {"well-known"}).text == "a well-known cooperation"


def test_words_broken_between_parts_are_joined() -> None:
    parts = [make_readable("a big under-", 0), make_readable("standing", 20)]
    assert join(parts).text == "a big understanding"
    assert join(parts).raw_span(6, 19) == (6, 28)


MARKUP = st.text(
    alphabet=st.sampled_from("ab Z9.*_`[]()<>/\\&;#-|~^!\n\t¹²” suphtbr:"), max_size=200
)


@settings(deadline=None)
@given(MARKUP, st.integers(0, 50))
def test_offsets_rise_and_point_at_the_same_character(raw: str, base: int) -> None:
    readable = make_readable(raw, base)
    offsets = [readable.raw_position(index) for index in range(len(readable.text))]
    assert offsets == sorted(set(offsets))
    for character, offset in zip(readable.text, offsets, strict=True):
        source = raw[offset - base]
        assert character == source or source.isspace() or source in "&<0123456789"
    assert readable.text == readable.text.strip()
    assert "  " not in readable.text
