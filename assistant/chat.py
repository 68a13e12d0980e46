"""A chat model as the writer: the only file that talks to LangChain chat models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.composing import REFUSAL
from assistant.errors import ModelFailed, ModelMissing
from assistant.prompts import prompt
from assistant.settings import Settings
from assistant.tokens import count_tokens
from assistant.types import Evidence, Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

BUILTIN = "builtin"
EXCERPT_TOKENS = 700  # enough for a dozen sentences; small local models read 50 tokens a second
ANSWER_TOKENS = 300
TIMEOUT = 120.0  # seconds
RETRIES = 3


class ChatWriter:
    """Writes from evidence with any LangChain chat model."""

    def __init__(self, model: BaseChatModel, name: str = "") -> None:
        self.name = name or getattr(model, "model_name", "") or type(model).__name__
        self._model = model

    def write(
        self, question: str, evidence: Sequence[Evidence], history: Sequence[Message]
    ) -> Iterator[str]:
        """Streams the model's text. ``evidence`` is numbered from 1 in the order given.

        Raises ModelFailed when the model cannot be reached or stops with an error.
        """
        messages = [
            ("system", prompt("system", refusal=REFUSAL)),
            ("user", prompt("answer", question=question, excerpts=excerpts(evidence))),
        ]
        try:
            for piece in self._model.stream(messages):
                text = piece.text if isinstance(piece.text, str) else piece.text()
                if text:
                    yield text
        except Exception as error:  # every provider raises its own kinds
            raise ModelFailed(
                f"The model {self.name} failed: {type(error).__name__}: {error}",
                "Check that it is reachable and that its key is set; or use model=builtin.",
            ) from error


def open_writer(settings: Settings, chat: BaseChatModel | None = None) -> ChatWriter | None:
    """The writer that the settings name; None for the built-in one.

    Raises ModelMissing when the name is unknown or the provider's package is not installed.
    """
    if chat is not None:
        return ChatWriter(chat)
    if settings.model == BUILTIN:
        return None
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {
        "temperature": 0.0,
        "max_tokens": ANSWER_TOKENS,
        "timeout": TIMEOUT,
        "max_retries": RETRIES,
    }
    if settings.base_url:
        options["base_url"] = settings.base_url
    try:
        return ChatWriter(init_chat_model(settings.model, **options), settings.model)
    except (ImportError, ValueError) as error:
        raise ModelMissing(
            f"The model {settings.model!r} cannot be used: {error}",
            "Name it as provider:model, such as openai:gpt-5-mini or ollama:llama3.2.",
        ) from error


def excerpts(evidence: Sequence[Evidence], budget: int = EXCERPT_TOKENS) -> str:
    """Numbered sentences within a budget of tiktoken tokens; the best always fits.

    They stand best first, except that the second best stands last: models overlook the middle
    (Liu et al., Lost in the Middle, TACL 2024).
    """
    lines: list[str] = []
    spent = 0
    for number, each in enumerate(evidence, start=1):
        line = f"[{number}] ({each.sentence.document_id}) {_as_data(each.sentence.text)}"
        spent += count_tokens(line)
        if lines and spent > budget:
            break
        lines.append(line)
    if len(lines) > 2:
        lines.append(lines.pop(1))
    return "\n".join(lines)


def _as_data(text: str) -> str:
    """A document's text cannot close the block it stands in."""
    return text.replace("<", "‹").replace(">", "›")
