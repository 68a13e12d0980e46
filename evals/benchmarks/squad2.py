"""SQuAD 2.0 dev, the 19 articles that are in no training set of ours (Rajpurkar et al. 2018)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.segmenting import sentence_spans
from assistant.grounding.premise import denial
from assistant.types import Evidence, SourceSentence
from evals.benchmarks.harness import Bench, Report, file_name, line, said, sample
from evals.benchmarks.text import contains, exact_match, f1
from evals.metrics import answerability_auc, success_at
from evals.observation import Range
from evals.questions import Place

FILES = ("bench/squad2-dev-v2.0.json", "train/squad2_16_articles/data/dev-v2.0.json")
BATCH = 32
ANSWERABLE = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its gold paragraph (number within the article's file) and answers."""

    question: str
    article: str
    number: int
    paragraph: str
    answers: tuple[str, ...]


def read(data: Path) -> list[Item]:
    """The questions of the held-out articles, in file order."""
    whole, trained = (
        json.loads((data / file).read_text(encoding="utf-8"))["data"] for file in FILES
    )
    seen = {article["title"] for article in trained}
    return [item for a in whole if a["title"] not in seen for item in _items(a)]


def _items(article: dict[str, object]) -> Iterator[Item]:
    paragraphs = article["paragraphs"]
    assert isinstance(paragraphs, list)
    for number, paragraph in enumerate(paragraphs, start=1):
        text = " ".join(paragraph["context"].split())
        for asked in paragraph["qas"]:
            answers = tuple(dict.fromkeys(a["text"] for a in asked["answers"]))
            yield Item(asked["question"].strip(), str(article["title"]), number, text, answers)


def reading(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """The gold paragraph is given; the reader finds the span or says that there is none."""
    items = sample(read(bench.data), limit)
    em, f, answered_f, points = [], [], [], []
    for item in items:
        found = bench.grounder.read(item.question, [item.paragraph])[0]
        span = found.spans[0] if found.spans else None
        told = item.paragraph[span.start : span.end] if span else ""
        given = told if found.answerable >= ANSWERABLE else ""
        em.append(exact_match(given, item.answers or ("",)))
        f.append(f1(given, item.answers or ("",)))
        if item.answers:
            answered_f.append(f1(told, item.answers))
        points.append((found.answerable, bool(item.answers)))
        step()
    auc = answerability_auc(points)
    return Report(
        "squad2-reading",
        f"SQuAD 2.0 dev, {len(items)} questions of 19 held-out articles: gold paragraph given",
        (
            line("EM", em, "76.1 deepset/minilm-uncased-squad2, 78.8 BERT-large"),
            line("F1", f, "79.5 deepset/minilm-uncased-squad2, 81.8 BERT-large"),
            line("F1 of the best span, answerable questions only", answered_f),
            *([line("answerable or not, AUC", [auc])] if auc is not None else []),
        ),
        "published: all 35 dev articles, readers trained on all 130k training questions and no-"
        f"answer thresholds tuned on dev; ours: 19 articles, threshold {ANSWERABLE} untuned",
    )


def premises(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """The sentences of the gold paragraph are given; do they deny what the question presumes?"""
    denied: dict[bool, list[float]] = {True: [], False: []}
    items = sample(read(bench.data), limit)
    for item in items:
        sentences = [item.paragraph[start:end] for start, end in sentence_spans(item.paragraph)]
        evidence = [Evidence(SourceSentence("", 1, 1, 0, 0, text), 1.0) for text in sentences]
        found = denial(item.question, evidence, bench.grounder)
        denied[bool(item.answers)].append(float(found is not None))
        step()
    return Report(
        "squad2-premises",
        f"SQuAD 2.0 dev, {len(items)} questions: does their paragraph deny what they presume?",
        (
            line("denied, of the unanswerable questions", denied[False]),
            line("denied, of the answerable ones", denied[True]),
        ),
        "no published figures; an unanswerable question need not presume anything wrong",
    )


def retrieval(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """All paragraphs of the articles are one corpus; the question comes without its paragraph."""
    items = read(bench.data)
    articles: dict[str, dict[int, str]] = {}
    for item in items:
        articles.setdefault(item.article, {})[item.number] = item.paragraph
    names = {title: file_name(n, title, "txt") for n, title in enumerate(articles)}
    files = {
        names[title]: "\n\n".join(texts[number] for number in sorted(texts))
        for title, texts in articles.items()
    }
    assistant = bench.open(files)
    first, five, right, cited, refused, false = [], [], [], [], [], []
    for item in sample(items, limit):
        answer = assistant.ask(item.question)
        if item.answers:
            found = assistant.search(item.question, top_k=5)
            places = [Range(p.chunk.document_id, p.chunk.first, p.chunk.last) for p in found]
            gold = [Place(names[item.article], item.number)]
            first.append(success_at(places, gold, 1) or 0.0)
            five.append(success_at(places, gold, 5) or 0.0)
            right.append(float(any(contains(said(answer), a) for a in item.answers)))
            quoted = [Range(c.document_id, c.paragraph, c.last_paragraph) for c in answer.citations]
            cited.append(success_at(quoted, gold, len(quoted)) or 0.0)
            refused.append(float(answer.refused))
        else:
            false.append(float(not answer.refused))
        step()
    return Report(
        "squad2-open",
        f"SQuAD 2.0 dev, {len(first) + len(false)} questions asked of all "
        f"{sum(map(len, articles.values()))} paragraphs",
        (
            line("right paragraph first", first),
            line("right paragraph in five", five),
            line("answer in what was said", right),
            line("right paragraph cited", cited),
            line("false refusal", refused),
            line("false answer", false),
        ),
        "no published figures for this use: many questions mean only their own paragraph ('What "
        "did they use?'), and an unanswerable one may be answered elsewhere in the article",
    )
