"""Batches, losses and the checkpoint, with a network of one small layer."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig

from assistant.training.batches import IGNORED, batches, collate, load_tokenizer
from assistant.training.examples import Example, ReadExample, SupportExample
from assistant.training.loop import Recipe, Run, between, losses
from assistant.training.model import CrossEncoder, Scores

WORDS = "the mill at orla opened in 1904 it ground rye when did open ? .".split()
EXAMPLES: list[Example] = [
    ReadExample("when did it open ?", "the mill at orla opened in 1904 .", 27, 31, True, "x"),
    ReadExample("when did it open ?", "it ground rye .", -1, -1, False, "x"),
    SupportExample("it opened in 1904 .", "the mill opened in 1904 .", "supported", "x"),
    SupportExample("it opened in 1904 .", "it ground rye .", "unsupported", "x"),
]


@pytest.fixture
def tokenizer(tmp_path: Path) -> Tokenizer:
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    made.save(str(tmp_path / "tokenizer.json"))
    return load_tokenizer(tmp_path / "tokenizer.json", 32)


def small() -> CrossEncoder:
    torch.manual_seed(1)
    return CrossEncoder(
        BertConfig(
            vocab_size=32,
            initializer_range=0.2,
            hidden_size=24,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=48,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )


def test_targets_are_tokens_of_the_answer(tokenizer: Tokenizer) -> None:
    batch = collate(EXAMPLES, tokenizer)
    tokens = [tokenizer.id_to_token(int(i)) for i in batch.input_ids[0]]
    assert tokens[batch.start[0] : batch.end[0] + 1] == ["1904"]
    assert batch.start[1] == 0  # no answer
    assert batch.answerable.tolist() == [1, 0, IGNORED, IGNORED]
    assert batch.support.tolist() == [[0, 0, 0], [0, 0, 0], [1, 0, 0], [0, 1, 1]]


def test_an_answer_that_was_cut_off_teaches_nothing(tokenizer: Tokenizer) -> None:
    tokenizer.enable_truncation(12, strategy="only_second")
    batch = collate(EXAMPLES[:1], tokenizer)
    assert batch.start.tolist() == batch.answerable.tolist() == [IGNORED]


def test_skipped_batches_are_the_first_ones(tokenizer: Tokenizer) -> None:
    everything = list(batches(EXAMPLES * 5, tokenizer, size=4, seed=3))
    rest = list(batches(EXAMPLES * 5, tokenizer, size=4, seed=3, skip=2))
    assert len(everything) == 5
    assert all(
        torch.equal(one.input_ids, two.input_ids)
        for one, two in zip(everything[2:], rest, strict=True)
    )


def test_the_passages_of_a_question_come_in_one_batch(tokenizer: Tokenizer) -> None:
    asked = [f"when did {word} open ?" for word in ("it", "the mill", "orla", "rye")]
    examples: list[Example] = [
        ReadExample(question, "it ground rye . " * (1 + 3 * number), -1, -1, None, "x")
        for number in range(2)
        for question in asked
    ]
    for batch in batches(examples, tokenizer, size=2, seed=3):
        assert batch.asked.tolist() == [0, 0]


def test_a_passage_that_answers_is_told_from_one_that_does_not(tokenizer: Tokenizer) -> None:
    batch = collate(EXAMPLES, tokenizer)

    def loss(*answerable: float) -> float:
        wide = torch.zeros_like(batch.input_ids, dtype=torch.float)
        made = Scores(torch.zeros(4), torch.tensor(answerable), wide, wide, torch.zeros(4, 3))
        return float(losses(made, batch)["apart"])

    assert loss(9.0, 0.0, 0.0, 0.0) < 0.01
    assert loss(0.0, 9.0, 0.0, 0.0) > 4
    assert loss(5.0, 5.0, 0.0, 0.0) == pytest.approx(loss(0.0, 0.0, 9.0, 9.0))
    assert "apart" not in losses(
        Scores(*(torch.zeros(1),) * 2, *(torch.zeros(1, 9),) * 2, torch.zeros(1, 3)),
        collate(EXAMPLES[1:2], tokenizer),
    )


def test_unsupported_is_right_as_contradicted_or_as_neither(tokenizer: Tokenizer) -> None:
    batch = collate(EXAMPLES[3:], tokenizer)

    def loss(*support: float) -> float:
        zero = torch.zeros(1)
        wide = torch.zeros_like(batch.input_ids, dtype=torch.float)
        made = Scores(zero, zero, wide, wide, torch.tensor([support]))
        return float(losses(made, batch)["support"])

    assert loss(0.0, 9.0, 0.0) < 0.01
    assert loss(0.0, 0.0, 9.0) < 0.01
    assert loss(9.0, 0.0, 0.0) > 5


def test_a_run_learns_and_goes_on_where_it_stopped(tokenizer: Tokenizer, tmp_path: Path) -> None:
    recipe = Recipe(batch=4, rate=2e-2, head_rate=2e-2, warmup=2, frozen=1, every=5, minutes=5)
    run = Run(small(), recipe, tmp_path)
    batch = collate(EXAMPLES, tokenizer)

    def total(model: CrossEncoder) -> float:
        with torch.no_grad():
            scores = model(batch.input_ids, batch.attention_mask, batch.token_type_ids)
            return float(sum(losses(scores, batch).values()))

    before = total(run.model)
    frozen = run.model.bert.embeddings.word_embeddings.weight.clone()
    run.train(EXAMPLES * 40, tokenizer)
    assert total(run.model) < before / 2
    assert torch.equal(frozen, run.model.bert.embeddings.word_embeddings.weight)

    again = Run(small(), recipe, tmp_path)
    assert again.resume()
    assert again.step == run.step == 40
    assert total(again.model) == pytest.approx(total(run.model))


def test_each_weight_of_a_mixture_lies_between_the_two_by_its_share() -> None:
    one, other = small().state_dict(), small().state_dict()
    shifted = {name: tensor + 1 for name, tensor in other.items()}
    mixed = between(one, shifted, 0.25)
    assert mixed.keys() == one.keys()
    assert all(torch.allclose(mixed[name], one[name] + 0.25, atol=1e-6) for name in one)
