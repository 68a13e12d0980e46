"""LangChain doors: the assistant as a retriever and as a runnable, over the same core.

from langchain_core.output_parsers import StrOutputParser
chain = assistant.as_runnable() | (lambda answer: answer.text)
chain.invoke("How many people died?")
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from pydantic import ConfigDict

if TYPE_CHECKING:
    from assistant.core import Assistant
    from assistant.types import Answer, Event, Passage

# a question, or {"question": str, "history": [messages]}
Ask = str | dict[str, Any]


class CitedRetriever(BaseRetriever):
    """Searches like ``Assistant.search``; metadata has source, paragraphs and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Any
    top_k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [to_langchain(each) for each in self.assistant.search(query, top_k=self.top_k)]


def to_langchain(passage: Passage) -> LangChainDocument:
    """A passage as a LangChain document."""
    chunk = passage.chunk
    return LangChainDocument(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "source": chunk.document_id,
            "paragraph": chunk.first,
            "last_paragraph": chunk.last,
            "heading": chunk.heading,
            "score": passage.score,
        },
    )


def answer_runnable(assistant: Assistant) -> Runnable[Ask, Answer]:
    """A runnable from a question (or question and history) to an ``Answer``."""

    def ask(given: Ask) -> Answer:
        return assistant.ask(*_asked(given))

    return RunnableLambda(ask, name="cited_answer")


def event_runnable(assistant: Assistant) -> Runnable[Ask, Event]:
    """A runnable whose ``stream`` yields the events of answering."""

    def events(inputs: Iterator[Ask]) -> Iterator[Event]:
        for given in inputs:
            yield from assistant.stream(*_asked(given))

    return RunnableGenerator(events, name="cited_answer_events")


def _asked(given: Ask) -> tuple[str, list[dict[str, Any]]]:
    if isinstance(given, str):
        return given, []
    return given["question"], list(given.get("history", ()))
