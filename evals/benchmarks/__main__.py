"""``python -m evals.benchmarks --data DIR [--only NAME] [--limit N]``: run and print the table."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from rich.console import Console
from rich.progress import Progress

from assistant import AssistantError, Settings
from assistant.embedding import open_encoder
from assistant.grounding.grounders import open_grounder
from evals.benchmarks import (
    chunking,
    hotpotqa,
    multihop_rag,
    musique,
    ramdocs,
    realtimeqa,
    rewriting,
    rgb,
    squad2,
    twowiki,
)
from evals.benchmarks.harness import Bench, Report, Runner
from evals.benchmarks.table import markdown, terminal
from evals.results import FOLDER, commit

BENCHMARKS: dict[str, tuple[Runner, tuple[str, ...]]] = {
    "squad2-reading": (squad2.reading, squad2.FILES),
    "squad2-premises": (squad2.premises, squad2.FILES),
    "squad2-open": (squad2.retrieval, squad2.FILES),
    "hotpotqa": (hotpotqa.run, hotpotqa.FILES),
    "musique": (musique.run, musique.FILES),
    "2wiki": (twowiki.run, twowiki.FILES),
    "multihop-rag": (multihop_rag.run, multihop_rag.FILES),
    "realtimeqa": (realtimeqa.run, realtimeqa.FILES),
    "ramdocs": (ramdocs.run, ramdocs.FILES),
    "rgb": (rgb.run, rgb.FILES),
    "chunking": (chunking.run, chunking.FILES),
    "canard": (rewriting.canard, rewriting.CANARD),
    "cast": (rewriting.cast, rewriting.CAST),
}
"""Each benchmark with the files under DIR that it needs."""


def main(argv: list[str] | None = None) -> int:
    """Runs what has its data, says what has not, and keeps all results in one file."""
    parser = argparse.ArgumentParser(prog="python -m evals.benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the sets' folder")
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="repeatable")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N questions of each")
    parser.add_argument("--out", type=Path, default=FOLDER / "benchmarks.json", metavar="FILE")
    arguments = parser.parse_args(argv)
    console = Console()
    try:
        bench = _bench(arguments.data)
        for name in arguments.only or BENCHMARKS:
            runner, files = BENCHMARKS[name]
            absent = [file for file in files if not (arguments.data / file).is_file()]
            if absent:
                console.print(f"{name}: skipped, {arguments.data / absent[0]} is not there.")
                continue
            report = _run(runner, bench, arguments.limit, name)
            console.print(terminal(report))
            _keep(report, arguments.out, bench.settings)
    except AssistantError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


def _bench(data: Path) -> Bench:
    settings = Settings.from_environment()
    cache = Path(gettempdir()) / "assistant-benchmarks"
    return Bench(
        data=data,
        settings=settings,
        encoder=open_encoder(settings.encoder, cache),
        grounder=open_grounder(settings.grounder),
        cache=cache,
    )


def _run(runner: Runner, bench: Bench, limit: int | None, name: str) -> Report:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(name, total=limit)
        return runner(bench, limit, lambda: progress.advance(task))


def _keep(report: Report, file: Path, settings: Settings) -> None:
    """Puts the report into the file beside those of other benchmarks, and renews the Markdown."""
    kept: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    kept[report.name] = asdict(report) | {
        "commit": commit(),
        "grounder": settings.grounder,
        "encoder": settings.encoder,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    ordered = {name: kept[name] for name in BENCHMARKS if name in kept}
    file.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(markdown(ordered), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
