"""The trained network as a compact ONNX file: fused operators, 4- and 8-bit weights, manifest."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor, nn

from assistant.grounding.neural import Calibration
from assistant.grounding.pair_scorer import MANIFEST, file_sha256
from assistant.training.model import CrossEncoder

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_BLOCK = 64
_OUTPUTS = ("relevance", "answerable", "start", "end", "support")


class _Tuple(nn.Module):
    """The exporter wants plain tuples."""

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.model(ids, mask, types))


def export(model: CrossEncoder, path: Path) -> None:
    """Write ``model`` to ``path``: word embeddings with 4 bits, all other weights dynamic int8.

    Those keep 7 of the 8 bits (``reduce_range``): processors without VNNI add pairs of 8-bit
    products in 16 bits, which overflows with all 8. The embeddings are only looked up; with 4 bits
    in blocks of 64, each with a scale of its own, the logits err no more than with 8.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import (
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    model = model.cpu().eval()
    model.bert.config._attn_implementation = "eager"  # the form that the fusion knows
    ids = torch.randint(1000, 20000, (2, 16))
    types = torch.zeros_like(ids)
    types[:, 6:] = 1
    with tempfile.TemporaryDirectory() as folder:
        plain, looked_up = Path(folder) / "plain.onnx", Path(folder) / "looked_up.onnx"
        names = (*_INPUTS, "start", "end")
        torch.onnx.export(
            _Tuple(model),
            (ids, torch.ones_like(ids), types),
            str(plain),
            dynamo=False,
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names}
            | {name: {0: "pairs"} for name in ("relevance", "answerable", "support")},
            opset_version=17,
        )
        width, heads = model.bert.config.hidden_size, model.bert.config.num_attention_heads
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # fused, the embeddings could not have 4 bits
        optimized = optimize_model(
            str(plain),
            model_type="bert",
            num_heads=heads,
            hidden_size=width,
            opt_level=0,
            optimization_options=options,
        )
        in_blocks = DefaultWeightOnlyQuantConfig(
            block_size=_BLOCK,
            is_symmetric=False,
            op_types_to_quantize=("Gather",),
            quant_axes=(("Gather", 1),),
        )
        embeddings = MatMulNBitsQuantizer(optimized.model, algo_config=in_blocks)
        embeddings.process()
        embeddings.model.save_model_to_file(str(looked_up), False)
        quantize_dynamic(
            str(looked_up),
            str(path),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": 1},  # fused operators have no shape inference
        )


def write_manifest(
    folder: Path, name: str, max_tokens: int, calibration: Calibration, tokenizer: Path
) -> None:
    """Put the tokenizer and the manifest beside ``model.onnx`` in ``folder``."""
    target = folder / "tokenizer.json"
    if tokenizer.resolve() != target.resolve():
        shutil.copyfile(tokenizer, target)
    manifest = {
        "name": name,
        "max_tokens": max_tokens,
        "calibration": asdict(calibration),
        "sha256": {file: file_sha256(folder / file) for file in ("model.onnx", "tokenizer.json")},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
