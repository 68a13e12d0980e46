"""Serving the page: loopback unless told otherwise, no telemetry, nothing but the page readable."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import InvalidSettings, ModelMissing

if TYPE_CHECKING:
    from assistant.core import Assistant

STATIC = Path(__file__).parent / "static"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WAITING = 64  # questions that may queue; more are told to come back


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is served.

    host, port: where it listens (port 0 takes a free one). auth: ``user:password``, or a file with
    one such line per user; empty for none. share: a public link through Gradio's servers.
    mcp: also answer as an MCP server.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    auth: str = ""
    share: bool = False
    mcp: bool = False

    def users(self) -> list[tuple[str, str]]:
        """Names and passwords. Raises InvalidSettings for what cannot be read as such."""
        if not self.auth:
            return []
        file = Path(self.auth)
        lines = file.read_text("utf-8").splitlines() if file.is_file() else [self.auth]
        users = [_user(line) for line in lines if line.strip() and not line.startswith("#")]
        if not users:
            raise InvalidSettings(f"No user in {file}.", "Write one user:password a line.")
        return users

    def warning(self) -> str:
        """What the person who starts this should know; empty for loopback or with passwords.

        Raises InvalidSettings for a public link without a password.
        """
        if self.share and not self.auth:
            raise InvalidSettings(
                "--share would let anybody on the internet read your documents.", "Add --auth."
            )
        if self.host in LOOPBACK or self.auth:
            return ""
        return (
            f"Anybody who can reach {self.host}:{self.port} can read the documents and add some; "
            "use --auth to ask for a password."
        )


def serve(assistant: Assistant, serving: Serving, *, block: bool = True) -> str:
    """Serves the page; returns its address (when ``block`` is off, at once).

    Raises InvalidSettings when the port is taken or the users cannot be read, ModelMissing when
    ``mcp`` is asked for and its package is not installed.
    """
    users = serving.users()
    warning = serving.warning()
    if serving.mcp:
        _check_mcp()
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read by gradio when it is imported
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    logging.getLogger("httpx").setLevel(logging.WARNING)

    from assistant.app.desk import Desk
    from assistant.app.page import build
    from assistant.app.theme import theme
    from assistant.app.uploads import MOST_BYTES

    desk = Desk(assistant)
    page = build(desk, mcp=serving.mcp).queue(max_size=WAITING, default_concurrency_limit=16)
    script = (STATIC / "page.js").read_text("utf-8")
    try:
        _, address, public = page.launch(
            server_name=serving.host,
            server_port=serving.port or None,
            auth=users or None,
            auth_message="Sign in to ask these documents.",
            share=serving.share,
            mcp_server=serving.mcp,
            prevent_thread_lock=True,
            quiet=True,
            show_error=False,
            max_file_size=MOST_BYTES,
            allowed_paths=[],
            enable_monitoring=False,
            run_history=False,
            pwa=False,
            footer_links=[],
            theme=theme(),
            css_paths=STATIC / "page.css",
            head=f"<script>{script}</script>",
        )
    except OSError as error:
        raise InvalidSettings(
            f"Port {serving.port} on {serving.host} cannot be used ({error}).",
            "Is the page open already? Else take another one with --port.",
        ) from error
    desk.prepare()
    if warning:
        print(f"assistant: {warning}", file=sys.stderr)
    if block:
        print(f"Ask your documents at {public or address}  (Ctrl+C stops)")
        page.block_thread()
    return str(public or address)


def _user(line: str) -> tuple[str, str]:
    name, colon, password = line.strip().partition(":")
    if not (name and colon and password):
        raise InvalidSettings("--auth is neither a file nor user:password.", "Give one of these.")
    return name, password


def _check_mcp() -> None:
    from importlib.util import find_spec

    if find_spec("mcp") is None:
        raise ModelMissing(
            "The MCP door needs the package mcp.", "pip install 'cited-assistant[mcp]'"
        )
