"""Questions and claims written for this project, about paragraphs of the sets and our own reports.

Each line of the file is a paragraph: its ``text`` where it is ours, else the ``digest`` by which it
is found among the paragraphs of the sets, so that no text of others is kept here. ``answered`` and
``tempting`` are ``[question, start, end]``, the characters that answer it, or that seem to and do
not; ``supported``, ``contradicted`` and ``neither`` are claims. Siblings that differ in one thing,
one answered and one not, teach what shared words cannot (Gardner et al. 2020, contrast sets).
Paragraphs of one ``twin`` are alike, and what one answers the other does not: most of their
questions are answered once and unanswered once, so that little is learnt from one alone. Those of
one ``group`` are alike too, but most of their questions are put to one of them only, or answered by
each with a value of its own. A ``heading`` is read before the paragraph: it may tell alone what the
paragraph is about.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.grounding.headings import lead
from assistant.training.articles import Article, Context, Question
from assistant.training.claims import best_window
from assistant.training.examples import SupportExample, SupportLabel

FILE = Path(__file__).with_name("written.jsonl")
_LABELS: tuple[SupportLabel, ...] = ("supported", "contradicted", "neither")
_SOURCE = "written"
_EVIDENCE_WORDS = 140
_HELD_OUT_OF = 20  # one paragraph of so many is held out


@dataclass(frozen=True, slots=True)
class Written:
    """One paragraph with what was written about it."""

    article: Article
    claims: tuple[SupportExample, ...]
    held_out: bool


def digest(text: str) -> str:
    """What a paragraph of the sets is known by."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]


def read_written(articles: Iterable[Article], path: Path = FILE) -> list[Written]:
    """The paragraphs of ``path``, their texts taken from ``articles`` where they are not ours.

    Raises:
        ValueError: if a paragraph is in none of the articles.
    """
    known = {digest(c.text): c.text for article in articles for c in article.contexts}
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_written(json.loads(line), number, known) for number, line in enumerate(lines)]


def _written(row: Mapping[str, Any], number: int, known: Mapping[str, str]) -> Written:
    text = row.get("text") or known.get(row["digest"])
    if text is None:
        raise ValueError(f"no set has the paragraph {row['digest']} of line {number + 1}")
    questions = tuple(
        Question(f"w{number}.{n}", question, ((start, end),))
        for n, (question, start, end) in enumerate(row["answered"])
    ) + tuple(
        Question(f"w{number}.{n}", question, (), tempting=(start, end))
        for n, (question, start, end) in enumerate(row["tempting"], len(row["answered"]))
    )
    heading = row.get("heading", "")
    claims = tuple(
        SupportExample(
            claim, lead(heading) + best_window(claim, text, _EVIDENCE_WORDS), label, _SOURCE
        )
        for label in _LABELS
        for claim in row[label]
    )
    context = Context(text, questions, heading)
    article = Article(_SOURCE, f"{_SOURCE} {number}", (context,))
    apart = row.get("twin") or row.get("group") or digest(text)
    return Written(article, claims, int(apart, 16) % _HELD_OUT_OF == 0)
