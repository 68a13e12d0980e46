"""A process of its own for the readers of complicated formats.

A parser that loops, eats memory or crashes on a hostile file takes only the worker with it: it is
killed when the time is up, and the next file gets a fresh one. Bytes and results travel over
pipes, the result as JSON, so a worker that a file has taken over cannot hand back code.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from ..child import start_python
from ..errors import DocumentUnreadable
from .blocks import Block
from .content import Content
from .sniffing import Format

SECONDS = 60
"""Computing time that one file may take."""
PATIENCE = 900.0
"""Time by the clock, the start of a worker included: long, for a busy machine is no bad file."""
MEMORY = 2 << 30
"""Address space of a worker in bytes (where the system can limit it)."""

_OUT_OF_TIME = int(signal.SIGXCPU)
_PROGRAM = """
import sys
from assistant.corpus.worker import serve
serve(int(sys.argv[1]), int(sys.argv[2]))
"""


class Worker:
    """Reads files one at a time in a child process that is started on demand."""

    def __init__(
        self, seconds: int = SECONDS, memory: int = MEMORY, patience: float = PATIENCE
    ) -> None:
        self._seconds = seconds
        self._memory = memory
        self._patience = patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, name: str, form: Format) -> Content:
        """Read one file's bytes.

        Raises:
            DocumentUnreadable: the reader says so, takes too long, too much memory, or crashes.
        """
        with self._lock:
            return self._read(data, name, form)

    def close(self) -> None:
        """End the child process; the next file would start a new one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _read(self, data: bytes, name: str, form: Format) -> Content:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(self._patience, expire)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, json.dumps({"name": name, "form": form}).encode())
            _send(process.stdin, data)
            reply = _receive(process.stdout)
        except (EOFError, OSError) as error:
            code = process.wait()
            self.close()
            if expired.is_set():
                raise _given_up(name, f"{self._patience:.0f} seconds") from error
            if code == -_OUT_OF_TIME:
                raise _given_up(name, f"{self._seconds} seconds of computing") from error
            raise DocumentUnreadable(
                f"{name} made its reader crash (exit status {code}).",
                "It is probably damaged; save it again with the program that made it.",
                passing=True,
            ) from error
        finally:
            timer.cancel()
        return _content(json.loads(reply), name, self._memory)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = start_python(_PROGRAM, self._memory, self._seconds)
            atexit.register(self.close)
        return self._process


def _given_up(name: str, after: str) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{name} was given up after {after}.",
        "Split it, or save it again in a simpler form.",
        passing=True,
    )


def _content(reply: dict[str, Any], name: str, memory: int) -> Content:
    if "what" in reply:
        raise DocumentUnreadable(reply["what"], reply["remedy"], needs=reply["needs"])
    if "memory" in reply:
        raise DocumentUnreadable(
            f"{name} needs more than {memory >> 20} MB of memory to be read.", "Split it."
        )
    blocks = tuple(Block(**block) for block in reply.pop("blocks"))
    return Content(blocks=blocks, **reply)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(struct.pack(">Q", len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    header = pipe.read(8)
    if len(header) < 8:
        raise EOFError
    (length,) = struct.unpack(">Q", header)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _answer(request: bytes, data: bytes) -> dict[str, Any]:
    from .formats import read_bytes

    try:
        content = read_bytes(data, **json.loads(request))
        return {**asdict(content), "metadata": dict(content.metadata)}
    except DocumentUnreadable as error:
        return {"what": error.what, "remedy": error.remedy, "needs": error.needs}
    except MemoryError:
        return {"memory": True}


def _allow(seconds: int) -> None:
    """From here on this process may compute so long; then the system ends it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def serve(memory: int, seconds: int) -> None:
    """Answer requests until the parent closes the pipe, within these limits."""
    with contextlib.suppress(OSError, ValueError):  # a limit that this system does not know
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Libraries that print must not write into the answers.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            request, data = _receive(sys.stdin.buffer), _receive(sys.stdin.buffer)
        except EOFError:
            return
        _allow(seconds)
        _send(replies, json.dumps(_answer(request, data)).encode())
