"""Where the corpus, the prompts and the index are: the only file that knows."""

from __future__ import annotations

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """The source checkout this package runs from, or None when it is installed."""
    root = PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "corpus").is_dir() else None


def default_corpus() -> Path:
    """The documents that come with the project."""
    root = checkout()
    return root / "corpus" if root else PACKAGE / "_data" / "corpus"


def ships(folder: Path) -> bool:
    """Whether a folder of documents comes with the project: the corpus, or one of the evals."""
    root = checkout()
    homes = (default_corpus(), *([root / "evals"] if root else []))
    return any(folder.resolve().is_relative_to(home.resolve()) for home in homes)


def default_index(corpus: Path) -> Path:
    """The checkout's ``index/`` for its own corpus; else a folder per corpus in the user's data
    directory. Never inside the installed package."""
    root = checkout()
    if root and corpus.expanduser().resolve() == (root / "corpus").resolve():
        return root / "index"
    return _user_data() / _named(corpus)


def kept(corpus: Path) -> Path:
    """Where the page keeps conversations and feedback about a corpus: the user's data directory."""
    return _user_data() / "page" / _named(corpus)


def prompts() -> Path:
    """The folder of prompt files."""
    root = checkout()
    return root / "prompts" if root else PACKAGE / "_data" / "prompts"


def digests() -> Path:
    """The folder that records the digests of downloaded models."""
    from platformdirs import user_data_path

    return user_data_path("cited-assistant") / "models"


def weights() -> Path:
    """The folder of the trained reader's weights."""
    return PACKAGE / "grounding" / "weights"


def _user_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("cited-assistant")


def _named(corpus: Path) -> str:
    """The folder's name, made unique by its place."""
    digest = hashlib.sha256(str(corpus.expanduser().resolve()).encode()).hexdigest()[:12]
    return f"{corpus.name or 'corpus'}-{digest}"
