"""What is quoted: sentences that can be understood alone.

A sentence that leans on the one before it ("That was the largest rise in 25 years.") is quoted
with that one; a short denial ("No.", "It was not found in any grave.") with the one after it, which
mostly says what holds instead, and so is one that only announces ("There were two reasons.").
Sentences of one paragraph that follow one another are one quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.grounding.negation import denies
from assistant.types import Evidence, SourceSentence

BACK = 2  # sentences before it that a quote may take in
SHORT = 14  # words; a longer denial says enough by itself

Beside = Callable[[SourceSentence], Sequence[SourceSentence]]  # those of its paragraph

_OPENING = (
    r"^\W*(?:(?:and|but|yet|so|then|thus|still|also|moreover|however|therefore|besides),?\s+)?"
)
_ITSELF = (  # "This handbook": what the sentence stands in
    r"(?:\w+ )?(?:agreement|article|book(?:let)?|chapter|contract|digest|document|edition|file|"
    r"guide|handbook|leaflet|letter|list|manual|memo|notice|page|paper|policy|report|section|site|"
    r"table|text|timetable)\b"
)
_POINTING = (
    r"(?:he|she|they|it|his|her|hers|its|their|theirs|these|those|such|both|neither|"
    rf"the (?:former|latter|same)|(?:this|that)(?! {_ITSELF}))"
)
_LEANING = re.compile(rf"{_OPENING}{_POINTING}\b", re.IGNORECASE)
# "It is not allowed to …", "It was agreed that …": the sentence itself says what
_EMPTY_IT = re.compile(
    rf"{_OPENING}it (?:(?:has|had|will|must|may) be(?:en)?|is|was|seems|appears|remains|takes)\b"
    r"[^.;:]*\b(?:that|to|whether|who)\b",
    re.IGNORECASE,
)

_STOP = re.compile(r"[.!?…]\W*$")

_ANNOUNCED = re.compile(
    r"\b(?:another|an opposite|a (?:second|third|further|different)|two|three|four|five|several|"
    r"other|further|different|various|the following) (?:\w+ )?"
    r"(?:account|aim|argument|cause|condition|consequence|effect|exception|explanation|factor|goal|"
    r"lesson|motive|purpose|reason|step|version|view|way)s?\b",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Whether a sentence opens with a word that stands for something said before it."""
    return bool(_LEANING.match(sentence)) and not _EMPTY_IT.match(sentence)


def announces(sentence: str) -> bool:
    """Whether a sentence only says that something follows ("There were two reasons.")."""
    return len(sentence.split()) <= SHORT and bool(_ANNOUNCED.search(sentence))


def denies_only(sentence: str) -> bool:
    """Whether a sentence only says what is not so."""
    return len(sentence.split()) <= SHORT and denies(sentence)


def holds(quote: SourceSentence, sentence: SourceSentence) -> bool:
    """Whether the sentence is one of those quoted."""
    here = quote.document_id == sentence.document_id
    return here and quote.start <= sentence.start and sentence.end <= quote.end


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences ``first`` to ``last`` of a paragraph, quoted for the sake of ``evidence``."""

    evidence: Evidence
    paragraph: Sequence[SourceSentence]
    first: int
    last: int

    def meets(self, other: _Run) -> bool:
        """Whether the two are of one paragraph, with no sentence between them; items of a list that
        follow one another stay apart."""
        gap = int(self.evidence.sentence.kind == "body")
        here = self.paragraph == other.paragraph
        return here and self.first <= other.last + gap and other.first <= self.last + gap

    def joined(self, other: _Run) -> _Run:
        """One run of both, for the sake of this one's evidence."""
        return replace(self, first=min(self.first, other.first), last=max(self.last, other.last))

    def quoted(self) -> Evidence:
        """The evidence, with the sentences of the run as its sentence."""
        run = self.paragraph[self.first : self.last + 1]
        text = " ".join(each.text for each in run)
        sentence = replace(run[0], end=run[-1].end, text=text)
        return replace(self.evidence, sentence=sentence, answer=None)


def excerpts(chosen: Iterable[Evidence], beside: Beside, max_words: int) -> list[Evidence]:
    """The chosen sentences as they are quoted, in their order; from where all would have more than
    ``max_words`` they are left out, but never the first."""
    runs: list[_Run] = []
    for each in chosen:
        run = _run(each, beside(each.sentence))
        at = next((n for n, other in enumerate(runs) if other.meets(run)), len(runs))
        longer = [*runs[:at], runs[at].joined(run) if at < len(runs) else run, *runs[at + 1 :]]
        if runs and sum(len(other.quoted().sentence.text.split()) for other in longer) > max_words:
            break
        runs = longer
    return [run.quoted() for run in runs]


def _run(each: Evidence, beside: Sequence[SourceSentence]) -> _Run:
    """The sentence with those that it needs before and after it. Rows stand alone."""
    sentence = each.sentence
    if sentence.kind not in ("body", "list") or sentence not in beside:
        return _Run(each, (sentence,), 0, 0)
    place = (sentence.first, sentence.last, sentence.kind)
    paragraph = tuple(s for s in beside if (s.first, s.last, s.kind) == place)
    first = last = paragraph.index(sentence)
    while last - first < BACK and leans(paragraph[first].text) and _goes_on(paragraph, first - 1):
        first -= 1
    if (denies_only(sentence.text) or announces(sentence.text)) and _goes_on(paragraph, last):
        last += 1
    return _Run(each, paragraph, first, last)


def _goes_on(paragraph: Sequence[SourceSentence], at: int) -> bool:
    """Whether that sentence is there and the next one is of the same text: not of the next item."""
    if not 0 <= at < len(paragraph) - 1:
        return False
    return paragraph[at].kind == "body" or bool(_STOP.search(paragraph[at].text))
