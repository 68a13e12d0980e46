"""A claim beside its evidence, with the right verdict; read from and written to JSONL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Split = Literal["dev", "test"]
_DEV_SHARE = 40  # of 100 paragraphs


@dataclass(frozen=True, slots=True)
class Pair:
    """``kind`` says how the claim was made from its evidence (``number``, ``shortened``, ...).

    ``source`` names the document or the data set, ``split`` is ``dev`` (thresholds are chosen
    there) or ``test`` (reported); both claims about one paragraph share a split.
    """

    claim: str
    evidence: str
    supported: bool
    kind: str
    source: str
    split: Split

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that name the pair by its texts."""
        return digest(self.claim, self.evidence)


def digest(*texts: str) -> str:
    """Twelve hexadecimal digits of SHA-256: stable names and stable chance."""
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:12]


def split_of(evidence: str) -> Split:
    """The split that a paragraph belongs to, by its text alone."""
    return "dev" if int(digest("split", evidence), 16) % 100 < _DEV_SHARE else "test"


def write(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as JSON, one a line."""
    lines = [json.dumps({"id": p.id, **asdict(p)}, ensure_ascii=False) for p in pairs]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[Pair]:
    """The pairs of a file that ``write`` made."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row.pop("id")
        yield Pair(**row)
