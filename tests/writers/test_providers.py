"""Choosing a model: what is missing is named with its remedy, and nothing else is touched."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from assistant import Settings
from assistant.errors import DigestMismatch, ModelMissing
from assistant.gguf import locate
from assistant.providers import open_chat, open_writer
from tests.writers.conftest import Open


def test_the_built_in_writer_needs_no_network_at_all(
    open_assistant: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("reached for the network")

    for call in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, call, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    answer = open_assistant().ask("When did the bridge open?")
    assert "4 May 1932" in answer.text
    assert answer.usage.counted == 0


@pytest.mark.parametrize(
    ("model", "remedy"),
    [
        ("gpt-5", "provider:model"),
        ("openai:", "provider:model"),
        ("openai:gpt-5-mini", "export OPENAI_API_KEY"),
        ("anthropic:claude-sonnet-4-5", "export ANTHROPIC_API_KEY"),
        ("nosuch:model", "openai, anthropic, ollama, llamacpp"),
        ("llamacpp:/nowhere/model.gguf", "owner/repository/file.gguf"),
        ("llamacpp:model.gguf", "owner/repository/file.gguf"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(
    model: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    with pytest.raises(ModelMissing) as caught:
        open_writer(Settings(model=model))
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    ("model", "package", "line"),
    [
        ("openai:gpt-5-mini", "langchain_openai", "pip install 'cited-assistant[openai]'"),
        ("ollama:llama3.2", "langchain_ollama", "pip install 'cited-assistant[ollama]'"),
        ("mistralai:small", "langchain_mistralai", "pip install langchain-mistralai"),
        ("llamacpp:a.gguf", "xllamacpp", "pip install 'cited-assistant[llamacpp]'"),
    ],
)
def test_a_missing_package_is_named_with_its_pip_line(
    model: str, package: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "x")
    monkeypatch.setitem(sys.modules, package, None)
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    with pytest.raises(ModelMissing) as caught:
        open_chat(Settings(model=model))
    assert line in str(caught.value)


def test_a_server_of_our_own_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    chat = open_chat(Settings(model="openai:local", base_url="http://127.0.0.1:9/v1"))
    assert str(chat.openai_api_base) == "http://127.0.0.1:9/v1"  # type: ignore[attr-defined]


def test_a_file_that_is_no_gguf_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "model.gguf"
    page.write_text("<html>Not found</html>")
    with pytest.raises(ModelMissing, match="no GGUF file"):
        locate(str(page))


def test_a_hub_file_must_stay_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant import gguf, paths

    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF one")
    monkeypatch.setattr(paths, "digests", lambda: tmp_path / "digests")
    monkeypatch.setattr(gguf, "_downloaded", lambda repository, name: file)
    assert locate("owner/repo/model.gguf") == locate("owner/repo/model.gguf") == file
    file.write_bytes(b"GGUF two")
    with pytest.raises(DigestMismatch, match="sha256"):
        locate("owner/repo/model.gguf")
