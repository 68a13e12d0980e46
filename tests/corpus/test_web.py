"""Web pages: what stands around the text goes; text in forms, asides and tables stays."""

from __future__ import annotations

import pytest

from assistant.corpus.web import read_html

TEXT = (
    "<p>The lock was dug in 1904 by men from three villages of the valley.</p>"
    "<p>It lifts boats by four metres.</p>"
)
SENTENCES = [
    "The lock was dug in 1904 by men from three villages of the valley.",
    "It lifts boats by four metres.",
]


def texts(page: str) -> list[str]:
    return [block.text for block in read_html(f"<html><body>{page}".encode(), "a.html").blocks]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li><a href=/>Home</a><li><a href=/a>All about our locks</a></ul></nav>",
        "<aside><h2>More</h2><ul><li><a href=/a>Weirs</a><li><a href=/b>Mills</a></ul></aside>",
        "<div><div><p>Main</p></div><aside><h3>About</h3><p>We love boats.</p></aside></div>",
        "<aside role=complementary><p>We write about boats.</p></aside>",
        "<aside><p>Get our letter.</p><form><input name=mail></form></aside>",
        "<dialog><p>We use cookies, and so do all of our many partners.</p></dialog>",
        "<div role=dialog><p>We use cookies, and so do all of our partners.</p></div>",
        "<form><label>Your comment, which will be read by us before it is shown to anyone</label>"
        "<textarea>Say what you think of this page and of the lock that it describes.</textarea>"
        "<button>Send</button></form>",
        "<footer><p>Imprint. All of it is ours.</p></footer>",
        "<article><footer>Filed under <a href=/a>Locks</a>, <a href=/b>Rivers</a></footer>"
        "</article>",
    ],
)
def test_what_stands_around_the_text_goes(around: str) -> None:
    found = texts(f"<h1>The lock</h1>{TEXT}{around}")
    assert [text for text in found if text != "Main"] == ["The lock", *SENTENCES]


def test_a_page_that_is_one_form_is_read() -> None:
    page = f"<form action=a.aspx><nav>Home</nav><h1>The lock</h1>{TEXT}<button>Go</button></form>"
    assert texts(page) == ["The lock", *SENTENCES]


def test_notes_and_warnings_within_the_text_stay() -> None:
    page = (
        f"<article>{TEXT}<aside><p>Never open both gates at once.</p></aside>"
        "<blockquote>A lock is a stair.<footer>Ann Lee</footer></blockquote>"
        "<footer><p>The height was measured in 2011.</p></footer></article>"
    )
    assert texts(page) == [
        *SENTENCES,
        "Never open both gates at once.",
        "> A lock is a stair.\n> Ann Lee",
        "The height was measured in 2011.",
    ]


def test_cells_of_a_table_that_lays_out_the_page_are_walked() -> None:
    inner = "<table><caption>Boats by year</caption><tr><th>Year<th>Boats<tr><td>1990<td>40</table>"
    page = f"<table><tr><td>Menu</td><td><h1>The lock</h1>{TEXT}{inner}<p>It is old.</table>"
    table = ["Boats by year", "Year | Boats\n--- | ---\n1990 | 40"]
    assert texts(page) == ["Menu", "The lock", *SENTENCES, *table, "It is old."]


def test_rows_of_data_beside_rows_of_layout_stay_tables() -> None:
    page = (
        "<table><tr><td>Width<td>5 m<tr><td>Depth<td>2 m"
        "<tr><td>Boats<td><table><tr><td>1990<td>40</table></table>"
    )
    assert texts(page) == ["Width | 5 m\nDepth | 2 m", "Boats", "1990 | 40"]


def test_many_paragraphs_in_the_cells_of_a_long_table_are_values() -> None:
    rows = "".join(f"<tr><td>gate {n}<td><p>one<p>two<p>three" for n in range(4))
    page = f"<table>{rows}</table>"
    assert texts(page) == ["\n".join(f"gate {n} | one two three" for n in range(4))]
    assert texts("<table><tr><td>Menu<td><p>one<p>two<p>three</table>") == [
        "Menu", "one", "two", "three",
    ]  # fmt: skip


def test_two_line_breaks_part_paragraphs() -> None:
    page = "The lock is\nold.<br>It is deep.<br> <br>\nIt was widened.<br><br><br>It is closed."
    assert texts(page) == ["The lock is old.\nIt is deep.", "It was widened.", "It is closed."]
