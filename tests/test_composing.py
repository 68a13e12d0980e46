"""The built-in writer: direct answer, quotes, sides of a disagreement, length."""

from __future__ import annotations

from dataclasses import replace

from assistant.composing import compose, refusal_reason
from assistant.grounding.findings import Findings, Group
from assistant.types import Evidence, SourceSentence, Span


def evidence(document: str, text: str, answer: str = "", score: float = 0.9) -> Evidence:
    at = text.index(answer)
    sentence = SourceSentence(document, 3, 3, 0, len(text), text)
    return Evidence(sentence, score, Span(at, at + len(answer), score) if answer else None)


def alone(sentence: SourceSentence) -> tuple[SourceSentence, ...]:
    return (sentence,)


def written(findings: Findings, *, short: bool = True, max_words: int = 120) -> list[str]:
    drafts = compose(findings, short=short, name=str.upper, beside=alone, max_words=max_words)
    return [draft.text for draft in drafts]


ONE = evidence("a", "The bridge has seven arches.", "seven arches")
OTHER = evidence("b", "According to the survey it has eight arches.", "eight arches")


def test_a_value_comes_first_and_its_sentence_is_quoted() -> None:
    assert written(Findings((Group((ONE,)),), (), 0.9)) == [
        "Seven arches",
        "“The bridge has seven arches.”",
    ]


def test_a_reason_is_quoted_without_a_direct_answer() -> None:
    assert written(Findings((Group((ONE,)),), (), 0.9), short=False) == [
        "“The bridge has seven arches.”"
    ]


def test_sides_are_named_with_their_values_and_both_quoted() -> None:
    text = written(Findings((Group((ONE,)), Group((OTHER,))), (), 0.9))
    assert text[:2] == ["A says: seven arches", "B says: eight arches"]
    assert len(text) == 4


def test_sides_without_a_value_are_quoted_and_not_quoted_again() -> None:
    ugly = evidence("a", "The bridge spoils the whole valley.")
    fair = evidence("b", "No finer bridge stands in the country.")
    more = evidence("c", "It took nine years to build.", score=0.8)
    found = Findings((Group((ugly,)), Group((fair,))), (more,), 0.9)
    assert written(found) == [
        "A says: “The bridge spoils the whole valley.”",
        "B says: “No finer bridge stands in the country.”",
        "“It took nine years to build.”",
    ]


def test_a_side_that_only_denies_is_quoted_with_what_it_says_instead() -> None:
    agreed, no = evidence("a", "It was agreed with the guild."), evidence("b", "No.")
    more = SourceSentence("b", 3, 3, 4, 30, "The guild never consented.")
    found = Findings((Group((agreed,)), Group((no,))), (), 0.9)
    drafts = compose(
        found,
        short=True,
        name=str.upper,
        beside=lambda each: (each, more) if each == no.sentence else (each,),
        max_words=120,
    )
    assert [draft.text for draft in drafts] == [
        "A says: “It was agreed with the guild.”",
        "B says: “No. The guild never consented.”",
    ]


def test_agreeing_documents_are_cited_together() -> None:
    same = evidence("b", "Its arches number seven arches in all, they say.", "seven arches")
    found = Findings((Group((ONE, same)),), (), 0.9)
    drafts = list(compose(found, short=True, name=str, beside=alone, max_words=120))
    assert [each.sentence.document_id for each in drafts[0].evidence] == ["a", "b"]


def test_near_copies_are_quoted_once_and_weak_sentences_not_at_all() -> None:
    copy = evidence("c", "The bridge has seven arches indeed.", "seven")
    weak = evidence("d", "Fish swim below the bridge.", "Fish", score=0.1)
    assert written(Findings((Group((ONE,)),), (copy, weak), 0.9))[1:] == [
        "“The bridge has seven arches.”"
    ]


def test_a_sure_value_has_less_beside_it_than_a_reason_or_a_doubtful_one() -> None:
    more = tuple(
        evidence("b", f"Arch {n} was {word} in the flood.", score=0.1 + n / 100)
        for n, word in enumerate("cracked lost moved kept drawn praised sold".split())
    )
    sure, doubtful = (
        Findings((Group((replace(ONE, score=score),)),), more, score) for score in (0.9, 0.5)
    )
    assert len(written(sure)) == 2
    assert len(written(doubtful)) == 1 + 8
    assert len(written(sure, short=False)) == 8


def test_what_hardly_bears_on_the_question_is_not_quoted_beside_an_unlikely_answer() -> None:
    more = (evidence("b", "The mill was sold.", score=0.04), evidence("c", "It is old.", score=0.2))
    unsure = Findings((Group((replace(ONE, score=0.3),)),), more, 0.3)
    assert written(unsure, short=False)[1:] == ["“It is old.”"]


def test_a_list_is_quoted_to_its_end() -> None:
    items = tuple(
        replace(each, sentence=replace(each.sentence, kind="list"))
        for each in (evidence("a", f"{n} bolts for part {n + 100}") for n in range(12))
    )
    findings = Findings((Group((ONE,)),), items, 0.9)
    assert len(written(findings, short=False)) == 1 + 12


def test_quotes_stop_at_the_word_limit_but_the_first_is_never_cut() -> None:
    long = evidence("a", "word " * 40 + "end.", "end")
    more = evidence("b", "Something else entirely, from elsewhere.", "else")
    findings = Findings((Group((long,)),), (more,), 0.9)
    assert len(written(findings, short=False, max_words=20)) == 1


def test_a_refusal_names_the_words_that_no_document_has() -> None:
    reason = refusal_reason(Findings((), (), 0.0), ("zeppelin",), ("a.md ¶3",))
    assert "“zeppelin”" in reason
    assert "a.md ¶3" in reason
    assert "about the topic" not in reason  # nobody asked whether they are
