"""The bad-input table: ``python -m evals.robustness.bad_input`` prints it as Markdown.

Every case is read on its own; the table says what came of it, in how many seconds, and by how much
the memory of this process grew. A case that came out otherwise than it must is marked.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus import read_document
from assistant.errors import DocumentUnreadable
from evals.robustness.cases import READ, Case, build


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: the refusal's words, or ``read``; and whether that is as it must be."""

    case: Case
    said: str
    right: bool
    seconds: float
    megabytes: int


def run(case: Case, root: Path) -> Result:
    """Read the file of one case."""
    before = _peak()
    start = time.perf_counter()
    try:
        document, paragraphs = read_document(root, case.path)
        said = READ
        right = case.outcome == READ and case.inside in document.text
        right = right and all(document.text[p.start : p.end] == p.text for p in paragraphs)
    except DocumentUnreadable as refusal:
        said = refusal.what
        right = (
            case.outcome != READ and bool(re.search(case.outcome, said)) and bool(refusal.remedy)
        )
    return Result(case, said, right, time.perf_counter() - start, (_peak() - before) >> 20)


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> int:
    """Print the table; the exit status is 1 when a case came out wrong."""
    print("| case | outcome | seconds | MB |\n|---|---|---|---|")
    wrong = total = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for case in build(root):
            result = run(case, root)
            total += 1
            wrong += not result.right
            said = result.said.replace("|", "\\|").replace("\n", "\\n")[:110]
            mark = "" if result.right else "**wrong:** "
            row = f"{result.seconds:.2f} | {result.megabytes}"
            print(f"| {case.title} | {mark}{said} | {row} |", flush=True)
    print(f"\n{total} cases, {wrong} wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
