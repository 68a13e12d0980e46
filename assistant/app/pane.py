"""A pane: HTML of ours inside Gradio, whose controls raise events.

A click on anything with ``data-do="name"`` (or the submission of such a form) raises the event
``name`` with the control's other ``data-`` values; ``data-ask`` is a question to confirm first.
Gradio's own chat component would strip those attributes and labels, and reads raw markup to
screen readers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

SCRIPT = Path(__file__).parent / "static" / "pane.js"


def pane(value: Any = "", *, events: Sequence[str] = (), then: str = "", **options: Any) -> gr.HTML:
    """A component of HTML. ``events`` are the names that its controls may raise; ``then`` is
    JavaScript that runs whenever the value has changed (it sees ``element`` and ``props``)."""
    script = f"const events = {json.dumps(list(events))};\n" + SCRIPT.read_text("utf-8")
    if then:
        script += f"\nwatch('value', () => {{ {then} }});"
    return gr.HTML(value, js_on_load=script, apply_default_css=False, padding=False, **options)


def raised(event: gr.EventData) -> Mapping[str, str]:
    """The values of the control that raised an event; they come from the browser, so they are
    only ever looked up."""
    data = getattr(event, "_data", None) or {}
    return {str(key): str(value)[:4000] for key, value in dict(data).items()}
