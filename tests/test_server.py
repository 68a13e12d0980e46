"""The same index against a real single-node Chroma server, behind a gate that wants a token."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.errors import InvalidSettings, StoreUnreachable
from assistant.fakes import FakeEncoder
from assistant.index import open_index
from assistant.indexing import build_or_update
from assistant.settings import Settings
from assistant.store import TOKEN, open_shared

pytestmark = pytest.mark.real
SECRET = "let-me-in"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    chroma = str(Path(sys.executable).with_name("chroma"))
    process = subprocess.Popen(
        [chroma, "run", "--path", str(tmp_path_factory.mktemp("chroma")), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 120
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield port
    process.terminate()
    process.wait()


@pytest.fixture
def gate(server: int) -> Iterator[str]:
    """A door before the server that lets only the token through."""

    class Gate(BaseHTTPRequestHandler):
        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != f"Bearer {SECRET}":
                self.send_response(401)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            inner = http.client.HTTPConnection("127.0.0.1", server)
            kept = {k: v for k, v in self.headers.items() if k.lower() != "accept-encoding"}
            inner.request(self.command, self.path, body, kept)
            answer = inner.getresponse()
            data = answer.read()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.getheader("Content-Type") or "")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = pass_on

        def log_message(self, *_: object) -> None: ...

    gate = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    threading.Thread(target=gate.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{gate.server_port}"
    gate.shutdown()


def settings(home: Path, name: str, chroma: str) -> Settings:
    corpus = home / name
    corpus.mkdir(exist_ok=True)
    for n in range(3):
        (corpus / f"{n}.txt").write_text(f"The {name} document number {n} speaks of {name}{n}.")
    return Settings(corpus=corpus, index=home / f"{name}-index", chroma=chroma)


def found(settings: Settings, question: str) -> list[str]:
    index = open_index(settings, FakeEncoder())
    try:
        hits = index.store.query(FakeEncoder().encode_queries([question])[0], 50)
        chunks = [index.library.chunk(i) for i, _ in hits]
        assert None not in chunks
        return [c.text for c in chunks if c]
    finally:
        index.close()


def test_build_update_and_ask_over_a_server_with_a_token(
    gate: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_gate = settings(tmp_path, "river", gate)
    with pytest.raises(StoreUnreachable, match=TOKEN):
        build_or_update(at_gate, FakeEncoder())
    monkeypatch.setenv(TOKEN, SECRET)
    assert build_or_update(at_gate, FakeEncoder()).embedded == 3
    assert "river1" in found(at_gate, "river1")[0]
    Path(at_gate.corpus, "1.txt").write_text("It now speaks of the delta.")
    Path(at_gate.corpus, "2.txt").unlink()
    summary = build_or_update(at_gate, FakeEncoder())
    assert (summary.changed, summary.deleted, summary.embedded) == (("1.txt",), ("2.txt",), 1)
    texts = found(at_gate, "delta")
    assert "delta" in texts[0]
    assert len(texts) == 2  # what the index no longer needs is gone from the server
    assert build_or_update(at_gate, FakeEncoder()).embedded == 0


def test_two_indexers_share_a_server_without_seeing_each_other(server: int, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{server}"
    both = [settings(tmp_path, name, url) for name in ("hill", "lake")]
    threads = [
        threading.Thread(target=build_or_update, args=(each, FakeEncoder())) for each in both
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("hill" in text for text in found(both[0], "document"))
    assert all("lake" in text for text in found(both[1], "document"))
    for n in range(3):
        Path(both[0].corpus, f"{n}.txt").write_text(f"Changed {n}.")
    build_or_update(both[0], FakeEncoder())
    assert len(found(both[1], "document")) == 3


def test_a_server_that_lost_its_data_is_filled_again(server: int, tmp_path: Path) -> None:
    mine = settings(tmp_path, "moor", f"http://127.0.0.1:{server}")
    build_or_update(mine, FakeEncoder())
    store = open_shared(mine.chroma, FakeEncoder.digest, Path(mine.index, "owner").read_text())
    store.remove(sorted(store.ids()))
    assert found(mine, "moor") == []
    assert build_or_update(mine, FakeEncoder(), rebuild=True).embedded == 0
    assert len(found(mine, "moor")) == 3


def test_no_server_and_no_sense_are_told_apart(tmp_path: Path) -> None:
    nobody = settings(tmp_path, "void", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(StoreUnreachable, match="Is it running"):
        build_or_update(nobody, FakeEncoder())
    with pytest.raises(InvalidSettings, match="http://host:port"):
        open_shared("localhost:8000", "d" * 64, "me")
