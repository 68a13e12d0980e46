"""Prompt files with declared placeholders, checked when they are loaded."""

from __future__ import annotations

from string import Template

from assistant import paths
from assistant.errors import PromptError

PLACEHOLDERS = {  # prompt file -> the placeholders it must have
    "system": frozenset({"refusal"}),
    "answer": frozenset({"excerpts", "question"}),
    "followup": frozenset({"history", "question"}),
}


def prompt(name: str, **values: str) -> str:
    """The prompt ``name`` filled with ``values``; a ``$`` inside a value stays as it is.

    Raises PromptError when the file is missing or its placeholders are not the declared ones.
    """
    path = paths.prompts() / f"{name}.md"
    try:
        template = Template(path.read_text("utf-8"))
    except OSError as error:
        raise PromptError(
            f"The prompt file {path} cannot be read ({error.strerror}).", "Restore it."
        ) from error
    found = frozenset(template.get_identifiers()) if template.is_valid() else frozenset()
    declared = PLACEHOLDERS[name]
    if found != declared:
        needed = ", ".join(f"${each}" for each in sorted(declared))
        raise PromptError(
            f"The prompt file {path} has the placeholders {sorted(found)}.",
            f"It must have exactly {needed}; write a literal dollar sign as $$.",
        )
    return template.substitute(values)
