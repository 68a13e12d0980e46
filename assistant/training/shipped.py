"""The weights that ship, turned back into floats, so that a run can go on from them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

# a matrix's place is told by the operation that multiplies by it
_DENSE = re.compile(r"^/model/(?P<module>.+?)/(?:Gemm_)?MatMul_quant$")
_ATTENTION = re.compile(r"^Attention_(?P<layer>\d+)_quant$")
_EMBEDDING = re.compile(r"^model\.(?P<name>bert\.embeddings\.\w+\.weight)_Q4$")


def floats(path: Path) -> dict[str, Tensor]:
    """The parameters of a ``CrossEncoder``, from a ``model.onnx`` made by ``export``."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def matrix(name: str) -> Tensor:
        stem = name.removesuffix("_quantized")
        values = held[name].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
        return torch.from_numpy(values * held[f"{stem}_scale"]).T.contiguous()

    def looked_up(stem: str) -> Tensor:
        scales = held[f"{stem}_scales"]
        blocks = held[f"{stem}_Q4"].astype(np.float32).reshape(*scales.shape, -1)
        zeros = held[f"{stem}_zero_points"].astype(np.float32)
        values = (blocks - zeros[..., None]) * scales[..., None]
        return torch.from_numpy(values.reshape(len(scales), -1))

    state = {
        name.removeprefix("model."): torch.from_numpy(values.copy())
        for name, values in held.items()
        if name.startswith("model.") and name.endswith((".bias", "LayerNorm.weight"))
    }
    for name in held:
        if found := _EMBEDDING.match(name):
            state[found["name"]] = looked_up(f"model.{found['name']}")
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


def earlier(path: Path) -> dict[str, Tensor]:
    """The parameters of an earlier run: of a file that it saved, or of a folder of weights as they
    ship."""
    if path.is_dir():
        return floats(path / "model.onnx")
    loaded: dict[str, Tensor] = torch.load(path)
    return loaded
