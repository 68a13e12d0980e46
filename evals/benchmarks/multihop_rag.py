"""MultiHop-RAG (Tang and Yang 2024): questions over news facts, some that no article answers."""

from __future__ import annotations

import json
from collections.abc import Callable

from evals.benchmarks.harness import Bench, Report, file_name, line, said, sample
from evals.benchmarks.text import contains
from evals.metrics import answerability_auc

FILES = ("bench/multihop_rag/queries.json", "bench/multihop_rag/ground_truth.json")


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Recall of the evidence, the answer of inference questions, refusal of null questions."""
    asked, truth = (json.loads((bench.data / f).read_text(encoding="utf-8")) for f in FILES)
    evidence = {(e["title"], e["fact"]) for t in truth.values() for e in t["evidence_list"]}
    articles: dict[str, list[str]] = {}
    about: dict[str, str] = {}
    for each in (e for t in truth.values() for e in t["evidence_list"]):
        facts = articles.setdefault(each["title"], [])
        if each["fact"] not in facts:
            facts.append(each["fact"])
        about[each["title"]] = f"{each['source']}, {each['published_at'][:10]}"
    files = {
        file_name(n, title): "\n\n".join([f"# {title}", f"*{about[title]}*", *facts])
        for n, (title, facts) in enumerate(articles.items())
    }
    assistant = bench.open(files)
    hits4: list[float] = []
    hits10: list[float] = []
    right, refused, false = [], [], []
    points = []
    for query in sample(asked["queries"], limit):
        gold = truth[query["id"]]
        answer = assistant.ask(query["question"])
        points.append((answer.confidence, bool(gold["evidence_list"])))
        if not gold["evidence_list"]:
            false.append(float(not answer.refused))
            step()
            continue
        found = [p.chunk.text for p in assistant.search(query["question"], top_k=10)]
        needed = [_plain(e["fact"]) for e in gold["evidence_list"]]
        for depth, values in ((4, hits4), (10, hits10)):
            texts = [_plain(text) for text in found[:depth]]
            values.append(sum(any(f in t for t in texts) for f in needed) / len(needed))
        if query["question_type"] == "inference_query":
            right.append(float(contains(said(answer), gold["answer"])))
            refused.append(float(answer.refused))
        step()
    auc = answerability_auc(points)
    return Report(
        "multihop-rag",
        f"MultiHop-RAG, {len(points)} questions, {len(evidence)} facts of {len(articles)} articles",
        (
            line("evidence found @4", hits4),
            line("evidence found @10", hits10),
            line("inference questions: answer in what was said", right),
            line("inference questions: refused", refused),
            *([line("null questions: answered all the same", false)] if false else []),
            *([line("answerable or not, AUC", [auc])] if auc is not None else []),
        ),
        "published runs search 609 whole articles, which the subset does not hold: ours searches "
        "the facts of all its questions, so its retrieval figures compare with nobody's; comparison"
        " and temporal questions (yes or no over several articles) count for retrieval only",
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
