"""Which sentence of the evidence a claim speaks of, and whether it merely repeats it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.grounding.words import sentence_spans, words

# Words whose omission changes what a sentence asserts.
_LOAD_BEARING = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly scarcely barely allegedly
    reportedly supposedly purportedly alleged claimed claims claim denied denies may might could
    would should if unless except almost nearly partly some few several only until before after
    said says accused planned plans proposed expected threatened attempted tried failed refused
    possibly perhaps probably likely unlikely potential former false falsely rumours rumors over
    under least most more less fewer half third quarter under sometimes rarely""".split()
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A sentence of the evidence beside a claim.

    ``coverage`` is the share of the claim's content words that the sentence has, ``verbatim``
    that the claim repeats it: as a run of its words, or with unimportant ones left out.
    """

    sentence: str
    start: int
    coverage: float
    verbatim: bool

    @property
    def end(self) -> int:
        """Where the sentence ends in the evidence."""
        return self.start + len(self.sentence)


def align(claim: str, evidence: str) -> list[Alignment]:
    """The sentences of ``evidence`` by how much of ``claim`` they hold, best first."""
    wanted = Counter(w.stem for w in words(claim) if w.is_content)
    total = sum(wanted.values()) or 1
    aligned = []
    for start, end in sentence_spans(evidence):
        sentence = evidence[start:end]
        present = Counter(w.stem for w in words(sentence) if w.is_content)
        shared = sum((wanted & present).values())
        aligned.append(Alignment(sentence, start, shared / total, repeats(claim, sentence)))
    return sorted(aligned, key=lambda a: (not a.verbatim, -a.coverage))


def repeats(claim: str, sentence: str) -> bool:
    """Whether ``claim`` is ``sentence``, a run of its words, or it with unimportant words cut."""
    told, source = _tokens(claim), _tokens(sentence)
    if not told:
        return False
    position, previous, skipped = 0, None, []
    for token in told:
        try:
            index = source.index(token, position)
        except ValueError:
            return False
        if previous is not None:
            skipped += source[previous + 1 : index]
        else:
            skipped += source[:index]
        position, previous = index + 1, index
    skipped += source[position:]
    dropped = [t for t in skipped if t in _LOAD_BEARING or t.endswith("n't")]
    inner = len(skipped) - (len(source) - position)
    return not dropped and (inner == 0 or (len(told) >= 4 and inner <= len(told)))


def _tokens(text: str) -> list[str]:
    text = re.sub(r"[\[(]\d+[\])]|[*_`]+", " ", text)
    return [w.text.lower().replace("’", "'") for w in words(text)]
