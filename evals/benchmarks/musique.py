"""MuSiQue (Trivedi et al. 2022), HippoRAG's 100 training questions with their corpus."""

from __future__ import annotations

import json
from collections.abc import Callable

from evals.benchmarks.harness import Bench, Report, sample
from evals.benchmarks.multihop import Hop, measure

FILES = (
    "bench/hipporag_train_subsets/data/musique_train.json",
    "bench/hipporag_train_subsets/data/musique_train_corpus.json",
)
PUBLISHED: dict[str, str] = {}  # none checked against its source yet


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Recall of the supporting passages, and the answer."""
    rows, corpus = (json.loads((bench.data / f).read_text(encoding="utf-8")) for f in FILES)
    passages = {_key(p["title"], p["text"]): (p["title"], p["text"]) for p in corpus}
    questions = [
        Hop(
            row["question"],
            tuple(
                _key(p["title"], p["paragraph_text"])
                for p in row["paragraphs"]
                if p["is_supporting"]
            ),
            (row["answer"], *row["answer_aliases"]),
        )
        for row in sample(rows, limit)
    ]
    return Report(
        "musique",
        f"MuSiQue, {len(questions)} questions, {len(passages)} passages",
        measure(bench, passages, questions, PUBLISHED, step),
        "published (Gutiérrez et al. 2024): 1,000 other questions over 11,656 passages; ours: the "
        "100-question tuning set with a corpus a sixth as large, so an easier search",
    )


def _key(title: str, text: str) -> str:
    return f"{title}\n{text}"
