"""A question-answering assistant whose every sentence is cited and checked.

    from assistant import ask
    print(ask("How many people died?").text)

Importing this package loads no model library; the parts are imported when they are first used.
"""

from assistant.core import Assistant, ask
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
