"""Who did it to whom: a claim that swaps the two sides of what its source says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, product

from assistant.grounding.finding import Finding, instead
from assistant.grounding.words import Word, stem, words

_REACH = 3  # content words looked at on each side of what joins them
_BE = frozenset("is are was were be been being am got gets".split())
# Joining words whose two sides may change places without a change of meaning.
_SYMMETRIC = frozenset(
    stem(w)
    for w in """meet marry agree border talk resemble equal share cooperate clash discuss negotiate
    differ neighbour neighbor trade fight battle war relation tie treaty agreement alliance both
    together similar same join partner ally year include""".split()
)


def check_roles(claim: str, sentence: str) -> Finding | None:
    """A contradiction when ``claim`` has around some word exactly the swapped sides.

    ``A invaded B`` against ``B invaded A``; ``B was invaded by A`` agrees with the latter.
    """
    claimed, stated = _content(claim), _content(sentence)
    exchanged = _exchanged(claim, claimed, sentence, stated)
    if exchanged:
        return instead(f"“{sentence}”" if len(sentence) < 80 else "the source", exchanged)
    for index, pivot in enumerate(claimed):
        if pivot.stem in _SYMMETRIC or not pivot.text.islower():
            continue
        positions = [i for i, w in enumerate(stated) if w.stem == pivot.stem]
        if len(positions) != 1:
            continue
        left, right = _sides(claim, claimed, index)
        other_left, other_right = _sides(sentence, stated, positions[0])
        turned = _passive(claim, pivot) != _passive(sentence, stated[positions[0]])
        before, after = left & other_right, right & other_left
        crossed = bool(before and after) and not _voiced(before | after, claim, sentence)
        kept = (bool(left & other_left), bool(right & other_right))
        if (turned and all(kept) and not crossed) or (not turned and crossed and not any(kept)):
            return instead(f"“{_around(sentence, stated, positions[0])}”", "the other way round")
    return None


def _exchanged(claim: str, claimed: Sequence[Word], sentence: str, stated: Sequence[Word]) -> str:
    """Two parts of a sentence that is otherwise repeated word for word, in exchanged places."""
    told = [w.stem for w in claimed]
    for shift in range(len(stated) - len(told) + 1):
        source = [w.stem for w in stated[shift : shift + len(told)]]
        if source == told or sorted(source) != sorted(told):
            continue
        differing = [i for i, (a, b) in enumerate(zip(told, source, strict=True)) if a != b]
        first, last = differing[0], differing[-1] + 1
        a, b = told[first:last], source[first:last]
        for x, y in product(range(1, 4), repeat=2):
            if x + y > len(a) or a[x : len(a) - y] != b[y : len(b) - x]:
                continue
            here = _between(claim, claimed[first + x - 1], claimed[last - y])
            there = _between(sentence, stated[shift + first + y - 1], stated[shift + last - x])
            if a[:x] == b[-x:] and a[-y:] == b[:y] and here == there and _unequal(here):
                return f"“{claim[claimed[first].start : claimed[last - 1].end]}”"
    return ""


def _between(text: str, left: Word, right: Word) -> str:
    return " ".join(text[left.end : right.start].split())


def _unequal(between: str) -> bool:
    """Whether what stands between two parts gives them different roles, as ``and`` does not."""
    if any(w.stem in _SYMMETRIC for w in words(between)):
        return False
    linking = re.sub(r"\b(?:[A-Z]\w*|and|or|as well as|the|a|an|with)\b|[^\w]", "", between)
    return bool(linking)


def _content(text: str) -> list[Word]:
    return [w for w in words(text) if w.is_content]


def _sides(text: str, tokens: Sequence[Word], index: int) -> tuple[set[str], set[str]]:
    """Stems within reach before and after a word, as far as no comma or stop comes between."""
    left: set[str] = set()
    for position in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if _broken(text[tokens[position].end : tokens[position + 1].start]):
            break
        left.add(tokens[position].stem)
    right: set[str] = set()
    for position in range(index + 1, min(len(tokens), index + 1 + _REACH)):
        if _broken(text[tokens[position - 1].end : tokens[position].start]):
            break
        right.add(tokens[position].stem)
    return left, right


def _broken(gap: str) -> bool:
    return bool(re.search(r"[,;:.!?()]|\b(?:and|or|but|while|whereas)\b", gap))


def _passive(text: str, pivot: Word) -> bool:
    before = [w.text.lower() for w in words(text[: pivot.start])][-2:]
    after = [w.text.lower() for w in words(text[pivot.end :])][:5]
    if before and before[-1].endswith("ly"):
        before = before[:-1]
    auxiliary = bool(before) and before[-1] in _BE
    return "by" in after[: 5 if auxiliary else 1]


def _voiced(stems: set[str], claim: str, sentence: str) -> bool:
    """Whether one of the words follows "was" or the like in only one of the texts: then it is their
    verb, passive in one, and the sides have to change places ("opened the bridge of Varna", "the
    Varna Bridge was opened")."""
    return bool(stems & (_after_be(claim) ^ _after_be(sentence)))


def _after_be(text: str) -> set[str]:
    return {b.stem for a, b in pairwise(words(text)) if a.text.lower() in _BE}


def _around(text: str, tokens: Sequence[Word], index: int) -> str:
    first, last = tokens[max(0, index - 1)], tokens[min(len(tokens) - 1, index + 1)]
    return text[first.start : last.end]
