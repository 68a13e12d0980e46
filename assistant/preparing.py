"""What is stored of a file: text, paragraphs, sentences, chunks; of many files side by side.

Reading and dividing text is plain Python, which keeps one core busy. A large corpus is dealt out
to worker processes, and what they make is taken back in the order of the files. A worker ends
with the process that started it, whatever ends that, for then nobody takes from its pipe.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from itertools import starmap
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

from assistant.child import start_python
from assistant.chunking import Limits, chunk_document
from assistant.corpus import read_document, split_sentences
from assistant.errors import DocumentUnreadable
from assistant.types import Chunk, Document, Paragraph, SourceSentence

WORTH = 2_000_000  # bytes of files; reading fewer takes no longer than starting workers
MOST = 8  # workers; what is done with their work is done by one process
AHEAD = 8  # files that a worker may have ready and not yet taken
LARGE = 1_000_000  # characters; a worker that has read such a file waits until it is taken

_PROGRAM = "from assistant.preparing import serve; serve()"


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, ready to be stored."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[SourceSentence, ...]
    chunks: tuple[Chunk, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels as plain rows: five times as fast as frozen dataclasses one by one."""
        kinds = (self.paragraphs, self.sentences, self.chunks)
        return _prepared, (self.document, *(list(map(_row(kind), kind)) for kind in kinds))


def _row(values: Sequence[Any]) -> Callable[[Any], Any]:
    return attrgetter(*(field.name for field in fields(values[0]))) if values else tuple


def _prepared(document: Document, *kinds: list[tuple[Any, ...]]) -> Prepared:
    paragraphs, sentences, chunks = kinds
    return Prepared(
        document,
        tuple(starmap(Paragraph, paragraphs)),
        tuple(starmap(SourceSentence, sentences)),
        tuple(starmap(Chunk, chunks)),
    )


Outcome = Prepared | DocumentUnreadable


def prepare(root: Path, name: str, limits: Limits) -> Outcome:
    """One file of the corpus at ``root``, or why it cannot be read."""
    try:
        document, paragraphs = read_document(root, root / name)
    except DocumentUnreadable as error:
        return error
    sentences = split_sentences(document, paragraphs)
    chunks = chunk_document(document, paragraphs, sentences, limits)
    return Prepared(document, paragraphs, sentences, chunks)


def prepare_all(
    root: Path, names: Sequence[str], limits: Limits, workers: int = 0
) -> Iterator[Outcome]:
    """``prepare`` for each name in order; with ``workers``, by so many processes at once, to which
    ``limits`` must travel (pickle)."""
    with ExitStack() as started:
        shares = [_Share(root, names[n::workers], limits) for n in range(workers)]
        for share in shares:
            started.callback(share.close)
        for n, name in enumerate(names):
            outcome = shares[n % workers].take() if shares else None
            yield outcome or prepare(root, name, limits)


def workers_for(root: Path, names: Sequence[str]) -> int:
    """How many processes are worth starting for these files: one a core, or none."""
    size = 0
    for name in names:
        with contextlib.suppress(OSError):
            size += (root / name).stat().st_size
    return min(os.cpu_count() or 1, len(names), MOST) if size > WORTH else 0


class _Share:
    """The files that one worker process reads, each taken once, in order."""

    def __init__(self, root: Path, names: Sequence[str], limits: Limits) -> None:
        self._process = start_python(_PROGRAM)
        assert self._process.stdin
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            pickle.dump((root, names, limits), pipe)

    def take(self) -> Outcome | None:
        """The next file; None when the worker is gone (killed for its memory, say)."""
        assert self._process.stdout
        try:
            outcome: Outcome = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        return outcome

    def close(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def serve() -> None:
    """What a worker does: read its share, always some files ahead of who takes them."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries that print must not write into the answers
    root, names, limits = pickle.load(sys.stdin.buffer)
    ready: queue.Queue[bytes] = queue.Queue(AHEAD)
    threading.Thread(target=_hand_over, args=(ready, replies), daemon=True).start()
    for name in names:
        outcome = prepare(root, name, limits)
        ready.put(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))
        if isinstance(outcome, Prepared) and len(outcome.document.text) > LARGE:
            ready.join()
    ready.join()


def _hand_over(ready: queue.Queue[bytes], replies: IO[bytes]) -> None:
    while True:
        try:
            replies.write(ready.get())
            replies.flush()
        except OSError:
            os._exit(1)  # nobody takes it
        ready.task_done()
