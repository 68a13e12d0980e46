"""Follow-ups made complete; questions that stand alone are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import InvalidQuestion
from assistant.followup import checked_rewrite, in_topic, standalone


def talk(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"role": role, "content": text}
        for pair in pairs
        for role, text in zip(("user", "assistant"), pair, strict=True)
    ]


@pytest.mark.parametrize(
    ("asked", "answered", "followup", "whole"),
    [
        (
            "Who designed the Harbour Bridge?",
            "Maria Lindqvist [1]\n\n“The Harbour Bridge was designed by Maria Lindqvist.” [1]",
            "When was she born?",
            "When was Maria Lindqvist born?",
        ),
        (
            "What did Peter Novak say?",
            "“It is late.” [1]",
            "What was his reason?",
            "What was Peter Novak’s reason?",
        ),
        (
            "How many ships sank in 2021?",
            "Five [1]",
            "And in 2022?",
            "How many ships sank in 2022?",
        ),
        (
            "How many ships sank in the spring of 2021?",
            "Five [1]",
            "And at the end of that year?",
            "How many ships sank at the end of 2021?",
        ),
        (
            "Which bank bought the harbour?",
            "North Bank [1]",
            "When did that happen?",
            "When did that happen (bank bought the harbour)?",
        ),
        (
            "Where did Peter Novak visit the northern villages?",
            "In the “old port” of the town, as he wrote in his diary [1]",
            "What did he call them?",
            "What did Peter Novak call the northern villages?",
        ),
        ("How large is Norway?", "Big [1]", "What about Sweden?", "How large is Sweden?"),
        ("When did the mill close?", "In 1950 [1]", "Why?", "Why did the mill close?"),
        (
            "When did the mill close?",
            "In 1950 [1]",
            "And the bridge?",
            "When did the bridge close?",
        ),
        (
            "How long does the leek soup keep in the fridge?",
            "Two days [1]",
            "And the fish broth?",
            "How long does the fish broth keep in the fridge?",
        ),
        (
            "How long does the leek soup keep in the fridge?",
            "Two days [1]",
            "How long can it stay in the freezer?",
            "How long can the leek soup stay in the freezer?",
        ),
        (
            "How long did the guest house at the lake stay shut?",
            "A year [1]",
            "Who owns it?",
            "Who owns the guest house?",
        ),
        ("How much did exports grow?", "A lot [1]", "And imports?", "How much did imports grow?"),
        (
            "According to the Oxford report, where did the strikes begin?",
            "In Hull [1]",
            "What was their aim?",
            "What was the strikes’ aim?",
        ),
        (
            "When did the strikes begin, going by the Oxford report?",
            "In May [1]",
            "And how many believe the official story?",
            "And how many believe the official story?",
        ),
        ("How big is field 2?", "9 acres [1]", "And field 7?", "How big is field 7?"),
        ("How big is field 7?", "9 acres [1]", "Who farms it?", "Who farms field 7?"),
        ("How long does milk last unopened?", "", "And once opened?",
         "How long does milk last once opened?"),
        ("How long does milk last once opened?", "", "Why?", "Why does milk last once opened?"),
        ("How dry is it in the north?", "", "And in the south?", "How dry is it in the south?"),
        ("How many beds are on the first floor?", "", "And on the second floor?",
         "How many beds are on the second floor?"),
        ("What does entry cost for adults?", "", "And for pupils?",
         "What does entry cost for pupils?"),
        ("How big is the barn?", "", "And the old shed?", "How big is the old shed?"),
        ("How many eggs are in it?", "", "And how much milk?", "how much milk are in it?"),
        ("How high was it then?", "", "And in April?", "How high was it then, in April?"),
        ("What is the age of the barn?", "", "And the shed?",
         "the shed (is the age of the barn)?"),
        ("Who farms field 7?", "Ada Lind [1]", "Since when?", "Since when (who farms field 7)?"),
        (
            "When did the flood take place?",
            "In May [1]",
            "How much damage did it cause?",
            "How much damage did the flood cause?",
        ),
    ],
)  # fmt: skip
def test_a_leaning_question_is_completed(
    asked: str, answered: str, followup: str, whole: str
) -> None:
    assert standalone(followup, talk((asked, answered))) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Lund?",
        "Were there protests in Oslo in 2020?",
        "Did Anna Berg say that she would resign?",
        "Which papers were published by the institute last year?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert (
        standalone(question, talk(("Who designed the bridge?", "Maria Lindqvist [1]"))) == question
    )


def test_without_history_nothing_changes() -> None:
    assert standalone("Why?", []) == "Why?"


def test_the_thread_is_kept_over_several_turns() -> None:
    history = talk(
        ("Who led the Varna expedition?", "Ivan Petrov [1]"),
        ("When was he born?", "In 1901 [1]"),
    )
    assert standalone("Where did he die?", history) == "Where did Ivan Petrov die?"


@pytest.mark.parametrize(
    ("followup", "whole"),
    [
        ("What was her time there like?", "What was Ada Stone’s time there like?"),
        ("Any other prizes?", "Any other prizes (Ada Stone)?"),
        ("Did Ada Stone marry?", "Did Ada Stone marry?"),
        ("Is it true that rain fell?", "Is it true that rain fell (Ada Stone)?"),
        ("What was that film called?", "What was that film called (Ada Stone)?"),
    ],
)  # fmt: skip
def test_what_was_spoken_of_most_is_carried_on(followup: str, whole: str) -> None:
    history = talk(
        ("Where did Ada Stone work?", "At the Institute [1]"),
        ("When did Ada Stone leave the Institute of Physics?", "In 1950 [1]"),
    )
    assert standalone(followup, history) == whole


def test_a_sentence_that_opens_with_a_name_answers_with_it() -> None:
    told = "Ben Lind, a nephew of Ada Stone, was sentenced to six years in prison for theft. [1]"
    history = talk(("Which relative of Ada Stone was jailed?", told))
    assert standalone("How long is his sentence?", history) == "How long is Ben Lind’s sentence?"
    told = (
        "Ada Stone had a nephew, Ben Lind, who was sentenced to six years in prison for theft. [1]"
    )
    history = talk(("Which relative of Ada Stone was jailed?", told))
    assert "Ben Lind" not in standalone("How long is his sentence?", history)


def test_an_organisation_is_no_he_or_she() -> None:
    history = talk(("When did Ada Stone join the Physics Institute?", "In 1940 [1]"))
    assert standalone("When did she leave?", history) == "When did Ada Stone leave?"


@pytest.mark.parametrize(
    ("rewritten", "accepted"),
    [
        ("When did Ada Stone leave the Institute?", True),
        ("“When did Ada Stone leave the Institute?”", True),
        ("When did Napoleon leave the Institute?", False),  # a name from nowhere
        ("Ada Stone left the Institute in 1950.", False),  # an answer
        ("Where did Ada Stone work?", False),  # another question
        ("When did she leave? Where did Ada Stone work?", False),
        ("When did she leave the Institute?", False),  # nothing gained
        ("", False),
    ],
)
def test_a_model_s_rewrite_is_taken_only_when_it_holds(rewritten: str, accepted: bool) -> None:
    history = talk(("Where did Ada Stone work?", "At the Institute [1]"))
    kept = checked_rewrite(rewritten, "When did she leave the Institute?", history)
    assert kept == (rewritten.strip("“”") if accepted else "")


def test_a_rewrite_that_leans_on_the_conversation_as_before_is_none() -> None:
    history = talk(("What did voters adopt in the referendum of 2022?", "An amendment [1]"))
    asked = "What was it later compared to?"
    assert checked_rewrite(asked, asked, history) == ""
    nameless = "What had he adopted before the referendum?"
    assert checked_rewrite(nameless, "What had he adopted before that?", history) == ""
    whole = "What was the referendum of 2022 later compared to?"
    assert checked_rewrite(whole, asked, history) == whole


@pytest.mark.parametrize(
    "followup",
    [
        "What did they think of it?",
        "And how much money was spent?",
        "Which rule was changed around that time?",
        "Were children admitted too?",
        "Who spoke?",
    ],
)
def test_a_leaning_question_is_also_put_beside_the_one_before(followup: str) -> None:
    history = talk(("When was the meeting of the mayors in Lund?", "In May [1]"))
    asked = f"{followup.rstrip('?')} (was the meeting of the mayors in Lund)?"
    assert in_topic(followup, history) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How do I descale a coffee machine?",
        "Which language is taught in the schools of Norway?",
        "Is it true that the mayor of Lund left?",
    ],
)
def test_a_question_that_names_what_it_means_is_not_put_beside_another(question: str) -> None:
    history = talk(("When was the meeting of the mayors in Lund?", "In May [1]"))
    assert in_topic(question, history) == ""


def test_a_bare_question_word_is_not_put_beside_another() -> None:
    assert in_topic("Why?", talk(("When was the meeting in Lund?", "In May [1]"))) == ""


def test_the_first_question_of_a_conversation_has_none_before_it() -> None:
    assert in_topic("Who spoke?", []) == ""


@pytest.mark.parametrize(
    "content",
    [
        "Who led it?",
        [{"type": "text", "text": "Who led it?"}],
        [
            "Who",
            {"type": "image_url", "image_url": {"url": "x"}},
            {"type": "text", "text": "led it?"},
        ],
    ],
)
def test_content_may_come_in_parts(content: object) -> None:
    history = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": content},
        {"role": "assistant", "content": None},
        {"role": "assistant", "content": [{"type": "text", "text": "Ivan Petrov [1]"}]},
    ]
    assert standalone("When was he born?", history) == "When was Ivan Petrov born?"


@pytest.mark.parametrize(
    "message",
    [
        "Who led it?",
        ("Who led it?", "Ivan Petrov"),
        {"content": "?"},
        {"role": "user", "content": 3},
    ],
)
def test_what_is_no_message_is_refused(message: Any) -> None:
    with pytest.raises(InvalidQuestion, match="no message"):
        standalone("Why?", [message])
