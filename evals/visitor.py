"""Somebody with the page open, without a browser: the same events over the same queue."""

from __future__ import annotations

import html
import json
import re
import secrets
from collections.abc import Iterator
from typing import Any

QUESTION = re.compile(r"<h3>(.*?)</h3>", re.DOTALL)


class Visitor:
    """One session of the page at ``address``, with a conversation of its own.

    Raises RuntimeError when the server reports a failure.
    """

    def __init__(self, address: str, timeout: float = 300.0) -> None:
        import httpx

        self._http = httpx.Client(base_url=address, timeout=timeout)
        self._session = secrets.token_hex(8)
        config = self._http.get("config").json()
        named = {each["props"].get("elem_id"): each["id"] for each in config["components"]}
        self._events = config["dependencies"]
        arrive = self._event(None, "load")
        self._ask = self._event(named["question"], "submit")
        self._new = self._event(named["new"], "click")
        self._answer = next(e for e in self._events if e["trigger_after"] == self._ask["id"])
        self._call(arrive)

    def begin(self) -> None:
        """A new conversation."""
        self._call(self._new)

    def ask(self, question: str) -> str:
        """Asks in the open conversation; returns what the conversation shows, as HTML."""
        self._call(self._ask, question)
        shown = self._call(self._answer)[1]
        return str(shown)

    def close(self) -> None:
        """Closes the page."""
        self._http.close()

    def _event(self, component: int | None, name: str) -> dict[str, Any]:
        return next(
            each
            for each in self._events
            if any(t[1] == name and component in (None, t[0]) for t in each["targets"])
        )

    def _call(self, event: dict[str, Any], *given: str) -> list[Any]:
        """Runs an event; what is not given is the session's own state, kept by the server."""
        values = [*given, *[None] * (len(event["inputs"]) - len(given))]
        body = {"fn_index": event["id"], "data": values, "session_hash": self._session}
        self._http.post("gradio_api/queue/join", json=body).raise_for_status()
        *_, last = self._messages()
        if not last["success"]:
            raise RuntimeError(str(last["output"].get("error") or last))
        data: list[Any] = last["output"]["data"]
        return data

    def _messages(self) -> Iterator[dict[str, Any]]:
        where = "gradio_api/queue/data"
        with self._http.stream("GET", where, params={"session_hash": self._session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line else {"msg": ""}
                if message["msg"] == "process_completed":
                    yield message


def questions_of(shown: str) -> list[str]:
    """The questions that a shown conversation has."""
    return [html.unescape(each) for each in QUESTION.findall(shown)]
