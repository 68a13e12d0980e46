"""The one flow from a question to an answer; every door goes through ``stream``."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from assistant.citations import Ledger, cited
from assistant.composing import REFUSAL, Draft, denied_reason, missing_reason, refusal_reason
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
    Retrieved,
    Sentence,
    Side,
    Usage,
)
from assistant.writing import Step, drafted, verified, written_by_model

NEAREST = 3  # passages that a refusal names


def stream(parts: Parts, question: str, history: Sequence[Message] = ()) -> Iterator[Event]:
    """Answers a question as events; the last one is ``Finished``.

    A question that leans on the conversation may be put in more than one way; the first way to
    which the documents have an answer counts, and ``Retrieved`` tells each that is tried.

    Raises InvalidQuestion when there is nothing to ask or far too much.
    """
    watch = _Watch()
    tried: list[Consultation] = []
    for asked in _versions(parts, checked_question(question), history):
        found = look_up(parts, asked)
        watch.lap("search")
        yield Retrieved(found.question, found.passages)
        tried.append(read(parts, found))
        watch.lap("read")
        if tried[-1].answered:
            break
    consulted = next((each for each in tried if each.answered), tried[0])
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
        answer = yield from _write(parts, answer, consulted.answered, consulted.open_parts)
    elif consulted.missing:
        answer = replace(answer, reason=missing_reason(consulted.missing))
    else:
        answer = _refused(parts, answer, consulted.inquiries[0])
    watch.lap("write")
    yield Finished(replace(answer, timings=watch.timings()))


def _versions(parts: Parts, question: str, history: Sequence[Message]) -> tuple[str, ...]:
    """The question in words that need no conversation: as the model puts it, where that holds, as
    the rules do, and with what was asked before beside it."""
    if not history:
        return (question,)
    rewritten = parts.writer.rewrite(question, history) if parts.writer else ""
    versions = (
        checked_rewrite(rewritten, question, history),
        standalone(question, history),
        in_topic(question, history),
    )
    return tuple(dict.fromkeys(each for each in versions if each))


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
        return _refused(parts, answer, inquiries[0])
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


def _refused(parts: Parts, answer: Answer, inquiry: Inquiry) -> Answer:
    if inquiry.denial:
        said = inquiry.denial.sentence
        paragraph = parts.index.library.paragraph(said.document_id, said.first)
        return replace(answer, reason=denied_reason(inquiry.denial, paragraph.location))
    unknown = parts.index.keyword.unknown_terms(answer.standalone)
    nearest = [f"{each.chunk.document_id} {each.location}" for each in answer.passages[:NEAREST]]
    reason = refusal_reason(inquiry.findings, unknown, nearest)
    return replace(answer, reason=reason, unknown_terms=unknown)


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
