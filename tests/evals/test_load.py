"""The load check: it notices a mix-up, and the page makes none."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.app.asking import answered
from assistant.app.conversation import Conversation
from assistant.app.conversation_view import conversation_view
from evals.load import measure, wrong
from evals.visitor import Visitor
from tests.app.scripted import ScriptedAssistant


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "lyon.md").write_text('40 "bridges" stand in Lyon.\n\nTrams run at night.')
    return ScriptedAssistant(corpus)


def expected(assistant: ScriptedAssistant) -> dict[str, tuple[str, ...]]:
    questions = ("What stands in Lyon?", "What runs at night?")
    return {each: tuple(s.text for s in assistant.ask(each).sentences) for each in questions}


def test_an_answer_to_another_question_is_noticed(assistant: ScriptedAssistant) -> None:
    right = expected(assistant)
    first, second = right
    conversation = Conversation()
    for question in right:
        *_, conversation = answered(assistant, conversation.asked(question))
    shown = conversation_view(conversation)
    assert wrong(shown, [first, second], right) == ""
    assert "asked" in wrong(shown, [first], right)
    assert "asked" in wrong(shown, [second, first], right)
    assert "is missing" in wrong(shown, [first, second], {**right, second: right[first]})


@pytest.mark.real
def test_visitors_of_the_page_stay_apart(
    assistant: ScriptedAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gradio

    from assistant.app import Serving, serve

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    right = expected(assistant)
    assistant.seconds = 0.05
    address = serve(assistant, Serving(port=0), block=False)
    load = measure([Visitor(address) for _ in range(4)], right, seconds=1.0)
    gradio.close_all()
    assert load.questions >= 8
    assert load.errors == load.mixed_up == 0
