"""What the weights reach on sets that no part of training has seen.

``python -m assistant.training.evaluate --data TRAIN --bench BENCH [--weights DIR] [--limit N]``
prints one JSON object: SQuAD 2.0 on the articles kept apart, claims of symmetric FEVER, WiCE and
SummEdits news. Speed is measured by ``python -m evals.speed``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from assistant.grounding.neural import WEIGHTS, NeuralGrounder
from assistant.training.articles import Article, read_squad
from assistant.training.claims import read_fever_symmetric
from assistant.training.metrics import (
    auc,
    balanced_accuracy,
    calibration_error,
    normal,
    token_f1,
)
from assistant.types import Grounder, Support

_TRAINED = "squad2_16_articles/data/dev-v2.0.json"
_SYMMETRIC = "fever_symmetric/symmetric_v0.2/fever_symmetric_dev.jsonl"
_WICE = "wice_dev/code_and_resources/entailment_inputs/oracle_chunks/claim/dev.jsonl"
_NEWS = "summedits/data/summedits/summedits_news.json"
_OPEN_QUESTIONS = 300


def squad(
    grounder: Grounder, articles: Sequence[Article], threshold: float = 0.5, limit: int = 0
) -> dict[str, float]:
    """EM, F1 and answerability AUC of questions put to their own paragraphs (SQuAD 2.0)."""
    asked = [(c.text, q) for a in articles for c in a.contexts for q in c.questions]
    if limit:
        asked = Random(1).sample(asked, min(limit, len(asked)))
    exact, overlap, answered, scores = [], [], [], []
    for text, question in asked:
        reading = grounder.read(question.text, [text])[0]
        found = ""
        if reading.answerable >= threshold and reading.spans:
            found = text[reading.spans[0].start : reading.spans[0].end]
        golds = [text[start:end] for start, end in question.answers] or [""]
        exact.append(max(float(normal(found) == normal(gold)) for gold in golds))
        overlap.append(max(token_f1(found, gold) for gold in golds))
        answered.append(bool(question.answers))
        scores.append(reading.answerable)
    has = np.asarray(answered)
    return {
        "questions": len(asked),
        "em": 100 * float(np.mean(exact)),
        "f1": 100 * float(np.mean(overlap)),
        "f1 answerable": 100 * float(np.mean(np.asarray(overlap)[has])),
        "f1 unanswerable": 100 * float(np.mean(np.asarray(overlap)[~has])),
        "auc": auc(scores, answered),
        "calibration error": calibration_error(scores, answered),
    }


def open_retrieval(
    grounder: Grounder, articles: Sequence[Article], limit: int, read: int = 12
) -> dict[str, float]:
    """Answers found among all paragraphs of the articles: BM25 finds, the grounder reads."""
    import bm25s

    texts = [c.text for a in articles for c in a.contexts]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    asked = [(c.text, q) for a in articles for c in a.contexts for q in c.questions if q.answers]
    asked = Random(2).sample(asked, min(limit, len(asked)))
    first, right, overlap, in_reach, bm25_first = [], [], [], [], []
    for text, question in asked:
        tokens = bm25s.tokenize(question.text, show_progress=False)
        rows, _ = index.retrieve(tokens, k=read, show_progress=False)
        found = [texts[i] for i in rows[0]]
        readings = grounder.read(question.text, found)
        best = max(range(len(found)), key=lambda i: readings[i].answerable * readings[i].relevance)
        spans = readings[best].spans
        said = found[best][spans[0].start : spans[0].end] if spans else ""
        golds = [text[start:end] for start, end in question.answers]
        in_reach.append(text in found)
        bm25_first.append(found[0] == text)
        first.append(found[best] == text)
        overlap.append(max(token_f1(said, gold) for gold in golds))
        right.append(max(float(normal(said) == normal(gold)) for gold in golds))
    return {
        "questions": len(asked),
        f"paragraph among {read}": float(np.mean(in_reach)),
        "paragraph first by BM25": float(np.mean(bm25_first)),
        "paragraph first": float(np.mean(first)),
        "em": 100 * float(np.mean(right)),
        "f1": 100 * float(np.mean(overlap)),
    }


def fever_symmetric(grounder: Grounder, path: Path) -> dict[str, float]:
    """Accuracy of supported against contradicted, as published for this set."""
    examples = read_fever_symmetric(path)
    found = grounder.entail([example.pair for example in examples])
    gold = [example.label == "supported" for example in examples]
    right = [(s.supported > s.contradicted) == g for s, g in zip(found, gold, strict=True)]
    return {
        "pairs": len(examples),
        "accuracy": float(np.mean(right)),
        "auc": auc([s.supported for s in found], gold),
    }


def wice(grounder: Grounder, path: Path) -> dict[str, float]:
    """WiCE claims with oracle chunks: supported against partially and not supported.

    A claim has several chunks; it counts as supported when one of them supports it.
    """
    scores: dict[str, float] = {}
    labels: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        claim = row["claim"]
        support = grounder.entail([(claim, " ".join(row["evidence"]))])[0]
        scores[claim] = max(scores.get(claim, 0.0), support.supported)
        labels[claim] = row["label"]
    gold = [labels[claim] == "supported" for claim in scores]
    found = [score >= 0.5 for score in scores.values()]
    rejected = [not f for f, g in zip(found, gold, strict=True) if not g]
    kept = [f for f, g in zip(found, gold, strict=True) if g]
    return {
        "claims": len(gold),
        "unsupported rejected": float(np.mean(rejected)),
        "supported kept": float(np.mean(kept)),
        "balanced accuracy": balanced_accuracy(found, gold),
        "auc": auc(list(scores.values()), gold),
    }


def summedits(grounder: Grounder, path: Path, limit: int = 0) -> dict[str, float]:
    """Summaries whose every sentence must be supported by its document (SummEdits)."""
    from assistant.grounding.windows import sentence_spans

    rows = json.loads(path.read_text(encoding="utf-8"))
    if limit:
        rows = Random(3).sample(rows, min(limit, len(rows)))
    scores = []
    for row in rows:
        summary = row["summary"]
        claims = [summary[a:b] for a, b in sentence_spans(summary)]
        scores.append(least([(c, row["doc"]) for c in claims], grounder))
    gold = [str(row["label"]) == "1" for row in rows]
    return {
        "summaries": len(rows),
        "balanced accuracy": balanced_accuracy([s >= 0.5 for s in scores], gold),
        "auc": auc(scores, gold),
    }


def least(pairs: Sequence[tuple[str, str]], grounder: Grounder) -> float:
    """The lowest support among claims."""
    found: list[Support] = grounder.entail(pairs)
    return min((support.supported for support in found), default=0.0)


def eight(grounder: Grounder, path: Path) -> dict[str, Any]:
    """The hand-made claims, each with its support and whether 0.5 decides it rightly."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = grounder.entail([(row["claim"], row["evidence"]) for row in rows])
    right = [(s.supported >= 0.5) == row["supported"] for s, row in zip(found, rows, strict=True)]
    return {
        "right": sum(right),
        "of": len(rows),
        "supported": [round(s.supported, 3) for s in found],
    }


def evaluate(
    grounder: NeuralGrounder,
    data: Path,
    bench: Path,
    limit: int = 0,
    only: Sequence[str] = (),
) -> dict[str, Any]:
    """All parts (or ``only`` some) by name; ``limit`` bounds the questions of SQuAD."""
    trained = {a.title for a in read_squad(data / _TRAINED, "squad2")}
    articles = read_squad(bench / "squad2-dev-v2.0.json", "squad2")
    kept = [article for article in articles if article.title not in trained]
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "eight": lambda: eight(grounder, bench / "claims/eight.jsonl"),
        "squad2": lambda: squad(grounder, kept, limit=limit),
        "open": lambda: open_retrieval(grounder, kept, limit or _OPEN_QUESTIONS),
        "fever_symmetric": lambda: fever_symmetric(grounder, data / _SYMMETRIC),
        "wice": lambda: wice(grounder, data / _WICE),
        "summedits_news": lambda: summedits(grounder, data / _NEWS, limit),
    }
    figures = {}
    for name, part in parts.items():
        if not only or name in only:
            figures[name] = part()
            print(json.dumps({name: figures[name]}), flush=True)
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    """Evaluate the weights and print the figures."""
    parser = argparse.ArgumentParser(description="Figures of the reader and checker.")
    parser.add_argument("--data", type=Path, required=True, help="the training sets")
    parser.add_argument("--bench", type=Path, required=True, help="the test sets")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--limit", type=int, default=0, help="at most so many questions")
    parser.add_argument("--only", nargs="*", default=(), help="names of the parts to run")
    options = parser.parse_args(arguments)
    grounder = NeuralGrounder.open(options.weights)
    evaluate(grounder, options.data, options.bench, options.limit, options.only)


if __name__ == "__main__":
    main()
