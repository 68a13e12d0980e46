"""The command ``assistant eval``.

Exit codes: 0 the run is done (and, with ``--compare``, no worse); 1 an error that the message
explains; 4 significantly worse than the run it was compared with.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, UnknownParagraph

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings
    from evals.compare import Change
    from evals.observation import Answerer
    from evals.questions import Place, Question
    from evals.results import Results
    from evals.scoring import Outcome

WORSE = 4
HERE = Path(__file__).parent
VARIANTS = ("keyword", "dense", "lexical", "rank", "tutorial")

Opener = Callable[[str], "Answerer"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``assistant eval`` takes beside --corpus, --index, --encoder and --model."""
    parser.add_argument("--split", choices=("all", "dev", "test"), default="all")
    parser.add_argument(
        "--slice", action="append", default=[], metavar="NAME", help="only this slice (repeatable)"
    )
    parser.add_argument(
        "--limit", type=int, metavar="N", help="at most N questions, evenly over the slices"
    )
    parser.add_argument(
        "--questions", type=Path, metavar="FILE", help="your own questions (.jsonl, or a folder)"
    )
    parser.add_argument(
        "--corpus-key",
        default="corpus",
        metavar="KEY",
        help="which gold paragraphs count: corpus, or originals (with --corpus DIR)",
    )
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        choices=VARIANTS,
        help="also run a baseline beside it (repeatable); tutorial needs --model",
    )
    parser.add_argument(
        "--replies",
        type=Path,
        metavar="FILE",
        help="keep a chat model's replies in FILE, and take from it those that it has",
    )
    parser.add_argument(
        "--compare", type=Path, metavar="BASE", help="earlier results; exit 4 when worse"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=HERE / "results" / "local",
        metavar="DIR",
        help="where COMMIT.json, .md and .html go",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Asks, scores, prints, writes, compares. Raises AssistantError for what the user can mend."""
    from rich.console import Console

    from evals import results, summary
    from evals.compare import compare, missing

    key, console, chat = arguments.corpus_key, Console(), _chat(settings, arguments.replies)
    opener = _opener(settings, chat)
    before = results.load(arguments.compare) if arguments.compare else None
    asked = _select(arguments)
    assistant = opener("")
    gold = _gold_texts(asked, assistant, key)
    outcomes = _run(asked, opener, key, "asking")
    reader = getattr(getattr(assistant, "grounder", None), "name", settings.grounder)
    runs = {"this run": _results(outcomes, settings, arguments, reader)}
    for variant in arguments.variant:
        answered = _run(asked, _opener(settings, chat, variant), key, variant)
        runs[variant] = _results(answered, settings, arguments, reader, variant)
    changes = compare(before, runs["this run"]) if before else []

    console.print(", ".join(f"{name} {value}" for name, value in runs["this run"].meta.items()))
    for table in summary.terminal(runs):
        console.print(table)
    path = _write(runs, outcomes, gold, changes, arguments)
    console.print(f"Results: {path}\nReport:  {path.with_suffix('.html')}")
    if before is None:
        return 0
    console.print(summary.verdict(changes))
    if unasked := missing(before, runs["this run"]):
        console.print(f"{unasked} questions of {arguments.compare} were not asked in this run.")
    worse = any(change.fails for change in changes)
    console.print("Worse than before." if worse else "No significant loss.")
    return WORSE if worse else 0


def _select(arguments: argparse.Namespace) -> tuple[Question, ...]:
    from evals import questions

    asked = questions.load(arguments.questions or questions.FOLDER)
    if arguments.corpus_key != "corpus":  # side corpora are of our own corpus only
        asked = tuple(question for question in asked if not question.corpus)
        if not any(questions.gold_of(question, arguments.corpus_key) for question in asked):
            raise questions.QuestionsInvalid(
                f"No question has gold for the corpus {arguments.corpus_key!r}.",
                "See the keys under gold in the file of questions.",
            )
    return questions.select(asked, arguments.split, arguments.slice, arguments.limit)


def _write(
    runs: Mapping[str, Results],
    outcomes: Sequence[Outcome],
    gold: Mapping[Place, str],
    changes: Sequence[Change],
    arguments: argparse.Namespace,
) -> Path:
    """Writes COMMIT.json, .md and .html; gives the first one's path."""
    from evals import report, results, summary

    this, *others = runs
    path = results.save(runs[this], arguments.out / f"{results.commit()}.json")
    path.with_suffix(".md").write_text(summary.markdown(runs), encoding="utf-8")
    html = report.page(
        runs[this],
        outcomes,
        gold,
        key=arguments.corpus_key,
        others={name: runs[name] for name in others},
        changes=changes,
    )
    path.with_suffix(".html").write_text(html, encoding="utf-8")
    return path


def _run(asked: Sequence[Question], opener: Opener, key: str, title: str) -> tuple[Outcome, ...]:
    from rich.console import Console
    from rich.progress import Progress

    from evals.runner import run as outcomes_of

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=len(asked))
        outcomes: list[Outcome] = []
        for outcome in outcomes_of(asked, opener, key):
            outcomes.append(outcome)
            progress.advance(task)
    return tuple(outcomes)


def _chat(settings: Settings, replies: Path | None) -> BaseChatModel | None:
    """The chat model that the settings name, opened once for all corpora and variants."""
    from assistant.providers import BUILTIN, open_chat
    from evals.replies import KeptReplies

    if settings.model == BUILTIN:
        return None
    if replies is None:
        return open_chat(settings)
    return KeptReplies(lambda: open_chat(settings), model_name=settings.model, file=replies)


def _opener(settings: Settings, chat: BaseChatModel | None, variant: str = "") -> Opener:
    """Opens the main corpus for "", or a side corpus by its name; each once."""
    from evals.baselines import open_variant

    opened: dict[str, Answerer] = {}

    def open_corpus(name: str) -> Answerer:
        if name not in opened:
            here = settings
            if name:
                folder = HERE / name
                if not folder.is_dir():
                    raise AssistantError(f"No side corpus {folder}.", "Check the row's corpus.")
                here = replace(settings, corpus=folder, index="")
            opened[name] = open_variant(here, variant, chat)
        return opened[name]

    return open_corpus


def _results(
    outcomes: Iterable[Outcome],
    settings: Settings,
    arguments: argparse.Namespace,
    reader: str,
    variant: str = "",
) -> Results:
    from evals.results import collect

    about = {
        "split": arguments.split,
        "corpus": f"{Path(settings.corpus).name} ({arguments.corpus_key})",
        "model": settings.model,
        "grounder": reader,
        "settings": settings.fingerprint(),
    }
    return collect(tuple(outcomes), **about, **({"variant": variant} if variant else {}))


def _gold_texts(asked: Sequence[Question], assistant: Answerer, key: str) -> Mapping[Place, str]:
    """The texts of the gold paragraphs. Raises QuestionsInvalid for one that is not there."""
    from evals.questions import QuestionsInvalid, gold_of

    texts: dict[Place, str] = {}
    for question in asked:
        if question.corpus:
            continue
        for place in gold_of(question, key):
            try:
                texts[place] = assistant.paragraph(place.document_id, place.paragraph).text
            except UnknownParagraph:
                raise QuestionsInvalid(
                    f"{question.id}: no paragraph {place.document_id}#{place.paragraph}.",
                    "Correct its gold, or ask the corpus that it belongs to (--corpus).",
                ) from None
    return texts
