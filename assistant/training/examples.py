"""Training examples, and their files: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

SupportLabel = Literal["supported", "contradicted", "neither", "unsupported"]


@dataclass(frozen=True, slots=True)
class ReadExample:
    """A question and a passage. ``start``/``end`` are characters, ``-1`` when nothing answers it.

    ``relevant`` is None where the data do not say (a question put to its own paragraph that the
    paragraph does not answer).
    """

    question: str
    passage: str
    start: int
    end: int
    relevant: bool | None
    source: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two texts in the order in which the model sees them."""
        return self.question, self.passage


@dataclass(frozen=True, slots=True)
class SupportExample:
    """A claim and its evidence. ``unsupported`` means contradicted or neither, which is unknown."""

    claim: str
    evidence: str
    label: SupportLabel
    source: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two texts in the order in which the model sees them."""
        return self.claim, self.evidence


Example = ReadExample | SupportExample


def save(examples: Iterable[Example], path: Path) -> None:
    """Write the examples to ``path``."""
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def load(path: Path) -> list[Example]:
    """Read what :func:`save` wrote."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [SupportExample(**row) if "claim" in row else ReadExample(**row) for row in rows]
