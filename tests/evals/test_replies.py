"""Kept replies: a run that goes on asks the model only what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel, SimpleChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from evals.replies import CLOCK, KeptReplies

USED = {"input_tokens": 7, "output_tokens": 2, "total_tokens": 9}


class Says(SimpleChatModel):
    """Streams "Five boats." and what it used."""

    @property
    def _llm_type(self) -> str:
        return "says"

    def _call(self, *_: Any, **__: Any) -> str:
        raise NotImplementedError

    def _stream(self, *_: Any, **__: Any) -> Any:
        yield ChatGenerationChunk(message=AIMessageChunk("Five "))
        yield ChatGenerationChunk(message=AIMessageChunk("boats.", usage_metadata=USED))


def no_model() -> BaseChatModel:
    raise AssertionError("the model was opened")


def test_a_kept_reply_needs_no_model_and_counts_the_time_it_took(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    asked = KeptReplies(Says, model_name="m", file=file)
    first = asked.invoke("How many?")
    (row,) = map(json.loads, file.read_text("utf-8").splitlines())
    file.write_text(json.dumps(row | {"seconds": 50.0}) + "\n", encoding="utf-8")
    before = CLOCK.now()
    again = KeptReplies(no_model, model_name="m", file=file).invoke("How many?")
    assert first.text == again.text == "Five boats."
    assert first.usage_metadata == again.usage_metadata == USED
    assert CLOCK.now() - before >= 50


def test_another_prompt_or_model_is_another_reply(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    KeptReplies(Says, model_name="m", file=file).invoke("How many?")
    with pytest.raises(AssertionError, match="opened"):
        KeptReplies(no_model, model_name="m", file=file).invoke("How many boats?")
    with pytest.raises(AssertionError, match="opened"):
        KeptReplies(no_model, model_name="other", file=file).invoke("How many?")
