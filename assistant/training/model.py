"""The network: a MiniLM cross-encoder with four heads on one reading of two texts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

SUPPORT_LABELS = ("supported", "contradicted", "neither")


class Scores(NamedTuple):
    """Logits for a batch of B pairs of T tokens.

    ``relevance`` (B,), ``answerable`` (B,), ``start`` and ``end`` (B, T) with position 0 standing
    for "no answer here", ``support`` (B, 3) in the order of ``SUPPORT_LABELS``.
    """

    relevance: Tensor
    answerable: Tensor
    start: Tensor
    end: Tensor
    support: Tensor


def minilm_config(layers: int) -> BertConfig:
    """The shape of MiniLM (Wang et al. 2020), width 384, without dropout.

    One pass over the data does not overfit, and dropout costs a quarter of the time on a CPU.
    """
    return BertConfig(
        hidden_size=384,
        num_hidden_layers=layers,
        num_attention_heads=12,
        intermediate_size=1536,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )


class CrossEncoder(nn.Module):
    """Question and passage, or claim and evidence, read together."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.bert = BertModel(config)
        width = config.hidden_size
        self.relevance = nn.Linear(width, 1)
        self.answerable = nn.Linear(width, 1)
        self.span = nn.Linear(width, 2)
        self.support_hidden = nn.Linear(width, width)
        self.support = nn.Linear(width, len(SUPPORT_LABELS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Scores:
        """Read pairs of texts; see :class:`Scores`."""
        read = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        hidden, first = read.last_hidden_state, read.last_hidden_state[:, 0]
        spans = self.span(hidden)
        allowed = (token_type_ids == 1) & (attention_mask == 1)
        allowed[:, 0] = True
        spans = spans.masked_fill(~allowed.unsqueeze(-1), -1e4)
        return Scores(
            self.relevance(read.pooler_output).squeeze(-1),
            self.answerable(first).squeeze(-1),
            spans[..., 0],
            spans[..., 1],
            self.support(torch.tanh(self.support_hidden(first))),
        )

    def freeze_below(self, layer: int) -> None:
        """Keep the embeddings and the layers below ``layer`` as they are."""
        if layer <= 0:
            return
        self.bert.embeddings.requires_grad_(False)
        for block in self.bert.encoder.layer[:layer]:
            block.requires_grad_(False)


def from_ranker(path: Path) -> CrossEncoder:
    """A model that starts from an int8 ONNX export of ms-marco-MiniLM-L-12-v2 (Apache-2.0).

    Its quantised weights are turned back into floats; its relevance head is kept.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def floats(name: str) -> Tensor:
        scale, zero = held[f"{name}_scale"], held[f"{name}_zero_point"]
        values = (held[f"{name}_quantized"].astype("float32") - zero.astype("float32")) * scale
        return torch.from_numpy(values)

    state = {
        name: torch.from_numpy(held[name].copy())
        for name in held
        if name.startswith("bert.") and name.endswith((".bias", "LayerNorm.weight"))
    }
    for kind in ("word", "position", "token_type"):
        name = f"bert.embeddings.{kind}_embeddings.weight"
        state[name] = floats(name)
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.name.startswith("/bert/encoder/"):
            module = node.name.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".")
            state[f"{module}.weight"] = floats(node.input[1].removesuffix("_quantized")).T
    state["bert.pooler.dense.weight"] = floats("bert.pooler.dense.weight").T
    state["relevance.weight"] = floats("classifier.weight").T
    state["relevance.bias"] = torch.from_numpy(held["classifier.bias"].copy())
    layers = 1 + max(int(n.split(".")[3]) for n in state if n.startswith("bert.encoder.layer."))
    model = CrossEncoder(minilm_config(layers))
    state = {name: tensor.contiguous() for name, tensor in state.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    lost = [name for name in missing if name.startswith(("bert.", "relevance."))]
    if lost or unexpected:
        raise ValueError(f"{path} is not the expected ranker: {lost[:3]} {unexpected[:3]}")
    return model


def from_encoder(folder: Path) -> CrossEncoder:
    """A model that starts from a MiniLM sentence encoder saved by transformers (6 layers)."""
    encoder = BertModel.from_pretrained(str(folder))
    model = CrossEncoder(minilm_config(encoder.config.num_hidden_layers))
    model.bert.load_state_dict(encoder.state_dict(), strict=False)
    return model
