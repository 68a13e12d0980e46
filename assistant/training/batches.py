"""Examples as padded tensors, in batches of like length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor

from assistant.training.examples import Example, ReadExample
from assistant.training.model import SUPPORT_LABELS

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Batch:
    """B examples of T tokens with their targets; ``IGNORED`` where a head has nothing to learn.

    ``start``/``end`` (B,) are token positions, 0 for no answer; ``relevant``/``answerable`` (B,)
    are 0, 1 or ``IGNORED``; ``support`` (B, 3) marks the labels that count as right, all 0 for
    examples of reading. ``asked`` (B,) is the same number for examples of the same question.
    """

    input_ids: Tensor
    attention_mask: Tensor
    token_type_ids: Tensor
    start: Tensor
    end: Tensor
    relevant: Tensor
    answerable: Tensor
    support: Tensor
    asked: Tensor


def load_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    """A WordPiece tokenizer that cuts the second text to fit; padding is left to the batch."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(max_tokens, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


def collate(examples: Sequence[Example], tokenizer: Tokenizer) -> Batch:
    """The examples as one batch."""
    encodings = tokenizer.encode_batch([example.pair for example in examples])
    width = max(len(encoding.ids) for encoding in encodings)
    shape = (len(examples), width)
    ids, mask, types = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    targets = torch.full((4, len(examples)), IGNORED, dtype=torch.long)
    support = torch.zeros(len(examples), 3)
    numbers: dict[str, int] = {}
    asked = [numbers.setdefault(example.pair[0], len(numbers)) for example in examples]
    for row, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        length = len(encoding.ids)
        ids[row, :length] = torch.tensor(encoding.ids)
        mask[row, :length] = 1
        types[row, :length] = torch.tensor(encoding.type_ids)
        if isinstance(example, ReadExample):
            answered = example.start >= 0
            first = encoding.char_to_token(example.start, 1) if answered else 0
            last = encoding.char_to_token(example.end - 1, 1) if answered else 0
            if first is None or last is None:  # the answer was cut off
                continue
            relevant = IGNORED if example.relevant is None else int(example.relevant)
            targets[:, row] = torch.tensor([first, last, relevant, int(answered)])
        else:
            right = (
                ("contradicted", "neither") if example.label == "unsupported" else (example.label,)
            )
            for label in right:
                support[row, SUPPORT_LABELS.index(label)] = 1.0
    start, end, relevance, answerable = targets
    return Batch(ids, mask, types, start, end, relevance, answerable, support, torch.tensor(asked))


def batches(
    examples: Sequence[Example], tokenizer: Tokenizer, size: int, seed: int, skip: int = 0
) -> Iterator[Batch]:
    """All examples once, in an order that the seed decides: neighbours in length together, and the
    passages that a question is put to.

    The first ``skip`` batches are left out without being made, which is how a run resumes.
    """
    rng = Random(seed)
    longest: dict[str, int] = {}
    for question, passage in (example.pair for example in examples):
        longest[question] = max(longest.get(question, 0), len(question) + len(passage))
    place = dict(zip(longest, rng.sample(range(len(longest)), len(longest)), strict=True))
    asked = [example.pair[0] for example in examples]
    order = sorted(range(len(examples)), key=lambda i: place[asked[i]])
    pool = size * 64
    made = 0
    for at in range(0, len(order), pool):
        part = sorted(order[at : at + pool], key=lambda i: (longest[asked[i]], place[asked[i]]))
        groups = [part[i : i + size] for i in range(0, len(part), size)]
        rng.shuffle(groups)
        for group in groups:
            made += 1
            if made > skip:
                yield collate([examples[i] for i in group], tokenizer)
