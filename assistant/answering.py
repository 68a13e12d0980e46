"""The one flow from a question to an answer; every door goes through ``stream``."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from assistant.citations import Ledger, cited
from assistant.composing import (
    REFUSAL,
    Draft,
    denied_reason,
    missing_reason,
    open_line,
    refusal_reason,
)
from assistant.consulting import Consultation, look_up, read
from assistant.followup import checked_rewrite, in_topic, standalone
from assistant.grounding.inquiry import Inquiry
from assistant.parts import Parts
from assistant.questions import checked_question
from assistant.types import (
    Answer,
    Checked,
    Disagreement,
    Drafted,
    Event,
    Finished,
    Message,
    OpenPart,
    Passage,
    Retrieved,
    Sentence,
    Side,
    Usage,
)
from assistant.wording import without_courtesies
from assistant.writing import Step, drafted, verified, written_by_model

NEAREST = 3  # places that a refusal names


def stream(parts: Parts, question: str, history: Sequence[Message] = ()) -> Iterator[Event]:
    """Answers a question as events; the last one is ``Finished``.

    A question that leans on the conversation may be put in more than one way; the one that the
    documents answer most surely counts, and ``Retrieved`` tells each that is tried.

    Raises InvalidQuestion when there is nothing to ask or far too much.
    """
    watch = _Watch()
    tried: list[Consultation] = []
    plain = without_courtesies(checked_question(question))
    for versions in _versions(parts, plain, history):
        for asked in versions:
            found = look_up(parts, asked)
            watch.lap("search")
            yield Retrieved(found.question, found.passages)
            tried.append(read(parts, found))
            watch.lap("read")
        if any(each.answered for each in tried):
            break
    answered = [each for each in tried if each.answered]
    consulted = max(answered, key=lambda each: each.confidence) if answered else tried[0]
    answer = Answer(
        question,
        REFUSAL,
        passages=consulted.passages,
        refused=True,
        standalone=consulted.question,
        confidence=consulted.confidence,
        model=parts.model,
        fingerprint=parts.fingerprint,
    )
    if consulted.answered:
        answer = yield from _write(parts, answer, consulted)
    elif consulted.missing:
        answer = replace(answer, reason=missing_reason(consulted.missing))
    else:
        answer = _refused(parts, answer, consulted.inquiries)
    watch.lap("write")
    yield Finished(replace(answer, timings=watch.timings()))


def _versions(
    parts: Parts, question: str, history: Sequence[Message]
) -> tuple[tuple[str, ...], ...]:
    """The question in words that need no conversation: as the model puts it, where that holds, and
    as the rules do; and to be tried after these, with what was asked before beside it."""
    if not history:
        return ((question,),)
    rewritten = parts.writer.rewrite(question, history) if parts.writer else ""
    whole = (checked_rewrite(rewritten, question, history), standalone(question, history))
    first = tuple(dict.fromkeys(each for each in whole if each))
    second = in_topic(question, history)
    return (first, (second,)) if second and second not in first else (first,)


def _write(parts: Parts, answer: Answer, consulted: Consultation) -> Generator[Event, None, Answer]:
    """Writes, checks and cites; its return value is the answer with all of that."""
    ledger = Ledger(parts.index.library, parts.is_stale)
    kept: list[tuple[Draft, Sentence]] = []
    dropped: list[Sentence] = []
    usage = Usage()
    for step in _steps(parts, answer.standalone, consulted.answered):
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
        return _refused(parts, answer, consulted.inquiries)
    if not ledger.citations:
        return replace(answer, reason="What was written failed its check.", dropped=tuple(dropped))
    sentences = tuple(sentence for _, sentence in kept)
    open_parts = _open(parts, consulted.open_parts, answer.passages)
    lines = [*map(cited, sentences), *map(open_line, open_parts)]
    return replace(
        answer,
        text="\n\n".join(lines),
        refused=False,
        sentences=sentences,
        citations=ledger.citations,
        disagreements=_disagreements(kept),
        open_parts=open_parts,
        dropped=tuple(dropped),
    )


def _steps(parts: Parts, question: str, inquiries: Sequence[Inquiry]) -> Iterator[Step]:
    library = parts.index.library

    def name(document_id: str) -> str:
        return library.document(document_id).title or document_id

    words = parts.settings.max_words
    drafts = drafted(inquiries, name, library, words)
    if parts.writer is None:
        return iter(verified(drafts, parts.grounder))
    return written_by_model(
        parts.writer, question, inquiries, drafts, parts.grounder, library, words
    )


def _disagreements(kept: Sequence[tuple[Draft, Sentence]]) -> tuple[Disagreement, ...]:
    """What the documents disagree about, for each part of the question by itself."""
    sides: dict[int, list[Side]] = {}
    for draft, each in kept:
        if draft.is_side:
            sides.setdefault(draft.part, []).append(Side(draft.claim, each.citations))
    return tuple(Disagreement(tuple(each)) for each in sides.values() if len(each) > 1)


def _refused(parts: Parts, answer: Answer, inquiries: Sequence[Inquiry]) -> Answer:
    if len(inquiries) == 1:
        reason = _reason(parts, inquiries[0], answer.passages)
    else:
        each_part = _open(parts, inquiries, answer.passages)
        reason = " ".join(f"{part.question} {part.reason}" for part in each_part)
    unknown: dict[str, None] = {}
    for each in inquiries:
        if not each.denial:
            unknown |= dict.fromkeys(parts.index.keyword.unknown_terms(each.question))
    return replace(answer, reason=reason, unknown_terms=tuple(unknown))


def _open(
    parts: Parts, inquiries: Sequence[Inquiry], passages: Sequence[Passage]
) -> tuple[OpenPart, ...]:
    return tuple(OpenPart(each.question, _reason(parts, each, passages)) for each in inquiries)


def _reason(parts: Parts, inquiry: Inquiry, passages: Sequence[Passage]) -> str:
    """Why the documents do not answer an inquiry: the sentence that denies it, or the words that
    they lack and the paragraphs that come nearest, best read first."""

    def location(document_id: str, paragraph: int) -> str:
        return parts.index.library.paragraph(document_id, paragraph).location

    if inquiry.denial:
        said = inquiry.denial.sentence
        return denied_reason(inquiry.denial, location(said.document_id, said.first))
    read = [(each.sentence.document_id, each.sentence.first) for each in inquiry.evidence]
    searched = [(each.chunk.document_id, each.chunk.first) for each in passages]
    places = list(dict.fromkeys(read or searched))[:NEAREST]
    nearest = [f"{document_id} {location(document_id, first)}" for document_id, first in places]
    return refusal_reason(
        inquiry.findings, parts.index.keyword.unknown_terms(inquiry.question), nearest
    )


class _Watch:
    """Seconds per stage of one question."""

    def __init__(self) -> None:
        self._last = self._start = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self._laps[stage] = self._laps.get(stage, 0.0) + now - self._last
        self._last = now

    def timings(self) -> dict[str, float]:
        return {**self._laps, "total": self._last - self._start}
