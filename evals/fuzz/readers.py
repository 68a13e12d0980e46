"""Fuzz the readers: ``python -m evals.fuzz.readers [--seconds 300] [--write docs/fuzzing.md]``.

Needs Atheris (``pip install "cited-assistant[fuzz]"``). Says how many inputs ran, how much of the
readers they reached (lines, by replaying the seeds and then the whole corpus that grew), and every
distinct failure.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import assistant.corpus
from evals.fuzz.inputs import seeds
from evals.fuzz.target import one

READERS = Path(assistant.corpus.__file__).parent
LONGEST = 4096  # bytes of an input


def fuzz(home: Path, seconds: int) -> dict[str, str]:
    """Let the corpus in ``home`` grow; what libFuzzer counted."""
    corpus = home / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    arguments = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=120",
                 "-rss_limit_mb=4096", "-print_final_stats=1")  # fmt: skip
    command = [sys.executable, "-m", "evals.fuzz.target", str(home / "failures.jsonl"), *arguments]
    done = subprocess.run([*command, str(corpus)], capture_output=True, text=True, cwd=home.cwd())
    stats = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    if "number_of_executed_units" not in stats:
        raise RuntimeError(f"The fuzzer stopped: {done.stderr[-2000:]}")
    first = re.findall(r"INITED cov: (\d+)", done.stderr)
    edges = re.findall(r"cov: (\d+)", done.stderr)
    return stats | {"edges_at_start": first[0], "edges": edges[-1]}


def lines_reached(inputs: Iterable[bytes]) -> set[tuple[str, int]]:
    """The lines of the readers that run for these inputs; failures aside."""
    reached: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(str(READERS)):
            return None
        if event == "line":
            reached.add((name, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        for data in inputs:
            try:
                one(data)
            except Exception:
                continue
    finally:
        sys.settrace(None)
    return reached


def lines_within() -> set[tuple[str, int]]:
    """The lines inside functions of the readers; the worker's, which only forwards, aside."""
    found: set[tuple[str, int]] = set()

    def walk(code: CodeType, inside: bool) -> None:
        if inside:
            lines = {line for _, _, line in code.co_lines() if line and line > code.co_firstlineno}
            found.update((code.co_filename, line) for line in lines)
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                walk(constant, constant.co_flags & 0x2 != 0)  # a function, no class body

    for path in READERS.glob("*.py"):
        if path.stem not in ("worker", "discovery"):
            walk(compile(path.read_text("utf-8"), str(path), "exec"), False)
    return found


TEXT = """# Fuzzing the readers

`python -m evals.fuzz.readers --seconds {seconds} --write docs/fuzzing.md` (Atheris,
coverage-guided, one process). Each input is read, numbered, split into sentences and chunked; every
invariant of paragraphs, offsets and chunks is checked, and an input that takes more than five
seconds counts as a failure.

| | |
|---|---:|
| inputs run | {executed} |
| inputs kept because they reached something new | {kept} |
| branches reached, from seeds alone to the end | {edges_at_start} → {edges} |
| lines of the readers reached, from seeds alone to the end | {before} → {after} |
| distinct failures in this run | {failed} |

{failures}
"""


def main() -> None:
    """Fuzz, count, and print the page or write it."""
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--home", type=Path, help="keep corpus and failures there")
    parser.add_argument("--write", type=Path, help="write the page there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = given.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        stats = fuzz(home, given.seconds)
        total = lines_within()
        before = lines_reached(seeds()) & total
        after = before | lines_reached(p.read_bytes() for p in (home / "corpus").iterdir()) & total
        notes = home / "failures.jsonl"
        failures = [json.loads(line) for line in notes.open()] if notes.exists() else []
    page = TEXT.format(
        seconds=given.seconds,
        executed=f"{int(stats['number_of_executed_units']):,}",
        kept=f"{int(stats['new_units_added']):,}",
        edges_at_start=f"{int(stats['edges_at_start']):,}",
        edges=f"{int(stats['edges']):,}",
        before=f"{len(before) / len(total):.0%}",
        after=f"{len(after) / len(total):.0%} of {len(total):,}",
        failed=len(failures),
        failures="\n".join(f"- {each['what']}" for each in failures),
    ).rstrip()  # fmt: skip
    if given.write:
        given.write.write_text(page + "\n", "utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
