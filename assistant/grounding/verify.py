"""Is a claim supported by the text it cites? Exact checks first, then the grounder's judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize

from assistant.grounding.alignment import Alignment, align
from assistant.grounding.dates import find_dates
from assistant.grounding.exact import check
from assistant.grounding.finding import Finding
from assistant.grounding.judgement import FITTED, signals_of
from assistant.grounding.naming import refers_back
from assistant.grounding.quantities import find_quantities
from assistant.grounding.words import content_stems, literal
from assistant.types import Grounder, Support, Verdict

CONTRADICTED = 0.5  # least probability of contradiction that is called one
_VERBATIM, _EXACT = 0.99, 0.01  # scores where no model is asked
_IN_ITS_WORDS = Verdict("supported", _VERBATIM, "in the words of the source")


def verify(
    claim: str, evidence: str, grounder: Grounder, context: str = "", headed: str = ""
) -> Verdict:
    """Check one claim against the text that it cites; see ``verify_many``."""
    return verify_many([(claim, evidence)], grounder, [context], [headed])[0]


def verify_value(value: str, evidence: str) -> Verdict:
    """Check a value that was cut out of ``evidence``. It states nothing by itself that could be
    judged; what the evidence denies of it ("may not be higher than two metres") decides."""
    value, evidence = normalize("NFC", value), normalize("NFC", evidence)
    return _decided(check(value, evidence)) or _IN_ITS_WORDS


def verify_many(
    pairs: Sequence[tuple[str, str]],
    grounder: Grounder,
    contexts: Sequence[str] = (),
    headed: Sequence[str] = (),
) -> list[Verdict]:
    """Check (claim, evidence) pairs.

    A number, date, name or negation that the evidence contradicts or lacks decides at once and
    gives the reason; a claim that repeats the evidence passes at once; the rest is the grounder's
    to judge, in one batch. ``contexts`` (one for each pair, or none) are texts around the evidence,
    such as title, headings and the paragraph before: a name or year that only they have is left
    to the grounder, and a name that they lack as well is behind no pronoun of the evidence.
    ``headed`` (likewise) is the evidence below the heading that it stands under. Where evidence
    that refers back to something ("It", "The price") meets a claim about a thing that is told
    nowhere, the claim has to follow from that as well: the heading tells what is spoken of.
    """
    pairs = [(normalize("NFC", claim), normalize("NFC", evidence)) for claim, evidence in pairs]
    none = [""] * len(pairs)
    examined = [
        _examined(claim, evidence, context, below)
        for (claim, evidence), context, below in zip(
            pairs, contexts or none, headed or none, strict=True
        )
    ]
    asked = [
        (claim, premise)
        for (claim, _), each in zip(pairs, examined, strict=True)
        for premise in each.premises
    ]
    supports = iter(grounder.entail(asked) if asked else ())
    return [
        each.verdict or _judged(claim, each, list(islice(supports, len(each.premises))))
        for (claim, _), each in zip(pairs, examined, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Examined:
    """What is known of a pair without a model: the ``verdict`` when that decides, else the
    ``premises`` that the claim has to follow from, by the grounder's judgement."""

    aligned: tuple[Alignment, ...]
    verdict: Verdict | None = None
    doubt: Finding | None = None
    premises: tuple[str, ...] = ()


def _examined(claim: str, evidence: str, context: str, headed: str) -> _Examined:
    if not claim.strip():
        return _Examined((), Verdict("neither", _EXACT, "nothing is claimed"))
    if not evidence.strip():
        return _Examined((), Verdict("neither", _EXACT, "the source is empty"))
    if claim == evidence:  # a quote, of however many sentences
        return _Examined((), _IN_ITS_WORDS)
    aligned = tuple(align(claim, evidence))
    findings = check(claim, evidence, context)
    if decided := _decided(findings):
        return _Examined(aligned, decided)
    if not findings and (any(each.verbatim for each in aligned) or _is_value(claim, evidence)):
        return _Examined(aligned, _IN_ITS_WORDS)
    doubt = findings[0] if findings else None
    unplaced = headed and _opens_strangely(claim, f"{evidence} {context}")
    premises = (evidence, headed) if unplaced and refers_back(claim, aligned) else (evidence,)
    return _Examined(aligned, doubt=doubt, premises=premises)


def _decided(findings: Sequence[Finding]) -> Verdict | None:
    """What exact checks decide by themselves; their findings come surest first."""
    if not findings or findings[0].doubtful:
        return None
    return Verdict(findings[0].label, _EXACT, findings[0].reason)


def _opens_strangely(claim: str, told: str) -> bool:
    """Whether the claim's first content word, mostly of its subject, is nowhere in the text."""
    return not set(content_stems(claim)[:1]) <= set(content_stems(told))


def _is_value(claim: str, evidence: str) -> bool:
    """Whether the claim is nothing but an amount or a date that the evidence gives in these words:
    there is no statement in it that could fail."""
    values = [(each.start, each.end) for each in find_quantities(claim)]
    values += [(each.start, each.end) for each in find_dates(claim)]
    whole = (0, len(claim)) in values
    return whole and bool(re.search(literal(claim), evidence))


def _judged(claim: str, examined: _Examined, supports: Sequence[Support]) -> Verdict:
    support = min(supports, key=lambda each: each.supported)
    doubt = examined.doubt
    doubted = doubt is not None and not doubt.open
    signals = signals_of(claim, examined.aligned, support.supported, doubted)
    probability = FITTED.probability(signals)
    if probability >= FITTED.threshold:
        return Verdict("supported", probability, "the source says so")
    if doubt:
        return Verdict("neither", probability, doubt.reason)
    if support.contradicted >= CONTRADICTED:
        return Verdict("contradicted", probability, "the source says otherwise")
    return Verdict("neither", probability, "the source does not say this")
