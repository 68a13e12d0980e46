"""Which evidence supports a written sentence; code decides, whatever markers the writer set."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import combinations

from assistant.composing import Draft
from assistant.grounding.verify import verify_many
from assistant.grounding.words import content_stems
from assistant.types import Evidence, Grounder, SourceSentence, Verdict
from assistant.written import WrittenSentence

CANDIDATES = 5  # evidence sentences that are tried one by one
TOGETHER = 3  # of these, pairs are tried for a sentence that draws on two

Judged = tuple[tuple[Evidence, ...], Verdict]
Around = Callable[[SourceSentence], str]  # a text that a source sentence stands in


def nothing_around(sentence: SourceSentence) -> str:
    """For sentences that stand alone."""
    return ""


def attribute(
    sentence: WrittenSentence,
    evidence: Sequence[Evidence],
    grounder: Grounder,
    around: Around = nothing_around,
    headed: Around = nothing_around,
) -> tuple[Draft, Verdict]:
    """The sentence as a draft with the evidence that supports it best, and the verdict.

    A name or year that only the text ``around`` a source sentence has ("He" in the source, the
    name in the paragraph before) is no reason to drop the sentence. ``headed`` gives the source
    sentence below its heading, which tells what "It" or "The price" is.

    Markers (numbers from 1 into ``evidence``) that hold are kept; the others are replaced by what
    does support the sentence: one source sentence if that suffices, else two. A sentence that
    nothing supports rests on nothing; it comes back contradicted when what it points to, or else
    the evidence that shares most of its words, says otherwise. So does one that is a source
    sentence turned into its opposite, even where others would support it by the model's judgement.
    """
    marked = [evidence[mark - 1] for mark in sentence.marks if 1 <= mark <= len(evidence)]
    stems = set(content_stems(sentence.text))
    others = sorted(
        (each for each in evidence if each not in marked),
        key=lambda each: -len(stems & set(content_stems(each.sentence.text))),
    )
    alone = [(each,) for each in [*marked, *others][: max(CANDIDATES, len(marked) + 1)]]
    judged = _judged(sentence.text, alone, grounder, around, headed)
    if turned := _turned_round(stems, judged):
        return _draft(sentence, ()), turned
    if held := [each for each in judged[: len(marked)] if each[1].supported]:
        sources = tuple(source for (source,), _ in held)
        return _draft(sentence, sources), min((v for _, v in held), key=lambda v: v.score)
    supported = [each for each in judged if each[1].supported]
    if not supported:
        pairs = list(combinations([each for (each,) in alone[:TOGETHER]], 2))
        judged_pairs = _judged(sentence.text, pairs, grounder, around, headed)
        supported = [each for each in judged_pairs if each[1].supported]
    if supported:
        best, verdict = max(supported, key=lambda each: each[1].score)
        return _draft(sentence, best), verdict
    about = [verdict for _, verdict in judged[: max(1, len(marked))]]
    against = [verdict for verdict in about if verdict.label == "contradicted"]
    unsupported = Verdict("neither", 0.0, "no source says this")
    return _draft(sentence, ()), against[0] if against else unsupported


def _turned_round(stems: Set[str], judged: Sequence[Judged]) -> Verdict | None:
    """The verdict of a source sentence that has all the words of a claim and contradicts it, as
    "did not leave" does "left"; unless another one that has them all supports it."""
    own = [
        verdict
        for (source,), verdict in judged
        if stems <= set(content_stems(source.sentence.text))
    ]
    against = [verdict for verdict in own if verdict.label == "contradicted"]
    return against[0] if against and not any(verdict.supported for verdict in own) else None


def _draft(sentence: WrittenSentence, sources: tuple[Evidence, ...]) -> Draft:
    return Draft(sentence.text, sources, sentence.text)


def _judged(
    claim: str,
    groups: Sequence[tuple[Evidence, ...]],
    grounder: Grounder,
    around: Around,
    headed: Around,
) -> list[Judged]:
    texts = [" ".join(each.sentence.text for each in group) for group in groups]
    contexts, below = (
        ["\n".join(given(each.sentence) for each in group) for group in groups]
        for given in (around, headed)
    )
    verdicts = verify_many([(claim, text) for text in texts], grounder, contexts, below)
    return list(zip(groups, verdicts, strict=True))
