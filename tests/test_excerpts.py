"""Quotes that can be understood alone: what a sentence leans on, runs of sentences, length."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.excerpts import excerpts, leans
from assistant.grounding.lexical import LexicalGrounder
from assistant.grounding.verify import verify
from assistant.types import Evidence, Kind, SourceSentence


def paragraph(*texts: str, number: int = 3, kind: Kind = "body") -> list[SourceSentence]:
    return [
        SourceSentence("mill.md", number, number, 100 * at, 100 * at + len(text), text, kind)
        for at, text in enumerate(texts)
    ]


MILL = paragraph(
    "The mill burned down in 1874.",
    "It was rebuilt in brick.",
    "That took nine years.",
    "A lift was put in.",
    "The owner sold it.",
)


def quotes(
    *chosen: int, of: Sequence[SourceSentence] = MILL, max_words: int = 100
) -> list[Evidence]:
    return excerpts([Evidence(of[at], 0.9) for at in chosen], lambda _: of, max_words)


def texts(found: Sequence[Evidence]) -> list[str]:
    return [each.sentence.text for each in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was rebuilt in brick.",
        "But they refused.",
        "This cuts into people's purchasing power.",
        "Her brother left.",
        "The latter won.",
        "“Those days are gone.”",
    ],
)
def test_a_sentence_leans_when_it_opens_with_a_word_for_something_said_before(
    sentence: str,
) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not allowed to smoke.",
        "It was agreed that the roof can wait.",
        "This handbook replaces the edition of 2019.",
        "This staff handbook replaces the other.",
        "Itaipu was built later.",
        "The owner sold it.",
        "Sheffield made the blades.",
    ],
)
def test_other_sentences_stand_alone(sentence: str) -> None:
    assert not leans(sentence)


def test_a_leaning_sentence_is_quoted_with_what_it_leans_on() -> None:
    (found,) = quotes(2)
    assert found.sentence.text == (
        "The mill burned down in 1874. It was rebuilt in brick. That took nine years."
    )
    assert (found.sentence.start, found.sentence.end) == (MILL[0].start, MILL[2].end)
    assert found.score == 0.9


def test_no_more_than_two_sentences_are_taken_in() -> None:
    they = paragraph("The guild met.", "It voted.", "It split.", "It met again.")
    assert texts(quotes(3, of=they)) == ["It voted. It split. It met again."]


def test_sentences_that_follow_one_another_are_one_quote_at_the_place_of_the_first() -> None:
    assert texts(quotes(3, 0, 4)) == [
        "A lift was put in. The owner sold it.",
        "The mill burned down in 1874.",
    ]


def test_a_sentence_that_a_quote_has_taken_in_is_not_quoted_again() -> None:
    assert texts(quotes(1, 0)) == ["The mill burned down in 1874. It was rebuilt in brick."]


def test_nothing_is_taken_from_another_paragraph_nor_another_item() -> None:
    split = [*paragraph("The guild met."), *paragraph("It split.", number=4)]
    assert texts(quotes(1, of=split)) == ["It split."]
    items = paragraph("Tea", "It is hot", kind="list")
    assert texts(quotes(1, 0, of=items)) == ["It is hot", "Tea"]


def test_an_item_of_several_sentences_is_quoted_as_a_text_is() -> None:
    items = paragraph("a) Tea.", "It is hot.", "b) Milk", "It is cold", kind="list")
    assert texts(quotes(1, 2, 3, of=items)) == ["a) Tea. It is hot.", "b) Milk", "It is cold"]


def test_a_short_denial_is_quoted_with_what_follows() -> None:
    denial = paragraph("No.", "The council never agreed.", "Fares rose.")
    assert texts(quotes(0, of=denial)) == ["No. The council never agreed."]
    assert texts(quotes(2, of=denial)) == ["Fares rose."]


def test_what_is_not_denied_is_quoted_alone() -> None:
    said = paragraph("Not only the town paid.", "The state gave half.")
    assert texts(quotes(0, of=said)) == ["Not only the town paid."]


def test_a_sentence_that_announces_is_quoted_with_what_it_announces() -> None:
    told = paragraph("Some saw two other reasons for it.", "One was the frost.", "Fares rose.")
    assert texts(quotes(0, of=told)) == ["Some saw two other reasons for it. One was the frost."]
    assert texts(quotes(1, of=told)) == ["One was the frost."]
    long = paragraph(f"No {'very ' * 20}old mill stands.", "Fares rose.")
    assert texts(quotes(0, of=long)) == [long[0].text]


def test_what_would_be_too_long_is_left_out_but_never_the_first() -> None:
    assert texts(quotes(2, 4, max_words=8)) == texts(quotes(2))
    assert texts(quotes(0, 4, 2, max_words=12)) == texts(quotes(0, 4))


def test_a_quote_of_several_sentences_is_in_the_words_of_its_source() -> None:
    quote = quotes(2)[0].sentence.text
    assert verify(quote, quote, LexicalGrounder()).supported
    assert not verify(quote.replace("nine", "ten"), quote, LexicalGrounder()).supported
