"""The one flow from a question to an answer; every door goes through ``stream``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.citations import Ledger, markers
from assistant.composing import REFUSAL, Draft, compose, refusal_reason
from assistant.followup import standalone
from assistant.grounding.answer_type import answer_type, is_value
from assistant.grounding.evidence import Weights, gather
from assistant.grounding.findings import Findings, sort_out
from assistant.grounding.values import same_value
from assistant.grounding.verify import verify_many
from assistant.index import Index
from assistant.questions import checked_question, parts_of
from assistant.search import Mode, search
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Checked,
    Disagreement,
    Encoder,
    Event,
    Finished,
    Grounder,
    Message,
    Passage,
    Retrieved,
    Sentence,
    Side,
    Verdict,
)

NEAREST = 3  # passages that a refusal names


@dataclass(frozen=True, slots=True)
class Parts:
    """What one question needs: the opened index and the models."""

    settings: Settings
    index: Index
    encoder: Encoder
    grounder: Grounder

    @property
    def fingerprint(self) -> str:
        """Names the corpus and the settings that an answer rests on."""
        return f"{self.index.manifest.fingerprint}-{self.settings.fingerprint()}"


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """One question that was asked (possibly a part of a longer one) and what was found."""

    question: str
    findings: Findings

    @property
    def wants_value(self) -> bool:
        return is_value(answer_type(self.question))


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
    asked = standalone(checked_question(question), history)
    passages = retrieve(parts, asked, parts.settings.top_k)
    watch.lap("search")
    yield Retrieved(asked, passages)
    inquiries = [_inquire(parts, part, passages) for part in parts_of(asked)]
    watch.lap("read")
    enough = parts.settings.min_confidence
    answered = [each for each in inquiries if each.findings.confidence >= enough]
    answer = Answer(
        question,
        REFUSAL,
        passages=passages,
        refused=True,
        standalone=asked,
        confidence=max(each.findings.confidence for each in inquiries),
        fingerprint=parts.fingerprint,
    )
    if answered:
        open_parts = [each.question for each in inquiries if each not in answered]
        answer = yield from _write(parts, answer, answered, open_parts)
    else:
        answer = _refused(parts, answer, inquiries[0].findings)
    watch.lap("write")
    yield Finished(replace(answer, timings=watch.timings()))


def _inquire(parts: Parts, question: str, passages: Sequence[Passage]) -> _Inquiry:
    evidence = gather(question, passages, parts.index.library, parts.grounder, Weights())

    def compare(one: str, its_sentence: str, other: str, other_sentence: str) -> bool | None:
        return same_value(one, other, question, its_sentence, other_sentence)

    wants_value = is_value(answer_type(question))
    return _Inquiry(question, sort_out(evidence, compare if wants_value else None))


def _write(
    parts: Parts, answer: Answer, inquiries: Sequence[_Inquiry], open_parts: Sequence[str]
) -> Iterator[Event]:
    """Composes, checks and cites; its return value is the answer with all of that."""
    ledger = Ledger(parts.index.library, parts.index.is_stale)
    kept: list[tuple[Draft, Sentence]] = []
    dropped: list[Sentence] = []
    for draft, verdict in _verified(_drafts(parts, inquiries), parts.grounder):
        if not verdict.supported:
            dropped.append(Sentence(draft.text, (), verdict))
            continue
        numbers = tuple(ledger.cite(each, verdict) for each in draft.evidence)
        kept.append((draft, Sentence(draft.text, numbers, verdict)))
        yield Checked(kept[-1][1])
    if not kept:
        return replace(answer, reason="What was written failed its check.", dropped=tuple(dropped))
    sentences = tuple(sentence for _, sentence in kept)
    sides = tuple(Side(draft.claim, each.citations) for draft, each in kept if draft.is_side)
    lines = [f"{each.text} {markers(each.citations)}" for each in sentences]
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


def _drafts(parts: Parts, inquiries: Sequence[_Inquiry]) -> list[Draft]:
    library = parts.index.library

    def name(document_id: str) -> str:
        return library.document(document_id).title or document_id

    return [
        draft
        for each in inquiries
        for draft in compose(
            each.findings,
            short=each.wants_value,
            name=name,
            max_words=parts.settings.max_words // len(inquiries),
        )
    ]


def _verified(drafts: Sequence[Draft], grounder: Grounder) -> list[tuple[Draft, Verdict]]:
    """Each draft with the weakest verdict on its claim against the sentences that it cites."""
    pairs = [(draft.claim, each.sentence.text) for draft in drafts for each in draft.evidence]
    verdicts = iter(verify_many(pairs, grounder))
    return [
        (draft, min((next(verdicts) for _ in draft.evidence), key=lambda each: each.score))
        for draft in drafts
    ]


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
