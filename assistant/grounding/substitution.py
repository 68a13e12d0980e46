"""A claim that repeats a sentence but for a number or a negation in one place.

The checks of quantities and of polarity ask whether the evidence has what the claim says anywhere;
here the place decides: in "A got three years and B five" a claim that gives A five is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.grounding.conflict import Conflict
from assistant.grounding.numerals import find_numerals
from assistant.grounding.words import words

_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
SAME = 0.8  # share of the longer one's words that claim and sentence have in one order
_NEGATION = frozenset("not no never neither nor cannot".split())
_ROUNDED = frozenset("about around approximately roughly some nearly almost over than".split())


def substituted(claim: str, sentence: str) -> Conflict | None:
    """What the claim puts in the place of a number of the sentence, or the negation that one of
    the two has and the other has not; None when the two do not run word for word."""
    told, source = words(claim), words(sentence)
    stems = [word.stem for word in told], [word.stem for word in source]
    matcher = SequenceMatcher(None, *stems, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < SAME * max(map(len, stems)):
        return None
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        ours, theirs = [w.text for w in told[a:b]], [w.text for w in source[c:d]]
        if all(word.lower() in _NEGATION for word in ours + theirs) and not (ours and theirs):
            if ours:
                return Conflict("with it", f"without “{' '.join(ours)}”")
            return Conflict("without it", f"with “{' '.join(theirs)}”")
        months = [{word.lower()[:3] for word in run} for run in (ours, theirs)]
        if all(each and each <= _MONTHS for each in months) and months[0] != months[1]:
            return Conflict(" ".join(ours), " ".join(theirs))
        if a and told[a - 1].text.lower() in _ROUNDED:
            continue
        if ours and theirs and _numbers(ours) != _numbers(theirs) and _bare(ours) and _bare(theirs):
            return Conflict(" ".join(ours), " ".join(theirs))
    return None


def _bare(run: Sequence[str]) -> bool:
    """Whether the words are numbers and nothing else."""
    return all(any(find_numerals(word)) for word in run)


def _numbers(run: Sequence[str]) -> list[float]:
    return [numeral.value for numeral in find_numerals(" ".join(run))]
