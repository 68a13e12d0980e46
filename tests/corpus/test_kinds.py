"""Kinds of paragraphs, by rules that know no particular text."""

from __future__ import annotations

import pytest

from assistant.corpus.blocks import split_blocks
from assistant.corpus.kinds import classify

PROSE = "The harbour was built in 1890 and has been widened three times since, most lately in 1974."
MORE = "Ships of every size now use it, from fishing boats to the ferries that run to the islands."


def kinds(*blocks: str) -> list[str]:
    return list(classify(split_blocks("\n\n".join(blocks))))


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("## The harbour", "heading"),
        ("The harbour\n===========", "heading"),
        ("**The harbour**", "heading"),
        ("The old harbour", "heading"),
        ("Which side of the river is older?", "heading"),
        ("2.1 The old harbour", "heading"),
        ("- one boat\n- two boats", "list"),
        ("1. First we row.\n2. Then we sail.", "list"),
        ("• A single point with some words to it.", "list"),
        ("| boat | length |\n|---|---|\n| Ann | 12 |", "table"),
        ("boat\tlength\nAnn\t12\nBo\t14", "table"),
        ("boat   length\n------ ------\nAnn    12\nBo     14", "table"),
        ("<sup>3</sup> A. Lee, *Harbours*, 1999.", "footnote"),
        ("[4] A. Lee, Harbours, 1999.", "footnote"),
        ("[^a]: A. Lee, Harbours, 1999.", "footnote"),
        ("[1]: https://example.org", "footnote"),
        ("[the plan]: plans/harbour.md 'The plan'", "footnote"),
        ("[Ann]: The harbour is to be closed in May.", "body"),
        ("> A harbour is safe,\n> but ships are not built for it.", "quote"),
        ("**” The harbour has changed the town more than anything else did.**", "quote"),
        ("“The harbour has changed the town more than anything else did.”", "quote"),
        ("---", "boilerplate"),
        ("Page 3 of 12", "boilerplate"),
        ("![](boat.png)", "boilerplate"),
        ("The old pier. Via [Wikimedia](#).", "boilerplate"),
        ("Photo: Ann Lee / Reuters", "boilerplate"),
        ("Read More", "boilerplate"),
        ("Get the news\nSign up to receive our weekly emails.", "boilerplate"),
        ("Share this:", "boilerplate"),
        ("Leave a comment", "boilerplate"),
        ("We use cookies to improve your visit. Accept all cookies?", "boilerplate"),
        ("© 2021 Harbour Times. All rights reserved.", "boilerplate"),
        ("https://example.org/share?u=1", "boilerplate"),
        ("You can unsubscribe at any time", "boilerplate"),
        ("Follow us on Twitter!", "boilerplate"),
        ("12 comments", "boilerplate"),
        ("Ports of the north\nA tour of them all is 900 crowns.\nRead more", "body"),
        ("Ports of the north\nA tour of its ports by boat and by train.\nRead more", "boilerplate"),
        ("Click [here](javascript:go(1)) or read on: berths are free.", "boilerplate"),
        ("- <https://example.org/a>\n- <https://example.org/b>", "list"),
        ("The pier closed.", "body"),
        ("Sign in with the harbour master before 8 am; boats get a green flag.", "body"),
        ("Log in to the harbour net with the number of your boat and the word ANCHOR.", "body"),
        ("Subscribe to the winter plan to keep a boat in the shed for 90 crowns a month.", "body"),
        ("Register now at berth 12, then pay.", "body"),
        ("3 comments on the new pier were sent to the board.", "body"),
        ("Enter your e-mail address and the number of the berth, then press Send.", "body"),
        ("Photos by members hang in the hall of the harbour office all year.", "body"),
        ("The board learned of the storm in the north via Reuters.", "body"),
        ("- Register now with the word ANCHOR\n- A berth is 40 crowns", "list"),
        ("- Log in\n- Register now", "boilerplate"),
        ("Share prices of the harbour company fell by a tenth in one week.", "body"),
        ("Subscribers of the harbour library pay two crowns.", "body"),
    ],
)
def test_a_block_between_prose(block: str, kind: str) -> None:
    assert kinds(PROSE, block, MORE) == ["body", kind, "body"]


def test_a_number_sign_in_code_is_no_heading() -> None:
    assert kinds(PROSE, "```sh\n# comment", "# another\n```", "# Real", MORE) == [
        "body", "table", "table", "heading", "body"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [
        "Use the command\n```row``` to cross, and then wait.",  # code in a line of text
        "The harbour\n~~~~~~~~~~~",  # underlined
        "~~~\na line with ``` inside\n```\n~~~",
        "````\n```\ncode\n````",
        "```\nan opening that never closes",
    ],
)
def test_what_looks_like_a_fence_leaves_the_text_after_it_alone(block: str) -> None:
    assert kinds(block, PROSE, MORE)[1:] == ["body", "body"]


@pytest.mark.parametrize("code", ["~~~\na\n\nb\n~~~~", "Run:\n~~~\na\n\nb\n~~~"])
def test_what_stands_between_fences_is_code(code: str) -> None:
    assert kinds(PROSE, code, MORE) == ["body", "table", "table", "body"]


def test_a_title_said_twice_is_one_heading() -> None:
    assert kinds("The old harbour", "The old harbour", PROSE) == ["heading", "boilerplate", "body"]


def test_a_running_head_is_furniture_wherever_it_stands() -> None:
    head = "Harbour Review 1999"
    assert kinds(head, PROSE, head, MORE, head, PROSE + " Yes.") == [
        "heading", "body", "boilerplate", "body", "boilerplate", "body"
    ]  # fmt: skip


def test_headings_that_differ_in_a_number_are_headings() -> None:
    blocks = [text for n in (1, 2, 3, 4) for text in (f"Section {n}", f"{PROSE} {n}.")]
    assert kinds("The harbour rules", *blocks) == ["heading", *["heading", "body"] * 4]


def test_values_in_a_column_are_no_page_numbers() -> None:
    blocks = [text for n in (120, 180, 300) for text in (f"{PROSE} {n}.", f"Members      {n}")]
    assert "boilerplate" not in kinds("# Harbours", *blocks, MORE)


def test_a_label_with_a_value_is_text_however_often_it_stands() -> None:
    blocks = [
        text
        for pier, votes in (("North", 12), ("East", 31), ("West", 12), ("South", 12))
        for text in (f"## {pier} pier", f"The board voted on the pier. {PROSE}", f"Votes: {votes}")
    ]
    assert kinds(*blocks) == ["heading", "body", "body"] * 4


@pytest.mark.parametrize(
    "page",
    [
        ["HARBOUR REVIEW 1999          {n}"],
        ["{n} | Harbour Review"],
        ["Harbour Review, page {n}"],
        ["Harbour Review {n}", "- {n} -"],
    ],
)
def test_a_running_head_with_page_numbers_is_furniture(page: list[str]) -> None:
    blocks = [
        text
        for n in (16, 17, 18)
        for text in (*(part.format(n=n) for part in page), f"{PROSE} This is part {n}.")
    ]
    found = kinds("# Harbours", PROSE, *blocks)[2:]
    later = found[len(page) + 1 :]
    assert later == [*["boilerplate"] * len(page), "body"] * 2


def test_a_head_that_breaks_sentences_is_furniture() -> None:
    broken = "The harbour was built in 1890 and"
    blocks = [text for n in (4, 5, 6) for text in (broken, f"Harbour Review {n}", "widened later.")]
    assert kinds("# Harbours", *blocks)[5::3] == ["boilerplate", "boilerplate"]


def test_repeated_marked_headings_stay_headings() -> None:
    assert kinds("## Added", PROSE, "## Added", MORE, "## Added", PROSE + " Yes.") == [
        "heading", "body", "heading", "body", "heading", "body"
    ]  # fmt: skip


def test_teasers_after_the_last_text_are_furniture() -> None:
    tail = ["Leave a reply", "Ten boats you will love", "Mice can swim. Here is how."]
    assert kinds("# Harbour", PROSE, *tail) == ["heading", "body", *["boilerplate"] * 3]


def test_a_last_paragraph_is_not_furniture_for_being_last() -> None:
    assert kinds("# Harbour", PROSE, "It closed in May.") == ["heading", "body", "body"]


def test_a_caption_in_the_middle_of_a_sentence_is_furniture() -> None:
    before = "The harbour was built in 1890 and widened in 1974 by workers who came from"
    assert kinds(before, "The old pier at dawn", "the islands in the north.") == [
        "body", "boilerplate", "body"
    ]  # fmt: skip


def test_a_phrase_that_interrupts_a_sentence_is_a_quote() -> None:
    before = "The harbour was built in 1890 and widened in 1974 by workers who came from"
    assert kinds(before, "The harbour changed the whole town.", "the islands in the north.") == [
        "body", "quote", "body"
    ]  # fmt: skip


def test_a_footnote_that_a_page_broke_goes_on() -> None:
    notes = ['[1] A. Lee, "Harbours and What', 'Became of Them," 1999.', "[2] B. Ek, Piers, 2001."]
    assert kinds(PROSE, *notes, MORE) == ["body", "footnote", "footnote", "footnote", "body"]


def test_text_between_two_pages_of_notes_is_text() -> None:
    page = ["[1] A. Lee, Harbours, 1999.", PROSE + "[2]", "[2] B. Ek, Piers, 2001."]
    assert kinds(MORE, *page) == ["body", "footnote", "body", "footnote"]


def test_bylines_count_only_near_the_top() -> None:
    assert kinds("# Harbour", "*Ann Lee*", PROSE)[1] == "metadata"
    assert kinds(*[f"{PROSE} {n}." for n in range(12)], "*Ann Lee*", MORE)[12] != "metadata"


def test_a_line_that_introduces_lists_time_and_again_is_no_furniture() -> None:
    items = ["- two oars\n- one sail", "- three oars\n- one flag", "- an anchor\n- one rope"]
    blocks = [text for each in items for text in ("You need:", each, PROSE)]
    assert kinds("# Boats", *blocks)[1::3] == ["body", "body", "body"]
