"""What an exact check has against a claim."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Label


@dataclass(frozen=True, slots=True)
class Finding:
    """One failed exact check, with its reason for people.

    A ``doubtful`` finding does not decide: it weighs against the claim. An ``open`` one does not
    even that: what is missing may stand around the evidence, as a name behind a pronoun does.
    """

    label: Label
    reason: str
    doubtful: bool = False
    open: bool = False


def instead(stated: str, claimed: str, doubtful: bool = False) -> Finding:
    """The source gives ``stated`` where the claim says ``claimed``."""
    return Finding("contradicted", f"{stated}, not {claimed}", doubtful)


def absent(claimed: str, doubtful: bool = False, open: bool = False) -> Finding:
    """The source has nothing like ``claimed``."""
    return Finding("neither", f"“{claimed}” is not in the source", doubtful or open, open)
