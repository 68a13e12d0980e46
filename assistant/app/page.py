"""The page: three panes laid out with Gradio, every event wired to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.app import evidence
from assistant.app.api import endpoints
from assistant.app.conversation import Conversation
from assistant.app.desk import Desk, last
from assistant.app.evidence import Selection
from assistant.app.export import FORMS, export
from assistant.app.frame import explanation, header
from assistant.app.pane import pane, raised
from assistant.app.uploads import MOST_FILES

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
ASKING: dict[str, Any] = {**PRIVATE, "concurrency_id": "asking", "concurrency_limit": 2}
RENEWING: dict[str, Any] = {**PRIVATE, "concurrency_id": "renewing", "concurrency_limit": 1}
SCROLL_TO_NEWEST = "window.assistantPage.newest(element)"
SCROLL_TO_MARK = "window.assistantPage.mark(element)"
SAVE = "window.assistantPage.save(props.value)"


def build(desk: Desk) -> gr.Blocks:
    """The page over a desk; nothing is served yet."""
    with gr.Blocks(
        title="Ask your documents",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(600, 600),
    ) as page:
        token = gr.BrowserState("", storage_key="assistant-shelf", secret="assistant-shelf")
        owner, conversation, selection = gr.State(""), gr.State(None), gr.State(Selection())
        bar = pane(header(desk), events=("export", "ratings"), elem_id="bar")
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="documents-pane", elem_classes="pane"):
                gr.HTML("<h2>Documents</h2>", padding=False)
                upload = gr.File(
                    label="Add documents",
                    show_label=False,
                    file_count="multiple",
                    interactive=not desk.tray.closed(),
                    visible=not desk.tray.closed(),
                    height=64,
                    elem_id="upload",
                )
                gr.HTML(
                    f"<p class='count'>{desk.tray.closed()}</p>", visible=bool(desk.tray.closed())
                )
                documents = pane(events=("document", "remove"), elem_id="documents")
                reindex = gr.Button("Re-index", size="sm", elem_id="reindex")
                gr.HTML("<h2>Conversations</h2>", padding=False)
                new = gr.Button("New conversation", size="sm", elem_id="new")
                shelf = pane(events=("resume", "forget"), elem_id="shelf")
            with gr.Column(elem_id="conversation-pane", elem_classes="pane"):
                events = ("open", "suggest", "retry", "edit", "keep", "thumb", "comment")
                view = pane(events=events, then=SCROLL_TO_NEWEST, elem_id="conversation")
                box = gr.Textbox(
                    label="Your question",
                    show_label=False,
                    placeholder="Ask a question about the documents…",
                    submit_btn="Ask",
                    max_lines=6,
                    max_length=4000,
                    autofocus=True,
                    elem_id="question",
                )
            with gr.Column(elem_id="source-pane", elem_classes="pane"):
                source = pane(events=("step", "whole"), then=SCROLL_TO_MARK, elem_id="source")
                gr.HTML(explanation(), padding=False)
        saver = pane(then=SAVE, html_template="", elem_id="saver")

        def arrive(token: str, request: gr.Request) -> tuple[Any, ...]:
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

        # --- asking ---

        def begun(changed: Conversation) -> tuple[Any, ...]:
            busy = (
                gr.Textbox(value="", submit_btn=False, stop_btn="Stop")
                if changed.running
                else box_free
            )
            return changed, desk.conversation_view(changed), busy

        box_free = gr.Textbox(submit_btn="Ask", stop_btn=False)

        def ask(question: str, now: Conversation) -> tuple[Any, ...]:
            return begun(desk.asked(now, question))

        def suggest(now: Conversation, event: gr.EventData) -> tuple[Any, ...]:
            return begun(desk.asked(now, raised(event).get("text", "")))

        def retry(now: Conversation, event: gr.EventData) -> tuple[Any, ...]:
            return begun(desk.again(now, raised(event).get("turn", "")))

        def answer(now: Conversation, who: str, before: Selection) -> Iterator[tuple[Any, ...]]:
            latest, same = now, gr.skip()
            for latest in desk.answers(now, who):
                yield latest, desk.conversation_view(latest), before, same, same, same
            newest = last(latest)
            chosen = evidence.of_turn(newest) if newest and newest.answer else before
            yield (
                latest,
                desk.conversation_view(latest),
                chosen,
                desk.source_view(latest, chosen),
                desk.shelf_view(who, latest),
                box_free,
            )

        def stop(now: Conversation, who: str) -> tuple[Any, ...]:
            now = desk.stopped(now, who)
            return now, desk.conversation_view(now), box_free, desk.shelf_view(who, now)

        began = [conversation, view, box]
        answering = [
            start.then(
                answer,
                [conversation, owner, selection],
                [conversation, view, selection, source, shelf, box],
                **ASKING,
            )
            for start in (
                box.submit(ask, [box, conversation], began, queue=False, **PRIVATE),
                view.suggest(suggest, [conversation], began, queue=False, **PRIVATE),
                view.retry(retry, [conversation], began, queue=False, **PRIVATE),
            )
        ]
        box.stop(
            stop, [conversation, owner], [*began, shelf], cancels=answering, queue=False, **PRIVATE
        )

        # --- what can be done with an answer ---

        def reword(now: Conversation, event: gr.EventData) -> tuple[Any, ...]:
            turn = now.turn(raised(event).get("turn", ""))
            if turn is None:
                return now, gr.skip(), gr.skip()
            now = replace(now, editing=turn.id)
            return now, desk.conversation_view(now), turn.question

        def keep(now: Conversation) -> tuple[Any, ...]:
            now = replace(now, editing="")
            return now, desk.conversation_view(now), ""

        def rate(now: Conversation, who: str, event: gr.EventData) -> tuple[Any, ...]:
            now = desk.rated(now, who, raised(event))
            return now, desk.conversation_view(now)

        view.edit(reword, [conversation], began, **PRIVATE)
        view.keep(keep, [conversation], began, **PRIVATE)
        view.thumb(rate, [conversation, owner], [conversation, view], **PRIVATE)
        view.comment(rate, [conversation, owner], [conversation, view], **PRIVATE)

        # --- evidence ---

        def open_evidence(now: Conversation, event: gr.EventData) -> tuple[Any, ...]:
            chosen = evidence.chosen(now, raised(event))
            return chosen, desk.source_view(now, chosen)

        def step(now: Conversation, before: Selection, event: gr.EventData) -> tuple[Any, ...]:
            by = -1 if raised(event).get("by") == "-1" else 1
            chosen = evidence.stepped(before, by, now)
            return chosen, desk.source_view(now, chosen)

        def whole(now: Conversation, before: Selection) -> tuple[Any, ...]:
            chosen = replace(before, whole=True)
            return chosen, desk.source_view(now, chosen)

        opened = [selection, source]
        view.open(open_evidence, [conversation], opened, **PRIVATE)
        documents.document(open_evidence, [conversation], opened, **PRIVATE)
        source.step(step, [conversation, selection], opened, **PRIVATE)
        source.whole(whole, [conversation, selection], opened, **PRIVATE)

        # --- documents ---

        def add(files: list[str] | None) -> Iterator[tuple[Any, Any]]:
            paths = [Path(file) for file in files or ()][:MOST_FILES]
            for shown in desk.added([(path, path.name) for path in paths]):
                yield shown, None

        def remove(event: gr.EventData) -> Iterator[str]:
            yield from desk.removed(raised(event).get("document", ""))

        upload.upload(add, [upload], [documents, upload], **RENEWING)
        documents.remove(remove, None, documents, **RENEWING)
        reindex.click(desk.renewed, None, documents, **RENEWING)

        # --- conversations ---

        def show(now: Conversation, who: str) -> tuple[Any, ...]:
            chosen = evidence.of_turn(last(now))
            return (
                now,
                desk.conversation_view(now),
                chosen,
                desk.source_view(now, chosen),
                desk.shelf_view(who, now),
            )

        def start_new(who: str) -> tuple[Any, ...]:
            return show(Conversation(), who)

        def resume(now: Conversation, who: str, event: gr.EventData) -> tuple[Any, ...]:
            kept = desk.shelf(who).conversation(raised(event).get("conversation", ""))
            return show(kept or now, who)

        def forget(now: Conversation, who: str, event: gr.EventData) -> tuple[Any, ...]:
            forgotten = raised(event).get("conversation", "")
            desk.shelf(who).forget(forgotten)
            return show(Conversation() if now.id == forgotten else now, who)

        shown = [conversation, view, selection, source, shelf]
        new.click(start_new, [owner], shown, **PRIVATE)
        shelf.resume(resume, [conversation, owner], shown, **PRIVATE)
        shelf.forget(forget, [conversation, owner], shown, **PRIVATE)

        # --- taking away ---

        def take(now: Conversation, event: gr.EventData) -> dict[str, str]:
            form = raised(event).get("form", "")
            saved = export(now, form if form in FORMS else "markdown")
            return {"name": saved.name, "kind": saved.kind, "text": saved.text}

        def take_ratings() -> dict[str, str]:
            text = desk.feedback.eval_rows()
            return {"name": "feedback.jsonl", "kind": "application/jsonl", "text": text}

        bar.export(take, [conversation], saver, **PRIVATE)
        bar.ratings(take_ratings, None, saver, **PRIVATE)

        everything = [token, owner, conversation, view, shelf, documents, source]
        page.load(arrive, [token], everything, **PRIVATE)
        for name, function in endpoints(desk.assistant).items():
            gr.api(function, api_name=name, concurrency_id="asking")
    return page
