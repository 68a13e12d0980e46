"""Inputs whose time grows faster than their length: ``python -m evals.fuzz.growth [--seconds 60]``.

A few signs, repeated: a pattern that backtracks, or a loop within a loop, takes the square of the
length. Each repetition is read at one length, at eight times that, and where that looks bad once
more at eight times that.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from assistant.corpus.sniffing import Format
from evals.fuzz.inputs import FORMATS, seeds
from evals.fuzz.target import one

SHORT, TIMES = 2000, 8  # characters; how much longer the long one is
SUSPECT, LEAST = 2.5, 0.25  # times the growth of the length; seconds that are worth a word
PLAIN: tuple[Format, ...] = ("text", "html", "eml", "rtf", "csv", "json")
SIGNS = [*"ab A1.,;:-\n\t#*_>|[]()<>/\\&`~^!?\"'“”…•¹=+@{}$%é", "\n\n", "](", "[^1]", "<b>", "</b>",
         "<sup>1</sup>", "http://a", "by A", "1. ", "- ", "&amp;", "``", ":a:`", "![", "Jan ",
         "Dr. ", "A. "]  # fmt: skip


def seconds(form: Format, text: str) -> float:
    """Computing time for one file."""
    started = time.process_time()
    one(bytes([FORMATS.index(form)]) + text.encode())
    return time.process_time() - started


def main() -> int:
    """Print every suspect; the exit status is 1 when there is one."""
    parser = argparse.ArgumentParser(description="Look for time that grows too fast.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    for seed in seeds():
        one(seed)  # loads what is loaded once
    end = time.perf_counter() + given.seconds
    tried = found = 0
    while time.perf_counter() < end:
        head = "".join(chance.choices(SIGNS, k=chance.randint(0, 3)))
        unit = "".join(chance.choices(SIGNS, k=chance.randint(1, 4)))
        form = chance.choice(PLAIN)
        count = SHORT // len(unit)
        tried += 1
        took = [seconds(form, head + unit * count * TIMES)]
        if took[0] > LEAST:
            took.insert(0, seconds(form, head + unit * count))
        if len(took) > 1 and took[1] > SUSPECT * TIMES * took[0]:
            took.append(seconds(form, head + unit * count * TIMES**2))
            if took[2] > SUSPECT * TIMES * took[1]:
                found += 1
                print(f"{form}: {head!r} then {unit!r} repeated: {took} s", flush=True)
    print(f"{tried} repetitions, {found} that grow too fast")
    return found > 0


if __name__ == "__main__":
    sys.exit(main())
