"""The bad-input table: ``python -m evals.robustness.bad_input [--write docs/bad-input.md]``.

Every case is read on its own; the table says what came of it, in how many seconds, and by how much
the memory of this process grew. A case that came out otherwise than it must is marked.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus import read_document
from assistant.errors import DocumentUnreadable
from evals.robustness.cases import READ, Case, build

NOBODY = 65534  # a user without rights


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
        with _nobody() if case.unprivileged else nullcontext():
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


@contextmanager
def _nobody() -> Iterator[None]:
    """For a while not root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


TEXT = """# Bad input

What comes of damaged, hostile and odd files: a clear reason, or the text. The readers of
complicated formats work in a process of its own, which is ended after a minute of computing or
with more than 2 GiB; memory is by how much this process grew.
`python -m evals.robustness.bad_input --write docs/bad-input.md` makes this page.

{table}

{total} cases, {wrong} wrong.
"""


def main() -> int:
    """Print the table or write the page; the exit status is 1 when a case came out wrong."""
    parser = argparse.ArgumentParser(description="What comes of bad input.")
    parser.add_argument("--write", type=Path, help="write the page there")
    given = parser.parse_args()
    rows = ["| case | outcome | seconds | MiB |", "|---|---|---:|---:|"]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        for case in build(root):
            result = run(case, root)
            wrong += not result.right
            said = result.said.replace("|", "\\|").replace("\n", "\\n")[:110]
            mark = "" if result.right else "**wrong:** "
            row = f"{result.seconds:.2f} | {result.megabytes}"
            rows.append(f"| {case.title} | {mark}{said} | {row} |")
    page = TEXT.format(table="\n".join(rows), total=len(rows) - 2, wrong=wrong)
    if given.write:
        given.write.write_text(page, "utf-8")
    else:
        print(page)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
