"""Conversations: how turns follow each other, and that nothing is lost on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.app.asking import answered, stopped
from assistant.app.conversation import Conversation
from assistant.app.shelf import MOST, Shelf
from tests.app.scripted import ScriptedAssistant


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "lyon.md").write_text(
        "# Crossings\n\n40 bridges stand in Lyon.\n\nThe river is wide."
    )
    (corpus / "guide.md").write_text("38 bridges are listed.\n\nTrams run all night.")
    return ScriptedAssistant(corpus)


def asked(assistant: ScriptedAssistant, *questions: str) -> Conversation:
    conversation = Conversation()
    for question in questions:
        *_, conversation = answered(assistant, conversation.asked(question))
    return conversation


def test_sentences_show_before_the_answer_is_finished(assistant: ScriptedAssistant) -> None:
    steps = list(answered(assistant, Conversation().asked("How many bridges?")))
    assert [(s.turns[0].status, len(s.turns[0].sentences)) for s in steps] == [
        ("reading", 0),
        ("reading", 1),
        ("reading", 2),
        ("done", 2),
    ]


def test_a_follow_up_brings_the_finished_turns_as_history(assistant: ScriptedAssistant) -> None:
    asked(assistant, "How many bridges?", "Which trams?")
    question, history = assistant.asked[-1]
    assert question == "Which trams?"
    assert [m["role"] for m in history] == ["user", "assistant"]
    assert history[0]["content"] == "How many bridges?"


def test_a_question_too_long_ends_in_its_remedy_not_in_an_error(
    assistant: ScriptedAssistant,
) -> None:
    turn = asked(assistant, "x" * 5000).turns[0]
    assert turn.status == "failed"
    assert "Keep it under 4,000" in turn.problem


def test_a_fault_of_ours_keeps_its_insides_to_the_log(
    assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret path /etc/x")

    monkeypatch.setattr(assistant, "stream", broken)
    turn = asked(assistant, "Bridges?").turns[0]
    assert turn.status == "failed"
    assert "secret" not in turn.problem


def test_rewording_replaces_the_question_and_what_follows(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Which bridges?", "Which trams?")
    first = conversation.turns[0]
    reworded = replace(conversation, editing=first.id).asked("Which river?")
    assert [t.question for t in reworded.turns] == ["Which river?"]
    assert not reworded.editing


def test_stopping_keeps_what_was_written(assistant: ScriptedAssistant) -> None:
    steps = answered(assistant, Conversation().asked("How many bridges?"))
    next(steps)
    halfway = stopped(next(steps))
    assert halfway.turns[0].status == "stopped"
    assert len(halfway.turns[0].sentences) == 1
    assert halfway.running is None


def test_a_kept_conversation_comes_back_the_same(
    assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    conversation = asked(assistant, "How many bridges?", "Is there a zeppelin?")
    shelf = Shelf(tmp_path, "browser a")
    shelf.keep(conversation)
    assert shelf.conversation(conversation.id) == conversation
    assert shelf.conversations() == (conversation,)


def test_nobody_reads_the_shelf_of_another(assistant: ScriptedAssistant, tmp_path: Path) -> None:
    conversation = asked(assistant, "How many bridges?")
    Shelf(tmp_path, "user ann").keep(conversation)
    assert Shelf(tmp_path, "user bob").conversation(conversation.id) is None
    for name in ("../" + conversation.id, f"x/../{conversation.id}", "", ".."):
        assert Shelf(tmp_path, "user ann").conversation(name) is None


def test_a_damaged_file_costs_only_its_own_conversation(
    assistant: ScriptedAssistant, tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path, "user ann")
    shelf.keep(asked(assistant, "Trams?"))
    good = asked(assistant, "How many bridges?")
    shelf.keep(good)
    broken = next(p for p in tmp_path.rglob("*.json") if good.id not in p.name)
    broken.write_text("{")
    assert shelf.conversations() == (good,)


def test_the_oldest_conversations_go_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "user ann")
    kept = [Conversation().asked(f"question {n}") for n in range(MOST + 2)]
    for conversation in kept:
        shelf.keep(conversation)
    left = {each.id for each in shelf.conversations()}
    assert left == {each.id for each in kept[2:]}


def test_a_configured_model_can_be_left_out(assistant: ScriptedAssistant) -> None:
    assistant.model = "provider:large"
    models = []
    for builtin in (False, True):
        *_, done = answered(assistant, Conversation().asked("Which trams?"), builtin=builtin)
        models.append(done.turns[0].answer.model)
    assert models == ["provider:large", "builtin"]
