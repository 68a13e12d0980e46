"""A GGUF file run in this process by llama.cpp, as a LangChain chat model.

The only importer of xllamacpp, whose wheels bring llama.cpp compiled.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk
from pydantic import PrivateAttr

from assistant.errors import ModelFailed, ModelMissing
from assistant.gguf import locate
from assistant.streaming import StreamingChat

WINDOW = 4096  # tokens of prompt and answer together
STOPS_WITHIN = 30.0  # seconds for the batch in hand; the interpreter must not exit before


class LlamaCppChat(StreamingChat):
    """Streams from an opened ``xllamacpp.Server``; the model's chat template is used.

    llama.cpp keeps the tokens of the last prompt, so that the beginning that the next prompt shares
    with it, such as the system message, is not read again.
    """

    model_name: str
    max_tokens: int = 300
    temperature: float = 0.0
    _server: Any = PrivateAttr()

    def __init__(self, server: Any, **fields: Any) -> None:
        super().__init__(**fields)
        self._server = server

    @property
    def _llm_type(self) -> str:
        return "llamacpp"

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        request = {
            "messages": convert_to_openai_messages(messages),
            "max_tokens": self.max_tokens,
            "temperature": self.temperature,
            "stream": True,
            "stream_options": {"include_usage": True},
            **({"stop": stop} if stop else {}),
            **kwargs,
        }
        for piece in self._pieces(request):
            chunk = ChatGenerationChunk(message=_message(piece))
            if run_manager and chunk.text:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _pieces(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What the server hands to its callback, in a thread of its own, as an iterator.

        The server stops when the iterator is closed. Raises ModelFailed with the server's message.
        """
        pieces: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        closed = threading.Event()

        def receive(piece: dict[str, Any]) -> bool:
            pieces.put(piece)
            return closed.is_set()  # true stops the server

        def work() -> None:
            try:
                self._server.handle_chat_completions(request, receive)
            except Exception as error:  # handed to the thread that reads
                pieces.put({"error": {"message": str(error)}})
            finally:
                pieces.put(None)

        worker = threading.Thread(target=work, name="llamacpp", daemon=True)
        worker.start()
        try:
            while (piece := pieces.get()) is not None:
                if "error" in piece:
                    raise ModelFailed(
                        f"The model {self.model_name} failed: {piece['error'].get('message')}",
                        "Ask again with a shorter question, or choose another model.",
                    )
                yield piece
        finally:
            closed.set()
            worker.join(STOPS_WITHIN)


def open_llamacpp(name: str, *, max_tokens: int, window: int = WINDOW) -> LlamaCppChat:
    """Loads the GGUF file ``name`` (a path, or ``owner/repository/file.gguf`` on the hub).

    Raises ModelMissing when xllamacpp is not installed, or the file is missing or unreadable.
    """
    try:
        import xllamacpp
    except ImportError as error:
        raise ModelMissing(
            "Running a GGUF file needs xllamacpp, which is not installed.",
            "Run: pip install 'cited-assistant[llamacpp]'",
        ) from error
    path = locate(name)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = window
    parameters.n_parallel = 1  # one slot, so that every prompt finds the last one's beginning
    parameters.verbosity = 0
    parameters.warmup = False
    parameters.api_keys = [secrets.token_hex(16)]  # it also listens on loopback: not for others
    for each in (parameters.cpuparams, parameters.cpuparams_batch):
        each.n_threads = _threads()
    try:
        server = xllamacpp.Server(parameters)
    except Exception as error:  # the binding raises RuntimeError and ValueError alike
        raise ModelMissing(
            f"llama.cpp cannot load {path}: {error}", "Name a GGUF file that it supports."
        ) from error
    return LlamaCppChat(server, model_name=path.stem, max_tokens=max_tokens)


def _threads() -> int:
    """llama.cpp's own choice (-1), or as many threads as there are idle cores.

    Its threads wait for each other in a loop: one that finds its core taken holds up all others
    (measured with both of two cores busy: 20 tokens in 74 s by two threads, in 2 s by one).
    """
    cores = os.cpu_count() or 1
    idle = cores - os.getloadavg()[0] if hasattr(os, "getloadavg") else cores
    return -1 if idle >= cores / 2 else max(1, int(idle))


def _message(piece: dict[str, Any]) -> AIMessageChunk:
    """One piece of an OpenAI-style stream; the last one holds the counts of tokens."""
    choices = piece.get("choices") or [{"delta": {}}]
    text = choices[0]["delta"].get("content") or ""
    used = piece.get("usage")
    if not used:
        return AIMessageChunk(content=text)
    counts = UsageMetadata(
        input_tokens=used["prompt_tokens"],
        output_tokens=used["completion_tokens"],
        total_tokens=used["total_tokens"],
    )
    return AIMessageChunk(content=text, usage_metadata=counts)
