"""The picture in ARCHITECTURE.md, read from the imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))

VENDORS = {  # vendor -> the files that may import it
    "tiktoken": {"tokens.py"},
    "sentence_transformers": {"embedding.py"},
    "chromadb": {"store.py"},
    "bm25s": {"training"},
    "sqlite3": {"library.py", "vectors.py"},
    "gradio": {"app"},
    "onnxruntime": {"grounding/pair_scorer.py", "training"},
    "langchain": {"providers.py"},
    "xllamacpp": {"llamacpp.py"},
}
DOORS = {"cli.py", "__main__.py", "app", "chain.py"}
FORBIDDEN = {  # stage -> the stages it must not know
    "corpus": {"core", "answering", "indexing", "search", "store", "settings"},
    "search": {"core", "answering", "indexing", "store", "embedding", "settings"},
    "grounding": {"core", "answering", "indexing", "store", "embedding", "settings", "search"},
    "attribution": {"core", "answering", "indexing", "store", "settings", "chat"},
    "written": {"core", "answering", "grounding", "settings", "chat"},
    "composing": {"core", "answering", "indexing", "store", "settings"},
    "citations": {"core", "answering", "indexing", "store", "settings"},
    "answering": {"core", "cli", "app", "render"},
    "indexing": {"core", "answering", "search", "grounding"},
    "types": {"core", "answering", "search", "settings", "corpus", "grounding"},
    "errors": {"core", "answering", "types", "settings"},
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{each.name}" for each in node.names} | {node.module}
    return names


def inside(path: Path, places: set[str]) -> bool:
    relative = path.relative_to(PACKAGE).as_posix()
    return any(relative == each or relative.startswith(f"{each}/") for each in places)


@pytest.mark.parametrize("vendor", sorted(VENDORS))
def test_a_vendor_is_imported_in_its_adapter_only(vendor: str) -> None:
    users = [path for path in MODULES if any(n.split(".")[0] == vendor for n in imported(path))]
    strangers = [path for path in users if not inside(path, VENDORS[vendor])]
    assert not strangers


@pytest.mark.parametrize("stage", sorted(FORBIDDEN))
def test_imports_point_one_way(stage: str) -> None:
    for path in MODULES:
        if not inside(path, {stage, f"{stage}.py"}):
            continue
        known = {name.split(".")[1] for name in imported(path) if name.startswith("assistant.")}
        assert not known & FORBIDDEN[stage], path


def test_no_file_is_a_drawer_or_a_giant() -> None:
    for path in MODULES:
        assert not re.fullmatch(r"(utils?|helpers?|common|misc)\.py", path.name), path
        assert len(path.read_text("utf-8").splitlines()) <= 400, path


def test_importing_the_package_loads_no_heavy_library() -> None:
    heavy = "torch transformers sentence_transformers chromadb gradio langchain onnxruntime"
    code = f"import assistant, sys; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
