"""How much of a thing a claim and a sentence speak of: all, some, none; only; always."""

from __future__ import annotations

from assistant.grounding.conflict import Conflict
from assistant.grounding.words import words

_QUANTIFIERS = {
    "all": 4, "every": 4, "each": 4, "always": 4, "entire": 4, "whole": 4, "everyone": 4,
    "everybody": 4, "everything": 4, "most": 3, "mostly": 3, "majority": 3, "usually": 3,
    "many": 2, "often": 2, "several": 2, "numerous": 2, "some": 1, "few": 1, "sometimes": 1,
    "certain": 1, "rarely": 1, "none": 0, "no": 0, "never": 0, "nobody": 0, "nothing": 0,
}  # fmt: skip
_ONLY = frozenset("only solely exclusively sole alone entirely".split())
_ALWAYS = frozenset("always invariably constantly continually permanently".split())


def quantifier_conflicts(claim: str, sentence: str) -> list[Conflict]:
    """Things of which the claim has a stronger or the contrary amount (``all`` for ``some``)."""
    claimed, stated = _quantified(claim), _quantified(sentence)
    found = []
    for noun, (word, rank) in claimed.items():
        if noun in stated:
            other, other_rank = stated[noun]
            stronger = rank > other_rank and rank >= 3
            none = (rank == 0) != (other_rank == 0)
            if stronger or none:
                found.append(Conflict(f"“{word}”", f"“{other}”"))
    return found


def generalises(claim: str, sentence: str) -> str:
    """The ``all`` of a claim whose source knows only ``some`` or ``few`` of anything; or ""."""
    said = {t.text.lower(): _QUANTIFIERS.get(t.text.lower(), -1) for t in words(claim)}
    stated = [_QUANTIFIERS.get(t.text.lower(), -1) for t in words(sentence)]
    universal = [word for word, rank in said.items() if rank == 4]
    limited = any(rank in (1, 2) for rank in stated) and 4 not in stated
    return universal[0] if universal and limited else ""


def _quantified(text: str) -> dict[str, tuple[str, int]]:
    tokens = words(text)
    result: dict[str, tuple[str, int]] = {}
    for index, token in enumerate(tokens):
        rank = _QUANTIFIERS.get(token.text.lower())
        following = [t.text.lower() for t in tokens[index + 1 : index + 3]]
        if token.text.lower() == "not" and following in (["a", "single"], ["even", "one"]):
            index, rank = index + 2, 0
        if rank is None:
            continue
        noun = next((t for t in tokens[index + 1 : index + 5] if t.is_content), None)
        if noun:
            result[noun.stem] = (token.text.lower(), rank)
    return result


def adds_absolute(claim: str, sentence: str) -> str:
    """The word by which the claim says ``only`` or ``always``, and the sentence does not; or ""."""
    for group in (_ONLY, _ALWAYS):
        said = _said(claim, group)
        if said and not _said(sentence, group):
            return said
    return ""


def _said(text: str, group: frozenset[str]) -> str:
    tokens = [w.text.lower() for w in words(text)]
    plain = [t for i, t in enumerate(tokens) if t in group and tokens[max(0, i - 1)] != "not"]
    return plain[0] if plain else ""
