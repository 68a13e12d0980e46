from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from assistant.static import DIMENSION, StaticEncoder

if TYPE_CHECKING:
    from assistant.types import Vectors

# by frequency, as a vocabulary is
PIECES = ["[UNK]", "[PAD]", "the", "of", *(f"word{n}" for n in range(300)), "zebra", "savanna"]


class FakeTeacher:
    """A random vector per word piece, except that zebra and savanna are nearly the same."""

    name = "teacher"

    def __init__(self, digest: str = "d") -> None:
        self.digest = digest
        self.asked = 0
        vocabulary = {piece: n for n, piece in enumerate(PIECES)}
        self.tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode_pieces(self, ids: Sequence[int]) -> Vectors:
        self.asked += len(ids)
        vectors = np.random.default_rng(0).standard_normal((len(PIECES), 400)).astype(np.float32)
        vectors[PIECES.index("savanna")] = vectors[PIECES.index("zebra")] * 1.01
        return vectors[list(ids)]


@pytest.fixture
def teacher() -> FakeTeacher:
    return FakeTeacher()


@pytest.fixture
def encoder(teacher: FakeTeacher, tmp_path: Path) -> StaticEncoder:
    return StaticEncoder(teacher, tmp_path / "static.npz")


def test_vectors_are_of_unit_length_and_known_size(encoder: StaticEncoder) -> None:
    vectors = encoder.encode_documents(["zebra word1", "", "unheard", "the " * 5000])
    assert vectors.shape == (4, DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_like_words_are_near_and_order_does_not_matter(encoder: StaticEncoder) -> None:
    zebra, savanna, other, ab, ba = encoder.encode_documents(
        ["zebra", "savanna", "word7", "zebra word7", "word7 zebra"]
    )
    assert zebra @ savanna > 0.99
    assert abs(zebra @ other) < 0.5
    assert ab @ ba == pytest.approx(1, abs=1e-5)


def test_a_rare_word_says_more_than_a_frequent_one(encoder: StaticEncoder) -> None:
    both, frequent, rare = encoder.encode_documents(["the zebra", "the", "zebra"])
    assert both @ rare > both @ frequent


def test_attuned_questions_follow_the_rare_words_of_the_corpus(encoder: StaticEncoder) -> None:
    zebra, other = encoder.encode_documents(["zebra", "word7"])
    (plain,) = encoder.encode_queries(["zebra word7"])
    encoder.attune({"zebra": 0.0, "word7": 3.0}.__getitem__)
    (attuned,) = encoder.encode_queries(["zebra word7"])
    assert plain @ zebra > 0.5  # though the question asks for both
    assert attuned @ other == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(encoder.encode_queries(["zebra"])) == pytest.approx(1, abs=1e-5)


def test_the_vectors_are_distilled_once_and_kept(teacher: FakeTeacher, tmp_path: Path) -> None:
    file = tmp_path / "kept" / "static.npz"
    first = StaticEncoder(teacher, file).encode_queries(["zebra of word3"])
    asked = teacher.asked
    assert asked == len(PIECES) - 2  # special pieces mean nothing alone
    again = StaticEncoder(teacher, file).encode_queries(["zebra of word3"])
    assert teacher.asked == asked
    assert np.array_equal(first, again)


def test_another_teacher_has_another_digest_and_distils_anew(
    teacher: FakeTeacher, encoder: StaticEncoder, tmp_path: Path
) -> None:
    encoder.encode_documents(["zebra"])
    other = FakeTeacher(digest="e")
    student = StaticEncoder(other, tmp_path / "static.npz")
    assert student.digest != encoder.digest
    student.encode_documents(["zebra"])
    assert other.asked > 0
