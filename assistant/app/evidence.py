"""Which source is open, and how a click, a step or a new answer moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.app.answer_view import NEAREST
from assistant.app.conversation import Conversation, Turn
from assistant.app.source_view import Source, empty_view, gone_view, source_view
from assistant.errors import UnknownParagraph
from assistant.places import span
from assistant.types import Answer, Citation, Passage

if TYPE_CHECKING:
    from assistant.core import Assistant

STALE = (
    "This file changed on disk since it was indexed. What you see is the indexed text; "
    "re-index to bring it up to date."
)
MOVED = "The document was indexed anew since this answer, and these words are not in it any more."


@dataclass(frozen=True, slots=True)
class Selection:
    """What is open: item ``at`` (from 0) of a turn's citations, or of the nearest passages of a
    refusal; or a document as a whole; or nothing. ``whole`` shows every paragraph."""

    turn_id: str = ""
    at: int = 0
    document_id: str = ""
    whole: bool = False


def of_turn(turn: Turn | None) -> Selection:
    """The first evidence of a turn."""
    return Selection(turn.id) if turn else Selection()


def chosen(conversation: Conversation, event: Mapping[str, str]) -> Selection:
    """What a click asks for: ``{turn, cite}``, ``{turn, near}`` or ``{document}``. Nothing is
    taken on trust: an item that does not exist selects nothing."""
    if "document" in event:
        return Selection(document_id=event["document"])
    turn = conversation.turn(event.get("turn", ""))
    if turn is None or turn.answer is None:
        return Selection()
    if "cite" in event:
        numbers = [str(each.number) for each in turn.answer.citations]
        if event["cite"] in numbers:
            return Selection(turn.id, numbers.index(event["cite"]))
    near = event.get("near", "")
    return Selection(turn.id, int(near)) if near in map(str, range(NEAREST)) else Selection()


def stepped(selection: Selection, by: int, conversation: Conversation) -> Selection:
    """The previous (-1) or next (+1) evidence of the same answer; stays at either end."""
    answer = _answer(conversation, selection)
    last = len(_items(answer)) - 1 if answer else 0
    return replace(selection, at=min(max(selection.at + by, 0), max(last, 0)), whole=False)


def opened(assistant: Assistant, conversation: Conversation, selection: Selection) -> str:
    """The source of a selection as HTML."""
    answer = _answer(conversation, selection)
    items = _items(answer) if answer else ()
    item = items[selection.at] if selection.at < len(items) else None
    document_id = _document_of(item) or selection.document_id
    if not document_id:
        return empty_view()
    try:
        source = _source(assistant, document_id, item)
    except UnknownParagraph:
        quote = item.quote if isinstance(item, Citation) else ""
        return gone_view(document_id, quote, "This document is not in the index any more.")
    if item is not None:
        source = replace(source, number=selection.at + 1, total=len(items))
    return source_view(replace(source, whole=selection.whole))


def _answer(conversation: Conversation, selection: Selection) -> Answer | None:
    turn = conversation.turn(selection.turn_id)
    return turn.answer if turn else None


def _items(answer: Answer) -> tuple[Citation | Passage, ...]:
    return answer.passages[:NEAREST] if answer.refused else answer.citations


def _document_of(item: Citation | Passage | None) -> str:
    if isinstance(item, Citation):
        return item.document_id
    return item.chunk.document_id if item else ""


def _source(assistant: Assistant, document_id: str, item: Citation | Passage | None) -> Source:
    document = assistant.document(document_id)
    paragraphs = assistant.paragraphs(document_id)
    source = Source(document, paragraphs, warning=STALE if assistant.is_stale(document_id) else "")
    if isinstance(item, Passage):
        chunk = item.chunk
        return replace(
            source,
            first=chunk.first,
            last=chunk.last,
            label=f"{item.location} · nearest passage, it does not answer the question",
        )
    if item is None:
        return source
    start = item.start
    if document.text[start : item.end] != item.quote:
        start = document.text.find(item.quote)
    if start < 0:
        return replace(source, verdict=item.verdict, warning=f"{MOVED} It said: {item.quote}")
    touched = [p for p in paragraphs if p.start < start + len(item.quote) and start < p.end]
    first, last = touched[0], touched[-1]
    return replace(
        source,
        first=first.number,
        last=last.number,
        start=start,
        end=start + len(item.quote),
        label=span(first, last),
        verdict=item.verdict,
    )
