"""A conversation: turns of question and answer, frozen, and how it is kept as JSON."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from assistant.types import Answer, Checked, Event, Finished, Message, Retrieved, Sentence

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Status = Literal["waiting", "reading", "done", "stopped", "failed"]
Thumb = Literal["", "up", "down"]
THUMBS: dict[str, Thumb] = {"": "", "up": "up", "down": "down"}
TITLE_WORDS = 9


def new_id() -> str:
    """A short random name for a turn or a conversation; safe as a file name."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it.

    ``sentences`` fill up while the answer is written; ``answer`` is there once it is finished.
    ``problem`` says what failed and the remedy, for people.
    """

    question: str
    id: str = field(default_factory=new_id)
    status: Status = "waiting"
    standalone: str = ""
    passages: int = 0
    sentences: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    problem: str = ""
    thumb: Thumb = ""
    comment: str = ""

    @property
    def running(self) -> bool:
        """Whether an answer is still on its way."""
        return self.status in ("waiting", "reading")

    def after(self, event: Event) -> Turn:
        """This turn once an event of answering has happened."""
        if isinstance(event, Retrieved):
            count = len(event.passages)
            return replace(self, status="reading", standalone=event.standalone, passages=count)
        if isinstance(event, Checked):
            return replace(self, sentences=(*self.sentences, event.sentence))
        if isinstance(event, Finished):
            return replace(self, status="done", answer=event.answer)
        return self


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in the order they were asked. ``editing`` names the turn whose question is being
    reworded: the next question replaces it and what follows."""

    id: str = field(default_factory=new_id)
    turns: tuple[Turn, ...] = ()
    editing: str = ""

    @property
    def title(self) -> str:
        """The first question, shortened."""
        if not self.turns:
            return "New conversation"
        words = self.turns[0].question.split()
        return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")

    @property
    def running(self) -> Turn | None:
        """The turn that is being answered, or None."""
        return self.turns[-1] if self.turns and self.turns[-1].running else None

    def turn(self, turn_id: str) -> Turn | None:
        """The turn of that id, or None."""
        return next((each for each in self.turns if each.id == turn_id), None)

    def asked(self, question: str) -> Conversation:
        """With a new question at the end, or in place of the one that was being reworded."""
        kept = self.before(self.editing).turns if self.editing else self.turns
        return replace(self, turns=(*kept, Turn(question)), editing="")

    def before(self, turn_id: str) -> Conversation:
        """Only the turns before that one; unchanged when there is none of that id."""
        at = next((n for n, each in enumerate(self.turns) if each.id == turn_id), len(self.turns))
        return replace(self, turns=self.turns[:at])

    def with_turn(self, turn: Turn) -> Conversation:
        """With the turn of the same id replaced."""
        return replace(self, turns=tuple(turn if turn.id == t.id else t for t in self.turns))

    def history(self) -> tuple[Message, ...]:
        """The finished turns as messages."""
        return tuple(
            message
            for turn in self.turns
            if turn.answer is not None
            for message in (
                {"role": "user", "content": turn.question},
                {"role": "assistant", "content": turn.answer.text},
            )
        )

    def to_json(self) -> str:
        """The whole conversation; ``from_json`` reads it back."""
        return _adapter().dump_json(self, indent=1).decode()

    @classmethod
    def from_json(cls, text: str) -> Conversation:
        """Reads what ``to_json`` wrote. Raises ValueError for anything else."""
        return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Conversation]:
    from pydantic import TypeAdapter

    return TypeAdapter(Conversation)
