"""Question answering sets in one shape: articles of paragraphs, each with its questions.

Rajpurkar et al. 2018 (SQuAD 2.0), Miller et al. 2020 (SQuADShifts), Ahmad et al. 2020 (PolicyQA),
Kwiatkowski et al. 2019 (Natural Questions, as paired with paragraphs by Liu et al. 2023).
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answers as character spans, and where given that of a tempting wrong one."""

    id: str
    text: str
    answers: tuple[tuple[int, int], ...]
    tempting: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A paragraph and the questions put to it; ``heading``: what stands above it, to be read
    before it."""

    text: str
    questions: tuple[Question, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs that belong together; ``source`` names the data set."""

    source: str
    title: str
    contexts: tuple[Context, ...]


def read_squad(path: Path, source: str) -> list[Article]:
    """Articles of a file in SQuAD format (1.1, 2.0 and the sets that borrowed it)."""
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [
        Article(
            source,
            article["title"],
            tuple(
                Context(row["context"], tuple(_question(qa, row["context"]) for qa in row["qas"]))
                for row in article["paragraphs"]
                if _is_prose(row["context"])
            ),
        )
        for article in data
    ]


def _is_prose(text: str) -> bool:
    """Not a paragraph into which style sheets or addresses of 60 letters have leaked."""
    return max((len(word) for word in text.split()), default=0) < 60


def _question(row: dict[str, Any], context: str) -> Question:
    plausible = _spans(row.get("plausible_answers", ()), context)
    tempting = plausible[0] if plausible and not row["answers"] else None
    spans = _spans(row["answers"], context)
    return Question(str(row["id"]), row["question"].strip(), spans, tempting)


def _spans(rows: Iterable[dict[str, Any]], context: str) -> tuple[tuple[int, int], ...]:
    found = ((int(row["answer_start"]), row["text"]) for row in rows)
    return tuple((a, a + len(said)) for a, said in found if said and context[a:].startswith(said))


def read_natural_questions(path: Path) -> list[Article]:
    """Natural Questions with a gold paragraph of about a hundred words, answers found by text."""
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            passage = row["ctxs"][0]
            text = passage["text"]
            found = [(text.find(a), text.find(a) + len(a)) for a in row["answers"] if a in text]
            if found and _is_prose(text):
                question = Question(f"nq{number}", row["question"], tuple(found))
                contexts = (Context(text, (question,)),)
                articles.append(Article("natural_questions", passage["title"], contexts))
    return articles


def chosen_answer(question: Question, text: str) -> tuple[int, int] | None:
    """The span to learn: what most annotators marked, the shortest of those; None without one."""
    if not question.answers:
        return None
    votes = Counter(question.answers)
    start, end = min(votes, key=lambda span: (-votes[span], span[1] - span[0], span[0]))
    while end > start and text[end - 1] in " .,;":
        end -= 1
    return (start, end) if end > start else None
