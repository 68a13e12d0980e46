"""A run as a value, and as JSON named by commit."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from evals.bootstrap import Interval
from evals.metrics import answerability_auc, percentile
from evals.questions import digest
from evals.scoring import Outcome, by_slice, confidences, summarise

FOLDER = Path(__file__).parent / "results"
BASELINE = FOLDER / "baseline.json"
FORMAT = 1


class ResultsInvalid(AssistantError):
    """A file of results is missing, or cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a file of results keeps of one question."""

    id: str
    slice: str
    split: str
    scores: Mapping[str, float]
    seconds: float
    answer: str


@dataclass(frozen=True, slots=True)
class Results:
    """One run: what was run (``meta``), means and intervals over all and per slice, every row.

    ``latency`` is p50 and p95 of the wall time of an answer, in seconds.
    """

    meta: Mapping[str, str]
    summary: Mapping[str, Interval]
    slices: Mapping[str, Mapping[str, Interval]]
    latency: Mapping[str, float]
    auc: float | None
    rows: tuple[Row, ...]


def collect(outcomes: Sequence[Outcome], **meta: str) -> Results:
    """The results of a run; ``meta`` adds to commit, date, questions and machine."""
    seconds = [o.seconds for each in outcomes for o in each.observed]
    about = {
        "commit": commit(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "questions": f"{len(outcomes)} ({digest(o.question for o in outcomes)})",
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }
    return Results(
        meta=about | meta,
        summary=summarise(o.scores for o in outcomes),
        slices={
            name: summarise(o.scores for o in group) for name, group in by_slice(outcomes).items()
        },
        latency={
            name: round(value, 4)
            for name, percent in (("p50", 50), ("p95", 95))
            if (value := percentile(seconds, percent)) is not None
        },
        auc=answerability_auc(confidences(outcomes)),
        rows=tuple(_row(o) for o in outcomes),
    )


def save(results: Results, path: Path) -> Path:
    """Writes one JSON object, a row per line, and gives the path back."""
    data = asdict(results) | {"format": FORMAT}
    rows = data.pop("rows")
    head = json.dumps(data, ensure_ascii=False, indent=1)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{head[:-2]},\n "rows": [\n{lines}\n]}}\n', encoding="utf-8")
    return path


def load(path: Path) -> Results:
    """Reads what `save` wrote. Raises ResultsInvalid."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("format") != FORMAT:
            raise ValueError("another format")
        return Results(
            meta=data["meta"],
            summary=_intervals(data["summary"]),
            slices={name: _intervals(part) for name, part in data["slices"].items()},
            latency=data["latency"],
            auc=data["auc"],
            rows=tuple(Row(**row) for row in data["rows"]),
        )
    except FileNotFoundError:
        raise ResultsInvalid(f"No results at {path}.", "Run `assistant eval` first.") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ResultsInvalid(f"{path} is not a file of results ({error}).", "Run again.") from None


def commit() -> str:
    """The commit of the code, with ``-dirty`` when files differ; ``unknown`` without git."""
    told = [
        subprocess.run(
            ["git", *arguments], cwd=Path(__file__).parent, capture_output=True, text=True
        )
        for arguments in (
            ["rev-parse", "--short=12", "HEAD"],
            ["status", "--porcelain", "--untracked-files=no"],
        )
    ]
    if told[0].returncode:
        return "unknown"
    return told[0].stdout.strip() + ("-dirty" if told[1].stdout.strip() else "")


def _row(outcome: Outcome) -> Row:
    return Row(
        id=outcome.question.id,
        slice=outcome.question.slice,
        split=outcome.question.split,
        scores={name: round(value, 4) for name, value in outcome.scores.items()},
        seconds=round(sum(o.seconds for o in outcome.observed), 3),
        answer=" / ".join(o.error or o.text or o.reason for o in outcome.observed),
    )


def _intervals(data: Mapping[str, Any]) -> dict[str, Interval]:
    return {name: Interval(**value) for name, value in data.items()}
