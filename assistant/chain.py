"""LangChain doors: the assistant as a retriever and as a runnable, over the same core.

chain = assistant.as_runnable() | (lambda answer: answer.text)
chain.invoke("How many people died?")
"""

from __future__ import annotations

import asyncio
import reprlib
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.messages import BaseMessage, convert_to_openai_messages
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from assistant.citations import cited
from assistant.errors import InvalidQuestion
from assistant.types import Answer, Checked, Finished, Message, Passage, Retrieved

if TYPE_CHECKING:
    from assistant.core import Assistant

# a question, or {"question": str, "history": [messages]}; messages of LangChain or of OpenAI
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


def to_openai(history: Iterable[Any]) -> list[Message]:
    """A history of LangChain's messages, or of its pairs of role and text, as OpenAI's.

    What is a message of OpenAI already stays as it is.

    Raises InvalidQuestion for what is no message.
    """
    return [_to_openai(each) if isinstance(each, BaseMessage | tuple) else each for each in history]


def _to_openai(message: BaseMessage | tuple[str, str]) -> Message:
    try:
        converted: Message = convert_to_openai_messages([message])[0]
    except (ValueError, TypeError, KeyError, IndexError, NotImplementedError) as error:
        raise InvalidQuestion(
            f"The history has a message that cannot be read: {reprlib.repr(message)}.",
            "Give messages such as HumanMessage and AIMessage.",
        ) from error
    return converted


def answer_runnable(assistant: Assistant) -> Runnable[Ask, Answer]:
    """A runnable from a question (or question and history) to an ``Answer``.

    Streamed, it yields the answer as it grows by checked sentences, the complete one last; so the
    last piece is always what ``invoke`` returns.
    """

    def answers(given: Ask) -> Iterator[Answer]:
        question = given if isinstance(given, str) else given["question"]
        history = () if isinstance(given, str) else to_openai(given.get("history") or ())
        growing = Answer(question, "", model=assistant.model)
        for event in assistant.stream(question, history):
            match event:
                case Retrieved(standalone, passages):
                    growing = replace(growing, standalone=standalone, passages=passages)
                case Checked(sentence):
                    sentences = (*growing.sentences, sentence)
                    text = "\n\n".join(cited(each) for each in sentences)
                    growing = replace(growing, sentences=sentences, text=text)
                    yield growing
                case Finished(answer):
                    yield answer

    async def answers_async(given: Ask) -> AsyncIterator[Answer]:
        pieces = answers(given)
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece

    return RunnableLambda(answers, afunc=answers_async, name="cited_answer")
