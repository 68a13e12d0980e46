"""The page's layout: a bar and three panes, made of Gradio's components."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.app.desk import Desk
from assistant.app.evidence import Selection
from assistant.app.frame import explanation, header
from assistant.app.pane import pane

BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class Widgets:
    """The components that events read and write.

    ``token`` is kept by the browser and names its shelf of conversations; ``owner``,
    ``conversation`` and ``selection`` are one session's state; the others are what is seen.
    """

    token: gr.BrowserState
    owner: gr.State
    conversation: gr.State
    selection: gr.State
    bar: gr.HTML
    upload: gr.File
    documents: gr.HTML
    reindex: gr.Button
    new: gr.Button
    shelf: gr.HTML
    view: gr.HTML
    writer: gr.Dropdown
    question: gr.Textbox
    source: gr.HTML
    saver: gr.HTML


def ready() -> gr.Textbox:
    """The question field while nothing is being answered."""
    return gr.Textbox(submit_btn="Ask", stop_btn=False)


def busy() -> gr.Textbox:
    """The question field while an answer is on its way."""
    return gr.Textbox(value="", submit_btn=False, stop_btn="Stop")


def widgets(desk: Desk) -> Widgets:
    """Lays out the page."""
    token = gr.BrowserState("", storage_key="assistant-shelf", secret="assistant-shelf")
    owner, conversation, selection = gr.State(""), gr.State(None), gr.State(Selection())
    bar = pane(header(desk), events=("export", "ratings"), elem_id="bar")
    with gr.Row(elem_id="panes"):
        with gr.Column(elem_id="documents-pane", elem_classes="pane"):
            upload, documents, reindex = _documents(desk.tray.closed())
            gr.HTML("<h2>Conversations</h2>", padding=False)
            new = gr.Button("New conversation", size="sm", elem_id="new")
            shelf = pane(events=("resume", "forget"), elem_id="shelf")
        with gr.Column(elem_id="conversation-pane", elem_classes="pane"):
            view, writer, question = _conversation(desk.assistant.model)
        with gr.Column(elem_id="source-pane", elem_classes="pane"):
            then = "window.assistantPage.mark(element)"
            source = pane(events=("step", "whole"), then=then, elem_id="source")
            gr.HTML(explanation(), padding=False)
    saver = pane(then="window.assistantPage.save(props.value)", html_template="", elem_id="saver")
    return Widgets(
        token, owner, conversation, selection, bar, upload, documents, reindex, new, shelf,
        view, writer, question, source, saver,
    )  # fmt: skip


def _documents(closed: str) -> tuple[gr.File, gr.HTML, gr.Button]:
    gr.HTML("<h2>Documents</h2>", padding=False)
    upload = gr.File(
        label="Add documents",
        show_label=False,
        file_count="multiple",
        visible=not closed,
        height=64,
        elem_id="upload",
    )
    gr.HTML(f"<p class='count'>{closed}</p>", visible=bool(closed), padding=False)
    documents = pane(events=("document", "remove"), elem_id="documents")
    return upload, documents, gr.Button("Re-index", size="sm", elem_id="reindex")


def _conversation(model: str) -> tuple[gr.HTML, gr.Dropdown, gr.Textbox]:
    events = ("open", "suggest", "retry", "edit", "keep", "thumb", "comment")
    then = "window.assistantPage.newest(element)"
    view = pane(events=events, then=then, elem_id="conversation")
    writers = [("the built-in writer, on this machine", BUILTIN)]
    if model != BUILTIN:
        writers.insert(0, (model, model))
    writer = gr.Dropdown(
        writers,
        value=writers[0][1],
        label="Answers are written by",
        visible=len(writers) > 1,
        elem_id="writer",
    )
    question = gr.Textbox(
        label="Your question",
        show_label=False,
        placeholder="Ask a question…",
        submit_btn="Ask",
        max_lines=6,
        max_length=4000,
        autofocus=True,
        elem_id="question",
    )
    return view, writer, question
