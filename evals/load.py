"""Many people at once: does the page answer all of them, each with his own answer, and how fast?

    python -m evals.load --users 10 --seconds 60

Starts the page on loopback, asks alone first, then as so many users at the same time over Gradio's
queue, each the corpus's own suggested questions in an order of his own. An answer must be to the
question that was asked and the same as when it was asked alone. Percentiles are of the time from
question to finished answer, waiting in the queue included.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assistant.render import to_json

Ask = Callable[[str], Mapping[str, Any]]
QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class Load:
    """What so many users saw: seconds per question, and what went wrong."""

    users: int
    questions: int
    errors: int
    mixed_up: int
    median: float
    p95: float
    per_second: float


def measure(
    clients: Sequence[Ask], questions: Sequence[str], expected: Mapping[str, str], seconds: float
) -> Load:
    """Lets every client ask until the time is up. ``expected`` is each question's right text."""
    times: list[float] = []
    errors: list[str] = []
    mixed: list[str] = []
    begun = time.perf_counter()
    end = begun + seconds

    def user(number: int) -> None:
        order = random.Random(number)
        while time.perf_counter() < end:
            question = order.choice(questions)
            start = time.perf_counter()
            try:
                answer = clients[number](question)
            except Exception as error:
                errors.append(repr(error))
                continue
            times.append(time.perf_counter() - start)
            if answer["question"] != question or answer["text"] != expected[question]:
                mixed.append(question)

    threads = [threading.Thread(target=user, args=(n,)) for n in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - begun
    for each in dict.fromkeys(errors):
        print(f"error: {each}", file=sys.stderr)
    ordered = sorted(times) or [0.0]
    return Load(
        users=len(clients),
        questions=len(times),
        errors=len(errors),
        mixed_up=len(mixed),
        median=round(statistics.median(ordered), 3),
        p95=round(ordered[int(0.95 * (len(ordered) - 1))], 3),
        per_second=round(len(times) / elapsed, 2),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Prints both loads as JSON; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals.load", description=__doc__)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args(argv)

    from gradio_client import Client

    from assistant.app import Serving, serve
    from assistant.app.suggestions import candidates
    from assistant.core import Assistant

    assistant = Assistant.open(progress=sys.stderr.isatty())
    address = serve(assistant, Serving(port=0), block=False)
    texts = [list(assistant.paragraphs(each.id)) for each in assistant.documents()]
    questions = list(islice(candidates(texts), QUESTIONS))
    expected = {question: assistant.ask(question).text for question in questions}

    def client() -> Ask:
        connection = Client(address, verbose=False)
        return lambda question: connection.predict(question, api_name="/ask")  # type: ignore[no-any-return]

    alone = measure([client()], questions, expected, arguments.seconds / 4)
    together = measure(
        [client() for _ in range(arguments.users)], questions, expected, arguments.seconds
    )
    print(to_json({"alone": alone, "together": together}))
    return int(any(each.errors or each.mixed_up for each in (alone, together)))


if __name__ == "__main__":
    raise SystemExit(main())
