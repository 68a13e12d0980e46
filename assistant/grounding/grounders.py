"""The grounder that the settings name."""

from __future__ import annotations

from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Grounder


def open_grounder(name: str) -> Grounder:
    """``lexical``: general signals, no model."""
    return LexicalGrounder()
