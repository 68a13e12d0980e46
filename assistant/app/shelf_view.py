"""The list of kept conversations as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.app.conversation import Conversation
from assistant.app.markup import element


def shelf_view(conversations: Sequence[Conversation], current: str) -> str:
    """Newest first; the open one is marked."""
    if not conversations:
        return element("p", "Your conversations are kept here, on this machine.", class_="count")
    rows = (
        element(
            "li",
            element(
                "button",
                element("span", each.title, class_="title"),
                type="button",
                data_do="resume",
                data_conversation=each.id,
                aria_current="true" if each.id == current else None,
            ),
            element(
                "button",
                "✕",
                type="button",
                class_="remove",
                title="Delete this conversation",
                aria_label=f"Delete the conversation {each.title}",
                data_do="forget",
                data_conversation=each.id,
                data_ask="Delete this conversation?",
            ),
        )
        for each in conversations
    )
    return element("ul", *rows, class_="documents")
