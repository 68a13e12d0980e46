"""The weights that ship, turned back into floats, so that a run can go on from them."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from torch import Tensor

# a matrix's name in the graph is that of its operation, or of the parameter itself
_DENSE = re.compile(r"^/model/(?P<module>.+?)/(?:Gemm_)?MatMul_quant$")
_ATTENTION = re.compile(r"^Attention_(?P<layer>\d+)_quant$")


def floats(path: Path) -> dict[str, Tensor]:
    """The parameters of a ``CrossEncoder`` in a ``model.onnx`` made by ``export``, but for its
    embeddings: those have lost half of their bits, and no run has changed the ranker's."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in graph.initializer
        if not tensor.name.startswith("model.bert.embeddings.")
    }

    def matrix(name: str) -> Tensor:
        stem = name.removesuffix("_quantized")
        values = held[name].astype("float32") - held[f"{stem}_zero_point"].astype("float32")
        return torch.from_numpy(values * held[f"{stem}_scale"]).T.contiguous()

    state = {
        name.removeprefix("model."): torch.from_numpy(values.copy())
        for name, values in held.items()
        if name.startswith("model.") and name.endswith((".bias", "LayerNorm.weight"))
    }
    for node in graph.node:
        if found := _DENSE.match(node.name):
            state[f"{found['module'].replace('/', '.')}.weight"] = matrix(node.input[1])
        elif found := _ATTENTION.match(node.name):
            here = f"bert.encoder.layer.{found['layer']}.attention.self"
            weights = matrix(node.input[1]).chunk(3)
            biases = torch.from_numpy(held[node.input[2]].copy()).chunk(3)
            for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
                state[f"{here}.{part}.weight"] = weight.contiguous()
                state[f"{here}.{part}.bias"] = bias.contiguous()
    return state
