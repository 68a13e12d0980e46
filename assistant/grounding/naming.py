"""Check the proper names of a claim against its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.alignment import Alignment
from assistant.grounding.finding import Finding, absent, instead
from assistant.grounding.names import BODY, Name, find_names, related, same_name
from assistant.grounding.words import content_stems, stem, words

# The evidence speaks of someone or something that it named before.
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|hers|their|its|him|them)\b", re.IGNORECASE)
_HE_OR_SHE = re.compile(r"\W*(?:\w+,?\s+)?(?:he|she)\b", re.IGNORECASE)
_THE_NOUN = re.compile(r"(?:The|This|That|These|Those|Such)\s+([a-z]\w+)")
_APART = re.compile(r"[,;:.()]|\b(?:and|or|but|it|he|she|they|which|who|that)\b", re.IGNORECASE)
_DENIED = re.compile(r"(?:\bnot|\bnever|n['’]t)\b[^,;.]{0,40}$")


def check_names(
    claim: str, evidence: str, aligned: Sequence[Alignment], context: str = ""
) -> list[Finding]:
    """Names of the claim that the evidence does not have in any spelling.

    A name is only doubtful, not absent, when ``context`` (title, headings, the text around) has it.
    Where no context is given, a pronoun or ``the ...`` in the evidence may stand for any name.
    """
    stated = find_names(evidence)
    present = {w.stem for w in words(evidence)}
    findings = []
    claimed = find_names(claim)
    for name in claimed:
        if any(same_name(name.text, other.text) for other in stated):
            continue
        missing = [p for p in name.parts if not _mentioned(p, stated)]
        if all(BODY.fullmatch(p) for p in missing) or set(content_stems(name.text)) <= present:
            clash = _namesake(name, stated)
            if clash and not missing:
                findings.append(instead(clash.text, name.text))
            continue
        rival = _in_its_place(name, claim, claimed, aligned)
        if rival:
            findings.append(instead(rival.text, name.text))
            continue
        partly = len(name.parts) > 2 and len(missing) < len(name.parts)
        doubtful = partly or bool(_DENIED.search(claim[: name.start]))
        if context:
            elsewhere = _known(name, stated, context) or (name.doubtful and not _of_him(aligned))
        else:
            elsewhere = name.doubtful or refers_back(claim, aligned)
        findings.append(absent(name.text, doubtful, elsewhere))
    return findings


def _known(name: Name, stated: Sequence[Name], context: str) -> bool:
    """Whether the text around has the name, or what the evidence lacks of it."""
    around = find_names(context)
    if any(same_name(name.text, other.text) for other in around):
        return True
    told = (*stated, *around)
    return all(_mentioned(p, told) for p in name.parts) or (
        set(content_stems(name.text)) <= {w.stem for w in words(context)}
    )


def _of_him(aligned: Sequence[Alignment]) -> bool:
    """Whether the sentence tells of a person: then the one word before the claim's verb, which may
    be any word that opens a sentence, is a name."""
    return bool(aligned) and bool(_HE_OR_SHE.match(aligned[0].sentence))


def refers_back(claim: str, aligned: Sequence[Alignment]) -> bool:
    """Whether a pronoun, or ``the ...`` that the claim does not have, may stand for a name."""
    if not aligned:
        return False
    sentence = aligned[0].sentence
    if _PRONOUN.search(sentence):
        return True
    subject = _THE_NOUN.match(sentence)
    said = {w.stem for w in words(claim)}
    return bool(subject) and stem(subject[1]) not in said  # type: ignore[index]


def _mentioned(part: str, stated: Sequence[Name]) -> bool:
    return any(
        related(part, other) or same_name(part, name.text)
        for name in stated
        for other in (*name.parts, name.text)
    )


def _namesake(name: Name, stated: Sequence[Name]) -> Name | None:
    """A person of the same surname whose first name differs, when nobody else fits."""
    if not _personal(name):
        return None
    rivals = [
        other
        for other in stated
        if _personal(other) and related(other.parts[-1], name.parts[-1])
    ]  # fmt: skip
    return rivals[0] if rivals else None


def _personal(name: Name) -> bool:
    """First name and surname, as far as one can see."""
    if len(name.parts) != 2 or " of " in name.text or " and " in name.text:
        return False
    return not any(p.isupper() or BODY.fullmatch(p) for p in name.parts)


def _in_its_place(
    name: Name, claim: str, claimed: Sequence[Name], aligned: Sequence[Alignment]
) -> Name | None:
    """A name that the aligned sentence has where the claim has ``name``, and the claim lacks."""
    if not aligned:
        return None
    before, after = _neighbours(claim, name)
    if _DENIED.search(claim[: name.start]):
        return None
    sentence = aligned[0].sentence
    for other in find_names(sentence):
        if any(same_name(other.text, c.text) for c in claimed):
            continue
        if _personal(name) and not _personal(other) and len(other.parts) > 1:
            continue
        other_before, other_after = _neighbours(sentence, other)
        if (after and after == other_after) or (before and before == other_before):
            return other
    return None


def _neighbours(text: str, name: Name) -> tuple[str, str]:
    """Stems of the content words right before and right after a name, if none comes between."""
    before = [w for w in words(text[: name.start]) if w.is_content][-1:]
    after = [w for w in words(text[name.end :]) if w.is_content][:1]
    if before and _APART.search(text[before[0].end : name.start]):
        before = []
    if after and _APART.search(text[name.end : name.end + after[0].start]):
        after = []
    return "".join(w.stem for w in before), "".join(w.stem for w in after)
