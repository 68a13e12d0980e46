"""A chat model whose replies are kept in a file, so that a long run can stop and go on.

A prompt that was answered before is answered from the file, in the time that it took; so a run
that was cut off costs only what is missing, and a change of the checks costs no reply at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.streaming import StreamingChat


class Clock:
    """Seconds that pass, and those that a kept reply spared."""

    def __init__(self) -> None:
        self._spared = 0.0

    def now(self) -> float:
        """Only differences between two of these mean something."""
        return perf_counter() + self._spared

    def spare(self, seconds: float) -> None:
        """Counts time that passed when a reply was first made."""
        self._spared += seconds


CLOCK = Clock()  # of the whole run: answers are timed by it


class KeptReplies(StreamingChat):
    """Replies as the model that ``opened`` opens would; it is opened when a reply is missing.

    ``file`` has a JSON object a line: key (of the model's name and the prompt), text, usage,
    seconds, seconds of this process's processor time (which other load does not lengthen when the
    model runs in process), and prompt.
    """

    model_name: str
    file: Path
    _open: Callable[[], BaseChatModel] = PrivateAttr()
    _model: BaseChatModel | None = PrivateAttr(default=None)
    _kept: dict[str, dict[str, Any]] = PrivateAttr()

    def __init__(self, opened: Callable[[], BaseChatModel], **fields: Any) -> None:
        super().__init__(**fields)
        self._open = opened
        lines = self.file.read_text("utf-8").splitlines() if self.file.is_file() else ()
        self._kept = {row["key"]: row for row in map(json.loads, lines)}

    @property
    def _llm_type(self) -> str:
        return "kept"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        prompt = convert_to_openai_messages(messages)
        key = hashlib.sha256(json.dumps([self.model_name, prompt]).encode()).hexdigest()
        if key in self._kept:
            CLOCK.spare(self._kept[key]["seconds"])
        else:
            self._keep({"key": key, **self._reply(messages), "prompt": prompt})
        row = self._kept[key]
        yield ChatGenerationChunk(
            message=AIMessageChunk(content=row["text"], usage_metadata=row["usage"])
        )

    def _reply(self, messages: list[BaseMessage]) -> dict[str, Any]:
        self._model = self._model or self._open()
        started, busy, text, usage = perf_counter(), process_time(), "", None
        for piece in self._model.stream(messages):
            text += str(piece.text)
            usage = piece.usage_metadata or usage
        seconds, busy = perf_counter() - started, process_time() - busy
        return {"text": text, "usage": usage, "seconds": seconds, "processor": busy}

    def _keep(self, row: dict[str, Any]) -> None:
        self._kept[row["key"]] = row
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
