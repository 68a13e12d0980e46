"""RealTime QA (Kasai et al. 2023): weekly news quizzes with the articles of a search engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.benchmarks.harness import Bench, Report, file_name, line, said, sample, short
from evals.benchmarks.text import contains, exact_match, f1

WEEKS = ("20221104", "20221111", "20221118", "20221125", "20221202", "20221209")
FILES = tuple(f"bench/realtimeqa/{week}_{part}.jsonl" for week in WEEKS for part in ("qa", "gcs"))
NOTA = "None of the above"
LONGEST = 20_000
"""Characters of an article that are kept: some search results are whole live blogs."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with its right answer, all choices, and the articles found for it."""

    question: str
    answer: str
    choices: tuple[str, ...]
    without: tuple[str, ...]
    articles: tuple[tuple[str, str], ...]


def read(data: Path) -> Iterator[Quiz]:
    """The questions of all weeks that have articles. ``without`` is the choices of the variant in
    which the right one may be missing."""
    for week in WEEKS:
        parts = {
            part: _rows(data / f"bench/realtimeqa/{week}_{part}.jsonl")
            for part in ("qa", "qa_nota", "gcs")
        }
        found = {row["question_id"]: row["search_result"] for row in parts["gcs"]}
        variant = {row["question_id"].removesuffix("_nota"): row for row in parts["qa_nota"]}
        for row in parts["qa"]:
            results = found.get(row["question_id"], [])
            articles = tuple((r["title"], r["text"][:LONGEST]) for r in results if r.get("text"))
            if articles:
                choices = tuple(row["choices"])
                other = variant.get(row["question_id"], row)
                answer = choices[int(row["answer"][0])]
                question = row["question_sentence"]
                yield Quiz(question, answer, choices, tuple(other["choices"]), articles)


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Each question is asked of its own articles."""
    em, f, held, refused, chosen, chosen_without = [], [], [], [], [], []
    for quiz in sample(list(read(bench.data)), limit):
        files = {
            file_name(n, title): f"# {title}\n\n{text}\n"
            for n, (title, text) in enumerate(quiz.articles)
        }
        with bench.opened(files) as assistant:
            answer = assistant.ask(quiz.question)
        accepted = [quiz.answer.strip("“”")]
        em.append(exact_match(short(answer), accepted))
        f.append(f1(short(answer), accepted))
        held.append(float(contains(said(answer), quiz.answer)))
        refused.append(float(answer.refused))
        chosen.append(float(choose(said(answer), quiz.choices) == quiz.answer))
        right = quiz.answer if quiz.answer in quiz.without else NOTA
        chosen_without.append(float(choose(said(answer), quiz.without) == right))
        step()
    return Report(
        "realtimeqa",
        f"RealTime QA, {len(em)} questions of {len(WEEKS)} weeks",
        (
            line("EM of the first statement", em, "40.5 GPT-3 with documents (2022)"),
            line("F1 of the first statement", f, "49.4 GPT-3 with documents (2022)"),
            line("answer in what was said", held),
            line("refused", refused),
            line("right choice", chosen),
            line("right choice or rightly none of the above", chosen_without),
        ),
        "published: all of 2022, short answers from a large language model; ours: six weeks of it, "
        f"articles cut at {LONGEST:,} characters; a choice is made by looking which one the answer "
        "mentions first, none of the above when it mentions none or refuses",
    )


def choose(text: str, choices: tuple[str, ...]) -> str:
    """The choice that the text mentions first; none of the above when it mentions none."""
    places = {}
    for choice in choices:
        if choice != NOTA and contains(text, choice):
            places[choice] = text.lower().find(choice.lower().strip("“”"))
    return min(places, key=lambda c: places[c]) if places else NOTA


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines() if row]
