"""Chunking evaluation (Smith and Troynikov 2024): do the passages found cover the marked spans?"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable

from evals.benchmarks.harness import Bench, Report, line, sample

_FOLDER = "bench/chunking_evaluation/general_evaluation_data"
NAMES = ("chatlogs", "finance", "pubmed", "state_of_the_union", "wikitexts")
FILES = (f"{_FOLDER}/questions_df.csv", *(f"{_FOLDER}/corpora/{n}.md" for n in NAMES))
RESULTS = 5


def run(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """Recall, precision and intersection over union, counted in characters."""
    corpora = {n: (bench.data / f"{_FOLDER}/corpora/{n}.md").read_text("utf-8") for n in NAMES}
    assistant = bench.open({f"{name}.md": text for name, text in corpora.items()})
    views = {name: assistant.document(f"{name}.md").text for name in corpora}
    csv.field_size_limit(1 << 24)
    with (bench.data / FILES[0]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    recall, precision, union, lost = [], [], [], 0
    for row in sample(rows, limit):
        wanted: set[int] = set()
        for reference in json.loads(row["references"]):
            text = corpora[row["corpus_id"]][reference["start_index"] : reference["end_index"]]
            start = views[row["corpus_id"]].find(text)
            lost += start < 0
            wanted |= set(range(start, start + len(text))) if start >= 0 else set()
        found = assistant.search(row["question"], top_k=RESULTS)
        own = _characters(
            (p.chunk.start, p.chunk.end)
            for p in found
            if p.chunk.document_id == f"{row['corpus_id']}.md"
        )
        total = sum(p.chunk.end - p.chunk.start for p in found)
        hit = len(own & wanted)
        if wanted:
            recall.append(hit / len(wanted))
            precision.append(hit / total if total else 0.0)
            union.append(hit / (total + len(wanted) - hit) if total or wanted else 0.0)
        step()
    return Report(
        "chunking",
        f"Chunking evaluation, {len(recall)} questions over {len(NAMES)} corpora",
        (
            line("recall", recall, "80.9 fixed 1,200 characters, text-embedding-3-large"),
            line("precision", precision),
            line("IoU", union, "17.7 fixed 1,200 characters, text-embedding-3-large"),
        ),
        f"published: the example in the set's README; ours: the {RESULTS} best chunks of the "
        f"hybrid search, all corpora in one index; {lost} spans are not in the stored text",
    )


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
