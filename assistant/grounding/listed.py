"""Lists are told whole: an item that bears on a question brings the others along."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.types import SourceSentence


def in_list(sentence: SourceSentence) -> bool:
    """Whether it is an item of a list, or a line that introduces one."""
    return sentence.kind == "list" or sentence.text.endswith(":")


def list_of(
    sentence: SourceSentence, sentences: Sequence[SourceSentence]
) -> tuple[SourceSentence, ...]:
    """The list among ``sentences`` in which one of them stands or which it introduces, with the
    line that introduces it; nothing when it is not among them."""
    if sentence not in sentences:
        return ()
    first = sentences.index(sentence)
    while first > 0 and sentences[first].kind == sentences[first - 1].kind == "list":
        first -= 1
    if first > 0 and sentences[first].kind == "list" and sentences[first - 1].text.endswith(":"):
        first -= 1
    items = takewhile(lambda each: each.kind == "list", sentences[first + 1 :])
    return (sentences[first], *items)
