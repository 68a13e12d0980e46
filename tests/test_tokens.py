from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import tokens


def test_counts_are_those_of_cl100k_base() -> None:
    # the worked example of OpenAI's cookbook for cl100k_base
    assert tokens.count_tokens("antidisestablishmentarianism") == 6
    assert tokens.count_tokens("tiktoken is great!") == 6
    assert tokens.count_tokens("") == 0


def test_the_names_of_special_tokens_are_plain_text() -> None:
    assert tokens.count_tokens("<|endoftext|>") > 1


def test_loading_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    tokens._encoding.cache_clear()
    assert tokens.count_tokens("offline") > 0


@settings(deadline=None, max_examples=300)
@given(
    st.text(st.one_of(st.sampled_from(" \n.,'’s(\"-12ABé\t\xa0\x1c"), st.characters()), max_size=60)
)
def test_remembered_words_count_as_the_whole_text_does(text: str) -> None:
    assert tokens.count_tokens(text) == len(tokens._encoding().encode_ordinary(text))
