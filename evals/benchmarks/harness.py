"""What all benchmarks share: folders of documents to open, samples, lines of results."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from assistant import Answer, Assistant, Settings
from assistant.types import Encoder, Grounder
from evals.bootstrap import Interval, interval

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One number of ours beside the published ones."""

    metric: str
    value: Interval
    published: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a benchmark gave. ``differs`` says how the run differs from the published ones."""

    name: str
    title: str
    lines: tuple[Line, ...]
    differs: str


@dataclass(frozen=True, slots=True)
class Bench:
    """Models that are loaded once, and a place for the folders and indexes of many corpora."""

    data: Path
    settings: Settings
    encoder: Encoder
    grounder: Grounder
    cache: Path

    def open(self, documents: Mapping[str, str], top_k: int | None = None) -> Assistant:
        """An assistant over ``documents`` (file name -> text), written out as real files.

        Folder and index are named by a digest of the texts and kept, so that a second run is fast.
        """
        named = hashlib.sha256(repr(sorted(documents.items())).encode()).hexdigest()[:16]
        return self._open(documents, self.cache / named, top_k)

    @contextmanager
    def opened(self, documents: Mapping[str, str]) -> Iterator[Assistant]:
        """The same for a small corpus that is asked once: nothing is kept."""
        folder = Path(mkdtemp(prefix="bench-"))
        try:
            yield self._open(documents, folder, None)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _open(self, documents: Mapping[str, str], folder: Path, top_k: int | None) -> Assistant:
        corpus = folder / "corpus"
        if not corpus.is_dir():
            corpus.mkdir(parents=True)
            for name, text in documents.items():
                (corpus / name).write_text(text, encoding="utf-8")
        settings = replace(
            self.settings,
            corpus=corpus,
            index=folder / "index",
            top_k=top_k or self.settings.top_k,
        )
        return Assistant.open(
            settings, encoder=self.encoder, grounder=self.grounder, progress=len(documents) > 50
        )


Runner = Callable[[Bench, int | None, Callable[[], None]], Report]
"""A benchmark: runs on at most so many questions, and calls the last argument after each."""


def file_name(number: int, title: str, ending: str = "md") -> str:
    """A safe, unique name for a document."""
    return f"{number:05}-{re.sub(r'[^a-zA-Z0-9]+', '-', title).strip('-')[:60]}.{ending}"


def sample(rows: Sequence[T], limit: int | None) -> list[T]:
    """All rows, or ``limit`` of them drawn with a fixed seed, in their order."""
    if limit is None or limit >= len(rows):
        return list(rows)
    chosen = sorted(random.Random(0).sample(range(len(rows)), limit))
    return [rows[n] for n in chosen]


def line(metric: str, values: Sequence[float], published: str = "") -> Line:
    """The mean of ``values`` with its interval. Raises ValueError when there are none."""
    mean = interval(values)
    if mean is None:
        raise ValueError(f"no values for {metric}")
    return Line(metric, mean, published)


def short(answer: Answer) -> str:
    """The first thing an answer states, without quotation marks; nothing for a refusal."""
    if answer.refused or not answer.sentences:
        return ""
    return answer.sentences[0].text.strip().strip("“”\"'").rstrip(".")


def said(answer: Answer) -> str:
    """The words of an answer; nothing for a refusal."""
    return "" if answer.refused else " ".join(s.text for s in answer.sentences) or answer.text
