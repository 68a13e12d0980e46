"""A question-answering assistant whose every sentence is cited and checked.

    from assistant import ask
    print(ask("How many people died?").text)

Importing this package is instant: ``ask`` and ``Assistant`` are loaded at their first use
(PEP 562), and the model libraries when the first question needs them.
"""

from typing import TYPE_CHECKING, Any

from assistant.errors import (
    AssistantError,
    CorpusError,
    IndexFailure,
    InvalidQuestion,
    InvalidSettings,
    ModelError,
    PromptError,
)
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Chunk,
    Citation,
    Disagreement,
    Document,
    Evidence,
    Paragraph,
    Passage,
    Sentence,
    Side,
    Verdict,
)

if TYPE_CHECKING:
    from assistant.core import Assistant, ask

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022 - grouped by stage
    # ask
    "ask",
    "Assistant",
    "Settings",
    # what an answer is made of
    "Answer",
    "Sentence",
    "Citation",
    "Disagreement",
    "Side",
    "Verdict",
    # what it rests on
    "Document",
    "Paragraph",
    "Chunk",
    "Passage",
    "Evidence",
    # errors
    "AssistantError",
    "CorpusError",
    "IndexFailure",
    "InvalidQuestion",
    "InvalidSettings",
    "ModelError",
    "PromptError",
]


def __getattr__(name: str) -> Any:
    if name in ("ask", "Assistant"):
        from assistant import core

        return getattr(core, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
