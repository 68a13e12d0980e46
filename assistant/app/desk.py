"""What the page can do, without any layout: every action takes values and returns values."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import paths
from assistant.app import evidence
from assistant.app.asking import answered, stopped
from assistant.app.conversation import THUMBS, Conversation, Turn
from assistant.app.conversation_view import conversation_view
from assistant.app.documents_view import Listed, documents_view, problem_view, progress_view
from assistant.app.evidence import Selection
from assistant.app.feedback import Feedback
from assistant.app.renewal import Step, renewed, told
from assistant.app.shelf import Shelf
from assistant.app.shelf_view import shelf_view
from assistant.app.suggestions import suggestions
from assistant.app.uploads import Tray
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.core import Assistant

log = logging.getLogger(__name__)
BUSY = (
    "Something went wrong while indexing; the index is as it was. The log of the server says more."
)


class Desk:
    """One assistant behind the page, shared by everybody who has it open.

    What belongs to one person (the conversation, what is selected) is passed in and out.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        corpus = Path(assistant.settings.corpus)
        self.tray = Tray(corpus)
        kept = paths.kept(corpus)
        self._shelves = kept / "conversations"
        self.feedback = Feedback(kept / "feedback.jsonl")
        self._suggested: tuple[str, ...] = ()

    # --- asking ---

    def asked(self, conversation: Conversation, question: str) -> Conversation:
        """With the question pending, unless there is none or one is still being answered."""
        question = question.strip()
        if not question or conversation.running:
            return conversation
        return conversation.asked(question)

    def answers(
        self, conversation: Conversation, owner: str, builtin: bool = False
    ) -> Iterator[Conversation]:
        """The steps of answering the pending question; the outcome is kept. ``builtin`` leaves a
        configured chat model out."""
        latest = conversation
        for latest in answered(self.assistant, conversation, builtin=builtin):
            yield latest
        self.shelf(owner).keep(latest)

    def stopped(self, conversation: Conversation, owner: str) -> Conversation:
        """With the pending question ended by the user."""
        conversation = stopped(conversation)
        self.shelf(owner).keep(conversation)
        return conversation

    def again(self, conversation: Conversation, turn_id: str) -> Conversation:
        """With the question of a turn asked once more, in its place."""
        turn = conversation.turn(turn_id)
        if turn is None or conversation.running:
            return conversation
        return conversation.before(turn_id).asked(turn.question)

    def rated(
        self, conversation: Conversation, owner: str, given: Mapping[str, str]
    ) -> Conversation:
        """With a thumb (up, down or none again) or a comment on a turn, kept for evaluation."""
        turn = conversation.turn(given.get("turn", ""))
        if turn is None:
            return conversation
        if given.get("thumb") in THUMBS:
            turn = replace(turn, thumb=THUMBS[given["thumb"]], comment="")
        elif text := given.get("text", "").strip():
            turn = replace(turn, comment=text)
        self.feedback.add(turn)
        conversation = conversation.with_turn(turn)
        self.shelf(owner).keep(conversation)
        return conversation

    # --- conversations ---

    def shelf(self, owner: str) -> Shelf:
        """The kept conversations of a person."""
        return Shelf(self._shelves, owner)

    @staticmethod
    def owner(user: str | None, token: str) -> tuple[str, str]:
        """Who is there: a signed-in user, or a browser by its secret token (made when it has
        none yet). Returns the owner of a shelf and the token."""
        token = token if isinstance(token, str) and len(token) >= 32 else secrets.token_urlsafe(32)
        return (f"user {user}" if user else f"browser {token}"), token

    # --- documents ---

    def documents(self, message: str = "") -> str:
        """The list of documents as HTML."""
        index = self.assistant.index
        listed = [
            Listed(
                document.id,
                document.title,
                len(self.assistant.paragraphs(document.id)),
                "changed on disk" if self.assistant.is_stale(document.id) else "",
                self.tray.removable(document.id),
            )
            for document in self.assistant.documents()
        ]
        listed += [
            Listed(name, state=failure.reason, removable=self.tray.removable(name))
            for name, failure in index.manifest.failures.items()
        ]
        return documents_view(listed, message)

    def renewed(self) -> Iterator[str]:
        """Brings the index up to date; progress as HTML, at last the outcome."""
        try:
            for step in renewed(self.assistant.refresh):
                yield progress_view(step) if isinstance(step, Step) else self.documents(told(step))
        except AssistantError as error:
            yield self.documents() + problem_view(str(error))
        except Exception:
            log.exception("The index could not be renewed.")
            yield self.documents() + problem_view(BUSY)
        self.prepare()

    def added(self, files: list[tuple[Path, str]]) -> Iterator[str]:
        """Takes uploaded files (where they are, how they are called) and renews the index."""
        problems = []
        for path, name in files:
            try:
                self.tray.add(path, name)
            except (AssistantError, OSError) as error:
                problems.append(str(error))
        yield from self._renewed_with(problems, worthwhile=len(problems) < len(files))

    def removed(self, document_id: str) -> Iterator[str]:
        """Removes an upload and renews the index."""
        problems = []
        try:
            self.tray.remove(document_id)
        except (AssistantError, OSError) as error:
            problems.append(str(error))
        yield from self._renewed_with(problems, worthwhile=not problems)

    def _renewed_with(self, problems: list[str], worthwhile: bool) -> Iterator[str]:
        shown = problem_view(" ".join(problems)) if problems else ""
        if not worthwhile:
            yield shown + self.documents()
            return
        for view in self.renewed():
            yield shown + view

    # --- views ---

    def conversation_view(self, conversation: Conversation) -> str:
        """The conversation as HTML."""
        count = len(self.assistant.documents())
        corpus = "your document" if count == 1 else f"your {count:,} documents"
        return conversation_view(conversation, self._suggested, corpus)

    def shelf_view(self, owner: str, conversation: Conversation) -> str:
        """The kept conversations as HTML."""
        return shelf_view(self.shelf(owner).conversations(), conversation.id)

    def source_view(self, conversation: Conversation, selection: Selection) -> str:
        """The opened source as HTML."""
        return evidence.opened(self.assistant, conversation, selection)

    def prepare(self) -> None:
        """Makes suggestions and loads the models, in the background.

        Nothing is asked, so nobody waits for it: a question that comes meanwhile waits only for
        what it would have to load itself.
        """

        def work() -> None:
            try:
                self._suggested = suggestions(self.assistant)
                self.assistant.search("Ready?", top_k=1)
            except Exception:  # a comfort: its failure must not cost more than a line in the log
                log.warning("The page could not be prepared.", exc_info=True)

        threading.Thread(target=work, name="preparing", daemon=True).start()


def last(conversation: Conversation) -> Turn | None:
    """The newest turn, or None."""
    return conversation.turns[-1] if conversation.turns else None
