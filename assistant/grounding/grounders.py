"""The grounder that the settings name."""

from __future__ import annotations

from pathlib import Path

from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Grounder


def open_grounder(name: str) -> Grounder:
    """``packaged``: the trained reader; ``lexical``: general signals, no model; else a folder.

    An installation without the packaged weights falls back on ``lexical``.

    Raises:
        ModelMissing: the folder holds no weights.
        DigestMismatch: the weights are damaged or not the ones their manifest names.
    """
    from assistant.grounding.neural import WEIGHTS, NeuralGrounder

    if name == "lexical" or (name == "packaged" and not WEIGHTS.is_dir()):
        return LexicalGrounder()
    return NeuralGrounder.open(WEIGHTS if name == "packaged" else Path(name))
