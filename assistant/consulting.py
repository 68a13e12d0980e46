"""What the documents say to one question that stands alone: looked up, then read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.grounding.inquiry import Inquiry, inquire
from assistant.grounding.names import find_names, same_name
from assistant.grounding.premise import denial
from assistant.grounding.rivals import contested
from assistant.grounding.survey import digest, survey
from assistant.library import Library
from assistant.parts import Parts
from assistant.places import span
from assistant.questions import parts_of
from assistant.search import Mode, search
from assistant.sources import missing_file, named_documents, put_first, unattributed
from assistant.spelling import mended
from assistant.summaries import account, names_only, summary_topic
from assistant.types import Chunk, Passage

STRANGE = 0.8  # confidence for an answer to a question about a name that no document has


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question, its typing errors mended, and what was found for it.

    ``subject`` is what is searched and read for: the question, or what it wants summed up, less the
    words that name its source, which are the ``named`` documents. ``missing`` is a file that it
    names as its source and that is not there; then nothing is looked up. ``inquiries``: one for
    each part of the question, none before the passages are read. ``enough`` is the least confidence
    for an answer.
    """

    question: str
    subject: str
    wants_summary: bool
    passages: tuple[Passage, ...]
    enough: float
    named: frozenset[str] = frozenset()
    missing: str = ""
    inquiries: tuple[Inquiry, ...] = ()

    @property
    def confidence(self) -> float:
        """The probability that the best of what was found answers; none where it denies."""
        return max(0.0 if each.denial else each.findings.confidence for each in self.inquiries)

    @property
    def answered(self) -> tuple[Inquiry, ...]:
        """The parts that the documents answer."""
        return tuple(each for each in self.inquiries if self.settles(each))

    @property
    def open_parts(self) -> tuple[Inquiry, ...]:
        """The parts that they do not answer, or deny."""
        return tuple(each for each in self.inquiries if not self.settles(each))

    def settles(self, inquiry: Inquiry) -> bool:
        """Whether what was found for a part is enough for an answer, and not denied."""
        return inquiry.denial is None and inquiry.findings.confidence >= self.enough


def retrieve(parts: Parts, question: str, top_k: int, mode: Mode = "hybrid") -> tuple[Passage, ...]:
    """The passages for a question, best first, without their places."""
    return search(
        question,
        encoder=parts.encoder,
        store=parts.index.store,
        keyword=parts.index.keyword.query,
        chunk=parts.index.library.chunk,
        top_k=top_k,
        mode=mode,
    )


def placed(parts: Parts, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with their places, as they are shown."""
    library = parts.index.library
    return tuple(replace(each, place=_place(library, each.chunk)) for each in passages)


def look_up(parts: Parts, question: str) -> Consultation:
    """The passages for a question, unread; from deeper in the ranking when it names its source."""
    asked = _mended(parts, question)
    topic = summary_topic(asked)
    top_k = parts.settings.top_k
    shelf = parts.index.library.documents()
    if missing := missing_file(asked, topic, shelf):
        return Consultation(asked, asked, bool(topic), (), 1.0, missing=missing)
    source, told = account(asked)
    if source and (named := named_documents(f"What does {source} say?", shelf)):
        topic = subject = told
    else:
        named = named_documents(topic or asked, shelf)
        subject = unattributed(topic or asked, [each for each in shelf if each.id in named])
    found = retrieve(parts, subject, top_k * 3 if named else top_k)
    passages = placed(parts, put_first(found, named)[:top_k])
    enough = _enough(parts, asked, passages)
    return Consultation(asked, subject, bool(topic), passages, enough, named)


def read(parts: Parts, found: Consultation) -> Consultation:
    """What the passages say to each part of the question, and what other documents say of it."""
    if found.wants_summary:
        inquiries = [_surveyed(parts, found)]
    else:
        inquiries = [
            inquire(part, found.passages, parts.index.library, parts.grounder, found.named)
            for part in parts_of(found.subject)
        ]
    contrasted = (_contrasted(parts, each) if found.settles(each) else each for each in inquiries)
    return replace(found, inquiries=tuple(contrasted))


def _place(library: Library, chunk: Chunk) -> str:
    first = library.paragraph(chunk.document_id, chunk.first)
    last = first if chunk.last == chunk.first else library.paragraph(first.document_id, chunk.last)
    return span(first, last)


def _mended(parts: Parts, question: str) -> str:
    keyword = parts.index.keyword
    unknown = keyword.unknown_terms(question)
    return mended(question, unknown, keyword.counts) if unknown else question


def _enough(parts: Parts, question: str, passages: Sequence[Passage]) -> float:
    """The least confidence for an answer: more where the question names what no document names,
    nor a passage in another form (American, US). Abbreviations do not count: a document may have
    the words that they stand for."""
    unknown = set(parts.index.keyword.unknown_terms(question))
    strange = [
        name.text
        for name in find_names(question)
        if not (name.doubtful or name.text.isupper())
        and {word for word in name.text.split() if word[0].isupper()} <= unknown
    ]
    told = {name.text for each in passages if strange for name in find_names(each.chunk.text)}
    missing = [each for each in strange if not any(same_name(each, name) for name in told)]
    return max(parts.settings.min_confidence, STRANGE if missing else 0.0)


def _surveyed(parts: Parts, found: Consultation) -> Inquiry:
    """What the documents, or those that the question names, say about a topic."""
    shelf = {document.id: document for document in parts.index.library.documents()}
    named = [shelf[each] for each in sorted(found.named)]
    sums_up = bool(summary_topic(found.question))
    if sums_up and names_only(found.subject, named):
        return digest(found.question, named, parts.index.library)
    mine = [each for each in found.passages if each.chunk.document_id in found.named]
    # an account is of its source alone: what other documents say of the topic is not in it
    chosen = mine or found.passages if sums_up else mine
    return survey(found.question, found.subject, chosen, parts.index.library, parts.grounder)


def _contrasted(parts: Parts, inquiry: Inquiry) -> Inquiry:
    """An answered inquiry with what speaks against it: other values, or against the question."""

    def similar(text: str) -> Sequence[Passage]:
        return retrieve(parts, text, parts.settings.top_k * 3)

    denied = denial(inquiry.question, inquiry.evidence, parts.grounder)
    if denied:
        return replace(inquiry, denial=denied)
    return contested(inquiry, similar, parts.index.library, parts.grounder)
