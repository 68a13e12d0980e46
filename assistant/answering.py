"""The one flow from a question to an answer; every door goes through ``stream``."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from assistant.citations import Ledger, cited
from assistant.composing import REFUSAL, Draft, refusal_reason
from assistant.followup import checked_rewrite, standalone
from assistant.grounding.findings import Findings
from assistant.grounding.inquiry import Inquiry, inquire
from assistant.grounding.names import find_names
from assistant.grounding.rivals import contested
from assistant.grounding.survey import digest, survey
from assistant.index import Index
from assistant.questions import checked_question, parts_of
from assistant.search import Mode, search
from assistant.settings import Settings
from assistant.sources import named_documents, put_first
from assistant.spelling import mended
from assistant.summaries import names_only, summary_topic
from assistant.types import (
    Answer,
    Checked,
    Disagreement,
    Drafted,
    Encoder,
    Event,
    Finished,
    Grounder,
    Message,
    Passage,
    Retrieved,
    Sentence,
    Side,
    Usage,
    Writer,
)
from assistant.writing import Step, drafted, verified, written_by_model

NEAREST = 3  # passages that a refusal names
STRANGE = 0.8  # confidence for an answer to a question about a name that no document has


@dataclass(frozen=True, slots=True)
class Parts:
    """What one question needs: the opened index and the models."""

    settings: Settings
    index: Index
    encoder: Encoder
    grounder: Grounder
    writer: Writer | None = None  # None: the built-in one

    @property
    def model(self) -> str:
        """The name of what writes."""
        return self.writer.name if self.writer else "builtin"

    @property
    def fingerprint(self) -> str:
        """Names the corpus and the settings that an answer rests on."""
        return f"{self.index.manifest.fingerprint}-{self.settings.fingerprint()}"

    def is_stale(self, document_id: str) -> bool:
        """Whether a file changed or vanished since it was indexed."""
        return self.index.manifest.is_stale(Path(self.settings.corpus), document_id)


def retrieve(parts: Parts, question: str, top_k: int, mode: Mode = "hybrid") -> tuple[Passage, ...]:
    """The passages for a question, best first."""
    return search(
        question,
        encoder=parts.encoder,
        store=parts.index.store,
        keyword=parts.index.keyword.query,
        chunk=parts.index.library.chunk,
        top_k=top_k,
        mode=mode,
    )


def stream(parts: Parts, question: str, history: Sequence[Message] = ()) -> Iterator[Event]:
    """Answers a question as events; the last one is ``Finished``.

    Raises InvalidQuestion when there is nothing to ask or far too much.
    """
    watch = _Watch()
    asked = _mended(parts, _standalone(parts, checked_question(question), history))
    topic = summary_topic(asked)
    passages = _passages(parts, topic or asked)
    watch.lap("search")
    yield Retrieved(asked, passages)
    if topic:
        inquiries = [_surveyed(parts, asked, topic, passages)]
    else:
        inquiries = [
            inquire(part, passages, parts.index.library, parts.grounder) for part in parts_of(asked)
        ]
    enough = _enough(parts, asked)
    answered = [_contested(parts, each) for each in inquiries if each.findings.confidence >= enough]
    watch.lap("read")
    answer = Answer(
        question,
        REFUSAL,
        passages=passages,
        refused=True,
        standalone=asked,
        confidence=max(each.findings.confidence for each in inquiries),
        model=parts.model,
        fingerprint=parts.fingerprint,
    )
    if answered:
        open_parts = [each.question for each in inquiries if each.findings.confidence < enough]
        answer = yield from _write(parts, answer, answered, open_parts)
    else:
        answer = _refused(parts, answer, inquiries[0].findings)
    watch.lap("write")
    yield Finished(replace(answer, timings=watch.timings()))


def _standalone(parts: Parts, question: str, history: Sequence[Message]) -> str:
    """The question made complete by the model, where what it makes of it holds, else by rules."""
    by_rules = standalone(question, history)
    if parts.writer is None or not history:
        return by_rules
    return checked_rewrite(parts.writer.rewrite(question, history), question, history) or by_rules


def _passages(parts: Parts, question: str) -> tuple[Passage, ...]:
    """What is read for a question; from deeper in the ranking when it names its source."""
    top_k = parts.settings.top_k
    named = named_documents(question, parts.index.library.documents())
    found = retrieve(parts, question, top_k * 3 if named else top_k)
    return put_first(found, named)[:top_k]


def _surveyed(parts: Parts, asked: str, topic: str, passages: Sequence[Passage]) -> Inquiry:
    """What the documents, or those that the question names, say about a topic."""
    shelf = {document.id: document for document in parts.index.library.documents()}
    named = [shelf[each] for each in sorted(named_documents(asked, shelf.values()))]
    if names_only(topic, named):
        return digest(asked, named, parts.index.library)
    ids = {document.id for document in named}
    chosen = [each for each in passages if each.chunk.document_id in ids] or passages
    return survey(asked, topic, chosen, parts.index.library, parts.grounder)


def _enough(parts: Parts, question: str) -> float:
    """The least confidence for an answer: more where the question names what no document names.
    Abbreviations do not count: a document may have the words that they stand for."""
    unknown = set(parts.index.keyword.unknown_terms(question))
    strange = any(
        {word for word in name.text.split() if word[0].isupper()} <= unknown
        for name in find_names(question)
        if not (name.doubtful or name.text.isupper())
    )
    return max(parts.settings.min_confidence, STRANGE if strange else 0.0)


def _contested(parts: Parts, inquiry: Inquiry) -> Inquiry:
    def similar(text: str) -> Sequence[Passage]:
        return retrieve(parts, text, parts.settings.top_k * 3)

    return contested(inquiry, similar, parts.index.library, parts.grounder)


def _mended(parts: Parts, question: str) -> str:
    keyword = parts.index.keyword
    unknown = keyword.unknown_terms(question)
    return mended(question, unknown, keyword.counts) if unknown else question


def _write(
    parts: Parts,
    answer: Answer,
    inquiries: Sequence[Inquiry],
    open_parts: Sequence[str],
) -> Generator[Event, None, Answer]:
    """Writes, checks and cites; its return value is the answer with all of that."""
    ledger = Ledger(parts.index.library, parts.is_stale)
    kept: list[tuple[Draft, Sentence]] = []
    dropped: list[Sentence] = []
    usage = Usage()
    for step in _steps(parts, answer.standalone, inquiries):
        if isinstance(step, Drafted):
            yield step
            continue
        if isinstance(step, Usage):
            usage = step
            continue
        draft, verdict = step
        sources = draft.evidence if verdict.supported else ()
        numbers = tuple(ledger.cite(each, verdict) for each in sources)
        sentence = Sentence(draft.text, numbers, verdict)
        marked = parts.settings.unsupported == "mark" and verdict.label == "neither"
        if verdict.supported or marked:
            kept.append((draft, sentence))
            yield Checked(sentence)
        else:
            dropped.append(sentence)
    answer = replace(answer, usage=usage)
    if not ledger.citations and not dropped:
        return _refused(parts, answer, inquiries[0].findings)
    if not ledger.citations:
        return replace(answer, reason="What was written failed its check.", dropped=tuple(dropped))
    sentences = tuple(sentence for _, sentence in kept)
    sides = tuple(Side(draft.claim, each.citations) for draft, each in kept if draft.is_side)
    lines = [cited(each) for each in sentences]
    lines += [f"{REFUSAL.removesuffix('.')}: {part}" for part in open_parts]
    return replace(
        answer,
        text="\n\n".join(lines),
        refused=False,
        sentences=sentences,
        citations=ledger.citations,
        disagreements=(Disagreement(sides),) if len(sides) > 1 else (),
        dropped=tuple(dropped),
    )


def _steps(parts: Parts, question: str, inquiries: Sequence[Inquiry]) -> Iterator[Step]:
    library = parts.index.library

    def name(document_id: str) -> str:
        return library.document(document_id).title or document_id

    words = parts.settings.max_words
    drafts = drafted(inquiries, name, words)
    if parts.writer is None:
        return iter(verified(drafts, parts.grounder))
    return written_by_model(
        parts.writer, question, inquiries, drafts, parts.grounder, library, words
    )


def _refused(parts: Parts, answer: Answer, findings: Findings) -> Answer:
    unknown = parts.index.keyword.unknown_terms(answer.standalone)
    nearest = [
        f"{each.chunk.document_id} ¶{each.chunk.first}" for each in answer.passages[:NEAREST]
    ]
    return replace(answer, reason=refusal_reason(findings, unknown, nearest), unknown_terms=unknown)


class _Watch:
    """Seconds per stage of one question."""

    def __init__(self) -> None:
        self._last = self._start = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self._laps[stage] = now - self._last
        self._last = now

    def timings(self) -> dict[str, float]:
        return {**self._laps, "total": self._last - self._start}
