"""A topic surveyed, or whole documents, instead of a question answered: sentences of many
paragraphs that say most and repeat each other least."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from assistant.grounding.findings import Findings, Group
from assistant.grounding.inquiry import Inquiry
from assistant.grounding.orders import paragraphs_with_orders
from assistant.grounding.reading import Sentences, whole
from assistant.grounding.words import content_stems
from assistant.types import Document, Evidence, Grounder, Passage, SourceSentence

MOST = 8  # passages whose sentences are weighed
REPEATED = 0.5  # of the score, lost by a sentence whose every word was said before
SAME_PLACE = 0.7  # what is left of the score of a second sentence of a paragraph
CHOSEN = 8
POOL = 100  # sentences that these are chosen from
EVERY = 10**9  # paragraphs; no document has more
LEAST_WORDS = 6  # a shorter sentence is a heading or sums up nothing


def survey(
    question: str, topic: str, passages: Sequence[Passage], library: Sentences, grounder: Grounder
) -> Inquiry:
    """The most relevant sentences about ``topic``, each read below its headings and weighed by what
    it adds to the others (maximal marginal relevance, Carbonell and Goldstein 1998).

    The confidence is the relevance of the best passage: a topic has no answer to be found.
    """
    units = [whole(passage, library) for passage in passages]
    units = [unit for unit in units if unit.sentences]
    read = grounder.read(topic, [unit.text for unit in units])
    pairs = sorted(zip(units, read, strict=True), key=lambda pair: -pair[1].relevance)
    sentences = [
        (sentence, unit.heading, reading.relevance)
        for unit, reading in pairs[:MOST]
        for sentence in _telling(unit.sentences)
    ]
    texts = [heading + sentence.text for sentence, heading, _ in sentences]
    readings = grounder.read(topic, texts)
    weighed: dict[SourceSentence, float] = {}
    for (sentence, _, share), reading in zip(sentences, readings, strict=True):
        weighed[sentence] = max(weighed.get(sentence, 0.0), share * reading.relevance)
    return _inquiry(question, weighed, pairs[0][1].relevance if pairs else 0.0)


def digest(question: str, documents: Sequence[Document], library: Sentences) -> Inquiry:
    """The sentences nearest to the centroid of the documents (Radev et al. 2004), each weighed by
    what it adds to the others."""
    sentences = [
        sentence
        for each in documents
        for sentence in _telling(library.sentences(each.id, 1, EVERY))
    ]
    stems = {sentence: set(content_stems(sentence.text)) for sentence in sentences}
    spread = Counter(stem for each in stems.values() for stem in each)
    centroid = {s: n * math.log(1 + len(stems) / n) for s, n in spread.items()}
    near = {
        sentence: sum(centroid[s] for s in own) / math.sqrt(len(own))
        for sentence, own in stems.items()
        if own
    }
    top = max(near.values(), default=1.0)
    return _inquiry(question, {sentence: each / top for sentence, each in near.items()}, 1.0)


def _inquiry(question: str, weighed: dict[SourceSentence, float], confidence: float) -> Inquiry:
    evidence = _diverse(weighed)
    if not evidence:
        return Inquiry(question, False, Findings((), (), 0.0))
    first, *rest = evidence
    return Inquiry(question, False, Findings((Group((first,)),), tuple(rest), confidence))


def _telling(sentences: Sequence[SourceSentence]) -> list[SourceSentence]:
    """Sentences of the running text: no headings, nothing too short to sum up anything, and no
    paragraph that gives orders to machines."""
    suspect = paragraphs_with_orders(sentences, {each.first for each in sentences})
    return [
        each
        for each in sentences
        if each.kind in ("body", "list")
        and each.first not in suspect
        and len(each.text.split()) >= LEAST_WORDS
    ]


def _diverse(weighed: dict[SourceSentence, float]) -> list[Evidence]:
    chosen: list[Evidence] = []
    said: set[str] = set()
    places: set[tuple[str, int]] = set()
    left = {each: weighed[each] for each in sorted(weighed, key=lambda s: -weighed[s])[:POOL]}

    def worth(sentence: SourceSentence) -> float:
        stems = set(content_stems(sentence.text))
        known = len(stems & said) / len(stems) if stems else 1.0
        again = SAME_PLACE if (sentence.document_id, sentence.first) in places else 1.0
        return left[sentence] * (1.0 - REPEATED * known) * again

    while left and len(chosen) < CHOSEN:
        best = max(left, key=worth)
        chosen.append(Evidence(best, worth(best)))
        del left[best]
        said |= set(content_stems(best.text))
        places.add((best.document_id, best.first))
    return chosen
