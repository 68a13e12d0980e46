"""How an index grows: ``python -m evals.scale [--paragraphs 1000 10000 100000] [--encoder fast]``.

Synthetic corpora of growing size (words of our own corpus and invented ones, drawn by Zipf's law,
so that lengths, tokens and keyword lists are like those of real text): time to index, size on
disk, peak memory, latency of a search, and a plot of them as SVG. Each size has a process of its
own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate, islice
from multiprocessing import get_context
from pathlib import Path

from assistant import paths
from assistant.settings import Settings

WORDS = 63  # of a paragraph: what essays and reports have on average
PER_FILE = 200  # paragraphs
VOCABULARY = 30_000
QUERIES = 100
Numbers = dict[str, float]


def write_corpus(folder: Path, paragraphs: int, seed: int = 0) -> list[str]:
    """Fill ``folder`` with text of so many paragraphs; returns some sentences of it to search."""
    chance = random.Random(seed)
    letters = "aaabcdeeeefghiiiklmnnoooprrssttuuvwz"
    texts = (path.read_text("utf-8") for path in sorted(paths.default_corpus().glob("*.md")))
    real = Counter(word for text in texts for word in re.findall("[a-z]+", text.lower()))
    words = [word for word, _ in real.most_common(VOCABULARY)]
    while len(words) < VOCABULARY:  # names and rare words
        words.append("".join(chance.choices(letters, k=chance.randint(4, 11))))
    heights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    asked: list[str] = []
    for at in range(0, paragraphs, PER_FILE):
        blocks = []
        for _ in range(min(PER_FILE, paragraphs - at)):
            drawn = iter(chance.choices(words, cum_weights=heights, k=WORDS))
            sentences = [" ".join(islice(drawn, WORDS // 3)) for _ in range(3)]
            blocks.append(" ".join(s.capitalize() + "." for s in sentences))
        asked.append(blocks[-1].split(". ")[1])
        (folder / f"{at // PER_FILE:05}.txt").write_text("\n\n".join(blocks), "utf-8")
    return [chance.choice(asked) for _ in range(QUERIES)]


def grow(paragraphs: int, encoder_name: str, static: Path) -> Numbers:
    """Index a synthetic corpus of this size and search it."""
    from assistant.embedding import STATIC, open_encoder
    from assistant.index import open_index
    from assistant.indexing import build_or_update
    from assistant.search import search

    with tempfile.TemporaryDirectory() as home:
        corpus, index_folder = Path(home) / "corpus", Path(home) / "index"
        corpus.mkdir()
        questions = write_corpus(corpus, paragraphs)
        settings = Settings(corpus=corpus, index=index_folder, encoder=encoder_name)
        encoder = open_encoder(encoder_name, static)
        encoder.encode_queries(["warm up"])
        summary = build_or_update(settings, encoder)
        (corpus / "00000.txt").write_text("One file changed to a single paragraph.")
        update = build_or_update(settings, encoder)
        index = open_index(settings, encoder)
        seconds = []
        for question in questions:
            started = time.perf_counter()
            search(
                question,
                encoder=encoder,
                store=index.store,
                keyword=index.keyword.query,
                chunk=index.library.chunk,
                top_k=12,
            )
            seconds.append(time.perf_counter() - started)
        index.close()
        size = sum(f.stat().st_size for f in index_folder.rglob("*") if f.name != STATIC)
        peak, worker = (
            resource.getrusage(who).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return {
            "paragraphs": summary.paragraphs,
            "chunks": summary.chunks,
            "index_seconds": summary.seconds,
            "paragraphs_per_second": summary.paragraphs / summary.seconds,
            "update_one_file_seconds": update.seconds,
            "index_mib": size / 2**20,
            "corpus_mib": sum(f.stat().st_size for f in corpus.iterdir()) / 2**20,
            "query_p50_ms": 1000 * statistics.median(seconds),
            "query_p95_ms": 1000 * statistics.quantiles(seconds, n=20)[18],
            "peak_mib": peak,
            "largest_worker_mib": worker,
        }


def table(rows: Sequence[Numbers]) -> str:
    """One row a size, as Markdown."""
    heads = [name.replace("_", " ") for name in rows[0]]
    lines = [f"| {' | '.join(heads)} |", "|" + "---:|" * len(heads)]
    lines += ["| " + " | ".join(f"{v:,.1f}".removesuffix(".0") for v in r.values()) + " |"
              for r in rows]  # fmt: skip
    return "\n".join(lines)


def plot(rows: Sequence[Numbers]) -> str:
    """Index time, size and query latency against paragraphs, both axes logarithmic, as SVG."""
    from math import log10

    series = {"index_seconds": "#1b6ca8", "index_mib": "#c0392b", "query_p95_ms": "#27ae60"}
    xs = [log10(r["paragraphs"]) for r in rows]
    ys = {name: [log10(max(r[name], 1e-3)) for r in rows] for name in series}
    low = min(min(v) for v in ys.values())
    high = max(max(v) for v in ys.values())
    wide, tall = max(xs) - min(xs) or 1, high - low or 1

    def at(x: float, y: float) -> tuple[float, float]:
        return 60 + 380 * (x - min(xs)) / wide, 260 - 220 * (y - low) / tall

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 300"'
             ' font-family="sans-serif" font-size="12">'
             '<rect width="620" height="300" fill="white"/>'
             '<path d="M60 40V260H440" fill="none" stroke="#888"/>']  # fmt: skip
    for x, row in zip(xs, rows, strict=True):
        parts.append(f'<text x="{at(x, 0)[0]:.0f}" y="280" text-anchor="middle">'
                     f'{row["paragraphs"]:,.0f}</text>')  # fmt: skip
    for name, colour in series.items():
        points = [at(x, y) for x, y in zip(xs, ys[name], strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        label = 16 if name == "index_mib" else -7  # below or above its point
        for (x, y), row in zip(points, rows, strict=True):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
                         f'<text x="{x:.1f}" y="{y + label:.1f}" text-anchor="middle">'
                         f"{row[name]:,.1f}</text>")  # fmt: skip
        x, y = points[-1]
        parts.append(f'<text x="{x + 30:.1f}" y="{y + 4:.1f}" fill="{colour}">'
                     f'{name.replace("_", " ")}</text>')  # fmt: skip
    return "".join(parts) + '<text x="250" y="296" text-anchor="middle">paragraphs</text></svg>\n'


def main() -> None:
    """Measure every size; the table goes to standard output."""
    parser = argparse.ArgumentParser(description="Measure how an index grows.")
    parser.add_argument("--paragraphs", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--encoder", default="fast")
    kept = Path(tempfile.gettempdir()) / "cited-static"
    parser.add_argument("--static", type=Path, default=kept, help="where fast vectors are kept")
    parser.add_argument("--json", type=Path, help="also write the numbers there")
    parser.add_argument("--svg", type=Path, help="also draw them there")
    given = parser.parse_args()
    rows: list[Numbers] = []
    for paragraphs in given.paragraphs:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            rows.append(pool.submit(grow, paragraphs, given.encoder, given.static).result())
        print(table(rows[-1:]) if len(rows) == 1 else table(rows[-1:]).splitlines()[-1], flush=True)
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    if given.svg:
        given.svg.write_text(plot(rows), "utf-8")


if __name__ == "__main__":
    main()
