"""From inquiries to written sentences with their verdicts, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.attribution import Around, attribute, nothing_around
from assistant.composing import REFUSAL, Draft, Name, compose
from assistant.grounding.inquiry import Inquiry
from assistant.grounding.verify import verify_many
from assistant.types import Drafted, Evidence, Grounder, Usage, Verdict, Writer
from assistant.written import sentences_of

MOST_EVIDENCE = 10  # sentences that a chat model is given

Step = Drafted | Usage | tuple[Draft, Verdict]


def drafted(inquiries: Sequence[Inquiry], name: Name, max_words: int) -> list[Draft]:
    """What the built-in writer says to each inquiry, unchecked."""
    return [
        draft
        for each in inquiries
        for draft in compose(
            each.findings,
            short=each.wants_value,
            name=name,
            max_words=max_words // len(inquiries),
        )
    ]


def verified(drafts: Sequence[Draft], grounder: Grounder) -> list[tuple[Draft, Verdict]]:
    """Each draft with the sentences of its evidence that support it, and the weakest verdict.

    A value that several documents give is held against each document in that document's own
    words: that the words mean the same was settled when they were grouped.
    """
    pairs = [
        (each.answer_text if draft.is_value or draft.is_side else draft.claim, each.sentence.text)
        for draft in drafts
        for each in draft.evidence
    ]
    verdicts = iter(verify_many(pairs, grounder))
    return [_held(draft, [next(verdicts) for _ in draft.evidence]) for draft in drafts]


def _held(draft: Draft, verdicts: Sequence[Verdict]) -> tuple[Draft, Verdict]:
    held = [
        (each, verdict)
        for each, verdict in zip(draft.evidence, verdicts, strict=True)
        if verdict.supported
    ]
    if not held:
        return draft, verdicts[0]
    evidence = tuple(each for each, _ in held)
    return replace(draft, evidence=evidence), min((v for _, v in held), key=lambda v: v.score)


def written_by_model(
    writer: Writer,
    question: str,
    inquiries: Sequence[Inquiry],
    drafts: Sequence[Draft],
    grounder: Grounder,
    around: Around = nothing_around,
) -> Iterator[Step]:
    """What a chat model writes, each sentence attributed and judged as it is completed.

    The built-in ``drafts`` step in where the model leaves off: they name the sides of a
    disagreement, and they answer when nothing that the model wrote passed the check or when the
    value that was asked for is missing from it. A sentence that is written twice counts once.
    """
    yield from verified([each for each in drafts if each.is_side], grounder)
    evidence = _best(inquiries)
    used: list[Usage] = []
    seen: set[str] = set()
    passed: list[str] = []
    for sentence in sentences_of(_text(writer.write(question, evidence), used)):
        yield Drafted(sentence.text)
        if sentence.text in seen or sentence.text.startswith(REFUSAL.removesuffix(".")):
            continue  # whether the documents say it is not for the model to decide
        seen.add(sentence.text)
        draft, verdict = attribute(sentence, evidence, grounder, around)
        if verdict.supported:
            passed.append(sentence.text.lower())
        yield draft, verdict
    values = [draft for draft in drafts if draft.is_value]
    if not passed:
        yield from verified([each for each in drafts if not each.is_side], grounder)
    elif values and not any(draft.claim.lower() in " ".join(passed) for draft in values):
        yield from verified(values, grounder)
    yield from used


def _text(pieces: Iterable[str | Usage], used: list[Usage]) -> Iterator[str]:
    """The text among the pieces; counts of tokens go to ``used``."""
    for piece in pieces:
        if isinstance(piece, Usage):
            used.append(piece)
        else:
            yield piece


def _best(inquiries: Sequence[Inquiry]) -> list[Evidence]:
    """The best evidence of all that was asked, best first."""
    found = dict.fromkeys(each for inquiry in inquiries for each in inquiry.evidence)
    return sorted(found, key=lambda each: -each.score)[:MOST_EVIDENCE]
