"""Other documents that may give another answer than the one found.

A first reading stops when it is sure, and may never see the document that says otherwise. So the
passages most like the sentence that answers are looked up, and those are read that hold a value
which can be compared with it; where the answer is a person or a place, whose form tells less, the
first ones of other documents are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from assistant.grounding.answer_type import AnswerType, expected, find
from assistant.grounding.evidence import gather, merged
from assistant.grounding.inquiry import Inquiry, Texts, sorted_out
from assistant.grounding.names import find_names, same_name
from assistant.grounding.values import Said, same_value
from assistant.grounding.wanted import FIXED
from assistant.types import Chunk, Evidence, Grounder, Passage, SourceSentence

MOST = 2  # passages read; a value that differs goes before one that agrees
FORMLESS: frozenset[AnswerType] = frozenset(("person", "place"))

Similar = Callable[[str], Sequence[Passage]]


def contested(inquiry: Inquiry, similar: Similar, library: Texts, grounder: Grounder) -> Inquiry:
    """The inquiry with what other documents say of the same matter.

    ``similar`` finds passages like a text. Reasons and what has many answers (a list, a summary)
    are returned as they are.
    """
    evidence = inquiry.evidence
    if not (evidence and evidence[0].answer_text):
        return inquiry
    if expected(inquiry.question) not in FIXED | FORMLESS:
        return inquiry
    passages = similar(f"{inquiry.question} {evidence[0].sentence.text}")
    chosen = _rivals(inquiry.question, evidence, passages, library)
    if not chosen:
        return inquiry
    more = gather(inquiry.question, chosen, library, grounder)
    everything = merged(evidence, more)
    found = sorted_out(inquiry.question, everything, library, grounder)
    return replace(inquiry, findings=found)


def _rivals(
    question: str, evidence: Sequence[Evidence], passages: Sequence[Passage], library: Texts
) -> list[Passage]:
    """The passages of other documents to read, those that may differ first."""
    lead = evidence[0]
    read = {each.sentence for each in evidence if each.answer_text}
    named = _named_by_both(question, lead.sentence.text)
    differing: list[Passage] = []
    agreeing: list[Passage] = []
    for passage in passages:
        chunk = passage.chunk
        if chunk.document_id == lead.sentence.document_id:
            continue
        sentences = library.sentences(chunk.document_id, chunk.first, chunk.last)
        agrees = _agrees(question, lead, sentences, read)
        if agrees is not None and _has_names(chunk, named):
            (agreeing if agrees else differing).append(passage)
        if len(differing) == MOST:
            break
    return [*differing, *agreeing][:MOST]


def _agrees(
    question: str, lead: Evidence, sentences: Sequence[SourceSentence], read: Set[SourceSentence]
) -> bool | None:
    """Whether a sentence not yet read gives the same value (True) or another one (False); None when
    none can be compared. What has no form may differ wherever nothing was read."""
    kind = expected(question)
    if kind in FORMLESS:
        return False if read.isdisjoint(sentences) else None
    first = Said(lead.answer_text, lead.sentence.text)
    verdicts = {
        same_value(first, Said(each.text[start:end], each.text), question)
        for each in sentences
        if each not in read
        for start, end in find(kind, each.text)
    }
    if True in verdicts:
        return True
    return False if False in verdicts else None


def _named_by_both(question: str, answer: str) -> list[str]:
    """The names in the question that the answer has as well, perhaps spelt otherwise."""
    answering = find_names(answer)
    return [
        name.text
        for name in find_names(question)
        if any(same_name(name.text, each.text) for each in answering)
    ]


def _has_names(chunk: Chunk, names: Sequence[str]) -> bool:
    present = find_names(chunk.embedded_text)
    return all(any(same_name(name, each.text) for each in present) for name in names)
