"""One question put to the passages found for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.answer_type import VALUES, expected
from assistant.grounding.evidence import gather
from assistant.grounding.findings import Findings, sort_out
from assistant.grounding.reading import Sentences
from assistant.grounding.values import same_value
from assistant.grounding.views import apart_by_views
from assistant.types import Evidence, Grounder, Passage


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question (possibly a part of a longer one), whether it asks for a value such as a number,
    a name or a date, and what was found. ``denial``: a sentence that denies what the question takes
    for granted, looked for once there seems to be an answer."""

    question: str
    wants_value: bool
    findings: Findings
    denial: Evidence | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All its evidence, best first."""
        grouped = (each for group in self.findings.groups for each in group.evidence)
        return tuple(sorted((*grouped, *self.findings.rest), key=lambda each: -each.score))


def inquire(
    question: str, passages: Sequence[Passage], library: Sentences, grounder: Grounder
) -> Inquiry:
    """Reads the passages for the question and sorts out what they say."""
    evidence = gather(question, passages, library, grounder)
    return Inquiry(question, _wants_value(question), sorted_out(question, evidence))


def sorted_out(question: str, evidence: Sequence[Evidence]) -> Findings:
    """What the evidence, best first, amounts to for this question."""

    def compare(one: str, its_sentence: str, other: str, other_sentence: str) -> bool | None:
        return same_value(one, other, question, its_sentence, other_sentence)

    found = sort_out(evidence, compare if _wants_value(question) else None)
    return apart_by_views(question, evidence, found)


def _wants_value(question: str) -> bool:
    return expected(question) in VALUES
