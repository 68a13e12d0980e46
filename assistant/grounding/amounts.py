"""Check the numbers and dates of a claim against its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from assistant.grounding.alignment import Alignment
from assistant.grounding.dates import Date, compatible, covers, find_dates
from assistant.grounding.finding import Finding, absent, instead
from assistant.grounding.quantities import Quantity, agrees, find_quantities, same_kind

_Placed = TypeVar("_Placed", Quantity, Date)
_DENIED = re.compile(r"(?:\bnot|\bnever|n['’]t)\s+(?:the\s+|be\s+|been\s+)?$")
_PEOPLE = frozenset("person man woman child individu civilian".split())
_MOST = re.compile(r"\b(?:[Mm]ost (?:of )?(?:the )?[a-z]+s\b|[Mm]ost people|(?:a|the) majority of)")
_COUNTABLE = 10.0  # counts up to here may sum up what the source lists


def check_quantities(claim: str, evidence: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Amounts of the claim that the evidence lacks, gives otherwise, or gives to another thing."""
    stated = find_quantities(evidence)
    years = {d.year for d in find_dates(evidence)}
    findings = []
    for quantity in find_quantities(claim):
        if _DENIED.search(claim[: quantity.start]) or (
            not quantity.unit and quantity.value in years
        ):
            continue
        matching = [q for q in stated if agrees(quantity, q)]
        comparable = [q for q in stated if same_kind(quantity, q)]
        if any(_same_thing(quantity, q) for q in matching):
            rival = _rival(quantity, matching, aligned)
            if rival:
                findings.append(instead(rival.text, quantity.text))
        elif comparable:
            if not (matching and (quantity.unit == "ordinal" or _of_people(matching))):
                findings.append(instead(_best_placed(comparable, aligned).text, quantity.text))
        elif quantity.unit != "ordinal" and not (matching and not quantity.unit):
            findings.append(absent(quantity.text, doubtful=_may_be_counted(quantity, aligned)))
    return findings


def check_majority(claim: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """``most`` and ``the majority`` of a claim where the source gives only shares below half."""
    if not aligned or not _MOST.search(claim) or _MOST.search(aligned[0].sentence):
        return []
    shares = [
        q.value * (100.0 if q.unit == "share" else 1.0)
        for q in find_quantities(aligned[0].sentence)
        if q.dimension == "percent"
    ]
    if not shares or max(shares) >= 50:
        return []
    return [instead(f"{max(shares):g} per cent", "most")]


def check_dates(
    claim: str, evidence: str, aligned: Sequence[Alignment], context: str = ""
) -> list[Finding]:
    """Dates of the claim that the evidence contradicts or lacks.

    A year that only ``context`` gives (title, headings, the text around) is let pass.
    """
    stated = find_dates(evidence)
    numbers = {q.value for q in find_quantities(evidence)}
    around = [y for d in find_dates(context) for y in _years(d)]
    years = {y for d in stated for y in _years(d)}
    findings = []
    for date in find_dates(claim):
        covering = [d for d in stated if covers(d, date)]
        dated = [d for d in covering if d.year is not None or date.year is None]
        if dated or (covering and (not years or date.year in years or date.year in around)):
            continue
        if date.grain == "year" and (date.year in numbers or (date.year in around and not years)):
            continue
        rivals = [d for d in stated if d.grain == date.grain and not compatible(d, date)]
        if not rivals and covering:
            rivals = [d for d in stated if d.year is not None]
        if not rivals and date.grain in ("day", "month"):
            rivals = [d for d in stated if not compatible(d, date)]
        season = date.last_month is not None
        if rivals:
            rival = _best_placed(rivals, aligned)
            vague = season and rival.year == date.year
            findings.append(instead(str(rival), str(date), vague))
        else:
            findings.append(absent(str(date), season, open=date.year in around))
    return findings


def _years(date: Date) -> range:
    return range(date.year, (date.last_year or date.year) + 1) if date.year else range(0)


def _may_be_counted(quantity: Quantity, aligned: Sequence[Alignment]) -> bool:
    """A small count that the source may imply by listing, where it counts nothing itself."""
    small = not quantity.unit and 0 < quantity.value <= _COUNTABLE and quantity.value % 1 == 0
    inside = find_quantities(aligned[0].sentence) if aligned else ()
    return small and not any(not q.unit for q in inside)


def _of_people(matching: Sequence[Quantity]) -> bool:
    """``870 people were infected`` may be told as ``870 infections``."""
    return any(q.noun in _PEOPLE for q in matching)


def _same_thing(claim: Quantity, stated: Quantity) -> bool:
    counted = claim.unit in ("", "ordinal")
    return not counted or not claim.noun or not stated.noun or claim.noun == stated.noun


def _rival(
    quantity: Quantity, matching: Sequence[Quantity], aligned: Sequence[Alignment]
) -> Quantity | None:
    """Another amount of the kind in the one sentence that the claim follows closely, when the
    claim's own amount stands elsewhere only."""
    if len(aligned) < 2 or aligned[0].coverage < 0.8:
        return None
    first = aligned[0]
    if any(first.start <= q.start < first.end for q in matching):
        return None
    if aligned[1].coverage > first.coverage - 0.25:
        return None
    inside = [q for q in find_quantities(first.sentence) if same_kind(quantity, q)]
    return inside[0] if inside else None


def _best_placed(found: Sequence[_Placed], aligned: Sequence[Alignment]) -> _Placed:
    """The one that stands in the sentence nearest to the claim."""
    for alignment in aligned:
        for item in found:
            if alignment.start <= item.start < alignment.end:
                return item
    return found[0]
