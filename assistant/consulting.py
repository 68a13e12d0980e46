"""What the documents say to one question that stands alone: looked up, then read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.attributions import unattributed
from assistant.bylines import Byline, byline_asked
from assistant.disputes import put_to_each
from assistant.followup import standalone
from assistant.grounding.inquiry import Inquiry, inquire, sorted_out
from assistant.grounding.names import find_names, same_name
from assistant.grounding.negation import denies
from assistant.grounding.premise import denial
from assistant.grounding.rivals import contested
from assistant.grounding.survey import digest, survey
from assistant.library import Library
from assistant.parts import Parts
from assistant.places import span
from assistant.questions import parts_of
from assistant.search import Mode, search
from assistant.sources import Source, missing_file, named_source, put_first
from assistant.spelling import mended
from assistant.summaries import account, names_only, summary_topic
from assistant.types import Chunk, Message, Passage
from assistant.wording import without_preamble

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
    plain = put_to_each(without_preamble(asked))
    topic = summary_topic(plain)
    top_k = parts.settings.top_k
    shelf = parts.index.library.documents()
    if missing := missing_file(asked, topic, shelf):
        return Consultation(asked, asked, bool(topic), (), 1.0, missing=missing)
    told_by, told = account(plain)
    source = _source(parts, f"What does {told_by} say?") if told_by else Source()
    if source.documents:
        topic = subject = told
    else:
        source = _source(parts, topic or asked)
        subject = unattributed(topic or plain, source)
    named = source.documents
    found = retrieve(parts, subject, top_k * 3 if named else top_k)
    passages = placed(parts, put_first(found, named)[:top_k])
    enough = _enough(parts, plain, passages)
    return Consultation(asked, subject, bool(topic), passages, enough, named)


def _source(parts: Parts, question: str) -> Source:
    index = parts.index
    return named_source(question, index.library.documents(), index.keyword.documents)


def read(parts: Parts, found: Consultation) -> Consultation:
    """What the passages say to each part of the question, and what other documents say of it."""
    if found.wants_summary:
        inquiries = [_contrasted(parts, found, _surveyed(parts, found))]
    else:
        inquiries = [_inquired(parts, found, part) for part in _parts_of(found.subject)]
    return replace(found, inquiries=tuple(inquiries))


def _parts_of(question: str) -> list[str]:
    """The questions in a question, each in words that need none of those before it."""
    asked = parts_of(question)
    before: list[Message] = [{"role": "user", "content": each} for each in asked]
    return [standalone(each, before[:at]) for at, each in enumerate(asked)]


def _inquired(parts: Parts, found: Consultation, question: str) -> Inquiry:
    """What the passages say to a question, and what speaks against it; who wrote a document and
    when, its byline tells before all else."""
    library = parts.index.library
    inquiry = inquire(question, found.passages, library, parts.grounder, found.named)
    byline = byline_asked(question, library.documents(), parts.index.keyword.documents)
    return _signed(parts, inquiry, byline) if byline else _contrasted(parts, found, inquiry)


def _signed(parts: Parts, inquiry: Inquiry, byline: Byline) -> Inquiry:
    """An inquiry into the byline of a document. Its footnotes name other works; what it states
    itself no other document can contest, and "not known" leaves nothing to be found."""
    evidence = [each for each in inquiry.evidence if not byline.of_another(each)]
    stated = byline.evidence(parts.index.library)
    if stated and denies(stated.answer_text):
        return replace(inquiry, denial=stated)
    if stated:
        own = (each for each in evidence if each.sentence.document_id == byline.document.id)
        evidence = [stated, *(each for each in own if each.sentence != stated.sentence)]
    found = sorted_out(inquiry.question, evidence, parts.index.library, parts.grounder)
    return replace(inquiry, findings=found)


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


def _contrasted(parts: Parts, found: Consultation, inquiry: Inquiry) -> Inquiry:
    """An inquiry, where it is answered, with what speaks against it: other values, or against the
    question."""
    if not found.settles(inquiry):
        return inquiry

    def similar(text: str) -> Sequence[Passage]:
        return retrieve(parts, text, parts.settings.top_k * 3)

    denied = denial(inquiry.question, inquiry.evidence, parts.grounder)
    if denied:
        return replace(inquiry, denial=denied)
    return contested(inquiry, similar, parts.index.library, parts.grounder)
