"""What comes first of the evidence for a question that wants no value.

A reason or a way of doing something is no span of a few words, and where the reader sees one in
each passage says little about which sentence tells it. So the best sentences are looked at again,
each behind the one before it (which "he" and "this" lean on), and come in the order of both
readings together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.grounding.odds import log_odds
from assistant.grounding.reading import Unit, joined
from assistant.types import Evidence, Grounder

LOOKED_AT = 8  # sentences that are read again
SHARE = 0.5  # of the log-odds that the sentence is relevant, beside those of its score


def reordered(
    question: str, evidence: Sequence[Evidence], units: Sequence[Unit], grounder: Grounder
) -> tuple[Evidence, ...]:
    """The evidence, best first, in the order of both readings; the scores stay where they are, so
    that the first has the best one still."""
    best, rest = evidence[:LOOKED_AT], evidence[LOOKED_AT:]
    if len(best) < 2:
        return tuple(evidence)
    looks = grounder.read(question, [_led_up_to(each, units) for each in best])
    worth = {
        each: log_odds(each.score) + SHARE * log_odds(look.relevance)
        for each, look in zip(best, looks, strict=True)
    }
    order = sorted(best, key=lambda each: -worth[each])
    scores = (each.score for each in best)
    return (*(replace(e, score=s) for e, s in zip(order, scores, strict=True)), *rest)


def _led_up_to(evidence: Evidence, units: Sequence[Unit]) -> str:
    """The sentence behind the one before it, under the heading that it is read under."""
    for unit in units:
        if evidence.sentence in unit.sentences:
            at = unit.sentences.index(evidence.sentence)
            near = unit.sentences[max(0, at - 1) : at + 1]
            return joined(near, unit.heading)[0]
    return evidence.sentence.text
