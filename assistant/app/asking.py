"""From a pending question to a finished turn, step by step, with every problem put in words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.app.conversation import Conversation
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.core import Assistant

log = logging.getLogger(__name__)


def answered(
    assistant: Assistant, conversation: Conversation, *, builtin: bool = False
) -> Iterator[Conversation]:
    """The conversation after each event of answering its pending turn; nothing if none is pending.

    ``builtin`` leaves a configured chat model out.

    Whatever goes wrong ends in a turn that says so: a user's mistake with its remedy, a fault of
    ours without its insides (those go to the log).
    """
    turn = conversation.running
    if turn is None:
        return
    history = conversation.before(turn.id).history()
    try:
        for event in assistant.stream(turn.question, history, builtin=builtin):
            turn = turn.after(event)
            yield conversation.with_turn(turn)
    except AssistantError as error:
        yield conversation.with_turn(replace(turn, status="failed", problem=str(error)))
    except Exception:
        log.exception("A question could not be answered.")
        problem = (
            "Something went wrong while answering. Try again; the log of the server says more."
        )
        yield conversation.with_turn(replace(turn, status="failed", problem=problem))


def stopped(conversation: Conversation) -> Conversation:
    """The conversation with its pending turn ended by the user; what was written stays."""
    turn = conversation.running
    return conversation if turn is None else conversation.with_turn(replace(turn, status="stopped"))
