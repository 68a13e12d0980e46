"""What no model is asked: numbers, dates, names, negation, roles and places of a claim."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.alignment import Alignment, align
from assistant.grounding.amounts import check_dates, check_majority, check_quantities
from assistant.grounding.finding import Finding, absent, instead
from assistant.grounding.modality import firmer
from assistant.grounding.naming import check_names
from assistant.grounding.negation import conflicts
from assistant.grounding.quantifiers import adds_absolute, generalises
from assistant.grounding.roles import check_roles
from assistant.grounding.substitution import substituted

SPEAKS_OF_IT = 0.5  # share of a claim's content words in a sentence that speaks of the same thing
_FOLLOWS = 0.7  # the same where a difference in sign alone decides
_REPEATS = 0.9  # the same where the claim is the sentence but for a hedge


def check(claim: str, evidence: str, context: str = "") -> list[Finding]:
    """All findings against ``claim``, those that decide first; empty when nothing is wrong.

    ``context`` is text around the evidence (title, headings, the paragraph before): what only it
    has is doubtful rather than absent.
    """
    aligned = align(claim, evidence)
    findings = [
        *check_quantities(claim, evidence, aligned),
        *check_majority(claim, aligned),
        *check_dates(claim, evidence, aligned, context),
        *check_names(claim, evidence, aligned, context),
        *check_polarity(claim, aligned),
        *check_places(claim, aligned),
    ]
    return sorted(findings, key=lambda f: (f.doubtful, f.open, f.label != "contradicted"))


def check_places(claim: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """A number or a negation that alone differs from the sentences that the claim repeats."""
    top = [a for a in aligned if a.coverage >= aligned[0].coverage - 0.1][:2]
    changed = [None if a.verbatim else substituted(claim, a.sentence) for a in top]
    first = changed[0] if changed and all(changed) else None
    return [instead(first.stated, first.claimed)] if first else []


def check_polarity(claim: str, aligned: Sequence[Alignment]) -> list[Finding]:
    """Negation, opposites, quantifiers and roles against the sentences that speak of the claim."""
    speaking = [a for a in aligned if a.coverage >= SPEAKS_OF_IT]
    if not speaking:
        return []
    best = speaking[0].coverage
    top = [a for a in speaking if a.coverage >= best - 0.1][:2]
    conflicting = [conflicts(claim, a.sentence) for a in top]
    if all(conflicting):
        first = conflicting[0][0]
        return [instead(first.stated, first.claimed, doubtful=best < _FOLLOWS)]
    if best >= _FOLLOWS:
        swapped = [check_roles(claim, a.sentence) for a in top]
        if swapped[0] and all(swapped):
            return [swapped[0]]
    hedged, certain = firmer(claim, top[0].sentence)
    if hedged:
        return [
            instead(
                hedged.stated, hedged.claimed, doubtful=best < (_FOLLOWS if certain else _REPEATS)
            )
        ]
    added = [adds_absolute(claim, a.sentence) for a in top]
    if all(added):
        return [absent(added[0], doubtful=best < _FOLLOWS)]
    universal = generalises(claim, top[0].sentence)
    if universal:
        return [absent(universal, doubtful=True)]
    return []
