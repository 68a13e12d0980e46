"""The same questions as people put them: greeted, wrapped in courtesies, with what led to them.

``python -m evals.phrasings [--split dev]`` asks each question that stands alone as it is written
and in every wrapping, and prints how many of each are handled rightly: answered with the fact, or
refused where the documents do not say.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track

from assistant import Assistant, Settings
from evals import questions
from evals.observation import Answerer
from evals.questions import Question
from evals.runner import SIDE_CORPORA, converse
from evals.scoring import score

PLAIN = "as it is written"


def _lowered(question: str) -> str:
    """A question inside a sentence: "who won", but "Berg won"."""
    first, _, rest = question.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _OPENERS else question


_OPENERS = frozenset(
    "who whom whose what which when where why how is are was were did does do has have had can "
    "could will would should in on at by for from to with of since sum give".split()
)
WRAPPINGS: dict[str, Callable[[str], str]] = {
    PLAIN: lambda question: question,
    "greeted and thanked": lambda question: f"Good evening! {question} Many thanks in advance.",
    "after a word to fill": lambda question: f"Okay, one last question: {_lowered(question)}",
    "begged": lambda question: f"I need your help with something. {question}",
    "with what led to it": lambda question: (
        f"My sister and I talked about this over dinner and could not agree. {question}"
    ),
    "with a reason after it": lambda question: (
        f"{question} I am preparing a talk for our reading group."
    ),
    "without capitals": lambda question: question.lower().rstrip("?"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and prints a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--limit", type=int, help="so many questions, of all slices")
    options = parser.parse_args(arguments)
    alone = [each for each in questions.load(questions.FOLDER) if len(each.turns) == 1]
    asked = questions.select(alone, options.split, limit=options.limit)
    console = Console()
    console.print(f"{len(asked)} questions of the {options.split} split, handled rightly")
    with TemporaryDirectory() as folder:
        opened: dict[str, Assistant] = {}
        for corpus in {each.corpus for each in asked}:
            source = SIDE_CORPORA / corpus if corpus else Settings().corpus
            settings = Settings(corpus=source, index=Path(folder) / (corpus or "main"))
            opened[corpus] = Assistant.open(settings)
        for name, wrap in WRAPPINGS.items():
            right = handled(
                opened, (wrapped(each, wrap) for each in track(asked, name, console=console))
            )
            console.print(f"{100 * right:5.1f} %  {name}")


def wrapped(question: Question, wrap: Callable[[str], str]) -> Question:
    """The same question, put in other words around it."""
    (turn,) = question.turns
    return replace(question, turns=(replace(turn, question=wrap(turn.question)),))


def handled(opened: Mapping[str, Answerer], asked: Iterable[Question]) -> float:
    """The share of the questions that are handled rightly."""
    return mean(
        score(each, converse(opened[each.corpus], each), "corpus").scores["right"] for each in asked
    )


if __name__ == "__main__":
    main()
