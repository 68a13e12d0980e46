"""The weights that ship, as floats."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from assistant.grounding.neural import WEIGHTS
from assistant.training.model import CrossEncoder, minilm_config
from assistant.training.shipped import earlier


@pytest.mark.real
def test_as_floats_they_compute_what_ships() -> None:
    from onnxruntime import InferenceSession

    model = CrossEncoder(minilm_config(12)).eval()
    model.load_state_dict(earlier(WEIGHTS))
    inputs = {
        "input_ids": [101, 2043, 2106, 1996, 2958, 2330, 102, 2009, 2441, 1999, 4904, 102],
        "attention_mask": [1] * 12,
        "token_type_ids": [0] * 7 + [1] * 5,
    }
    arrays = {name: np.array([each]) for name, each in inputs.items()}
    wanted = InferenceSession(str(WEIGHTS / "model.onnx")).run(None, arrays)
    with torch.no_grad():
        found = model(*(torch.from_numpy(each) for each in arrays.values()))
    one = np.concatenate([each.numpy().ravel() for each in found])
    other = np.concatenate([each.ravel() for each in wanted])
    reached = one > -1000  # positions that an answer may have
    assert np.array_equal(reached, other > -1000)
    # products of 8 bits round: single logits differ by some tenths, but not which are high
    np.testing.assert_allclose(one[reached], other[reached], atol=1)
    assert np.corrcoef(one[reached], other[reached])[0, 1] > 0.98
