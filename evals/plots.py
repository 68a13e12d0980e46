"""Plots as inline SVG: plain strings, no library, no script. Colours come from the page's CSS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from evals.bootstrap import Interval
from evals.metrics import Operating

WIDTH = 640


def bars(values: Mapping[str, Interval], label: str) -> str:
    """Horizontal bars of shares (0..1) with their 95 % intervals as whiskers."""
    left, right, step = 190, WIDTH - 120, 30
    height = step * len(values) + 34

    def x(share: float) -> float:
        return left + share * (right - left)

    parts = [_grid(x, 6, height - 28)]
    for row, (name, value) in enumerate(values.items()):
        y = 10 + row * step
        middle = y + 9
        parts.append(
            f'<text x="{left - 10}" y="{middle + 4}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="bar" x="{left}" y="{y}" width="{x(value.mean) - left:.1f}" height="18"/>'
            f'<path class="whisker" d="M{x(value.low):.1f} {middle}H{x(value.high):.1f}'
            f"M{x(value.low):.1f} {middle - 5}v10M{x(value.high):.1f} {middle - 5}v10"
            f'"/><text class="value" x="{right + 12}" y="{middle + 4}">'
            f"{value.mean:.0%} of {value.count}</text>"
        )
    return _svg(height, label, parts)


def curve(points: Sequence[Operating], now: tuple[float, float], label: str) -> str:
    """False refusals (across) against false answers (up); the dot is where the run stood."""
    left, top, side = 70, 14, 300
    height = top + side + 52

    def at(refusal: float, false: float) -> str:
        return f"{left + refusal * side:.1f} {top + (1 - false) * side:.1f}"

    ordered = sorted(points, key=lambda p: p.threshold)
    line = "L".join(at(p.false_refusal, p.false_answer) for p in ordered)
    dot = at(*now).split()
    ticks = "".join(
        f'<path class="grid" d="M{at(0, t)}L{at(1, t)}M{at(t, 0)}L{at(t, 1)}"/>'
        f'<text x="{left - 8}" y="{top + (1 - t) * side + 4:.1f}" text-anchor="end">{t:.0%}</text>'
        f'<text x="{left + t * side:.1f}" y="{top + side + 18}" text-anchor="middle">{t:.0%}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    parts = [
        ticks,
        f'<path class="line" d="M{line}"/>',
        f'<circle class="dot" cx="{dot[0]}" cy="{dot[1]}" r="6"/>',
        f'<text x="{left + side + 24}" y="{top + 20}">● as it stands: refused wrongly '
        f"{now[0]:.0%}</text>"
        f'<text x="{left + side + 24}" y="{top + 40}">&#160;&#160;&#160;answered wrongly '
        f"{now[1]:.0%}</text>",
        f'<text class="axis" x="{left + side / 2}" y="{height - 8}" text-anchor="middle">'
        "answerable, but refused</text>",
        f'<text class="axis" transform="translate(16 {top + side / 2}) rotate(-90)" '
        'text-anchor="middle">not answerable, but answered</text>',
    ]
    return _svg(height, label, parts)


def histogram(seconds: Sequence[float], marks: Mapping[str, float], label: str) -> str:
    """How many answers took how long, on a logarithmic scale; ``marks`` are named lines."""
    if not seconds:
        return ""
    left, right, top, floor = 46, WIDTH - 20, 30, 180
    low = max(min(seconds), 1e-3)
    high = max(max(seconds), low * 1.01)
    edges = np.geomspace(low, high, 33)
    counts, _ = np.histogram(np.clip(seconds, low, high), edges)
    most = max(int(counts.max()), 1)

    def x(value: float) -> float:
        return left + float(np.log(value / low) / np.log(high / low)) * (right - left)

    parts = [
        f'<rect class="bar" x="{x(edges[n]):.1f}" width="{x(edges[n + 1]) - x(edges[n]) - 1:.1f}" '
        f'y="{floor - count / most * (floor - top):.1f}" '
        f'height="{count / most * (floor - top):.1f}"/>'
        for n, count in enumerate(counts)
        if count
    ]
    parts.append(f'<path class="grid" d="M{left} {floor}H{right}"/>')
    parts.append(f'<text x="{left - 8}" y="{top + 4}" text-anchor="end">{most}</text>')
    for tick in _decades(low, high):
        parts.append(
            f'<text x="{x(tick):.1f}" y="{floor + 18}" text-anchor="middle">{tick:g} s</text>'
        )
    for name, value in marks.items():
        place = x(min(max(value, low), high))
        side, gap = ("end", -4) if place > (left + right) / 2 else ("start", 4)
        parts.append(
            f'<path class="whisker" d="M{place:.1f} {top - 22}V{floor}"/>'
            f'<text class="value" x="{place + gap:.1f}" y="{top - 12}" text-anchor="{side}">'
            f"{escape(name)} {value:.2g} s</text>"
        )
    return _svg(floor + 30, label, parts)


def _grid(x: object, top: int, bottom: int) -> str:
    assert callable(x)
    return "".join(
        f'<path class="grid" d="M{x(t):.1f} {top}V{bottom}"/>'
        f'<text x="{x(t):.1f}" y="{bottom + 18}" text-anchor="middle">{t:.0%}</text>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )


def _decades(low: float, high: float) -> list[float]:
    steps = [m * 10.0**e for e in range(-3, 4) for m in (1, 2, 5)]
    return [s for s in steps if low <= s <= high] or [low]


def _svg(height: float, label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )
