"""One frozen value that says how this assistant is set up; passed down, never global."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from assistant import paths
from assistant.errors import InvalidSettings

PREFIX = "ASSISTANT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read, index, search, ground and write. Every field has an environment variable
    ``ASSISTANT_<FIELD>``.

    corpus: folder of documents. index: folder for the index.
    encoder: ``packaged`` (all-MiniLM-L6-v2 from the installed package), ``fast`` (static vectors
    distilled from it), a local folder, or a model-hub name.
    grounder: ``packaged`` (the trained reader), ``lexical`` (general signals, no model), or a
    folder with other weights.
    model: ``builtin`` (no language model), or ``provider:name`` for a LangChain chat model.
    base_url: server of an OpenAI-compatible chat model.
    chroma: ``http://host:port`` of a Chroma server, ``cloud`` for Chroma Cloud, empty for the
    embedded database inside ``index``.
    chunk_tokens: most tiktoken tokens in a chunk. top_k: passages that are read per question.
    min_confidence: probability below which the assistant refuses.
    unsupported: what happens to a written sentence that nothing supports.
    max_words: length of a built-in answer.
    """

    corpus: Path | str = ""
    index: Path | str = ""
    encoder: str = "packaged"
    grounder: str = "packaged"
    model: str = "builtin"
    base_url: str = ""
    chroma: str = ""
    chunk_tokens: int = 200
    top_k: int = 12
    min_confidence: float = 0.25
    unsupported: Literal["drop", "mark"] = "drop"
    max_words: int = 200

    def __post_init__(self) -> None:
        corpus = Path(self.corpus) if str(self.corpus) else paths.default_corpus()
        object.__setattr__(self, "corpus", corpus.expanduser())
        index = Path(self.index) if str(self.index) else paths.default_index(corpus)
        object.__setattr__(self, "index", index.expanduser())
        for name, low, high in (
            ("chunk_tokens", 32, 8192),
            ("top_k", 1, 200),
            ("min_confidence", 0.0, 1.0),
            ("max_words", 20, 2000),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise InvalidSettings(f"{name} is {value!r}.", f"Use a value from {low} to {high}.")
        if self.unsupported not in ("drop", "mark"):
            raise InvalidSettings(f"unsupported is {self.unsupported!r}.", "Use drop or mark.")

    @classmethod
    def from_environment(cls, **given: Any) -> Settings:
        """Settings from ``ASSISTANT_*`` variables; what is ``given`` (and not None) wins.

        Raises InvalidSettings for a variable that cannot be read as its field's type.
        """
        values: dict[str, Any] = {}
        for each in fields(cls):
            raw = os.environ.get(PREFIX + each.name.upper())
            if raw is None or raw == "":
                continue
            kind: type[str] | type[int] | type[float] = type(each.default)  # type: ignore[assignment]
            try:
                values[each.name] = kind(raw)
            except ValueError:
                raise InvalidSettings(
                    f"{PREFIX}{each.name.upper()} is {raw!r}.", f"It must be {kind.__name__}."
                ) from None
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)

    def fingerprint(self) -> str:
        """Short digest of what shapes an answer (places on this disk do not)."""
        shaping = {k: v for k, v in asdict(self).items() if k not in ("corpus", "index")}
        return hashlib.sha256(repr(sorted(shaping.items())).encode()).hexdigest()[:12]
