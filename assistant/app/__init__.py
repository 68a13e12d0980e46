"""The chat page (Gradio): ask, see the source at the paragraph, trust it."""

from assistant.app.serving import Serving, serve

__all__ = ["Serving", "serve"]
