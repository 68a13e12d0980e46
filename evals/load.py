"""Many people at once: does the page answer all of them, each with his own answer, and how fast?

    python -m evals.load --users 10 --seconds 60 --json evals/results/load.json

Starts the page on loopback, asks alone first, then as so many visitors at the same time, each the
corpus's own suggested questions in an order of his own, two to a conversation, without a pause. The
conversation must show that visitor's questions and no other, and the sentences that the same
questions were answered with when nobody else was there. Times are from question to finished answer,
waiting in the queue included.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assistant.render import to_json
from evals.metrics import percentile
from evals.visitor import Visitor, questions_of

QUESTIONS = 12
PER_CONVERSATION = 2
REPHRASED = "Understood as: "  # then the earlier answer counts too, and the answer may be another


@dataclass(frozen=True, slots=True)
class Load:
    """What so many visitors saw: seconds per question, and what went wrong."""

    users: int
    questions: int
    errors: int
    mixed_up: int
    median: float
    p95: float
    per_second: float


@dataclass(slots=True)
class _Seen:
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)


def measure(
    visitors: Sequence[Visitor], expected: Mapping[str, Sequence[str]], seconds: float
) -> Load:
    """Lets every visitor ask until the time is up. ``expected`` has the questions, each with the
    sentences that answer it."""
    seen = _Seen()
    begun = time.perf_counter()
    end = begun + seconds
    threads = [
        threading.Thread(target=_ask_until, args=(end, each, random.Random(n), expected, seen))
        for n, each in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - begun
    for problem in dict.fromkeys([*seen.errors, *seen.mixed_up]):
        print(f"error: {problem}", file=sys.stderr)
    times = seen.times or [0.0]
    return Load(
        users=len(visitors),
        questions=len(seen.times),
        errors=len(seen.errors),
        mixed_up=len(seen.mixed_up),
        median=round(statistics.median(times), 2),
        p95=round(percentile(times, 95) or 0.0, 2),
        per_second=round(len(seen.times) / elapsed, 2),
    )


def wrong(shown: str, asked: Sequence[str], expected: Mapping[str, Sequence[str]]) -> str:
    """What a shown conversation has that is not this visitor's own, or lacks; empty when all is
    right."""
    if questions_of(shown) != list(asked):
        return f"asked {asked}, shown {questions_of(shown)}"
    for question, turn in zip(asked, shown.split("<article")[1:], strict=True):
        text = html.unescape(turn)
        missing = [each for each in expected[question] if each not in text]
        if missing and REPHRASED not in text:
            return f"{question}: {missing[0]!r} is missing"
    return ""


def _ask_until(
    end: float,
    visitor: Visitor,
    order: random.Random,
    expected: Mapping[str, Sequence[str]],
    seen: _Seen,
) -> None:
    while time.perf_counter() < end:
        try:
            visitor.begin()
            asked = order.sample(list(expected), PER_CONVERSATION)
            for number, question in enumerate(asked, 1):
                start = time.perf_counter()
                shown = visitor.ask(question)
                seen.times.append(time.perf_counter() - start)
                if problem := wrong(shown, asked[:number], expected):
                    seen.mixed_up.append(problem)
        except Exception as error:  # whatever it is, it counts
            seen.errors.append(repr(error))
            return


def main(argv: Sequence[str] | None = None) -> int:
    """Prints both loads as JSON; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.load", description=__doc__)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args(argv)

    from assistant.app import Serving, serve
    from assistant.app.suggestions import candidates
    from assistant.core import Assistant

    busy = os.getloadavg()[0]
    assistant = Assistant.open(progress=sys.stderr.isatty())
    address = serve(assistant, Serving(port=0), block=False)
    texts = [list(assistant.paragraphs(each.id)) for each in assistant.documents()]
    expected = {
        question: tuple(each.text for each in assistant.ask(question).sentences)
        for question in islice(candidates(texts), QUESTIONS)
    }
    visitors = [Visitor(address) for _ in range(arguments.users)]
    loads = {
        "alone": measure(visitors[:1], expected, arguments.seconds / 3),
        "together": measure(visitors, expected, arguments.seconds),
    }
    machine = {"cores": os.cpu_count(), "load_average_before": round(busy, 1)}
    told = to_json({"machine": machine, **loads})
    print(told)
    if arguments.json:
        arguments.json.write_text(told + "\n", "utf-8")
    return int(any(each.errors or each.mixed_up for each in loads.values()))


if __name__ == "__main__":
    raise SystemExit(main())
