"""Paragraphs and sentences of the corpus, read apart from the code that is being tested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_END = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])")
_ABBREVIATED = re.compile(r"(?:\b(?:St|no|Mr|Dr|Inc)|\b[A-Z])\.$")
_WORDS_IN_CLAIM = range(7, 41)


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of running text and the document that it is from."""

    document: str
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences."""
        found: list[str] = []
        for piece in _END.split(self.text):
            if found and _ABBREVIATED.search(found[-1]):
                found[-1] += f" {piece}"
            else:
                found.append(piece)
        return tuple(found)

    @property
    def claims(self) -> tuple[str, ...]:
        """Its sentences that are long enough to claim something and short enough to be one."""
        return tuple(s for s in self.sentences if len(s.split()) in _WORDS_IN_CLAIM)


def read_prose(corpus: Path) -> Iterator[Prose]:
    """The paragraphs of every Markdown document, headings, lists, notes and tables left out."""
    for path in sorted(corpus.glob("*.md")):
        if path.name == "README.md":
            continue
        text = _FRONT_MATTER.sub("", path.read_text(encoding="utf-8"))
        for block in re.split(r"\n\s*\n", text):
            paragraph = " ".join(block.split())
            if len(paragraph) > 60 and not re.match(r"[#|>*\-\d\[]|Notes? \d", paragraph):
                yield Prose(path.name, paragraph.replace("*", ""))
