"""The LangChain doors give what the assistant gives: at once, streamed, in batches, async."""

from __future__ import annotations

import asyncio

import pytest
from langchain_core.messages import AIMessage, HumanMessage, RemoveMessage, SystemMessage
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from assistant.errors import InvalidQuestion
from assistant.types import Answer
from tests.writers.conftest import Open, says

OPENED, ROSES = "When did the bridge open?", "How many roses has the garden?"


def test_invoke_gives_the_answer_of_ask(open_assistant: Open) -> None:
    assistant = open_assistant()
    answer = assistant.as_runnable().invoke(OPENED)
    assert (answer.text, answer.citations) == (
        assistant.ask(OPENED).text,
        assistant.ask(OPENED).citations,
    )


def test_history_completes_the_question(open_assistant: Open) -> None:
    history = [{"role": "user", "content": "Who designed the Harbour Bridge?"}]
    asked = {"question": "When did it open?", "history": history}
    answer = open_assistant().as_runnable().invoke(asked)
    assert "Harbour Bridge" in answer.standalone


@pytest.mark.parametrize(
    "history",
    [
        [
            SystemMessage("Be kind."),
            HumanMessage("Who designed the Harbour Bridge?"),
            AIMessage([{"type": "text", "text": "Nobody knows."}]),
        ],
        [("human", "Who designed the Harbour Bridge?"), {"role": "assistant", "content": "Hm."}],
    ],
)
def test_a_history_may_be_of_messages_of_langchain(
    open_assistant: Open, history: list[object]
) -> None:
    asked = {"question": "When did it open?", "history": history}
    assert "Harbour Bridge" in open_assistant().as_runnable().invoke(asked).standalone


@pytest.mark.parametrize(
    "stranger", [RemoveMessage(id="1"), ("critic", "No."), ("human",), "Who?", 7]
)
def test_what_is_no_message_is_named(open_assistant: Open, stranger: object) -> None:
    asked = {"question": "When did it open?", "history": [stranger]}
    with pytest.raises(InvalidQuestion, match=r"The history has .* message.*: .*\. Give messages"):
        open_assistant().as_runnable().invoke(asked)


def test_a_stream_grows_by_checked_sentences_and_ends_with_the_whole(open_assistant: Open) -> None:
    chat = says("The bridge opened on 4 May 1932 [1]. It has seven arches [1].")
    pieces = list(open_assistant(chat).as_runnable().stream(OPENED))
    assert [len(each.sentences) for each in pieces] == [1, 2, 2]
    assert pieces[-1].citations
    assert pieces[-1].text.startswith(pieces[0].text)


def test_it_composes_with_other_runnables_streamed_too(open_assistant: Open) -> None:
    runnable = open_assistant().as_runnable()
    text = RunnableLambda(lambda answer: answer.text)
    assert "4 May 1932" in (runnable | text).invoke(OPENED)
    assert "4 May 1932" in list((runnable | text).stream(OPENED))[-1]
    both = {"answer": runnable, "asked": RunnablePassthrough()} | RunnableLambda(dict)
    assert both.invoke(ROSES)["asked"] == ROSES


def test_a_batch_keeps_the_order(open_assistant: Open) -> None:
    opened, roses = open_assistant().as_runnable().batch([OPENED, ROSES])
    assert "1932" in opened.text
    assert "240" in roses.text


def test_async_gives_the_same(open_assistant: Open) -> None:
    runnable = open_assistant().as_runnable()

    async def all_ways() -> tuple[Answer, list[Answer], list[Answer]]:
        streamed = [each async for each in runnable.astream(OPENED)]
        return await runnable.ainvoke(OPENED), await runnable.abatch([OPENED, ROSES]), streamed

    one, several, streamed = asyncio.run(all_ways())
    assert one.text == several[0].text == streamed[-1].text
    assert "240" in several[1].text


def test_the_retriever_finds_what_search_finds(open_assistant: Open) -> None:
    assistant = open_assistant()
    found = assistant.as_retriever(top_k=2).invoke(ROSES)
    passages = assistant.search(ROSES, top_k=2)
    assert [each.page_content for each in found] == [each.chunk.text for each in passages]
    assert found[0].metadata["source"] == "garden.md"
    assert asyncio.run(assistant.as_retriever(top_k=2).ainvoke(ROSES)) == found
