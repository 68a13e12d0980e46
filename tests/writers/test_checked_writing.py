"""Whatever a chat model writes: what is shown is cited and supported."""

from __future__ import annotations

import pytest

from assistant import writing
from assistant.render import to_html, to_markdown, to_text
from assistant.types import Answer, Checked, Drafted, Finished
from tests.writers.conftest import Open, says

QUESTION = "When did the bridge open?"


def assert_all_shown_is_supported(answer: Answer) -> None:
    assert answer.sentences
    for sentence in answer.sentences:
        assert sentence.verdict.supported
        assert sentence.citations
    assert {n for each in answer.sentences for n in each.citations} == {
        each.number for each in answer.citations
    }


def test_a_good_answer_is_shown_with_its_own_words(open_assistant: Open) -> None:
    answer = open_assistant(says("The bridge opened on 4 May 1932 [1].")).ask(QUESTION)
    assert_all_shown_is_supported(answer)
    assert answer.text == "The bridge opened on 4 May 1932. [1]"
    assert (answer.citations[0].source, answer.citations[0].paragraph) == ("bridge.md", 3)


def test_a_contradicted_sentence_is_dropped_and_said_so(open_assistant: Open) -> None:
    chat = says("The bridge opened on 4 May 1932. It opened on 9 May 1932 with seven arches.")
    answer = open_assistant(chat, unsupported="mark").ask(QUESTION)
    assert_all_shown_is_supported(answer)
    assert [each.verdict.label for each in answer.dropped] == ["contradicted"]
    for shown in (to_text(answer), to_markdown(answer), to_html(answer)):
        assert "1 written sentence failed the check" in shown
        assert answer.dropped[0].verdict.reason in shown


WORLD = "The bridge opened on 4 May 1932. Paris is the capital of France [1]."


def test_an_unsupported_sentence_is_dropped_by_default(open_assistant: Open) -> None:
    answer = open_assistant(says(WORLD)).ask(QUESTION)
    assert_all_shown_is_supported(answer)
    assert "Paris" not in answer.text
    assert "Paris" in answer.dropped[0].text


def test_an_unsupported_sentence_is_kept_and_marked_by_setting(open_assistant: Open) -> None:
    answer = open_assistant(says(WORLD), unsupported="mark").ask(QUESTION)
    assert "Paris is the capital of France. (not found in the documents)" in answer.text
    assert "(not found in the documents)" in to_html(answer)
    assert not answer.dropped


@pytest.mark.parametrize("unsupported", ["drop", "mark"])
@pytest.mark.parametrize(
    "text", [" ", "Paris is the capital of France.", "Paris is in France. I don't know.", "[1]"]
)
def test_the_built_in_answer_steps_in_when_nothing_holds(
    open_assistant: Open, text: str, unsupported: str
) -> None:
    answer = open_assistant(says(text), unsupported=unsupported).ask(QUESTION)
    assert not answer.refused
    assert any("4 May 1932" in each.text and each.citations for each in answer.sentences)


@pytest.mark.parametrize("text", ["I don’t know.", "The documents do not say. [1]"])
@pytest.mark.parametrize(("sure", "refused"), [(0.0, False), (1.1, True)])
def test_a_model_that_declines_is_believed_unless_the_reader_is_sure(
    open_assistant: Open, monkeypatch: pytest.MonkeyPatch, text: str, sure: float, refused: bool
) -> None:
    monkeypatch.setattr(writing, "SURE", sure)
    answer = open_assistant(says(text)).ask(QUESTION)
    assert answer.refused == refused
    assert ("4 May 1932" in answer.text) != refused
    assert bool(answer.reason) == refused


OPENED = "“The bridge opened on 4 May 1932 and has seven arches.”"


@pytest.mark.parametrize(("sure", "added"), [(0.0, "4 May 1932"), (1.1, OPENED)])
def test_a_value_that_the_model_leaves_out_is_added_or_its_sentence_quoted(
    open_assistant: Open, monkeypatch: pytest.MonkeyPatch, sure: float, added: str
) -> None:
    monkeypatch.setattr(writing, "SURE", sure)
    said = "The bridge has seven arches."
    answer = open_assistant(says(f"{said} [1]")).ask(QUESTION)
    assert_all_shown_is_supported(answer)
    assert [each.text for each in answer.sentences] == [said, added]


def test_a_value_that_the_model_tells_in_other_words_is_not_added(
    open_assistant: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SURE", 0.0)
    said = "The bridge has 7 arches."
    answer = open_assistant(says(f"{said} [1]")).ask("How many arches has the bridge?")
    assert [each.text for each in answer.sentences] == [said]


@pytest.mark.parametrize(
    ("question", "said", "shown"),
    [
        ("Did the bridge close in 1951?", "No, it did not close.", "No, it did not close."),
        ("Did the bridge close in 1951?", "Yes, it did not close.", "It did not close."),
        ("Does the bridge have seven arches?", "Yes.", "Yes."),
        ("Does the bridge have nine arches?", "No.", "No."),
    ],
)
def test_a_yes_or_no_is_shown_where_the_source_bears_it_out(
    open_assistant: Open, question: str, said: str, shown: str
) -> None:
    answer = open_assistant(says(f"{said} [1]")).ask(question)
    assert_all_shown_is_supported(answer)
    assert answer.sentences[0].text == shown


@pytest.mark.parametrize("said", ["Yes.", "Yes, it closed for a year."])
def test_a_yes_that_the_source_denies_is_dropped(open_assistant: Open, said: str) -> None:
    answer = open_assistant(says(said)).ask("Did the bridge close in 1951?")
    assert [each.text for each in answer.dropped] == [said]
    assert "Yes" not in answer.text


def test_a_sentence_that_declines_and_goes_on_is_checked(open_assistant: Open) -> None:
    said = "The documents do not say who came, but the bridge opened on 4 May 1932."
    answer = open_assistant(says(said)).ask(QUESTION)
    assert said in [each.text for each in (*answer.sentences, *answer.dropped)]


def test_a_refusal_is_not_for_the_model_to_overrule(open_assistant: Open) -> None:
    chat = says("The opera house of Valencia was built by Calatrava [1].")
    answer = open_assistant(chat).ask("Who built the opera house of Valencia?")
    assert answer.refused
    assert "Calatrava" not in answer.text


def test_a_sentence_said_twice_is_shown_once(open_assistant: Open) -> None:
    said = "The bridge opened on 4 May 1932. "
    answer = open_assistant(says(said * 4)).ask(QUESTION)
    assert len(answer.sentences) == 1


def test_what_the_model_passed_over_is_quoted_when_no_value_is_wanted(
    open_assistant: Open,
) -> None:
    question = "How did the Harbour Bridge fare?"
    words = "The Harbour Bridge was designed by Maria Lindqvist in 1928 [1]."
    answer = open_assistant(says(words)).ask(question)
    assert_all_shown_is_supported(answer)
    shown = [each.text for each in answer.sentences]
    assert shown[0] == "The Harbour Bridge was designed by Maria Lindqvist in 1928."
    assert "“The bridge opened on 4 May 1932 and has seven arches.”" in shown[1:]
    short = open_assistant(says(words), max_words=20).ask(question)
    assert [each.text for each in short.sentences] == shown[:1]


def test_a_quote_with_a_name_or_a_number_that_the_model_left_out_tells_more(
    open_assistant: Open,
) -> None:
    words = "The bridge opened on 4 May and has arches [1]."
    answer = open_assistant(says(words)).ask("How did the Harbour Bridge fare?")
    shown = [each.text for each in answer.sentences]
    assert shown[0] == words.removesuffix(" [1].") + "."
    assert "“The bridge opened on 4 May 1932 and has seven arches.”" in shown[1:]


def test_events_come_in_order_and_never_show_half_a_marker(open_assistant: Open) -> None:
    chat = says("The bridge opened on 4 May 1932 [1, 2]. It has seven arches [1].")
    events = list(open_assistant(chat).stream(QUESTION))
    drafted = [each.text for each in events if isinstance(each, Drafted)]
    assert drafted == ["The bridge opened on 4 May 1932.", "It has seven arches."]
    assert isinstance(events[-1], Finished)
    first_checked = next(n for n, each in enumerate(events) if isinstance(each, Checked))
    assert first_checked < events.index(Drafted("It has seven arches."))


def test_a_model_completes_a_follow_up(open_assistant: Open) -> None:
    history = [
        {"role": "user", "content": "Who designed the Harbour Bridge?"},
        {"role": "assistant", "content": "Maria Lindqvist [1]"},
    ]
    chat = says("When did the Harbour Bridge open?", "The bridge opened on 4 May 1932.")
    answer = open_assistant(chat).ask("And when did it open?", history)
    assert answer.standalone == "When did the Harbour Bridge open?"
    assert "4 May 1932" in answer.text


def test_a_rewrite_with_words_from_nowhere_is_not_searched(open_assistant: Open) -> None:
    history = [
        {"role": "user", "content": "Who designed the Harbour Bridge?"},
        {"role": "assistant", "content": "Maria Lindqvist [1]"},
    ]
    chat = says("When did Napoleon open the Suez Canal?", "The bridge opened on 4 May 1932.")
    answer = open_assistant(chat).ask("When did it open?", history)
    assert "Suez" not in answer.standalone
    assert "Harbour Bridge" in answer.standalone
