"""Colours and type of the page: system fonts only, so that it looks the same offline."""

from __future__ import annotations

import gradio as gr


def theme() -> gr.themes.Base:
    """A calm theme; ``static/page.css`` takes its colours from here, so dark mode follows."""
    return gr.themes.Default(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_md,
        font=[gr.themes.Font(name) for name in ("system-ui", "Segoe UI", "Roboto", "sans-serif")],
        font_mono=[gr.themes.Font(name) for name in ("ui-monospace", "Consolas", "monospace")],
    )
