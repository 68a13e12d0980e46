"""Which evidence supports a written sentence; code decides, whatever markers the writer set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from assistant.composing import Draft
from assistant.grounding.verify import verify_many
from assistant.types import Evidence, Grounder, Verdict
from assistant.written import WrittenSentence

CANDIDATES = 5  # evidence sentences that are tried one by one
TOGETHER = 3  # of these, pairs are tried for a sentence that draws on two


def attribute(
    sentence: WrittenSentence, evidence: Sequence[Evidence], grounder: Grounder
) -> tuple[Draft, Verdict]:
    """The sentence as a draft with the evidence that supports it best, and the verdict.

    Markers that hold are kept; the others are replaced by what does support the sentence, a single
    source sentence if one suffices, else two. A sentence that any of its own marked sources
    contradicts, and none supports, comes back contradicted.
    """
    marked = [evidence[number - 1] for number in sentence.marks if number <= len(evidence)]
    others = sorted(
        (each for each in evidence if each not in marked),
        key=lambda each: -_overlap(sentence.text, each.sentence.text),
    )
    singles = [(each,) for each in [*marked, *others][: max(CANDIDATES, len(marked))]]
    verdicts = _judged(sentence.text, singles, grounder)
    kept = [
        (sources, verdict)
        for sources, verdict in zip(singles, verdicts, strict=True)
        if verdict.supported
    ]
    held = [(sources, verdict) for sources, verdict in kept if sources[0] in marked]
    if held:
        sources = tuple(each for one, _ in held for each in one)
        return _draft(sentence, sources), min((v for _, v in held), key=lambda v: v.score)
    if kept:
        best, verdict = max(kept, key=lambda pair: pair[1].score)
        return _draft(sentence, best), verdict
    pairs = list(combinations([each for (each,) in singles[:TOGETHER]], 2))
    for sources, verdict in zip(pairs, _judged(sentence.text, pairs, grounder), strict=True):
        if verdict.supported:
            return _draft(sentence, sources), verdict
    if not verdicts:
        return _draft(sentence, ()), Verdict("neither", 0.0, "nothing to support it")
    against = [verdict for verdict in verdicts if verdict.label == "contradicted"]
    return _draft(sentence, ()), against[0] if against else verdicts[0]


def _draft(sentence: WrittenSentence, sources: tuple[Evidence, ...]) -> Draft:
    return Draft(sentence.text, sources, sentence.text)


def _judged(
    claim: str, sources: Sequence[tuple[Evidence, ...]], grounder: Grounder
) -> list[Verdict]:
    return verify_many(
        [(claim, " ".join(each.sentence.text for each in group)) for group in sources], grounder
    )


def _overlap(one: str, other: str) -> float:
    words = set(one.lower().split())
    return len(words & set(other.lower().split())) / max(1, len(words))
