"""What users import, and that nothing else leaks out."""

from __future__ import annotations

import re
from pathlib import Path

import assistant

ROOT = Path(__file__).resolve().parent.parent


def test_every_public_name_exists_and_is_documented() -> None:
    for name in assistant.__all__:
        assert getattr(assistant, name).__doc__, name


def test_the_changelog_leads_with_the_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest is not None
    assert newest[1] == assistant.__version__
    assert f'version = "{assistant.__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_every_error_is_drawn_in_the_tree() -> None:
    from assistant import errors

    names = {name for name, value in vars(errors).items() if isinstance(value, type)}
    drawn = set(re.findall(r"(\w+)", errors.__doc__ or ""))
    assert names <= drawn
