"""The page's events: which action of the desk each one takes, and what it changes on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app import evidence
from assistant.app.conversation import Conversation
from assistant.app.desk import Desk, last
from assistant.app.evidence import Selection
from assistant.app.export import FORMS, export
from assistant.app.layout import BUILTIN, Widgets, busy, ready
from assistant.app.pane import raised
from assistant.app.uploads import MOST_FILES

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
ASKING: dict[str, Any] = {**PRIVATE, "concurrency_id": "asking", "concurrency_limit": 2}
RENEWING: dict[str, Any] = {**PRIVATE, "concurrency_id": "renewing", "concurrency_limit": 1}
AT_ONCE: dict[str, Any] = {**PRIVATE, "queue": False}

Values = tuple[Any, ...]


def wire(page: gr.Blocks, on: Widgets, desk: Desk) -> None:
    """Connects every component."""
    _arriving(page, on, desk)
    answering = _asking(on, desk)
    _rating(on, desk)
    _evidence(on, desk)
    _documents(on, desk)
    _shelf(on, desk, answering)
    _taking_away(on, desk)


def _arriving(page: gr.Blocks, on: Widgets, desk: Desk) -> None:
    def arrive(token: str, request: gr.Request) -> Values:
        who, token = desk.owner(request.username, token)
        fresh = Conversation()
        return (
            token,
            who,
            fresh,
            desk.conversation_view(fresh),
            desk.shelf_view(who, fresh),
            desk.documents(),
            desk.source_view(fresh, Selection()),
        )

    everything = [on.token, on.owner, on.conversation, on.view, on.shelf, on.documents, on.source]
    page.load(arrive, [on.token], everything, **PRIVATE)


def _asking(on: Widgets, desk: Desk) -> list[Any]:
    """Returns the events of answering, for others to cancel."""

    def pending(now: Conversation) -> Values:
        return now, desk.conversation_view(now), busy() if now.running else ready()

    def ask(question: str, now: Conversation) -> Values:
        return pending(desk.asked(now, question))

    def suggest(now: Conversation, event: gr.EventData) -> Values:
        return pending(desk.asked(now, raised(event).get("text", "")))

    def retry(now: Conversation, event: gr.EventData) -> Values:
        return pending(desk.again(now, raised(event).get("turn", "")))

    def answer(now: Conversation, who: str, before: Selection, writer: str) -> Iterator[Values]:
        latest, same = now, gr.skip()
        for latest in desk.answers(now, who, builtin=writer == BUILTIN):
            yield latest, desk.conversation_view(latest), same, same, same, same
        newest = last(latest)
        chosen = evidence.of_turn(newest) if newest and newest.answer else before
        yield _at_rest(desk, latest, who, chosen)

    def stop(now: Conversation, who: str) -> Values:
        now = desk.stopped(now, who)
        return now, desk.conversation_view(now), ready(), desk.shelf_view(who, now)

    asked = [on.conversation, on.view, on.question]
    known = [on.conversation, on.owner, on.selection, on.writer]
    answered = _resting(on)
    starts = (
        on.question.submit(ask, [on.question, on.conversation], asked, **AT_ONCE),
        on.view.suggest(suggest, [on.conversation], asked, **AT_ONCE),
        on.view.retry(retry, [on.conversation], asked, **AT_ONCE),
    )
    answering = [start.then(answer, known, answered, **ASKING) for start in starts]
    on.question.stop(
        stop, [on.conversation, on.owner], [*asked, on.shelf], cancels=answering, **AT_ONCE
    )

    def reword(now: Conversation, event: gr.EventData) -> Values:
        turn = now.turn(raised(event).get("turn", ""))
        if turn is None:
            return gr.skip(), gr.skip(), gr.skip()
        now = replace(now, editing=turn.id)
        return now, desk.conversation_view(now), turn.question

    def keep(now: Conversation) -> Values:
        now = replace(now, editing="")
        return now, desk.conversation_view(now), ""

    on.view.edit(reword, [on.conversation], asked, **PRIVATE)
    on.view.keep(keep, [on.conversation], asked, **PRIVATE)
    return answering


def _at_rest(desk: Desk, now: Conversation, who: str, chosen: Selection) -> Values:
    """A conversation in which nothing is being answered, for the components of ``_resting``."""
    return (
        now,
        desk.conversation_view(now),
        chosen,
        desk.source_view(now, chosen),
        desk.shelf_view(who, now),
        ready(),
    )


def _resting(on: Widgets) -> list[Any]:
    return [on.conversation, on.view, on.selection, on.source, on.shelf, on.question]


def _rating(on: Widgets, desk: Desk) -> None:
    def rate(now: Conversation, who: str, event: gr.EventData) -> Values:
        now = desk.rated(now, who, raised(event))
        return now, desk.conversation_view(now)

    for given in (on.view.thumb, on.view.comment):
        given(rate, [on.conversation, on.owner], [on.conversation, on.view], **PRIVATE)


def _evidence(on: Widgets, desk: Desk) -> None:
    def choose(now: Conversation, event: gr.EventData) -> Values:
        chosen = evidence.chosen(now, raised(event))
        return chosen, desk.source_view(now, chosen)

    def step(now: Conversation, before: Selection, event: gr.EventData) -> Values:
        by = -1 if raised(event).get("by") == "-1" else 1
        chosen = evidence.stepped(before, by, now)
        return chosen, desk.source_view(now, chosen)

    def whole(now: Conversation, before: Selection) -> Values:
        chosen = replace(before, whole=True)
        return chosen, desk.source_view(now, chosen)

    opened = [on.selection, on.source]
    on.view.open(choose, [on.conversation], opened, **PRIVATE)
    on.documents.document(choose, [on.conversation], opened, **PRIVATE)
    on.source.step(step, [on.conversation, on.selection], opened, **PRIVATE)
    on.source.whole(whole, [on.conversation, on.selection], opened, **PRIVATE)


def _documents(on: Widgets, desk: Desk) -> None:
    def add(files: list[str] | None) -> Iterator[Values]:
        paths = [Path(file) for file in files or ()][:MOST_FILES]
        for shown in desk.added([(path, path.name) for path in paths]):
            yield shown, None

    def remove(event: gr.EventData) -> Iterator[str]:
        yield from desk.removed(raised(event).get("document", ""))

    on.upload.upload(add, [on.upload], [on.documents, on.upload], **RENEWING)
    on.documents.remove(remove, None, on.documents, **RENEWING)
    on.reindex.click(desk.renewed, None, on.documents, **RENEWING)


def _shelf(on: Widgets, desk: Desk, answering: list[Any]) -> None:
    def show(now: Conversation, who: str) -> Values:
        return _at_rest(desk, now, who, evidence.of_turn(last(now)))

    def start_new(who: str) -> Values:
        return show(Conversation(), who)

    def resume(now: Conversation, who: str, event: gr.EventData) -> Values:
        kept = desk.shelf(who).conversation(raised(event).get("conversation", ""))
        return show(kept or now, who)

    def forget(now: Conversation, who: str, event: gr.EventData) -> Values:
        forgotten = raised(event).get("conversation", "")
        desk.shelf(who).forget(forgotten)
        return show(Conversation() if now.id == forgotten else now, who)

    shown = _resting(on)
    leaving = {**PRIVATE, "cancels": answering}
    on.new.click(start_new, [on.owner], shown, **leaving)
    on.shelf.resume(resume, [on.conversation, on.owner], shown, **leaving)
    on.shelf.forget(forget, [on.conversation, on.owner], shown, **leaving)


def _taking_away(on: Widgets, desk: Desk) -> None:
    def take(now: Conversation, event: gr.EventData) -> dict[str, str]:
        form = raised(event).get("form", "")
        saved = export(now, form if form in FORMS else "markdown")
        return {"name": saved.name, "kind": saved.kind, "text": saved.text}

    def take_ratings() -> dict[str, str]:
        text = desk.feedback.eval_rows()
        return {"name": "feedback.jsonl", "kind": "application/jsonl", "text": text}

    on.bar.export(take, [on.conversation], on.saver, **PRIVATE)
    on.bar.ratings(take_ratings, None, on.saver, **PRIVATE)
