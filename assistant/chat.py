"""A chat model as the writer: whatever LangChain chat model it is, it only supplies text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.composing import DECLINE
from assistant.errors import AssistantError, ModelFailed
from assistant.followup import transcript
from assistant.prompts import prompt
from assistant.tokens import count_message_tokens, count_tokens
from assistant.types import Evidence, Message, Usage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXCERPT_TOKENS = 1200  # of excerpts in a prompt, counted by tiktoken
TRIES = 3  # to get a stream started; providers' own clients retry on their part
PAUSE = 0.5  # seconds before the second try, doubled for each further one


class ChatWriter:
    """Writes from evidence with any LangChain chat model; safe to share by threads."""

    def __init__(
        self, model: BaseChatModel, name: str = "", excerpt_tokens: int = EXCERPT_TOKENS
    ) -> None:
        self.name = name or getattr(model, "model_name", "") or type(model).__name__
        self._model = model
        self._excerpt_tokens = excerpt_tokens

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str | Usage]:
        """Streams the model's text, then what it used. ``evidence`` is numbered from 1.

        The rules stand in the system message, alone: it is the same for every question, so that a
        server that keeps the beginning of a prompt need not read it again.

        Raises ModelFailed when the model cannot be reached or stops with an error.
        """
        shown = excerpts(evidence, self._excerpt_tokens)
        messages = [
            ("system", prompt("system", refusal=DECLINE)),
            ("user", prompt("answer", question=question, excerpts=shown)),
        ]
        return self._reply(messages)

    def rewrite(self, question: str, history: Sequence[Message]) -> str:
        """What the model makes of a follow-up question, in words that need no conversation."""
        messages = [("user", prompt("followup", question=question, history=transcript(history)))]
        return "".join(each for each in self._reply(messages) if isinstance(each, str)).strip()

    def _reply(self, messages: list[tuple[str, str]]) -> Iterator[str | Usage]:
        counted = count_message_tokens(messages)
        read = wrote = 0
        for attempt in range(1, TRIES + 1):
            started = False
            try:
                for piece in self._model.stream(messages):
                    started = True
                    if text := str(piece.text):
                        yield text
                    if used := getattr(piece, "usage_metadata", None):
                        read, wrote = read + used["input_tokens"], wrote + used["output_tokens"]
                break
            except AssistantError:
                raise
            except Exception as error:  # every provider raises its own kinds
                lost = isinstance(error, ConnectionError | TimeoutError)
                if started or not lost or attempt == TRIES:
                    raise ModelFailed(
                        f"The model {self.name} failed: {type(error).__name__}: {error}",
                        "Check that it is reachable and its key valid, or use model=builtin.",
                    ) from error
                time.sleep(PAUSE * 2 ** (attempt - 1))
        yield Usage(counted, read, wrote)


def excerpts(evidence: Sequence[Evidence], budget: int = EXCERPT_TOKENS) -> str:
    """Numbered sentences within a budget of tiktoken tokens, those of a paragraph on one line; the
    first always fits.

    The lines stand best first, except that the second best stands last: models overlook the middle
    (Liu et al., Lost in the Middle, TACL 2024).
    """
    lines: dict[tuple[str, int], str] = {}
    spent = 0
    for number, each in enumerate(evidence, start=1):
        place = (each.sentence.document_id, each.sentence.first)
        line = lines.get(place, f"({each.sentence.document_id})")
        added = f" [{number}] {_as_data(each.sentence.text)}"
        spent += count_tokens(added if place in lines else line + added) + 1  # and the line break
        if lines and spent > budget:
            break
        lines[place] = line + added
    ranked = list(lines.values())
    if len(ranked) > 2:
        ranked.append(ranked.pop(1))
    return "\n".join(ranked)


def _as_data(text: str) -> str:
    """A document's text cannot close the block it stands in."""
    return text.replace("<", "‹").replace(">", "›")
