"""One self-contained HTML page of a run: plots, tables, and every case that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from evals import plots
from evals.compare import Change
from evals.metrics import tradeoff
from evals.observation import Cited, Observed
from evals.questions import Expected, Place
from evals.results import Results
from evals.scoring import MEASURES, Outcome, by_slice, confidences
from evals.summary import figure

SHOWN = (
    *("right", "correct", "false_refusal", "false_answer", "gold_first", "gold_any"),
    *("citation_recall", "citation_precision", "success@5", "words"),
)
"""Columns of the table per slice."""


def page(
    results: Results,
    outcomes: Sequence[Outcome],
    gold_texts: Mapping[Place, str],
    *,
    key: str = "corpus",
    others: Mapping[str, Results] | None = None,
    changes: Sequence[Change] = (),
) -> str:
    """The report as HTML. ``others`` are further runs for the same table (ablations);
    ``changes`` compare with an earlier run; ``gold_texts`` are the gold paragraphs' texts."""
    failing = [o for o in outcomes if not o.right]
    meta = " · ".join(f"{name} {value}" for name, value in results.meta.items())
    sections = [
        f"<h1>Can this assistant be trusted?</h1><p class=meta>{escape(meta)}</p>",
        _plots(results, outcomes),
        _overview({"this run": results, **(others or {})}),
        _changes(changes),
        _slices(results),
        f"<h2>What went wrong: {len(failing)} of {len(outcomes)}</h2>",
        *(
            f"<h3>{escape(name)} ({len(group)})</h3>"
            + "".join(_case(o, gold_texts, key) for o in group)
            for name, group in by_slice(failing).items()
        ),
    ]
    css = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation {escape(results.meta.get('commit', ''))}</title>"
        f"<style>{css}</style></head><body>{''.join(sections)}</body></html>\n"
    )


def _overview(runs: Mapping[str, Results]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in runs)
    rows = [
        f"<tr><td>{escape(measure.label)}</td>"
        + "".join(f"<td>{_cell(name, run)}</td>" for run in runs.values())
        + "</tr>"
        for name, measure in MEASURES.items()
        if any(name in run.summary for run in runs.values())
    ]
    for label, key in (("latency p50", "p50"), ("latency p95", "p95")):
        cells = "".join(f"<td>{run.latency.get(key, 0):.2f} s</td>" for run in runs.values())
        rows.append(f"<tr><td>{label}</td>{cells}</tr>")
    cells = "".join(f"<td>{'–' if r.auc is None else f'{r.auc:.2f}'}</td>" for r in runs.values())
    rows.append(f"<tr><td>answerable or not, AUC</td>{cells}</tr>")
    return (
        "<h2>All questions</h2><p class=note>Means with bootstrap 95 % intervals; definitions and "
        "sources are in <code>evals/metrics.py</code>.</p><div class=scroll><table><thead><tr>"
        f"<th></th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _plots(results: Results, outcomes: Sequence[Outcome]) -> str:
    right = {name: part["right"] for name, part in results.slices.items() if "right" in part}
    figures = [("Handled rightly, per slice", plots.bars(right, "share handled rightly per slice"))]
    if points := tradeoff(confidences(outcomes)):
        now = tuple(
            results.summary[name].mean if name in results.summary else 0.0
            for name in ("false_refusal", "false_answer")
        )
        svg = plots.curve(points, (now[0], now[1]), "false refusals against false answers")
        figures.append(("Refusing more or less often: what each threshold would give", svg))
    seconds = [o.seconds for each in outcomes for o in each.observed]
    figures.append(("Time per answer", plots.histogram(seconds, results.latency, "latency")))
    return (
        "<div class=plots>"
        + "".join(
            f"<figure><figcaption>{escape(title)}</figcaption>{svg}</figure>"
            for title, svg in figures
        )
        + "</div>"
    )


def _slices(results: Results) -> str:
    columns = [name for name in SHOWN if any(name in part for part in results.slices.values())]
    head = "".join(f"<th>{escape(MEASURES[name].label)}</th>" for name in columns)
    rows = "".join(
        f"<tr><td>{escape(name)}</td>"
        + "".join(
            f"<td>{figure(column, part[column]) if column in part else '–'}</td>"
            for column in columns
        )
        + "</tr>"
        for name, part in results.slices.items()
    )
    return (
        "<h2>Per slice</h2><div class=scroll><table><thead><tr><th></th>"
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _changes(changes: Sequence[Change]) -> str:
    if not changes:
        return ""
    rows = "".join(
        f'<tr class="{"worse" if c.fails else "better" if c.significant and not c.worse else ""}">'
        f"<td>{escape(MEASURES[c.metric].label)}</td><td>{c.before:.3f}</td><td>{c.after:.3f}</td>"
        f"<td>{c.difference.mean:+.3f} <small>{c.difference.low:+.3f} to "
        f"{c.difference.high:+.3f}</small></td><td>{'–' if c.p is None else f'{c.p:.3f}'}</td></tr>"
        for c in changes
    )
    return (
        "<h2>Against the earlier run</h2><div class=scroll><table><thead><tr><th></th>"
        "<th>before</th><th>now</th><th>difference</th><th>McNemar p</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(name: str, run: Results) -> str:
    if name not in run.summary:
        return "–"
    value = run.summary[name]
    form = ".0%" if MEASURES[name].share else ".0f"
    low, high = format(value.low, form), format(value.high, form)
    return f"{figure(name, value)} <small>{low}–{high}</small>"


def _case(outcome: Outcome, gold_texts: Mapping[Place, str], key: str) -> str:
    question = outcome.question
    turns = [
        _turn(turn.question, answer, _wanted(turn.expected, gold_texts, key))
        for turn, answer in zip(question.turns, outcome.observed, strict=True)
    ]
    sides = "".join(
        f"<dt>side {n}</dt><dd>{_wanted(side, gold_texts, key)}</dd>"
        for n, side in enumerate(question.sides, start=1)
    )
    notes = [] if question.answerable else ["the documents do not say"]
    notes += [f"must not say {p.pattern}" for p in question.forbidden]
    scores = ", ".join(f"{MEASURES[n].label} {v:g}" for n, v in outcome.scores.items())
    return (
        f"<details><summary><b>{escape(question.text)}</b> <span class=tag>{escape(question.id)}"
        f"{' · ' + escape('; '.join(notes)) if notes else ''}</span></summary><div>"
        f"{''.join(turns)}{f'<dl>{sides}</dl>' if sides else ''}"
        f"<p class=note>{escape(scores)}</p></div></details>"
    )


def _turn(question: str, answer: Observed, wanted: str) -> str:
    said = answer.error or answer.text
    if answer.refused:
        said = f"{answer.text}\n{answer.reason}"
    return (
        f"<dl><dt>question</dt><dd>{escape(question)}</dd>"
        f"<dt>answer</dt><dd>{escape(said)}</dd>"
        f"<dt>confidence</dt><dd>{answer.confidence:.2f}</dd>"
        f"<dt>evidence</dt><dd>{_evidence(answer.cited)}</dd>"
        f"<dt>expected</dt><dd>{wanted}</dd></dl>"
    )


def _evidence(cited: Iterable[Cited]) -> str:
    quotes = [
        f"<blockquote>[{c.number}] {escape(c.place.document_id)} ¶{c.place.first}: "
        f"{escape(c.text or 'no such paragraph')}</blockquote>"
        for c in cited
    ]
    return "".join(quotes) or "–"


def _wanted(expected: Expected, gold_texts: Mapping[Place, str], key: str) -> str:
    facts = "; ".join(" or ".join(p.pattern for p in group) for group in expected.answers)
    gold = "".join(
        f"<blockquote>{escape(place.document_id)} ¶{place.paragraph}: "
        f"{escape(gold_texts.get(place, ''))}</blockquote>"
        for place in expected.gold.get(key, ())
    )
    return escape(facts or "–") + gold
