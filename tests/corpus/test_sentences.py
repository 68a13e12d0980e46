"""Sentences over paragraphs: joins, interruptions, lists, and exact raw spans."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import discover, read_document, split_sentences
from assistant.types import Document, SourceSentence

from .test_reading import check_invariants, read

ORIGINALS = next(
    (
        folder
        for parent in Path(__file__).parents
        if (folder := parent / "shared/originals").is_dir()
    ),
    None,
)
BEFORE = "Work began in 1890. It was led by an engineer who had come to the town from"
NOTE = "[1] A. Lee, Harbours, 1999."
PULLED = "**” The harbour changed the whole town.**"


def sentences(folder: Path, *blocks: str) -> tuple[Document, list[SourceSentence]]:
    document, paragraphs = read(folder, "\n\n".join(blocks).encode())
    check_invariants(document, paragraphs)
    return document, list(split_sentences(document, paragraphs))


@pytest.mark.parametrize(
    ("blocks", "text", "last"),
    [
        ([BEFORE, "the far north."], "who had come to the town from the far north.", 2),
        ([BEFORE, NOTE, "the far north."], "who had come to the town from the far north.", 3),
        ([BEFORE, PULLED, "Norway in May."], "who had come to the town from Norway in May.", 3),
        ([BEFORE, "---", NOTE, "1880 on."], "who had come to the town from 1880 on.", 4),
        (
            ["The work was done by two well-", "paid men."],
            "The work was done by two wellpaid men.",
            2,
        ),
        (
            [
                "Its first owner in those years was the old merchant Karl",
                "Ek, a Swede.",
                "Ek died.",
            ],
            "Its first owner in those years was the old merchant Karl Ek, a Swede.",
            2,
        ),
    ],
)
def test_a_broken_sentence_is_one(tmp_path: Path, blocks: list[str], text: str, last: int) -> None:
    document, found = sentences(tmp_path, *blocks)
    joined = [s for s in found if s.first < s.last]
    assert [(s.first, s.last) for s in joined] == [(1, last)]
    assert joined[0].text.endswith(text)
    assert document.text[joined[0].start : joined[0].end].endswith(blocks[last - 1].split(". ")[0])


@pytest.mark.parametrize(
    "blocks",
    [
        ["The harbour is old.", "It was built in 1890."],
        ["The harbour of this town is old, large and safe", "The town is small. The town grew."],
        ["There are two reasons for this, both of them good:", "- money\n- time"],
        [BEFORE, "## Later", "the far north."],
    ],
)
def test_finished_sentences_are_not_joined(tmp_path: Path, blocks: list[str]) -> None:
    assert all(s.first == s.last for s in sentences(tmp_path, *blocks)[1])


def test_text_and_raw_span(tmp_path: Path) -> None:
    raw = "It was *safe*.<sup>1</sup> The **[old pier](https://x.org)** fell\nin 1900."
    document, found = sentences(tmp_path, raw)
    assert [s.text for s in found] == ["It was safe.", "The old pier fell in 1900."]
    assert document.text[found[0].start : found[0].end] == "It was *safe*."
    assert document.text[found[1].start : found[1].end] == raw[raw.index("The") :]


def test_items_rows_and_notes_are_sentences_of_their_own(tmp_path: Path) -> None:
    _, found = sentences(
        tmp_path,
        "- one boat\n- two boats\n  in a row",
        "| boat | length |\n|---|---|\n| Ann | 12 |",
        "[1] A. Lee, Harbours\n[2] B. Ek, Piers",
    )
    assert [(s.kind, s.text) for s in found] == [
        ("list", "one boat"),
        ("list", "two boats in a row"),
        ("table", "boat: Ann; length: 12"),
        ("footnote", "A. Lee, Harbours"),
        ("footnote", "B. Ek, Piers"),
    ]


LONG = "- Dogs stay outside the house in every month of the year and on all days"


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("The board met in May.", "The board met in May."),
        ("\nHarbour Street is closed.", "Harbour Street is closed."),
        ("  The board says so", f"{LONG[2:]} The board says so"),
        ("and all hours.", f"{LONG[2:]} and all hours."),
        ("Anna Lind has named.", f"{LONG[2:]} Anna Lind has named."),
    ],
)
def test_a_new_sentence_below_a_list_is_not_of_its_last_item(
    tmp_path: Path, below: str, last: str
) -> None:
    _, found = sentences(tmp_path, "# Rules", f"- Keys hang here\n{LONG}\n{below}")
    assert [s.text for s in found[1:]][-1] == last


def test_a_capital_in_a_wrapped_item_begins_no_sentence_where_the_line_is_full(
    tmp_path: Path,
) -> None:
    text = f"{LONG}\nSet by the house"  # the document has "set" in lower case, too
    _, found = sentences(tmp_path, "Dogs are set free.", text)
    assert found[-1].text == f"{LONG[2:]} Set by the house"
    _, found = sentences(
        tmp_path, "Dogs are set free.", f"{LONG}\n- Dogs wait here, all\nSet by us"
    )
    assert [s.text for s in found[-2:]] == ["Dogs wait here, all", "Set by us"]


def test_a_row_of_a_table_names_its_columns_and_keeps_its_place(tmp_path: Path) -> None:
    first, second = "4 | Per *Berg* | a \\| b", "**5** |  | [12 m](http://x.org/a) | **now**"
    table = f"| Plot: | Tenant | Size |\n|---|:-:|--:|\n| {first} |\n|{second}|"
    document, found = sentences(tmp_path, "# Plots", f"All plots are let.\n{table}\nAsk us.")
    assert [(s.kind, s.text) for s in found[1:]] == [
        ("body", "All plots are let."),
        ("table", "Plot: 4; Tenant: Per Berg; Size: a | b"),
        ("table", "Plot: 5; Size: 12 m; now"),
        ("body", "Ask us."),
    ]
    assert [document.text[s.start : s.end] for s in found[2:4]] == [first, second]


def test_a_long_row_is_cut_at_its_cells(tmp_path: Path) -> None:
    cells = [f"value {n} " + "word " * 60 for n in range(8)]
    table = "\n".join(("name|" * 8, "-|" * 8, "|".join(cells)))
    document, found = sentences(tmp_path, table)
    assert len(found) > 1
    assert all(s.text.startswith("name: value ") for s in found)
    for each in found:
        quoted = document.text[each.start : each.end].replace("|", " ").split()
        assert quoted == each.text.replace("name:", "").replace(";", "").split()


@pytest.mark.parametrize(
    "text",
    [
        "a | b\nc | d\ne | f",
        "| a | b |\n|---|\n| c | d |",
        "boat | length\n---|---",
    ],
)
def test_lines_with_strokes_are_a_table_only_under_a_header(tmp_path: Path, text: str) -> None:
    assert not any(": " in s.text for s in sentences(tmp_path, text)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A berth costs as follows:\n- Sailing boats pay 20 crowns a night\n"
            "- Boats with a motor pay 30\n  crowns and the oil\n- Canoes lie free",
            [
                "A berth costs as follows:",
                "Sailing boats pay 20 crowns a night",
                "Boats with a motor pay 30 crowns and the oil",
                "Canoes lie free",
            ],
        ),
        (
            "**Before you sail:**\n1. Fill the tank of the boat\n2. Tell the master of the port",
            ["Before you sail:", "1. Fill the tank of the boat", "2. Tell the master of the port"],
        ),
        (
            "Bring what you need\n(i) a rope of ten metres\n(ii) a lamp\n(iii) a horn",
            ["Bring what you need", "(i) a rope of ten metres", "(ii) a lamp", "(iii) a horn"],
        ),
    ],
)
def test_each_item_under_an_introducing_line_is_a_sentence(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    _, found = sentences(tmp_path, "# Harbour", text)
    assert [s.text for s in found[1:]] == expected
    assert [s.kind for s in found[1:]] == ["body", *["list"] * (len(expected) - 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The pier was closed for a year and the number of boats fell to\n"
        "12. Nobody had foreseen that it would take so long.",
        "The pier was closed for a year, and its owner\n"
        "- a merchant from the north of the country\n"
        "who had bought it in May - went home.",
    ],
)
def test_a_wrapped_line_that_begins_like_an_item_is_none(tmp_path: Path, text: str) -> None:
    _, found = sentences(tmp_path, text)
    assert all(s.kind == "body" for s in found)
    assert any("\n" in text[s.start : s.end] for s in found)


def test_an_address_does_not_make_the_other_lines_short(tmp_path: Path) -> None:
    _, found = sentences(
        tmp_path,
        "The harbour was opened in May by President\n"
        "Ek and the mayor of the town; the plan is at\n"
        f"https://example.org/{'plans/' * 20}harbour.html\n"
        "for those who want to read it.",
    )
    assert len(found) == 1


def test_a_heading_line_on_top_of_a_paragraph_is_apart(tmp_path: Path) -> None:
    _, found = sentences(tmp_path, "# Harbour\nIt is old.\nIt is safe.")
    assert [(s.kind, s.text) for s in found] == [
        ("heading", "Harbour"), ("body", "It is old."), ("body", "It is safe.")
    ]  # fmt: skip


@pytest.mark.skipif(ORIGINALS is None, reason="no shared/originals beside the project")
def test_invariants_on_long_messy_texts() -> None:
    assert ORIGINALS is not None
    files = discover(ORIGINALS).files
    assert files
    for path in files:
        document, paragraphs = read_document(ORIGINALS, path)
        assert read_document(ORIGINALS, path) == (document, paragraphs)
        check_invariants(document, paragraphs)
