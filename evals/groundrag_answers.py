"""What groundrag 0.3.0, offline, answers to the questions: to see how hard they are.

Run by the Python of an environment that has groundrag, which need not have this project:

    pip install groundrag==0.3.0
    python evals/groundrag_answers.py DOCUMENTS ANSWERS.jsonl [--open]
    python -m evals.others ANSWERS.jsonl

Hash vectors, lexical ranking and quoted sentences, as it comes; ``--open`` lowers its thresholds
until it refuses nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

QUESTIONS = Path(__file__).parent / "questions"


def main() -> None:
    """Asks every question of one turn about the main corpus, and writes a line for each."""
    from groundrag.config import Settings  # type: ignore[import-not-found]
    from groundrag.pipeline import RAGPipeline  # type: ignore[import-not-found]

    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--open", action="store_true", help="refuse nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        for path in options.documents.iterdir():
            shutil.copyfile(path, texts / f"{path.stem}.md")
        settings = {
            "paths": {"index_dir": f"{folder}/index"},
            "ingest": {"parser": "native", "extensions": [".md"]},
            "llm": {"backend": "none"},
            "embeddings": {"backend": "hash"},
            "rerank": {"backend": "lexical"},
        }
        if options.open:
            settings["rerank"]["min_score"] = {"lexical": 0.05}  # type: ignore[assignment]
            settings["generation"] = {"extractive": {"min_sentence_score": 0, "relative_min": 0}}
        pipeline = RAGPipeline(Settings.model_validate(settings))
        pipeline.ingest([texts], collection="texts")
        with options.answers.open("w", encoding="utf-8") as file:
            for path in sorted(QUESTIONS.rglob("*.jsonl")):
                for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                    if "turns" in row or row.get("corpus"):
                        continue
                    said = pipeline.answer(row["question"], collections=["texts"])
                    line = {"id": row["id"], "text": said.answer, "refused": not said.found}
                    file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
