"""Offline doubles behind the same protocols as the real parts, for tests and examples."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.types import Vectors


class FakeEncoder:
    """Hashes words into a vector: texts that share words are near. Needs no model.

    ``encoded`` counts the document texts it was given, so a test can see what was embedded.
    """

    name = "fake"
    digest = "0" * 64
    dimension = 64
    trust = 1.0

    def __init__(self, max_tokens: int = 256) -> None:
        self.max_tokens = max_tokens
        self.encoded = 0

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape ``(len(texts), dimension)``."""
        self.encoded += len(texts)
        return self.encode_queries(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same for questions."""
        import numpy as np

        vectors: Vectors = np.full((len(texts), self.dimension), 1e-6, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                at = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
                vectors[row, at % self.dimension] += 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def count_tokens(self, text: str) -> int:
        """Words and punctuation marks."""
        return len(re.findall(r"\w+|[^\w\s]", text))
