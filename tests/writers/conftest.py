"""A small corpus, opened without any model; a chat model is put in by each test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from langchain_core.language_models import BaseChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant, Settings
from assistant.fakes import FakeEncoder
from assistant.grounding.lexical import LexicalGrounder
from assistant.providers import open_writer

BRIDGE = """# The Harbour Bridge

The Harbour Bridge was designed by Maria Lindqvist in 1928.

The bridge opened on 4 May 1932 and has seven arches.

The bridge did not close during the flood of 1951.
"""
GARDEN = """# The garden

The garden has 240 roses and was planted by Peter Novak.
"""

Open = Callable[..., Assistant]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The corpus, indexed once."""
    folder = tmp_path_factory.mktemp("writers")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "corpus" / "garden.md").write_text(GARDEN, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index", min_confidence=0.3)
    return Assistant.open(settings, encoder=FakeEncoder(), grounder=LexicalGrounder())


@pytest.fixture
def open_assistant(built: Assistant) -> Open:
    """Gives the corpus a chat model (or none) and other settings."""

    def opened(chat: BaseChatModel | None = None, **settings: object) -> Assistant:
        parts = built._parts
        named = replace(parts.settings, **settings)  # type: ignore[arg-type]
        return Assistant(
            replace(parts, settings=named, writer=open_writer(named, chat)), built.summary
        )

    return opened


def says(*texts: str) -> BaseChatModel:
    """A chat model that streams these texts word by word, one for each call."""
    return GenericFakeChatModel(messages=iter([AIMessage(text) for text in texts]))
