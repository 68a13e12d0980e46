"""The one flow from a question to an answer; every door goes through ``stream``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.citations import Ledger, markers
from assistant.composing import REFUSAL, Draft, compose, refusal_reason
from assistant.errors import InvalidQuestion
from assistant.grounding.answer_type import answer_type, is_value
from assistant.grounding.evidence import Weights, gather
from assistant.grounding.findings import Findings, sort_out
from assistant.grounding.values import same_value
from assistant.grounding.verify import verify_many
from assistant.indexing import Index
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

MOST_CHARACTERS = 4000  # of a question; longer ones are documents pasted into the box
NEAREST = 3


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
        return f"{self.index.fingerprint}-{self.settings.fingerprint()}"


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
    asked = checked_question(question)
    watch = _Watch()
    passages = retrieve(parts, asked, parts.settings.top_k)
    watch.lap("search")
    yield Retrieved(asked, passages)
    findings = _ground(parts, asked, passages)
    watch.lap("read")
    if findings.confidence < parts.settings.min_confidence:
        answer = _refuse(parts, question, asked, findings, passages)
    else:
        answer = yield from _write(parts, question, asked, findings, passages)
    watch.lap("write")
    yield Finished(
        replace(answer, fingerprint=parts.fingerprint, timings=watch.timings(), model="builtin")
    )


def checked_question(question: str) -> str:
    """The question without surrounding space.

    Raises InvalidQuestion when it is empty or longer than 4,000 characters.
    """
    asked = " ".join(question.split())
    if not any(character.isalnum() for character in asked):
        raise InvalidQuestion("The question is empty.", "Ask something in words.")
    if len(asked) > MOST_CHARACTERS:
        raise InvalidQuestion(
            f"The question has {len(asked):,} characters.",
            f"Keep it under {MOST_CHARACTERS:,}; put long texts into the documents folder.",
        )
    return asked


def _ground(parts: Parts, asked: str, passages: Sequence[Passage]) -> Findings:
    evidence = gather(asked, passages, parts.index.library, parts.grounder, Weights())

    def compare(one: str, its_sentence: str, other: str, other_sentence: str) -> bool | None:
        return same_value(one, other, asked, its_sentence, other_sentence)

    return sort_out(evidence, compare if is_value(answer_type(asked)) else None)


def _write(
    parts: Parts, question: str, asked: str, findings: Findings, passages: tuple[Passage, ...]
) -> Iterator[Event]:
    """Composes, checks and cites; returns the answer (a generator's return value)."""
    library = parts.index.library
    ledger = Ledger(library, parts.index.is_stale)
    drafts = list(
        compose(
            findings,
            short=is_value(answer_type(asked)),
            name=lambda document_id: library.document(document_id).title or document_id,
            max_words=parts.settings.max_words,
        )
    )
    kept: list[tuple[Draft, Sentence]] = []
    dropped: list[Sentence] = []
    for draft, verdict in _verified(drafts, parts.grounder):
        if not verdict.supported:
            dropped.append(Sentence(draft.text, (), verdict))
            continue
        numbers = tuple(ledger.cite(each, verdict) for each in draft.evidence)
        kept.append((draft, Sentence(draft.text, numbers, verdict)))
        yield Checked(kept[-1][1])
    sentences = tuple(sentence for _, sentence in kept)
    sides = tuple(Side(draft.claim, each.citations) for draft, each in kept if draft.is_side)
    return Answer(
        question=question,
        text="\n\n".join(f"{each.text} {markers(each.citations)}" for each in sentences),
        sentences=sentences,
        citations=ledger.citations,
        passages=passages,
        disagreements=(Disagreement(sides),) if len(sides) > 1 else (),
        dropped=tuple(dropped),
        standalone=asked,
        confidence=findings.confidence,
    )


def _verified(drafts: Sequence[Draft], grounder: Grounder) -> list[tuple[Draft, Verdict]]:
    """Each draft with the verdict on its claim against every sentence that it cites."""
    pairs = [(draft.claim, each.sentence.text) for draft in drafts for each in draft.evidence]
    verdicts = iter(verify_many(pairs, grounder))
    return [
        (draft, min((next(verdicts) for _ in draft.evidence), key=lambda each: each.score))
        for draft in drafts
    ]


def _refuse(
    parts: Parts,
    question: str,
    asked: str,
    findings: Findings,
    passages: tuple[Passage, ...],
) -> Answer:
    unknown = parts.index.keyword.unknown_terms(asked)
    nearest = [f"{each.chunk.document_id} ¶{each.chunk.first}" for each in passages[:NEAREST]]
    return Answer(
        question=question,
        text=REFUSAL,
        passages=passages,
        refused=True,
        reason=refusal_reason(findings, unknown, nearest),
        unknown_terms=unknown,
        standalone=asked,
        confidence=findings.confidence,
    )


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
