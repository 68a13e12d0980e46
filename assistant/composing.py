"""The built-in writer: findings -> sentences of an answer, without a language model.

Everything it states is either the answer's own words from a source sentence or that sentence,
quoted; so what it writes can be checked to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.excerpts import Beside, excerpts
from assistant.grounding.findings import Findings, Group
from assistant.types import Evidence, OpenPart

REFUSAL = "The documents do not say."
# what a chat model is told to write instead: given REFUSAL as the words to use, a model of 1.5
# billion parameters wrote them to nearly every question
DECLINE = "I don't know."
SETTLED = 0.6  # confidence from which a value needs little beside it
# sentences quoted, and the share of the best one's score at which a further one is worth it
FEW = (5, 0.3)
MANY = (8, 0.1)
LEAST = 0.05  # probability below which a further sentence is worth no line, whatever the best has


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence to be shown, the evidence it rests on, and the claim in it that is checked."""

    text: str
    evidence: tuple[Evidence, ...]
    claim: str
    is_value: bool = False  # states the value that was asked for
    is_side: bool = False  # states one side of a disagreement
    part: int = 0  # which part of the question it answers, from 0


Name = Callable[[str], str]  # document id -> how a person calls the document


def compose(
    findings: Findings, *, short: bool, name: Name, beside: Beside, max_words: int
) -> Iterator[Draft]:
    """The direct answer first, then its sentences quoted, then what else bears on the question.

    ``short`` tells that the question asks for a value (a number, a name, a date), so that the
    answer span can stand alone. Disagreeing documents are named with the value or the
    sentence that each gives.
    """
    if findings.disagree:
        yield from (_side(group, name, beside) for group in findings.groups)
    elif short and findings.groups[0].lead.answer_text:
        group = findings.groups[0]
        value = _value(group)
        yield Draft(value[:1].upper() + value[1:], _one_per_document(group), value, is_value=True)
    settled = short and findings.confidence >= SETTLED
    quotes = _quotes(findings, *(FEW if settled else MANY))
    for evidence in excerpts(quotes, beside, max_words):
        yield Draft(f"“{evidence.sentence.text}”", (evidence,), evidence.sentence.text)


def open_line(part: OpenPart) -> str:
    """What an answer says of a part of the question that it leaves open."""
    return f"{REFUSAL.removesuffix('.')}: {part.question} {part.reason}"


def denied_reason(denial: Evidence, place: str) -> str:
    """Why there is no answer to a question that presumes what a document denies there."""
    sentence = denial.sentence
    said = f"“{sentence.text}” ({sentence.document_id} {place})"
    return f"What the question takes for granted does not agree with this: {said}"


def missing_reason(file: str) -> str:
    """Why there is no answer from a file that is not there."""
    return f"No document has the file name “{file}”."


def refusal_reason(findings: Findings, unknown_terms: Sequence[str], nearest: Sequence[str]) -> str:
    """Why there is no answer, in a sentence or two for people; ``nearest`` are places in files."""
    parts = []
    if unknown_terms:
        listed = ", ".join(f"“{term}”" for term in unknown_terms)
        parts.append(f"No document contains {listed}.")
    if nearest:
        parts.append(f"The nearest passages do not answer the question: {', '.join(nearest)}.")
    elif not unknown_terms:
        parts.append("No passage is about the question.")
    if findings.groups and not unknown_terms:
        parts.append(f"The best match reached a probability of {findings.confidence:.2f}.")
    return " ".join(parts)


def _side(group: Group, name: Name, beside: Beside) -> Draft:
    """What one side says: its value, or its sentence where no value stands for it."""
    said = _value(group)
    evidence = _one_per_document(group)
    if not said:
        evidence = tuple(excerpts(evidence[:1], beside, 0)) + evidence[1:]
    *others, last = (name(each.sentence.document_id) for each in evidence)
    names = f"{', '.join(others)} and {last}" if others else last
    verb = "say" if len(evidence) > 1 else "says"
    claim = said or evidence[0].sentence.text
    return Draft(f"{names} {verb}: {said or f'“{claim}”'}", evidence, claim, is_side=True)


def _value(group: Group) -> str:
    return group.lead.answer_text.strip(" ,;:")


def _one_per_document(group: Group) -> tuple[Evidence, ...]:
    seen: dict[str, Evidence] = {}
    for each in group.evidence:
        seen.setdefault(each.sentence.document_id, each)
    return tuple(seen.values())


def _quotes(findings: Findings, most: int, least: float) -> list[Evidence]:
    """The sentences to quote: the lead of each value first, then the best of the others, ``most``
    in all beside the items of lists, and each with at ``least`` this share of the best one's score
    and a probability of ``LEAST``; none that a side quotes already."""
    leads = [group.lead for group in findings.groups]
    others = [each for group in findings.groups for each in group.evidence[1:]]
    others = sorted([*others, *findings.rest], key=lambda each: -each.score)
    enough = [each for each in others if each.score >= max(LEAST, findings.confidence * least)]
    chosen: list[Evidence] = []
    room = max(most, len(leads))
    for each in [*leads, *enough]:
        item = each.sentence.kind == "list"
        alike = (_alike(each.sentence.text, other.sentence.text) for other in chosen)
        if (item or room > 0) and not any(alike):
            chosen.append(each)
            room -= not item
    told = [each for each in leads if findings.disagree and not each.answer_text]
    return [each for each in chosen if each not in told]


def _alike(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) >= 0.8 * min(len(a), len(b))
