"""The page's doors for programs, spoken to by their own clients: HTTP and MCP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Serving, serve
from tests.app.scripted import ScriptedAssistant

pytestmark = pytest.mark.real


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Serving], str]]:
    import gradio

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "lyon.md").write_text("# Crossings\n\n40 bridges stand in Lyon.")
    yield lambda serving: serve(ScriptedAssistant(corpus), serving, block=False)
    gradio.close_all()


def test_programs_ask_over_http(served: Callable[[Serving], str]) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(served(Serving(port=0)), verbose=False)
    answer = client.predict("How many stand in Lyon?", api_name="/ask")
    cited = answer["citations"][0]
    paragraph = client.predict(cited["source"], cited["paragraph"], api_name="/paragraph")
    assert paragraph["text"] == cited["quote"] == "40 bridges stand in Lyon."
    assert client.predict(cited["source"], "¶2", api_name="/paragraph") == paragraph
    with pytest.raises(AppError, match=r"paris\.md"):
        client.predict("paris.md", 1, api_name="/paragraph")


def test_an_mcp_client_lists_the_tools_asks_and_reads_what_is_cited(
    served: Callable[[Serving], str],
) -> None:
    pytest.importorskip("mcp", reason="pip install 'cited-assistant[mcp]'")
    told = asyncio.run(_mcp_session(served(Serving(port=0, mcp=True))))
    described = {each.name: each.description for each in told.pop("tools")}
    assert set(described) == {"ask", "search", "paragraph"}
    assert "every sentence cited and checked" in described["ask"]
    texts = {name: result.content[0].text for name, result in told.items()}
    assert "“40 bridges stand in Lyon.” [1]" in texts["answer"]
    assert "[1] lyon.md ¶2 — Lyon" in texts["answer"]
    assert texts["passages"].startswith("lyon.md ¶1")
    assert texts["paragraph"] == texts["cited"] == "40 bridges stand in Lyon."
    assert "paris.md" in texts["nothing"]
    assert {name for name, result in told.items() if result.isError} == {"nothing"}


async def _mcp_session(address: str) -> dict[str, Any]:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    door = f"{address}gradio_api/mcp/"
    async with (
        streamable_http_client(door) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        return {
            "tools": (await session.list_tools()).tools,
            "answer": await session.call_tool("ask", {"question": "How many stand in Lyon?"}),
            "passages": await session.call_tool("search", {"question": "bridges", "top_k": 1}),
            "paragraph": await session.call_tool("paragraph", {"source": "lyon.md", "place": 2}),
            "cited": await session.call_tool("paragraph", {"source": "lyon.md", "place": "¶2"}),
            "nothing": await session.call_tool("paragraph", {"source": "paris.md", "place": 2}),
        }
