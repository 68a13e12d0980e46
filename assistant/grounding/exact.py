"""What no model is asked: numbers, dates, names and negation of a claim against its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.grounding.alignment import Alignment, align
from assistant.grounding.dates import Date, compatible, covers, find_dates
from assistant.grounding.names import Name, find_names, related, same_name
from assistant.grounding.negation import adds_only, conflicts
from assistant.grounding.quantities import Quantity, agrees, find_quantities, same_kind
from assistant.grounding.words import content_stems, words
from assistant.types import Label

_Placed = TypeVar("_Placed", Quantity, Date)

SPEAKS_OF_IT = 0.5  # share of a claim's content words in a sentence that speaks of the same thing


@dataclass(frozen=True, slots=True)
class Finding:
    """One exact check that a claim failed; ``doubtful`` ones only raise the bar for the model."""

    label: Label
    reason: str
    doubtful: bool = False


def check(claim: str, evidence: str) -> list[Finding]:
    """All findings against ``claim``, contradictions first; empty when nothing is wrong."""
    aligned = align(claim, evidence)
    findings = [
        *check_quantities(claim, evidence, aligned),
        *check_dates(claim, evidence, aligned),
        *check_names(claim, evidence, aligned),
        *check_polarity(claim, aligned),
    ]
    return sorted(findings, key=lambda f: (f.doubtful, f.label != "contradicted"))


def check_quantities(claim: str, evidence: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Amounts of the claim that the evidence lacks, gives otherwise, or gives to another thing."""
    stated = find_quantities(evidence)
    years = {d.year for d in find_dates(evidence)}
    findings = []
    for quantity in find_quantities(claim):
        matching = [q for q in stated if agrees(quantity, q)]
        if quantity.value in years and not quantity.unit:
            continue
        if any(_same_thing(quantity, q) for q in matching):
            rival = _rival(quantity, matching, claim, aligned)
            if rival:
                findings.append(_instead(rival.text, quantity.text))
            continue
        comparable = [q for q in stated if same_kind(quantity, q)]
        if quantity.unit == "ordinal":
            if comparable and not matching:
                findings.append(_instead(comparable[0].text, quantity.text))
        elif _is_trivial(quantity) and not comparable:
            continue
        elif comparable:
            nearest = _best_placed(comparable, aligned)
            findings.append(_instead(nearest.text, quantity.text))
        elif matching and not quantity.unit:
            continue  # the number stands there, with another noun: for the model to judge
        else:
            findings.append(Finding("neither", f"“{quantity.text}” is not in the source"))
    return findings


def check_dates(claim: str, evidence: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Dates of the claim that the evidence contradicts or lacks."""
    stated = find_dates(evidence)
    numbers = {q.value for q in find_quantities(evidence)}
    years = {y for d in stated if d.year for y in range(d.year, (d.last_year or d.year) + 1)}
    findings = []
    for date in find_dates(claim):
        covering = [d for d in stated if covers(d, date)]
        dated = [d for d in covering if d.year is not None or date.year is None]
        if dated or (covering and (not years or date.year in years)):
            continue
        if date.grain == "year" and date.year in numbers:
            continue
        rivals = [d for d in stated if d.grain == date.grain and not compatible(d, date)]
        if not rivals and covering:
            rivals = [d for d in stated if d.year is not None]
        if not rivals and date.grain in ("day", "month"):
            rivals = [d for d in stated if not compatible(d, date)]
        if rivals:
            findings.append(_instead(str(_best_placed(rivals, aligned)), str(date)))
        else:
            findings.append(Finding("neither", f"“{date}” is not in the source"))
    return findings


def check_names(claim: str, evidence: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Names of the claim that the evidence does not have in any spelling."""
    stated = find_names(evidence)
    present = {w.text for w in words(evidence)}
    lowered = {w.stem for w in words(evidence)}
    findings = []
    for name in find_names(claim):
        if any(same_name(name.text, other.text) for other in stated):
            continue
        missing = [p for p in name.parts if not _mentioned(p, stated, present)]
        if not missing or all(s in lowered for s in content_stems(name.text)):
            clash = _other_first_name(name, stated)
            if clash:
                findings.append(_instead(clash.text, name.text))
            continue
        reason = f"“{name.text}” is not in the source"
        findings.append(Finding("neither", reason, doubtful=name.doubtful))
    return findings


def check_polarity(claim: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Negation, opposites and quantifiers against the sentences that speak of the same thing."""
    speaking = [a for a in aligned if a.coverage >= SPEAKS_OF_IT]
    if not speaking:
        return []
    best = speaking[0].coverage
    top = [a for a in speaking if a.coverage >= best - 0.1][:2]
    conflicting = [conflicts(claim, a.sentence) for a in top]
    if all(conflicting):
        first = conflicting[0][0]
        return [_instead(first.stated, first.claimed)]
    if all(adds_only(claim, a.sentence) for a in top):
        return [Finding("neither", "“only” is not in the source", doubtful=True)]
    return []


def _instead(stated: str, claimed: str) -> Finding:
    return Finding("contradicted", f"{stated}, not {claimed}")


def _is_trivial(quantity: Quantity) -> bool:
    return quantity.value in (0.0, 1.0, 2.0) and not quantity.unit and quantity.text.isalpha()


def _same_thing(claim: Quantity, stated: Quantity) -> bool:
    return bool(claim.unit) or not claim.noun or not stated.noun or claim.noun == stated.noun


def _rival(
    quantity: Quantity, matching: Sequence[Quantity], claim: str, aligned: Sequence[Alignment]
) -> Quantity | None:
    """An amount of the same kind in the sentence that the claim follows almost word for word,
    while the claim's own amount stands only in other sentences."""
    if not aligned or len(aligned) < 2 or aligned[0].coverage < 0.8:
        return None
    first = aligned[0]
    end = first.start + len(first.sentence)
    if any(first.start <= q.start < end for q in matching):
        return None
    if aligned[1].coverage > first.coverage - 0.25:
        return None
    inside = [q for q in find_quantities(first.sentence) if same_kind(quantity, q)]
    return inside[0] if inside else None


def _best_placed(found: Sequence[_Placed], aligned: Sequence[Alignment]) -> _Placed:
    """The one that stands in the sentence nearest to the claim."""
    for alignment in aligned:
        end = alignment.start + len(alignment.sentence)
        for item in found:
            if alignment.start <= item.start < end:
                return item
    return found[0]


def _mentioned(part: str, stated: Iterable[Name], present: set[str]) -> bool:
    if part in present:
        return True
    return any(
        related(part, other) for name in stated for other in (*name.parts, name.text)
    ) or any(same_name(part, name.text) for name in stated)


def _other_first_name(name: Name, stated: Sequence[Name]) -> Name | None:
    """A person of the same surname whose first name differs, when no one else fits."""
    if len(name.parts) < 2:
        return None
    rivals = [
        other
        for other in stated
        if len(other.parts) >= 2 and related(other.parts[-1], name.parts[-1])
    ]
    return rivals[0] if rivals and not any(same_name(name.text, r.text) for r in rivals) else None
