"""Measure the checker on its own set and, where their data lies beside, on public sets.

python -m evals.checker [--grounder packaged|lexical|FOLDER] [--data ../shared/data]
                        [--split dev|test|all] [--wrong N] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.grounding.grounders import open_grounder
from assistant.grounding.verify import verify_many
from assistant.types import Grounder
from evals.bootstrap import Interval
from evals.checker.build import PAIRS
from evals.checker.pairs import Pair, read
from evals.checker.scoring import Judged, auc, balanced_accuracy, error_rate
from evals.checker.third_party import DATA_SETS
from evals.results import commit

CHANGED_VALUES = ("number", "percent", "date", "unit")
_BATCH = 256


def judge(pairs: Sequence[Pair], grounder: Grounder) -> list[Judged]:
    """Check every pair."""
    judged = []
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        verdicts = verify_many([(p.claim, p.evidence) for p in batch], grounder)
        judged += [
            Judged(p, v.supported, v.score, v.reason)
            for p, v in zip(batch, verdicts, strict=True)
        ]  # fmt: skip
    return judged


def report(name: str, judged: Sequence[Judged], seconds: float, beside: str = "") -> dict[str, Any]:
    """One set's figures, as they are written to JSON."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_kind[each.pair.kind].append(each)
    changed = [j for j in judged if j.pair.kind in CHANGED_VALUES and not j.pair.supported]
    return {
        "name": name,
        "pairs": len(judged),
        "false_pass": _row(error_rate(judged, False)),
        "false_strip": _row(error_rate(judged, True)),
        "changed_values_passed": _row(error_rate(changed, False)),
        "balanced_accuracy": _row(balanced_accuracy(judged)),
        "auc": auc(judged),
        "kinds": {
            f"{kind} ({'supported' if supported else 'not'})": _row(error_rate(of, supported))
            for kind, of in sorted(by_kind.items())
            for supported in (True, False)
            if any(j.pair.supported == supported for j in of)
        },
        "milliseconds_per_pair": 1000 * seconds / max(1, len(judged)),
        "published": beside,
    }


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """The figures as text, errors in per cent with their 95 % intervals."""
    lines = []
    for row in rows:
        lines.append(
            f"\n{row['name']}: {row['pairs']} pairs, {row['milliseconds_per_pair']:.1f} ms"
        )
        for key in ("false_pass", "false_strip", "changed_values_passed", "balanced_accuracy"):
            if row[key]:
                lines.append(f"  {key.replace('_', ' '):34}{_shown(row[key])}")
        if row["auc"] is not None:
            lines.append(f"  {'AUC':34}{100 * row['auc']:5.1f}")
        if len(row["kinds"]) > 2:
            lines += [f"    {kind:32}{_shown(value)}" for kind, value in row["kinds"].items()]
        if row["published"]:
            lines.append(f"  published: {row['published']}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, print the table, and write the JSON when asked to."""
    parser = argparse.ArgumentParser(prog="python -m evals.checker", description=__doc__)
    parser.add_argument("--grounder", default="packaged")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--split", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--own", action="store_true", help="leave the public sets out")
    parser.add_argument("--sample", type=int, default=0, help="only N pairs of each public set")
    parser.add_argument("--wrong", type=int, default=0, help="show so many errors of each set")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    grounder = open_grounder(options.grounder)
    own = [p for p in read(PAIRS) if options.split in ("all", p.split)]
    sets = [(f"own set, {options.split}", own, "")]
    for data_set in () if options.own else DATA_SETS:
        path = options.data / data_set.file
        if path.is_file():
            pairs = list(data_set.read(path))
            if 0 < options.sample < len(pairs):
                pairs = random.Random(0).sample(pairs, options.sample)
            sets.append((data_set.name, pairs, data_set.beside))
        else:
            print(f"skipped {data_set.name}: no file {path} (--data names the folder)")
    rows = []
    for name, pairs, beside in sets:
        start = time.perf_counter()
        judged = judge(pairs, grounder)
        rows.append(report(name, judged, time.perf_counter() - start, beside))
        for each in [j for j in judged if j.wrong][: options.wrong]:
            print(_explained(each))
    print(table(rows))
    if options.out:
        result = {"commit": commit(), "grounder": grounder.name, "sets": rows}
        options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _row(found: Interval | None) -> dict[str, float] | None:
    return asdict(found) if found else None


def _shown(value: Mapping[str, float]) -> str:
    mean, low, high = (100 * value[k] for k in ("mean", "low", "high"))
    return f"{mean:5.1f}  [{low:.1f}, {high:.1f}]  n={value['count']}"


def _explained(judged: Judged) -> str:
    pair = judged.pair
    error = "FALSE STRIP" if pair.supported else "FALSE PASS"
    return (
        f"{error} {pair.kind} {judged.score:.2f} ({judged.reason})\n  claim: {pair.claim}\n"
        f"  evidence: {pair.evidence[:700]}"
    )


if __name__ == "__main__":
    main()
