"""A conversation as Markdown, JSON or HTML to take away, with its citations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.app.conversation import Conversation
from assistant.app.markup import element
from assistant.render import to_html, to_json, to_markdown


@dataclass(frozen=True, slots=True)
class Download:
    """A file for the browser to save."""

    name: str
    kind: str  # media type
    text: str


def export(conversation: Conversation, form: str) -> Download:
    """The finished turns of a conversation. ``form`` is markdown, json or html."""
    suffix, kind, write = FORMS[form]
    return Download(f"conversation-{conversation.id}.{suffix}", kind, write(conversation))


def _markdown(conversation: Conversation) -> str:
    answers = "\n".join(to_markdown(t.answer) for t in conversation.turns if t.answer)
    return f"# {conversation.title}\n\n{answers}"


def _json(conversation: Conversation) -> str:
    return to_json([t.answer for t in conversation.turns if t.answer]) + "\n"


def _html(conversation: Conversation) -> str:
    answers = "".join(to_html(t.answer, t.id) for t in conversation.turns if t.answer)
    head = element("meta", charset="utf-8") + element("title", conversation.title)
    return f"<!doctype html><html lang=en><head>{head}</head><body>{answers}</body></html>\n"


FORMS: dict[str, tuple[str, str, Callable[[Conversation], str]]] = {
    "markdown": ("md", "text/markdown", _markdown),
    "json": ("json", "application/json", _json),
    "html": ("html", "text/html", _html),
}
