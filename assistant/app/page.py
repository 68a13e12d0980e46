"""The page: its layout, its events, and the same assistant for programs."""

from __future__ import annotations

import gradio as gr

from assistant.app.api import endpoints
from assistant.app.desk import Desk
from assistant.app.layout import widgets
from assistant.app.wiring import wire


def build(desk: Desk) -> gr.Blocks:
    """The page over a desk; nothing is served yet."""
    with gr.Blocks(
        title="Ask your documents",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(600, 600),  # seconds: uploads are copied into the corpus at once
    ) as page:
        wire(page, widgets(desk), desk)
        for name, function in endpoints(desk.assistant).items():
            gr.api(function, api_name=name, concurrency_id="asking")
    return page
