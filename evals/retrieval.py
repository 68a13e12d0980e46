"""How often search finds the gold paragraph, per encoder: ``python -m evals.retrieval``.

Recall@k: the share of questions with a gold paragraph inside the first k passages. It shows what
the fast encoder loses against the packaged one, alone and fused with BM25.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from assistant import paths
from assistant.embedding import open_encoder
from assistant.index import open_index
from assistant.indexing import build_or_update
from assistant.search import Mode, search
from assistant.settings import Settings
from evals.questions import Question, gold_of, load, select

CUTS = (1, 5, 12, 24)
MODES: tuple[Mode, ...] = ("dense", "keyword", "hybrid")


def recall(
    settings: Settings, questions: Sequence[Question], key: str
) -> dict[str, dict[int, float]]:
    """Recall per mode and cut; builds the index first where it is missing."""
    encoder = open_encoder(settings.encoder, settings.index)
    build_or_update(settings, encoder)
    index = open_index(settings, encoder)
    found = {mode: dict.fromkeys(CUTS, 0) for mode in MODES}
    for question in questions:
        gold = gold_of(question, key)
        for mode in MODES:
            passages = search(
                question.text,
                encoder=encoder,
                store=index.store,
                keyword=index.keyword.query,
                chunk=index.library.chunk,
                top_k=max(CUTS),
                mode=mode,
            )
            hits = [
                any(
                    p.chunk.document_id == g.document_id
                    and p.chunk.first <= g.paragraph <= p.chunk.last
                    for g in gold
                )
                for p in passages
            ]
            for cut in CUTS:
                found[mode][cut] += any(hits[:cut])
    index.close()
    return {
        mode: {cut: hit / len(questions) for cut, hit in cuts.items()}
        for mode, cuts in found.items()
    }


def main() -> None:
    """Print recall per encoder and mode as a Markdown table."""
    parser = argparse.ArgumentParser(description="Measure what search finds.")
    parser.add_argument("--corpus", type=Path, default=paths.default_corpus())
    parser.add_argument("--key", default="corpus", help="name of this corpus in the questions")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--encoder", nargs="+", default=["packaged", "fast"])
    parser.add_argument("--index", type=Path, required=True, help="folder for the indexes")
    parser.add_argument("--json", type=Path, help="also write the numbers there")
    given = parser.parse_args()
    questions = [
        q
        for q in select(load(Path(__file__).parent / "questions"), given.split)
        if len(q.turns) == 1 and not q.corpus and gold_of(q, given.key)
    ]
    print(f"{len(questions)} questions\n\n| encoder | search |", end="")
    print("".join(f" recall@{cut} |" for cut in CUTS) + "\n|---|---|" + "---:|" * len(CUTS))
    results = {}
    for encoder in given.encoder:
        settings = Settings(corpus=given.corpus, index=given.index / encoder, encoder=encoder)
        results[encoder] = recall(settings, questions, given.key)
        for mode, cuts in results[encoder].items():
            shown = " | ".join(f"{value:.3f}" for value in cuts.values())
            print(f"| {encoder} | {mode} | {shown} |", flush=True)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
