"""Deliberately bad chat models, and what is shown of what they write.

``python -m evals.bad_writers [--split dev] [--limit N]`` asks the answerable questions. For each,
the evidence is gathered once; then every bad writer writes from it, and its sentences go through
the same attribution and checks as those of a real model, without the built-in answer that would
step in for it.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant import Assistant, AssistantError, Settings
from assistant.answering import retrieve
from assistant.grounding.inquiry import Inquiry, inquire
from assistant.types import Evidence, Grounder, Message
from assistant.writing import written_by_model
from evals import questions
from evals.checker import perturb

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


def judge(writer: BadWriter, inquiry: Inquiry, grounder: Grounder) -> Counter[str]:
    """How many sentences were written, shown, shown with their own source, and dropped as what."""
    counts: Counter[str] = Counter()
    for step in written_by_model(writer, inquiry.question, [inquiry], [], grounder):
        if not isinstance(step, tuple):
            continue
        draft, verdict = step
        counts["written"] += 1
        counts[verdict.label] += 1
        own = any(draft.text in each.sentence.text for each in draft.evidence)
        counts["own source"] += verdict.supported and own
    return counts


def inquiries(assistant: Assistant, asked: Iterable[str]) -> Iterator[Inquiry]:
    """The evidence for each question, as ``ask`` gathers it."""
    parts = assistant._parts
    for question in asked:
        passages = retrieve(parts, question, parts.settings.top_k)
        yield inquire(question, passages, parts.index.library, parts.grounder)


def table(counts: Mapping[str, Counter[str]]) -> Table:
    """One row for each writer."""
    shown = Table("writer", title="Bad writers: what becomes of their sentences")
    for column in (
        "written",
        "shown",
        "with its own source",
        "dropped: contradicted",
        "unsupported",
    ):
        shown.add_column(column, justify="right")
    for writer in WRITERS:
        got = counts[writer.name]
        own = str(got["own source"]) if writer.harmless else "–"
        row = (got["written"], got["supported"], own, got["contradicted"], got["neither"])
        shown.add_row(writer.name, *map(str, row))
    return shown


def main(argv: Sequence[str] | None = None) -> int:
    """Asks, counts, prints."""
    parser = argparse.ArgumentParser(prog="python -m evals.bad_writers", description=__doc__)
    parser.add_argument("--split", choices=("all", "dev", "test"), default="all")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N questions")
    arguments = parser.parse_args(argv)
    try:
        asked = [
            each.turns[0].question
            for each in questions.select(
                questions.load(questions.FOLDER), arguments.split, (), arguments.limit
            )
            if each.answerable and not each.corpus
        ]
        assistant = Assistant.open(Settings.from_environment(model="builtin"), progress=True)
    except AssistantError as error:
        print(f"bad_writers: {error}", file=sys.stderr)
        return 1
    counts: dict[str, Counter[str]] = {writer.name: Counter() for writer in WRITERS}
    gathered = inquiries(assistant, asked)
    for inquiry in track(gathered, total=len(asked), console=Console(stderr=True)):
        for writer in WRITERS:
            counts[writer.name] += judge(writer, inquiry, assistant._parts.grounder)
    Console().print(f"{len(asked)} questions, the best {SOURCES} sentences of evidence for each")
    Console().print(table(counts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
