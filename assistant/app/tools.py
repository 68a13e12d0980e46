"""What an MCP client can call: the same assistant, told as text for a language model to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.app.api import MOST_RESULTS
from assistant.render import to_markdown

if TYPE_CHECKING:
    from assistant.core import Assistant


def tools(assistant: Assistant) -> dict[str, Callable[..., str]]:
    """The functions by their names. Their docstrings are what the client reads."""

    def ask(question: str) -> str:
        """Answers a question from the documents, every sentence cited and checked.

        Args:
            question: The question, complete in itself.

        Returns:
            The answer with [n] markers, and of each source the file, the paragraph and the quote;
            or that the documents do not say, and why.
        """
        return to_markdown(assistant.ask(question))

    def search(question: str, top_k: int = 5) -> str:
        """Finds the passages of the documents that are nearest to a question.

        Args:
            question: What to look for.
            top_k: How many passages, at most 50.

        Returns:
            Passages, best first, each after its file and paragraphs.
        """
        found = assistant.search(question, top_k=min(max(int(top_k), 1), MOST_RESULTS))
        return "\n\n".join(
            f"{each.chunk.document_id} {each.location}\n{each.chunk.text}" for each in found
        )

    def paragraph(source: str, place: int | str) -> str:
        """Reads a paragraph that a citation names, or several in sequence.

        Args:
            source: The file, as a citation names it.
            place: The paragraph's number in the file, or its place as cited, such as p. 2 ¶3.

        Returns:
            The paragraph's text.
        """
        return assistant.paragraph(source, place).text

    return {"ask": ask, "search": search, "paragraph": paragraph}
