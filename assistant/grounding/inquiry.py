"""One question put to the passages found for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from assistant.grounding.answer_type import VALUES, expected
from assistant.grounding.contradiction import DENIED, VALUES_APART, exclude
from assistant.grounding.evidence import gather, preferred
from assistant.grounding.findings import Findings, sort_out
from assistant.grounding.headings import names_section
from assistant.grounding.reading import Sentences
from assistant.grounding.values import Said, is_amount, may_exclude, same_value
from assistant.grounding.views import apart_by_views
from assistant.types import Evidence, Grounder, Passage, SourceSentence


class Texts(Sentences, Protocol):
    """Looks up sentences, and the heading that one stands under; see ``Library``."""

    def heading(self, sentence: SourceSentence) -> str: ...


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
    question: str,
    passages: Sequence[Passage],
    library: Texts,
    grounder: Grounder,
    named: frozenset[str] = frozenset(),
) -> Inquiry:
    """Reads the passages for the question and sorts out what they say; what the ``named``
    documents say counts before the words of others."""
    evidence = preferred(gather(question, passages, library, grounder), named)
    return Inquiry(
        question, _wants_value(question), sorted_out(question, evidence, library, grounder)
    )


def sorted_out(
    question: str, evidence: Sequence[Evidence], library: Texts, grounder: Grounder
) -> Findings:
    """What the evidence, best first, amounts to for this question. Around a sentence stands its
    paragraph, with the heading where the question names that: it tells what a line is about."""

    @cache  # each look into the library is a query
    def around(each: Evidence) -> str:
        sentence = each.sentence
        beside = library.sentences(sentence.document_id, sentence.first, sentence.last)
        heading = library.heading(sentence)
        above = [heading] if names_section(question, heading) else []
        return " ".join([*above, *(other.text for other in beside)])

    def said(each: Evidence) -> Said:
        return Said(each.answer_text, each.sentence.text, around(each))

    def compare(one: Evidence, other: Evidence) -> bool | None:
        return same_value(said(one), said(other), question)

    def exclusive(one: Evidence, other: Evidence) -> bool:
        a, b = said(one), said(other)
        return may_exclude(a, b, question) and exclude(question, a, b, grounder, VALUES_APART)

    def denied(one: Evidence, other: Evidence) -> bool:
        return exclude(question, said(one), said(other), grounder, DENIED)

    def by_amount(one: Evidence, other: Evidence) -> bool | None:
        amounts = is_amount(one.answer_text) and is_amount(other.answer_text)
        return compare(one, other) if amounts else None

    if _wants_value(question):
        found = sort_out(evidence, compare, exclusive)
    else:  # "What coin do I need?"
        found = sort_out(evidence, by_amount if expected(question) == "open" else None)
    return apart_by_views(question, evidence, found, around, denied)


def _wants_value(question: str) -> bool:
    return expected(question) in VALUES
