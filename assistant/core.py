"""The assistant: one class that holds the opened parts and offers every way to use them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from assistant import answering, consulting, places
from assistant.embedding import open_encoder
from assistant.errors import IndexBusy, IndexFailure, InvalidSettings
from assistant.grounding.grounders import open_grounder
from assistant.grounding.verify import verify
from assistant.index import Index, open_index
from assistant.indexing import build_or_update
from assistant.parts import Parts
from assistant.progress import progress_bar
from assistant.providers import open_writer
from assistant.questions import checked_question
from assistant.reporting import Report, Summary, summary_of
from assistant.search import Mode
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Document,
    Encoder,
    Event,
    Finished,
    Grounder,
    Message,
    Paragraph,
    Passage,
    Verdict,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

STILL_OLD = "%s Until then the answers come from the index as it was."
log = logging.getLogger(__name__)
MOST_PASSAGES = 10_000  # that one search may ask for


class Assistant:
    """A corpus opened for questions. Make one with ``Assistant.open``; safe to share by threads."""

    def __init__(self, parts: Parts, summary: Summary) -> None:
        self._parts = parts
        self._refreshing = threading.Lock()
        self.summary = summary  # of the build or update at opening

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        encoder: Encoder | None = None,
        grounder: Grounder | None = None,
        chat: BaseChatModel | None = None,
        progress: bool = False,
    ) -> Self:
        """Opens the index for ``settings``, building or updating it first where needed; while
        another process builds it, as it was before, with a warning in the log.

        ``encoder``, ``grounder`` and ``chat`` (any LangChain chat model) replace the parts that the
        settings name. ``progress`` shows a bar on standard error.

        Raises CorpusError, IndexFailure or ModelError with the remedy.
        """
        settings = settings or Settings.from_environment()
        encoder = encoder or open_encoder(settings.encoder, settings.index)
        try:
            summary = index_corpus(settings, encoder, progress=progress)
            index = open_index(settings, encoder)
        except IndexBusy as busy:
            index = _as_it_was(settings, encoder, busy)
            summary = summary_of(index.manifest)
        grounder = grounder or open_grounder(settings.grounder)
        writer = open_writer(settings, chat)
        return cls(Parts(settings, index, encoder, grounder, writer), summary)

    @property
    def settings(self) -> Settings:
        """The settings that this assistant was opened with."""
        return self._parts.settings

    @property
    def model(self) -> str:
        """Who writes: ``builtin``, or the chat model's name."""
        return self._parts.model

    @property
    def index(self) -> Index:
        """The opened index."""
        return self._parts.index

    @property
    def grounder(self) -> Grounder:
        """What reads passages and judges claims."""
        return self._parts.grounder

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        """The checked and cited answer. ``history``: earlier messages, as in OpenAI and Gradio.

        Raises InvalidQuestion for an empty or overlong question, and for a history of anything
        else than messages.
        """
        for event in self.stream(question, history):
            if isinstance(event, Finished):
                return event.answer
        raise AssertionError("a stream of events ends with Finished")

    def stream(
        self, question: str, history: Sequence[Message] = (), *, builtin: bool = False
    ) -> Iterator[Event]:
        """The events of answering, the whole answer last. ``builtin`` leaves a chat model out."""
        parts = replace(self._parts, writer=None) if builtin else self._parts
        return answering.stream(parts, question, history)

    def search(self, question: str, top_k: int = 5, mode: Mode = "hybrid") -> tuple[Passage, ...]:
        """The best passages for a question, best first.

        Raises InvalidQuestion for an empty or overlong question, InvalidSettings for a ``top_k``
        that is not from 1 to 10,000.
        """
        question = checked_question(question)
        if not 1 <= top_k <= MOST_PASSAGES:
            raise InvalidSettings(f"top_k is {top_k}.", f"Use a value from 1 to {MOST_PASSAGES:,}.")
        found = consulting.retrieve(self._parts, question, top_k, mode)
        return consulting.placed(self._parts, found)

    def verify(self, claim: str, evidence: str) -> Verdict:
        """Whether ``evidence`` supports ``claim``, with the reason when it does not."""
        return verify(claim, evidence, self._parts.grounder)

    def paragraph(self, document_id: str, place: int | str) -> Paragraph:
        """What a citation points at: by the number in the whole document, or by the place as it is
        printed (``p. 2 ¶3``); several in sequence come as one. Raises UnknownParagraph."""
        if isinstance(place, int) or place.strip().isdecimal():
            return self.index.library.paragraph(document_id, int(place))
        found = places.find(self.paragraphs(document_id), place)
        return places.joined(found, self.document(document_id).text)

    def document(self, document_id: str) -> Document:
        """The stored plain-text view of a file. Raises UnknownParagraph."""
        return self.index.library.document(document_id)

    def documents(self) -> tuple[Document, ...]:
        """What is indexed, by id; without the texts."""
        return self.index.library.documents()

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """A document's paragraphs in reading order. Raises UnknownParagraph."""
        return self.index.library.paragraphs(document_id)

    def is_stale(self, document_id: str) -> bool:
        """Whether an indexed file changed on disk, or went away, since it was indexed."""
        return self._parts.is_stale(document_id)

    def as_retriever(self, top_k: int = 5) -> BaseRetriever:
        """A LangChain retriever over ``search``."""
        from assistant.chain import CitedRetriever

        return CitedRetriever(assistant=self, top_k=top_k)

    def as_runnable(self) -> Runnable[Any, Answer]:
        """A LangChain runnable over ``ask``: give it a question, or question and history."""
        from assistant.chain import answer_runnable

        return answer_runnable(self)

    def refresh(self, report: Report | None = None) -> Summary:
        """Brings the index up to date with the folder; the next question uses it.

        ``report`` is told how far it is.
        """
        with self._refreshing:
            parts = self._parts
            summary = build_or_update(parts.settings, parts.encoder, report)
            if parts.index.superseded:
                self._parts = replace(parts, index=open_index(parts.settings, parts.encoder))
            return summary


def index_corpus(
    settings: Settings,
    encoder: Encoder | None = None,
    *,
    progress: bool = False,
    allow_shrink: bool = False,
    rebuild: bool = False,
    retry: bool = False,
) -> Summary:
    """Builds or updates the index of ``settings``; ``progress`` shows a bar. The others are those
    of ``build_or_update``."""
    encoder = encoder or open_encoder(settings.encoder, settings.index)
    with progress_bar() if progress else nullcontext() as report:
        return build_or_update(
            settings,
            encoder,
            report,
            allow_shrink=allow_shrink,
            rebuild=rebuild,
            retry=retry,
        )


def _as_it_was(settings: Settings, encoder: Encoder, busy: IndexBusy) -> Index:
    """The index that another process is renewing; raises ``busy`` when none can be opened."""
    try:
        index = open_index(settings, encoder)
    except IndexFailure:
        raise busy from None
    log.warning(STILL_OLD, busy.what)
    return index


_opened: dict[Settings, Assistant] = {}
_opening = threading.Lock()


def ask(question: str, history: Sequence[Message] = (), settings: Settings | None = None) -> Answer:
    """Asks the default corpus, or that of ``settings``; the index is built when it is missing
    and updated when files changed, unless another process is doing so. The opened assistant is
    kept for the next call."""
    settings = settings or Settings.from_environment()
    with _opening:
        assistant = _opened.get(settings)
        if assistant is None:
            assistant = _opened[settings] = Assistant.open(settings)
        else:
            try:
                assistant.refresh()
            except IndexBusy as busy:
                log.warning(STILL_OLD, busy.what)
    return assistant.ask(question, history)
