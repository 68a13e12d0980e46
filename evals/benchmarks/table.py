"""The benchmark table, for the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.table import Table

from evals.benchmarks.harness import Report


def terminal(report: Report) -> Table:
    """One benchmark for `rich.print`."""
    table = Table(title=report.title, caption=report.differs)
    table.add_column("")
    table.add_column("ours (95 %)", justify="right")
    table.add_column("published")
    for each in report.lines:
        table.add_row(each.metric, _figure(asdict(each.value)), each.published)
    return table


def markdown(kept: Mapping[str, Mapping[str, Any]]) -> str:
    """All kept benchmarks, each a table with what differs below it."""
    parts = ["# Third-party benchmarks\n\n`make bench DATA=…`; figures in percent.\n"]
    for report in kept.values():
        rows = "\n".join(
            f"| {each['metric']} | {_figure(each['value'])} | {each['published']} |"
            for each in report["lines"]
        )
        parts.append(
            f"## {report['title']}\n\n| | ours (95 %) | published |\n|---|---:|---|\n{rows}\n\n"
            f"{report['differs'][:1].upper()}{report['differs'][1:]}. Run at {report['commit']} "
            f"(reader {report['grounder']}, encoder {report['encoder']}).\n"
        )
    return "\n".join(parts)


def _figure(value: Mapping[str, Any]) -> str:
    mean, low, high = (100 * value[name] for name in ("mean", "low", "high"))
    return f"{mean:.1f}" if value["count"] == 1 else f"{mean:.1f} ({low:.1f}–{high:.1f})"
