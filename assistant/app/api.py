"""The page's other door: the same assistant over Gradio's HTTP API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.render import to_json

if TYPE_CHECKING:
    from assistant.core import Assistant

MOST_RESULTS = 50


def endpoints(assistant: Assistant) -> dict[str, Callable[..., Any]]:
    """The functions by their names. Their docstrings are what the API's page shows."""

    def ask(question: str) -> dict[str, Any]:
        """Answers a question from the documents, every sentence cited and checked.

        Args:
            question: The question, complete in itself.

        Returns:
            The answer: text with [n] markers, citations (source, paragraph, quote, verdict),
            refused and reason when the documents do not say, disagreements between documents.
        """
        found: dict[str, Any] = _plain(assistant.ask(question))
        return found

    def search(question: str, top_k: int = 5) -> list[dict[str, Any]]:
        """Finds the passages of the documents that are nearest to a question.

        Args:
            question: What to look for.
            top_k: How many passages, at most 50.

        Returns:
            Passages, best first: document, paragraphs, text, score.
        """
        found: list[dict[str, Any]] = _plain(
            assistant.search(question, top_k=min(max(int(top_k), 1), MOST_RESULTS))
        )
        return found

    def paragraph(source: str, place: int | str) -> dict[str, Any]:
        """Reads a paragraph that a citation names, or several in sequence.

        Args:
            source: The file, as a citation names it.
            place: The paragraph's number in the file, or its place as cited, such as p. 2 ¶3.

        Returns:
            The paragraph with its text and kind.
        """
        found: dict[str, Any] = _plain(assistant.paragraph(source, place))
        return found

    return {"ask": ask, "search": search, "paragraph": paragraph}


def _plain(value: Any) -> Any:
    return json.loads(to_json(value))
