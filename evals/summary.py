"""A run in a few lines: Markdown for the README, a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from evals.bootstrap import Interval
from evals.compare import Change
from evals.results import Results
from evals.scoring import MEASURES


def figure(metric: str, value: Interval) -> str:
    """The mean as people read it: a percentage, or a plain number."""
    return f"{value.mean:.0%}" if MEASURES[metric].share else f"{value.mean:.0f}"


def with_interval(metric: str, value: Interval) -> str:
    """The mean with its 95 % interval: ``83 % (78–88)``."""
    if not MEASURES[metric].share:
        return f"{value.mean:.0f} ({value.low:.0f}–{value.high:.0f})"
    return f"{value.mean * 100:.0f} % ({value.low * 100:.0f}–{value.high * 100:.0f})"


def markdown(runs: Mapping[str, Results]) -> str:
    """Two Markdown tables: every metric by run, and what was handled rightly by slice and run."""
    head = f"|  | {' | '.join(runs)} |\n|---|{'---:|' * len(runs)}"
    lines = [
        f"| {measure.label} | {' | '.join(_cell(name, run.summary) for run in runs.values())} |"
        for name, measure in MEASURES.items()
        if any(name in run.summary for run in runs.values())
    ]
    lines += [
        f"| {label} | {' | '.join(cells)} |"
        for label, cells in (
            ("answerable or not, AUC", [_number(run.auc) for run in runs.values()]),
            ("seconds, median", [_number(run.latency.get("p50")) for run in runs.values()]),
            ("seconds, p95", [_number(run.latency.get("p95")) for run in runs.values()]),
        )
    ]
    slices = list(dict.fromkeys(name for run in runs.values() for name in run.slices))
    by_slice = [
        f"| {name} | {' | '.join(_cell('right', r.slices.get(name, {})) for r in runs.values())} |"
        for name in slices
    ]
    return "\n".join([head, *lines, "", "Handled rightly, per slice:", "", head, *by_slice, ""])


def terminal(runs: Mapping[str, Results]) -> list[Table]:
    """The same two tables for `rich.print`."""
    metrics, slices = Table(title="all questions"), Table(title="handled rightly, per slice")
    for table in (metrics, slices):
        table.add_column("")
        for name in runs:
            table.add_column(name, justify="right")
    for name, measure in MEASURES.items():
        if any(name in run.summary for run in runs.values()):
            metrics.add_row(measure.label, *(_cell(name, run.summary) for run in runs.values()))
    metrics.add_row("answerable or not, AUC", *(_number(run.auc) for run in runs.values()))
    metrics.add_row("seconds, median", *(_number(r.latency.get("p50")) for r in runs.values()))
    metrics.add_row("seconds, p95", *(_number(r.latency.get("p95")) for r in runs.values()))
    for name in dict.fromkeys(name for run in runs.values() for name in run.slices):
        slices.add_row(name, *(_cell("right", run.slices.get(name, {})) for run in runs.values()))
    return [metrics, slices]


def verdict(changes: Sequence[Change]) -> Table:
    """What changed since the earlier run; what fails the gate is marked."""
    table = Table(title="against the earlier run")
    for name in ("", "before", "now", "difference (95 %)", "p", ""):
        table.add_column(name, justify="left" if not name else "right")
    for change in changes:
        d = change.difference
        mark = "[red]WORSE[/red]" if change.fails else "better" if _better(change) else ""
        table.add_row(
            MEASURES[change.metric].label,
            f"{change.before:.3f}",
            f"{change.after:.3f}",
            f"{d.mean:+.3f} ({d.low:+.3f} to {d.high:+.3f})",
            "–" if change.p is None else f"{change.p:.3f}",
            mark,
        )
    return table


def _better(change: Change) -> bool:
    return change.significant and not change.worse


def _cell(name: str, values: Mapping[str, Interval]) -> str:
    return with_interval(name, values[name]) if name in values else "–"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
