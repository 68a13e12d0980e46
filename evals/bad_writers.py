"""Deliberately bad chat models, and what is shown of what they write.

``python -m evals.bad_writers [--split dev] [--limit N]`` asks the answerable questions. For each,
the evidence is gathered once; then every bad writer writes from it, and its sentences go through
the same attribution and checks as those of a real model, without the built-in answer that would
step in for it. The table so far is written after each question.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from assistant import Assistant, AssistantError, Settings
from assistant.consulting import retrieve
from assistant.grounding.inquiry import Inquiry, inquire
from assistant.types import Evidence, Grounder, Label, Message
from assistant.writing import Texts, written_by_model
from evals import questions
from evals.checker import perturb
from evals.results import FOLDER, commit

SOURCES = 3  # best pieces of evidence that a bad writer uses
WORLD = (
    "Paris is the capital of France.",
    "Water boils at 100 degrees Celsius at sea level.",
    "The Second World War ended in 1945.",
    "William Shakespeare wrote Hamlet and Macbeth.",
)

Spoil = Callable[[str, random.Random], str | None]  # a true sentence -> a bad one, if one is made
Mark = Callable[[int, int], str]  # number of the right excerpt, how many there are -> markers


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a written sentence: its label (a supported one is shown), what it was given
    as its source, and whether it was taken from there."""

    writer: str
    text: str
    label: Label
    source: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class BadWriter:
    """A writer that takes sentences of the evidence, spoils them, and marks them as told.

    ``harmless`` tells that its sentences are true as they stand, so that they should be shown,
    with the right citation in place of the writer's.
    """

    name: str
    mark: Mark
    spoil: Spoil
    harmless: bool = False

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """One line for each of the best pieces of evidence; the same at every call."""
        chance = random.Random(question)
        for number, each in enumerate(evidence[:SOURCES], start=1):
            if bad := self.spoil(each.sentence.text, chance):
                yield f"{bad}{self.mark(number, len(evidence))}\n\n"

    def rewrite(self, question: str, history: Sequence[Message]) -> str:
        """No proposal."""
        return ""


def none(number: int, count: int) -> str:
    """No marker."""
    return ""


def right(number: int, count: int) -> str:
    """The marker of the excerpt that the sentence was made from."""
    return f" [{number}]"


def wrong(number: int, count: int) -> str:
    """The marker of another excerpt, or of none where there is only one."""
    return f" [{number % count + 1}]" if count > 1 else " [2]"


def nowhere(number: int, count: int) -> str:
    """A marker beyond the last excerpt."""
    return f" [{count + number + 40}]"


def same(text: str, chance: random.Random) -> str:
    """The sentence as it is."""
    return text


def invented(text: str, chance: random.Random) -> str | None:
    """Another number, percentage or date."""
    changes = [perturb.number, perturb.percent, perturb.date]
    chance.shuffle(changes)
    return next((bad for change in changes if (bad := change(text, chance))), None)


def embroidered(text: str, chance: random.Random) -> str:
    """A clause that no source has, put before a true sentence."""
    cost = chance.randint(12, 98)
    return f"After a court in Lisbon had spent {cost} million euros on it, {text}"


def world(text: str, chance: random.Random) -> str:
    """Something true that the documents need not know."""
    return chance.choice(WORLD)


WRITERS = (
    BadWriter("no markers", none, same, harmless=True),
    BadWriter("wrong markers", wrong, same, harmless=True),
    BadWriter("markers to nothing", nowhere, same, harmless=True),
    BadWriter("invented numbers", right, invented),
    BadWriter("negated sentences", right, perturb.negation),
    BadWriter("invented clauses", right, embroidered),
    BadWriter("world knowledge", right, world),
)


def fates(writer: BadWriter, inquiry: Inquiry, grounder: Grounder, texts: Texts) -> Iterator[Fate]:
    """Each sentence that the writer writes, with what becomes of it."""
    for step in written_by_model(writer, inquiry.question, [inquiry], [], grounder, texts, 0):
        if isinstance(step, tuple):
            draft, verdict = step
            sources = [each.sentence.text for each in draft.evidence]
            own = any(draft.text in text for text in sources)
            yield Fate(writer.name, draft.text, verdict.label, " ".join(sources), own)


def inquiries(assistant: Assistant, asked: Iterable[str]) -> Iterator[Inquiry]:
    """The evidence for each question, as ``ask`` gathers it."""
    parts = assistant._parts
    for question in asked:
        passages = retrieve(parts, question, parts.settings.top_k)
        yield inquire(question, passages, parts.index.library, parts.grounder)


def table(told: Sequence[Fate]) -> str:
    """One row for each writer, as Markdown."""
    rows = [
        "| writer | written | shown | with its own source | contradicted | unsupported |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for writer in WRITERS:
        mine = [each for each in told if each.writer == writer.name]
        label = [each.label for each in mine]
        own = str(sum(each.own for each in mine if each.label == "supported"))
        counts = (len(mine), label.count("supported"), own if writer.harmless else "–")
        dropped = (label.count("contradicted"), label.count("neither"))
        rows.append(f"| {writer.name} | {' | '.join(map(str, (*counts, *dropped)))} |")
    return "\n".join(rows)


def page(told: Sequence[Fate], asked: int, reader: str) -> str:
    """The table, what it was made with, and every bad sentence that was shown."""
    harmless = {each.name for each in WRITERS if each.harmless}
    leaks = [x for x in told if x.label == "supported" and x.writer not in harmless]
    listed = "\n".join(f"- {x.writer}: {x.text}\n  - source: {x.source}" for x in leaks)
    return (
        "# Bad writers: what becomes of their sentences\n\n"
        f"{asked} answerable questions, the best {SOURCES} sentences of evidence for each; reader "
        f"{reader}, commit {commit()}. Contradicted and unsupported sentences are dropped.\n\n"
        f"{table(told)}\n\n## Bad sentences that were shown\n\n{listed or 'None.'}\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Asks, judges, writes."""
    parser = argparse.ArgumentParser(prog="python -m evals.bad_writers", description=__doc__)
    parser.add_argument("--split", choices=("all", "dev", "test"), default="all")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N questions")
    parser.add_argument("--out", type=Path, default=FOLDER / "bad_writers.md", metavar="FILE")
    arguments = parser.parse_args(argv)
    try:
        every = questions.load(questions.FOLDER)
        answerable = [each for each in every if each.answerable and not each.corpus]
        chosen = questions.select(answerable, arguments.split, (), arguments.limit)
        assistant = Assistant.open(Settings.from_environment(model="builtin"), progress=True)
    except AssistantError as error:
        print(f"bad_writers: {error}", file=sys.stderr)
        return 1
    grounder, texts = assistant.grounder, assistant.index.library
    gathered = inquiries(assistant, [each.turns[0].question for each in chosen])
    told: list[Fate] = []
    progress = track(gathered, total=len(chosen), console=Console(stderr=True))
    for asked, inquiry in enumerate(progress, start=1):
        for writer in WRITERS:
            told += fates(writer, inquiry, grounder, texts)
        arguments.out.write_text(page(told, asked, grounder.name), encoding="utf-8")
    print(table(told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
