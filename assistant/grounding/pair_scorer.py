"""The only importer of onnxruntime and tokenizers: pairs of texts in, logits of every head out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.errors import DigestMismatch, ModelMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MANIFEST = "weights.json"
_BATCH = 8
_PADDING = 0.85  # a pair joins a batch when it is at least this long beside the longest in it


@dataclass(frozen=True, slots=True)
class PairScores:
    """The heads' logits for one pair of texts.

    ``start`` and ``end`` (N,) belong to the N tokens of the second text, whose characters are
    ``offsets`` and whose words are numbered in ``words``; ``no_start`` and ``no_end`` belong to
    "no answer here". ``support`` (3,) is supported, contradicted, neither.
    """

    relevance: float
    answerable: float
    start: Floats
    end: Floats
    no_start: float
    no_end: float
    support: Floats
    offsets: tuple[tuple[int, int], ...]
    words: tuple[int, ...]


class PairScorer:
    """A cross-encoder in a folder: ``model.onnx``, ``tokenizer.json`` and their manifest.

    Raises:
        ModelMissing: a file is not there.
        DigestMismatch: a file is not the one that the manifest names.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.manifest = _checked_manifest(folder)
        self.max_tokens = int(self.manifest["max_tokens"])
        # two that are never changed again: threads share them
        self._tokenizer, self._untruncated = (
            Tokenizer.from_file(str(folder / "tokenizer.json")) for _ in range(2)
        )
        self._tokenizer.enable_truncation(self.max_tokens, strategy="only_second")
        self._untruncated.no_truncation()
        for tokenizer in (self._tokenizer, self._untruncated):
            tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads  # 0: as many as there are cores
        options.log_severity_level = 3
        # threads that spin while they wait take the cores from other questions
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def fits(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        """Whether each pair is read whole, with nothing of the second text cut off."""
        return [not encoding.overflowing for encoding in self._encode(pairs)]

    def token_spans(self, text: str) -> list[tuple[int, int]]:
        """The characters of each token of ``text``."""
        encoding = self._untruncated.encode(text, add_special_tokens=False)
        spans: list[tuple[int, int]] = encoding.offsets
        return spans

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[PairScores]:
        """Read the pairs, neighbours in length together, and return their scores in order."""
        encodings = self._encode(pairs)
        order = sorted(range(len(pairs)), key=lambda i: len(encodings[i].ids), reverse=True)
        scores: dict[int, PairScores] = {}
        while order:
            longest = len(encodings[order[0]].ids)
            size = 1
            while (
                size < min(_BATCH, len(order))
                and len(encodings[order[size]].ids) >= _PADDING * longest
            ):
                size += 1
            batch, order = order[:size], order[size:]
            read = self._run([encodings[i] for i in batch])
            scores.update(zip(batch, read, strict=True))
        return [scores[i] for i in range(len(pairs))]

    def _encode(self, pairs: Sequence[tuple[str, str]]) -> list[Any]:
        return list(self._tokenizer.encode_batch(list(pairs)))

    def _run(self, encodings: Sequence[Any]) -> list[PairScores]:
        shape = (len(encodings), max(len(encoding.ids) for encoding in encodings))
        feed = {
            name: np.zeros(shape, dtype=np.int64)
            for name in ("input_ids", "attention_mask", "token_type_ids")
        }
        for row, encoding in enumerate(encodings):
            length = len(encoding.ids)
            feed["input_ids"][row, :length] = encoding.ids
            feed["attention_mask"][row, :length] = 1
            feed["token_type_ids"][row, :length] = encoding.type_ids
        relevance, answerable, start, end, support = self._session.run(None, feed)
        found = []
        for row, encoding in enumerate(encodings):
            first, last = _second_text(encoding)
            found.append(
                PairScores(
                    relevance=float(relevance[row]),
                    answerable=float(answerable[row]),
                    start=start[row, first:last],
                    end=end[row, first:last],
                    no_start=float(start[row, 0]),
                    no_end=float(end[row, 0]),
                    support=support[row],
                    offsets=tuple(encoding.offsets[first:last]),
                    words=tuple(encoding.word_ids[first:last]),
                )
            )
        return found


def _second_text(encoding: Any) -> tuple[int, int]:
    """The tokens ``[first, last)`` of the second text, the closing mark left out."""
    second = [i for i, sequence in enumerate(encoding.sequence_ids) if sequence == 1]
    return (second[0], second[-1] + 1) if second else (0, 0)


def _checked_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise ModelMissing(
            f"There are no reader weights in {folder} ({MANIFEST} is missing).",
            "Reinstall the package, or point the setting at a folder that training wrote.",
        )
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name, expected in manifest["sha256"].items():
        if not (folder / name).is_file():
            raise ModelMissing(
                f"The reader weights lack {folder / name}.", "Reinstall the package."
            )
        found = file_sha256(folder / name)
        if found != expected:
            raise DigestMismatch(
                f"{folder / name} has sha256 {found[:12]}…, but {expected[:12]}… was expected.",
                "The file is damaged or foreign: reinstall the package or train anew.",
            )
    return manifest


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
