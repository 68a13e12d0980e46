"""Is a claim supported by the text it cites? Exact checks first, then the grounder's judgement."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from assistant.grounding.alignment import align
from assistant.grounding.exact import check
from assistant.grounding.finding import Finding
from assistant.types import Grounder, Support, Verdict

SUPPORTED = 0.5  # least probability of support that passes
DOUBTFUL = 0.8  # the same when an exact check raised a doubt
CONTRADICTED = 0.5  # least probability of contradiction that is called one
_VERBATIM, _EXACT = 0.99, 0.01  # scores where no model is asked


def verify(claim: str, evidence: str, grounder: Grounder, context: str = "") -> Verdict:
    """Check one claim against the text that it cites; see ``verify_many``."""
    return verify_many([(claim, evidence)], grounder, [context])[0]


def verify_many(
    pairs: Sequence[tuple[str, str]], grounder: Grounder, contexts: Sequence[str] = ()
) -> list[Verdict]:
    """Check (claim, evidence) pairs.

    A number, date, name or negation that the evidence contradicts or lacks decides at once and
    gives the reason; a claim that repeats the evidence passes at once; the rest is the grounder's
    to judge, in one batch. ``contexts`` (one for each pair, or none) are texts around the evidence,
    such as title, headings and the paragraph before: a name or year that only they have is left
    to the grounder.
    """
    verdicts: list[Verdict | None] = []
    doubts: list[Finding | None] = []
    pairs = [(normalize("NFC", claim), normalize("NFC", evidence)) for claim, evidence in pairs]
    for (claim, evidence), context in zip(pairs, contexts or [""] * len(pairs), strict=True):
        findings = check(claim, evidence, context)
        decisive = next((f for f in findings if not f.doubtful), None)
        doubts.append(findings[0] if findings else None)
        verdicts.append(_at_once(claim, evidence, decisive, bool(findings)))
    open_pairs = [pair for pair, v in zip(pairs, verdicts, strict=True) if v is None]
    judged = iter(grounder.entail(open_pairs) if open_pairs else ())
    return [
        verdict or _judge(next(judged), doubt)
        for verdict, doubt in zip(verdicts, doubts, strict=True)
    ]


def _at_once(claim: str, evidence: str, decisive: Finding | None, doubted: bool) -> Verdict | None:
    if not claim.strip():
        return Verdict("neither", _EXACT, "nothing is claimed")
    if not evidence.strip():
        return Verdict("neither", _EXACT, "the source is empty")
    if decisive:
        return Verdict(decisive.label, _EXACT, decisive.reason)
    if not doubted and any(a.verbatim for a in align(claim, evidence)):
        return Verdict("supported", _VERBATIM, "in the words of the source")
    return None


def _judge(support: Support, doubt: Finding | None) -> Verdict:
    if support.supported >= (DOUBTFUL if doubt else SUPPORTED):
        return Verdict("supported", support.supported, "the source says so")
    if support.contradicted >= CONTRADICTED:
        return Verdict("contradicted", support.supported, "the source says otherwise")
    reason = doubt.reason if doubt else "the source does not say this"
    return Verdict("neither", support.supported, reason)
