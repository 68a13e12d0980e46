"""From passages to evidence: which sentences answer the question, and where in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.grounding.calibration import AS_IS, WEIGHTS, less, signals
from assistant.grounding.listed import in_list, list_of
from assistant.grounding.names import find_names
from assistant.grounding.order import reordered
from assistant.grounding.reading import CLOSER, Sentences, Unit, joined, read
from assistant.grounding.rows import other_rows
from assistant.grounding.short_value import exact_value
from assistant.grounding.wanted import Wanted
from assistant.types import Evidence, Grounder, Passage, Reading, SourceSentence, Span

FIRST = 5  # passages that are read at once
ELSEWHERE = 3  # with as many more, each the best one of another document
SURE = 0.6  # probability at which no further passage is read
# what is left of the score of orders to a machine, and of what is plainly said of something else:
# too little to answer from
DISTRUST = 0.2
# what the sentences after and before the best one get of its score
BESIDE_VALUE = (0.6, 0.4)
BESIDE_OTHER = (0.8, 0.7)  # a reason or a list runs on more often than a value does
LISTED = 0.5  # of the best score; a sentence that has less does not lead to its list
BESIDE_LIST = 0.8  # what the other items of its list and the line that introduces them get
SECOND_HAND = 0.5  # what is left of the score of others than the documents that a question names
TELLS = 0.2  # of the best score; a named document that has less does not tell
REFERENCE = re.compile(
    r"[“\"‘'«].{8,}[”\"’'»].{0,80}\b(?:19|20)\d\d\b|\bop\.? cit\b|\bibid\b", re.IGNORECASE
)
# a volume, pages, an address, or a year at the end
IMPRINT = re.compile(r"\b(?:vol|no|pp?)\. ?\d|https?://|\bwww\.|\b(?:19|20)\d\d\W*$", re.IGNORECASE)
PLAIN = re.compile(r"(?<![\w.])[a-z]{3,}(?![\w.])")  # words that are neither names nor shortened
SAYING = 3  # of which a sentence that says something has as many

_Place = tuple[str, int, int]  # document, start and end of a sentence


def gather(
    question: str,
    passages: Sequence[Passage],
    library: Sentences,
    grounder: Grounder,
) -> tuple[Evidence, ...]:
    """The sentences that bear on the question, best first.

    A sentence's score is its passage's calibrated probability, scaled by how much of the
    passage's best answer stands in it; the neighbours of the best sentence follow it at a
    discount, because an answer often runs on. The first passages and the best ones of some other
    documents are read first; the others only when these leave doubt. Only for a value are passages
    read again at close range: a list or a reason may stand in more than a sentence. What answers
    other questions is put in order by a second look at its best sentences.
    """
    weights = WEIGHTS.get(grounder.name.partition("@")[0], AS_IS)
    wanted = Wanted.of(question)

    def rate(unit: Unit, reading: Reading) -> float:
        return weights.probability(signals(unit.passage, reading))

    closer = CLOSER if wanted.is_value else 0
    first, others = _by_turn(passages)
    found: dict[_Place, Evidence] = {}
    units: list[Unit] = []
    for turn in (first, others):
        pairs = read(question, turn, library, grounder, rate, closer)
        texts = [each.text for unit, _ in pairs for each in unit.sentences]
        for unit, reading in _on_their_rows(question, pairs, texts, grounder):
            units.append(unit)
            _keep(found, _of_unit(unit, reading, rate(unit, reading), wanted, texts))
        if max((each.score for each in found.values()), default=0.0) >= SURE:
            break
    if found:
        best = max(found.values(), key=lambda each: each.score)
        shares = BESIDE_VALUE if wanted.is_value else BESIDE_OTHER
        _keep(found, [each for unit in units for each in _beside(best, unit, shares)])
        if wanted.may_be_listed:
            _keep(found, _whole_list(_ranked(found), units, wanted))
    ranked = _ranked(found)
    return ranked if wanted.is_value else reordered(question, ranked, units, grounder)


def _on_their_rows(
    question: str,
    pairs: Sequence[tuple[Unit, Reading]],
    texts: Sequence[str],
    grounder: Grounder,
) -> list[tuple[Unit, Reading]]:
    """The units with what was read in them; those that hold rows of a table about something else
    than the question are read again without these: rows are so alike that one is taken for
    another. ``texts`` are the sentences of all units."""
    narrowed = [_without_other_rows(question, unit, texts) for unit, _ in pairs]
    texts = [unit.text for unit in narrowed if unit]
    readings = iter(grounder.read(question, texts) if texts else [])
    return [
        (unit, next(readings)) if unit else pair for pair, unit in zip(pairs, narrowed, strict=True)
    ]


def _without_other_rows(question: str, unit: Unit, texts: Sequence[str]) -> Unit | None:
    others = other_rows(question, [each.text for each in unit.sentences], texts)
    kept = [each for at, each in enumerate(unit.sentences) if at not in others]
    if not others or not kept:
        return None
    text, starts = joined(kept, unit.heading)
    return replace(unit, sentences=tuple(kept), starts=starts, text=text)


def merged(evidence: Sequence[Evidence], more: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Both, best first; a sentence that is in both keeps its better score."""
    found: dict[_Place, Evidence] = {}
    _keep(found, (*evidence, *more))
    return _ranked(found)


def preferred(evidence: Sequence[Evidence], named: frozenset[str]) -> tuple[Evidence, ...]:
    """The evidence, best first, when a question names documents: others lose half of their score,
    unless the named ones tell next to nothing."""
    mine = max((e.score for e in evidence if e.sentence.document_id in named), default=0.0)
    if not evidence or mine < TELLS * evidence[0].score:
        return tuple(evidence)
    weighed = [
        each
        if each.sentence.document_id in named
        else replace(each, score=each.score * SECOND_HAND)
        for each in evidence
    ]
    return tuple(sorted(weighed, key=lambda each: -each.score))


def _ranked(found: Mapping[_Place, Evidence]) -> tuple[Evidence, ...]:
    def place(each: Evidence) -> tuple[float, str, int]:
        return -each.score, each.sentence.document_id, each.sentence.start

    return tuple(sorted(found.values(), key=place))


def _by_turn(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages to read at once, and those to read when in doubt."""
    seen: set[str] = set()
    first: list[Passage] = []
    others: list[Passage] = []
    for at, passage in enumerate(passages):
        document = passage.chunk.document_id
        chosen = at < FIRST or (document not in seen and len(first) < FIRST + ELSEWHERE)
        (first if chosen else others).append(passage)
        seen.add(document)
    return first, others


def _keep(found: dict[_Place, Evidence], more: Sequence[Evidence]) -> None:
    """Adds evidence; a sentence found twice keeps its better score."""
    for each in more:
        sentence = each.sentence
        key = (sentence.document_id, sentence.start, sentence.end)
        if not is_reference(sentence) and (key not in found or each.score > found[key].score):
            found[key] = each


def _beside(best: Evidence, unit: Unit, shares: tuple[float, float]) -> list[Evidence]:
    """The sentences just before and after the best one, in its own paragraph."""
    sentences = unit.sentences
    if best.sentence not in sentences:
        return []
    at = sentences.index(best.sentence)
    neighbours = ((at + 1, shares[0]), (at - 1, shares[1]))
    return [
        Evidence(sentences[n], best.score * share)
        for n, share in neighbours
        if 0 <= n < len(sentences) and sentences[n].first == best.sentence.first
    ]


def _whole_list(
    evidence: Sequence[Evidence], units: Sequence[Unit], wanted: Wanted
) -> list[Evidence]:
    """The list to which the best of what stands in lists belongs; of a list of persons, where these
    are wanted, the items that name one."""
    least = evidence[0].score * LISTED
    listed = (each for each in evidence if in_list(each.sentence) and each.score >= least)
    best = next(listed, None)
    if best is None:
        return []
    items = [item for unit in units for item in list_of(best.sentence, unit.sentences)]
    if wanted.kind == "person":
        items = [item for item in items if find_names(item.text)]
    return [Evidence(item, best.score * BESIDE_LIST) for item in items]


def is_reference(sentence: SourceSentence) -> bool:
    """Whether a footnote's sentence is only the name of a publication: where or when it appeared,
    and nothing that is said. What publications say of themselves answers no question."""
    if sentence.kind != "footnote":
        return False
    said = len(PLAIN.findall(sentence.text))
    return bool(REFERENCE.search(sentence.text)) or (
        said < SAYING and bool(IMPRINT.search(sentence.text))
    )


def _of_unit(
    unit: Unit, reading: Reading, probability: float, wanted: Wanted, texts: Sequence[str]
) -> list[Evidence]:
    if not reading.spans:
        return []
    top = max(span.score for span in reading.spans) or 1.0
    trust = DISTRUST if unit.suspect else 1.0
    others = other_rows(wanted.question, [each.text for each in unit.sentences], texts)
    found: dict[int, Evidence] = {}
    for span in reading.spans:
        at = unit.sentence_at(span)
        sentence = unit.sentences[at]
        start = max(0, span.start - unit.starts[at])
        end = min(len(sentence.text), span.end - unit.starts[at])
        if at in found or end <= start:
            continue
        start, end = exact_value(wanted, sentence.text, start, end)
        fits = (
            not unit.beside
            and wanted.found_at(sentence.text, start, end)
            and wanted.told_by(sentence.text, unit.around(at))
        )
        other = at in others or wanted.is_other(sentence.text, start, end)
        likely = (probability if fits else less(probability)) * (DISTRUST if other else trust)
        found[at] = Evidence(sentence, likely * span.score / top, Span(start, end, span.score))
    return list(found.values())
