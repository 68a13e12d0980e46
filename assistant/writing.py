"""From inquiries to written sentences with their verdicts, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from assistant.attribution import attribute
from assistant.composing import Draft, Name, compose
from assistant.excerpts import holds
from assistant.grounding.inquiry import Inquiry
from assistant.grounding.names import find_names, has_name
from assistant.grounding.orders import gives_orders
from assistant.grounding.telling import tells
from assistant.grounding.verify import verify_many, verify_value
from assistant.grounding.words import content_stems
from assistant.openings import assent, borne_out, declines
from assistant.types import Drafted, Evidence, Grounder, SourceSentence, Usage, Verdict, Writer
from assistant.written import WrittenSentence, sentences_of

MOST_EVIDENCE = 24  # sentences that a chat model is given, as far as its budget goes
WORTH = 0.2  # of the best score; what is weaker lengthens the prompt and adds no facts

SURE = 0.7  # confidence from which the reader has its way against the model; on the development
# questions of three collections 6 % of those without an answer reach it, 73 % of the others
TOLD = 0.5  # of a quote's words; with more of them, its names and numbers a text tells the same
BESIDE = 1  # sentences of its paragraph before and after a sentence that a chat model is given

Step = Drafted | Usage | tuple[Draft, Verdict]


class Texts(Protocol):
    """Looks up what stands in and around a paragraph; see ``Library``."""

    def sentences(self, document_id: str, first: int, last: int) -> Sequence[SourceSentence]: ...

    def around(self, sentence: SourceSentence) -> str: ...

    def headed(self, sentence: SourceSentence) -> str: ...


def drafted(inquiries: Sequence[Inquiry], name: Name, texts: Texts, max_words: int) -> list[Draft]:
    """What the built-in writer says to each inquiry, unchecked."""
    return [
        replace(draft, part=part)
        for part, each in enumerate(inquiries)
        for draft in compose(
            each.findings,
            short=each.wants_value,
            name=name,
            beside=partial(_same_paragraph, texts=texts),
            max_words=max_words // len(inquiries),
        )
    ]


def verified(drafts: Sequence[Draft], grounder: Grounder) -> list[tuple[Draft, Verdict]]:
    """Each draft with the sentences of its evidence that support it, and the weakest verdict.

    A value that several documents give is held against each document in that document's own
    words: that the words mean the same was settled when they were grouped.
    """
    claimed = [draft for draft in drafts if not _values(draft)]
    pairs = [(draft.claim, each.sentence.text) for draft in claimed for each in draft.evidence]
    judged = iter(verify_many(pairs, grounder))
    return [
        _held(draft, _values(draft) or [next(judged) for _ in draft.evidence]) for draft in drafts
    ]


def _values(draft: Draft) -> list[Verdict]:
    """The verdicts on a draft that gives a value in the words of each of its sources."""
    if not (draft.is_value or draft.is_side) or not all(e.answer_text for e in draft.evidence):
        return []
    return [verify_value(each.answer_text, each.sentence.text) for each in draft.evidence]


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
    texts: Texts,
    max_words: int,
) -> Iterator[Step]:
    """What a chat model writes, each sentence attributed and judged as it is completed.

    The built-in ``drafts`` step in where the model leaves off: they name the sides of a
    disagreement, and they answer when nothing that the model wrote passed the check. Where the
    reader is sure of its answer, a model that only declines is not believed. A value that was asked
    for and that the model does not tell is added where the reader is sure of it; where it is not,
    the sentence that has it is quoted. To a question that wants no single value (a list, a reason,
    a summary) what the model passed over is quoted after its text, in up to ``max_words``. A
    sentence that is written twice counts once.
    """
    yield from verified([each for each in drafts if each.is_side], grounder)
    evidence = _given(inquiries, texts)
    used: list[Usage] = []
    seen: set[str] = set()
    passed: list[Draft] = []
    declined = False
    for sentence in sentences_of(_text(writer.write(question, evidence), used)):
        yield Drafted(sentence.text)
        if declines(sentence.text):
            declined = True
            continue
        if sentence.text in seen:
            continue
        seen.add(sentence.text)
        draft, verdict = _attributed(sentence, question, evidence, grounder, texts)
        if verdict.supported:
            passed.append(draft)
        yield draft, verdict
    sure = max(each.findings.confidence for each in inquiries) >= SURE
    if passed:
        if not any(each.wants_value for each in inquiries):
            left_out = _passed_over(drafts, passed, max_words)
        elif sure:
            left_out = _values_untold(drafts, passed)
        else:
            left_out = _quotes_of_values(drafts, passed)
        yield from verified(left_out, grounder)
    elif seen or sure or not declined:
        yield from verified([each for each in drafts if not each.is_side], grounder)
    yield from used


def _attributed(
    sentence: WrittenSentence,
    question: str,
    evidence: Sequence[Evidence],
    grounder: Grounder,
    texts: Texts,
) -> tuple[Draft, Verdict]:
    """The sentence with its sources and its verdict. A "Yes" or "No" at its beginning is left out
    where the sources do not bear it out; alone it rests on the best evidence."""
    said, rest = assent(sentence.text)
    if not (said and evidence):
        return attribute(sentence, evidence, grounder, texts.around, texts.headed)
    if rest:
        part = replace(sentence, text=rest)
        draft, verdict = attribute(part, evidence, grounder, texts.around, texts.headed)
        told, sources = rest, draft.evidence
    else:
        source = _answering(said, evidence)
        verdict = Verdict("supported", source.score, "the source says so")
        told, sources = source.sentence.text, (source,)
    whole = Draft(sentence.text, sources, sentence.text)
    beside = [each.text for source in sources for each in _same_paragraph(source.sentence, texts)]
    if not verdict.supported or borne_out(said, question, told, beside):
        return whole, verdict
    if rest:
        return draft, verdict
    return replace(whole, evidence=()), Verdict("neither", 0.0, "no source says this")


def _answering(said: str, evidence: Sequence[Evidence]) -> Evidence:
    """The best evidence, or the sentence of its paragraph that opens with this "yes" or "no"."""
    best = max(evidence, key=lambda each: each.score)
    place = (best.sentence.document_id, best.sentence.first)
    beside = (e for e in evidence if (e.sentence.document_id, e.sentence.first) == place)
    opens = (each for each in beside if assent(each.sentence.text)[0] == said)
    return replace(next(opens, best), score=best.score)


def _values_untold(drafts: Sequence[Draft], passed: Sequence[Draft]) -> list[Draft]:
    """The values that what passed does not tell."""
    return [
        draft
        for draft in drafts
        if draft.is_value and not any(tells(each.text, draft.evidence[0]) for each in passed)
    ]


def _quotes_of_values(drafts: Sequence[Draft], passed: Sequence[Draft]) -> list[Draft]:
    """The quotes that the values stand in, where they tell more than what passed."""
    text = " ".join(draft.text for draft in passed)
    leads = [draft.evidence[0].sentence for draft in drafts if draft.is_value]
    return [
        draft
        for draft in drafts
        if not (draft.is_value or draft.is_side)
        and any(holds(draft.evidence[0].sentence, lead) for lead in leads)
        and _tells_more(draft.claim, text)
    ]


def _passed_over(drafts: Sequence[Draft], passed: Sequence[Draft], words: int) -> list[Draft]:
    """The quotes, best first, that tell more than what passed, in so many words together."""
    text = " ".join(draft.text for draft in passed)
    left: list[Draft] = []
    for draft in drafts:
        if draft.is_side or not _tells_more(draft.claim, text):
            continue
        words -= len(draft.text.split())
        if words < 0:
            break
        left.append(draft)
    return left


def _tells_more(quote: str, text: str) -> bool:
    """Whether the text lacks most of the words of a quote, or a name or number of it ("the youngest
    daughter" is told of, but not her name)."""
    stems = set(content_stems(quote))
    missing = stems - set(content_stems(text))
    return (
        len(missing) >= (1 - TOLD) * len(stems)
        or any(stem[0].isdigit() for stem in missing)
        or any(not (name.doubtful or has_name(text, name.text)) for name in find_names(quote))
    )


def _text(pieces: Iterable[str | Usage], used: list[Usage]) -> Iterator[str]:
    """The text among the pieces; counts of tokens go to ``used``."""
    for piece in pieces:
        if isinstance(piece, Usage):
            used.append(piece)
        else:
            yield piece


def _given(inquiries: Sequence[Inquiry], texts: Texts) -> list[Evidence]:
    """The best evidence of all that was asked, best first, each sentence in its paragraph: between
    those beside it, without which "he" and "it" say little. Paragraphs with orders to machines are
    kept from the model when there is other evidence."""
    found = dict.fromkeys(each for inquiry in inquiries for each in inquiry.evidence)
    ranked = sorted(found, key=lambda each: -each.score)
    harmless = [each for each in ranked if not gives_orders(_paragraph(each.sentence, texts))]
    ranked = harmless or ranked
    given: dict[SourceSentence, Evidence] = {}
    for each in ranked:
        if each.score < WORTH * ranked[0].score:
            break
        for sentence in _beside(each.sentence, texts):
            given.setdefault(
                sentence, each if sentence == each.sentence else Evidence(sentence, 0.0)
            )
    return list(given.values())[:MOST_EVIDENCE]


def _same_paragraph(sentence: SourceSentence, texts: Texts) -> Sequence[SourceSentence]:
    return texts.sentences(sentence.document_id, sentence.first, sentence.last)


def _paragraph(sentence: SourceSentence, texts: Texts) -> str:
    return " ".join(each.text for each in _same_paragraph(sentence, texts))


def _beside(sentence: SourceSentence, texts: Texts) -> Sequence[SourceSentence]:
    paragraph = _same_paragraph(sentence, texts)
    if sentence not in paragraph:
        return (sentence,)
    at = paragraph.index(sentence)
    return paragraph[max(0, at - BESIDE) : at + BESIDE + 1]
