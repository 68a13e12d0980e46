"""The grounder that the settings name."""

from __future__ import annotations

from pathlib import Path

from assistant import paths
from assistant.errors import ModelMissing
from assistant.types import Grounder

PACKAGED, LEXICAL = "packaged", "lexical"


def open_grounder(name: str) -> Grounder:
    """``packaged``: the trained reader; ``lexical``: general signals, no model; else a folder with
    weights in the same layout.

    Raises ModelMissing when there is no such folder, DigestMismatch when its weights are not the
    ones that its manifest names.
    """
    if name == LEXICAL:
        from assistant.grounding.lexical import LexicalGrounder

        return LexicalGrounder()
    from assistant.grounding.neural import NeuralGrounder

    folder = paths.weights() if name == PACKAGED else Path(name).expanduser()
    if not folder.is_dir():
        raise ModelMissing(
            f"No weights of a grounder in {folder}.",
            "Use packaged, lexical, or a folder of weights.",
        )
    return NeuralGrounder.open(folder)
