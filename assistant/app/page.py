"""The page: its layout, its events, and the same assistant for programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr

from assistant.app.api import endpoints
from assistant.app.desk import Desk
from assistant.app.layout import widgets
from assistant.app.tools import tools
from assistant.app.wiring import wire
from assistant.errors import AssistantError


def build(desk: Desk, *, mcp: bool = False) -> gr.Blocks:
    """The page over a desk; nothing is served yet. ``mcp`` adds the tools for MCP clients."""
    with gr.Blocks(
        title="Ask your documents",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(600, 600),  # seconds: uploads are copied into the corpus at once
    ) as page:
        on = widgets(desk)
        # before the page's own events, which would take these names; Gradio makes a tool of
        # every documented endpoint
        visibility = "undocumented" if mcp else "public"
        for name, function in endpoints(desk.assistant).items():
            _offer(function, name, visibility)
        if mcp:
            for name, function in tools(desk.assistant).items():
                _offer(function, f"{name}_text", "public")
        wire(page, on, desk)
    return page


def _offer(function: Callable[..., Any], name: str, visibility: Any) -> None:
    """Makes an endpoint of a function; a caller's mistake is told with its remedy."""

    @wraps(function)
    def told(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except AssistantError as error:
            raise gr.Error(str(error), print_exception=False) from error

    gr.api(told, api_name=name, api_visibility=visibility, concurrency_id="asking")
