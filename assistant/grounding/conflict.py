"""A word of a claim set against a word of its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a claim and a sentence cannot both be true, in words of theirs."""

    claimed: str
    stated: str
