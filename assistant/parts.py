"""What answering a question takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.index import Index
from assistant.settings import Settings
from assistant.types import Encoder, Grounder, Writer


@dataclass(frozen=True, slots=True)
class Parts:
    """What one question needs: the opened index and the models."""

    settings: Settings
    index: Index
    encoder: Encoder
    grounder: Grounder
    writer: Writer | None = None  # None: the built-in one

    @property
    def model(self) -> str:
        """The name of what writes."""
        return self.writer.name if self.writer else "builtin"

    @property
    def fingerprint(self) -> str:
        """Names the corpus and the settings that an answer rests on."""
        return f"{self.index.manifest.fingerprint}-{self.settings.fingerprint()}"

    def is_stale(self, document_id: str) -> bool:
        """Whether a file changed or vanished since it was indexed."""
        return self.index.manifest.is_stale(Path(self.settings.corpus), document_id)
