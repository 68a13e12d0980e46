"""Which chunks have which words: segments on disk that are written once and never changed.

A segment holds some documents. Nothing in it depends on any other: a chunk's words are counted,
and what BM25 makes of the counts is worked out when a question is asked. So an index that changes
keeps its segments and adds one more.
"""

from __future__ import annotations

import json
import os
import shutil
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

ARRAYS = ("terms", "starts", "rows", "counts", "lengths")
NAMES = "chunks.json"


@dataclass(frozen=True)
class Segment:
    """Chunks by row, and for each term (a number) the rows that have it.

    ``documents`` are (document id, its first row), in the order of rows; ``ids`` the chunks' ids,
    ``lengths`` how many words count. The rows of the n-th of ``terms``, which rise, are
    ``rows[starts[n]:starts[n + 1]]``, with ``counts`` beside them.
    """

    documents: Sequence[tuple[str, int]]
    ids: Sequence[str]
    terms: Numbers
    starts: NDArray[Any]
    rows: Numbers
    counts: Numbers
    lengths: Numbers

    @classmethod
    def load(cls, folder: Path) -> Segment:
        """Open a segment; its arrays stay on disk. Raises OSError, ValueError, KeyError."""
        import numpy as np

        names = json.loads((folder / NAMES).read_text("utf-8"))
        arrays = (np.load(folder / f"{array}.npy", mmap_mode="r") for array in ARRAYS)
        return cls([(d, n) for d, n in names["documents"]], names["ids"], *arrays)

    def save(self, folder: Path) -> None:
        """Write it to a new folder."""
        import numpy as np

        folder.mkdir(parents=True)
        for array in ARRAYS:
            np.save(folder / f"{array}.npy", getattr(self, array))
        names = {"documents": self.documents, "ids": self.ids}
        (folder / NAMES).write_text(json.dumps(names), "utf-8")

    def having(self, term: int) -> tuple[Numbers, Numbers]:
        """The rows that have a term, and how often."""
        at = int(self.terms.searchsorted(term))
        if at == len(self.terms) or self.terms[at] != term:
            return self.rows[:0], self.counts[:0]
        found = slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.rows[found], self.counts[found]

    def document(self, row: int) -> str:
        """The document that a row belongs to."""
        return self.documents[bisect_right(self._firsts, row) - 1][0]

    def rows_of(self, document_id: str) -> range:
        """The rows of a document; none when it is not here."""
        at = self._places.get(document_id)
        if at is None:
            return range(0)
        end = self._firsts[at + 1] if at + 1 < len(self._firsts) else len(self.ids)
        return range(self._firsts[at], end)

    @cached_property
    def _firsts(self) -> list[int]:
        return [first for _, first in self.documents]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {document_id: at for at, (document_id, _) in enumerate(self.documents)}


def count_terms(
    documents: Sequence[tuple[str, int]], ids: Sequence[str], lengths: Numbers, terms: Numbers
) -> Segment:
    """The segment of chunks whose terms stand one after the other, ``lengths`` of them each."""
    import numpy as np

    rows = np.repeat(np.arange(len(ids), dtype=np.uint64), lengths)
    pairs, counts = np.unique(terms.astype(np.uint64) << np.uint64(32) | rows, return_counts=True)
    found, starts = np.unique((pairs >> np.uint64(32)).astype(np.uint32), return_index=True)
    return Segment(
        documents,
        ids,
        terms=found,
        starts=np.append(starts, len(pairs)),
        rows=pairs.astype(np.uint32),  # the lower half
        counts=counts.astype(np.uint32),
        lengths=lengths,
    )


def share_folder(source: Path, target: Path) -> None:
    """The same files under another name: linked, where the disk can, since nobody changes them."""
    try:
        shutil.copytree(source, target, copy_function=os.link)
    except (OSError, shutil.Error):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
