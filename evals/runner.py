"""Asks every question through the assistant's public interface and scores the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.types import Message
from evals.metrics import RELEVANT_DEPTH
from evals.observation import Answerer, Observed, observe
from evals.questions import Question
from evals.scoring import Outcome, score

SIDE_CORPORA = Path(__file__).parent
"""A question with ``"corpus": "poisoned"`` is asked of the folder ``evals/poisoned``."""


def run(
    questions: Sequence[Question],
    open_corpus: Callable[[str], Answerer],
    key: str = "corpus",
) -> Iterator[Outcome]:
    """Outcomes, one by one as they come, in the order of the questions.

    ``open_corpus`` gives the assistant for a side corpus by name ("" is the main one); each is
    opened once. ``key`` says which corpus's gold paragraphs count.
    """
    opened: dict[str, Answerer] = {}
    for question in questions:
        if question.corpus not in opened:
            opened[question.corpus] = open_corpus(question.corpus)
        yield score(question, converse(opened[question.corpus], question), key)


def converse(assistant: Answerer, question: Question) -> tuple[Observed, ...]:
    """Asks the turns of a question in order, each with what was really said before."""
    history: list[Message] = []
    observed: list[Observed] = []
    for number, turn in enumerate(question.turns):
        depth = RELEVANT_DEPTH if number == 0 else 0
        answer = observe(assistant, turn.question, tuple(history), top_k=depth)
        observed.append(answer)
        history.append({"role": "user", "content": turn.question})
        history.append({"role": "assistant", "content": answer.text or answer.error})
    return tuple(observed)
