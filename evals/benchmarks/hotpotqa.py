"""HotpotQA (Yang et al. 2018), HippoRAG's 100 training questions with their corpus."""

from __future__ import annotations

import json
from collections.abc import Callable

from evals.benchmarks.harness import Bench, Report, sample
from evals.benchmarks.multihop import Hop, measure

FILES = (
    "bench/hipporag_train_subsets/data/hotpotqa_train.json",
    "bench/hipporag_train_subsets/data/hotpotqa_train_corpus.json",
)
PUBLISHED: dict[str, str] = {}  # none checked against its source yet


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Recall of the supporting passages, and the answer."""
    rows, corpus = (json.loads((bench.data / f).read_text(encoding="utf-8")) for f in FILES)
    passages = {title: (title, "".join(sentences)) for title, sentences in corpus.items()}
    questions = [
        Hop(
            row["question"],
            tuple(dict.fromkeys(title for title, _ in row["supporting_facts"])),
            () if row["answer"] in ("yes", "no") else (row["answer"],),
        )
        for row in sample(rows, limit)
    ]
    return Report(
        "hotpotqa",
        f"HotpotQA, {len(questions)} questions, {len(passages)} passages",
        measure(bench, passages, questions, PUBLISHED, step),
        "published (Gutiérrez et al. 2024): 1,000 other questions over 9,221 passages; ours: the "
        "100-question tuning set with a corpus a tenth as large, so an easier search; answers that "
        "are yes or no are left out",
    )
