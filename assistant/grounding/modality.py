"""What is said to be possible, planned or alleged, and what is stated as a fact."""

from __future__ import annotations

import re

from assistant.grounding.conflict import Conflict
from assistant.grounding.words import words

# Each pattern ends where the hedged words begin.
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|can|probably|perhaps|possibly|maybe|likely to|"
    r"(?:seem|appear)(?:s|ed)? (?:to|that)|(?:plan|hope|intend|want|wish|expect|threaten|propose)"
    r"(?:s|ed|ned)? (?:to|that)|promis(?:e|es|ed) to|tr(?:y|ies|ied|ying) to|"
    r"(?:attempt|seek|sought)(?:s|ed|ing)? to|(?:is|are|was|were) (?:expected|planned|due|supposed|"
    r"rumoured|rumored|believed|thought|said|reported|alleged|suspected) (?:to|that)|allegedly|"
    r"reportedly|supposedly|purportedly|accused of(?: having)?|suspected of(?: having)?|if)\b"
    r"(?!\s+not\b)",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|can|cannot|should|would|probabl\w+|perhaps|possib\w+|maybe|(?:un)?likely|"
    r"seem\w*|appear\w*|plan\w*|hop(?:e|es|ed|ing)|inten\w+|want\w*|wish\w*|expect\w*|"
    r"threat\w*|propos\w+|promis\w+|pledg\w+|tr(?:y|ies|ied|ying)|attempt\w*|seek\w*|sought|"
    r"allow\w*|permit\w*|able|rumou?r\w*|belie\w+|thought|thinks?|fear\w*|risk\w*|suspect\w*|"
    r"sa(?:id|ys?)|report\w*|alleg\w+|claim\w*|according|suppos\w+|purported\w*|accus\w+|charg\w+|"
    r"suggest\w*|if|in case|were to|due to|aim\w*|want\w*|warn\w*|predict\w*|potential\w*)\b",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\b(?:will|shall|must|(?:is|are) certain to|manage[sd]? to|succeed(?:s|ed)? in)"
    r"(?:\s+(?:be|have|been|\w+ly))*\s+$"
)
_CERTAIN = re.compile(
    r"\b(?:will|shall|must|certain\w*|definite\w*|surely|undoubted\w*|manag(?:es|ed) to|"
    r"succeed\w*|convicted|proved|proven|confirmed)\b",
    re.IGNORECASE,
)


def hedged(sentence: str) -> bool:
    """Whether a sentence calls something possible, planned, alleged or supposed."""
    return _POSSIBLE.search(sentence) is not None


def firmer(claim: str, sentence: str) -> tuple[Conflict | None, bool]:
    """Where ``claim`` states as a fact what ``sentence`` calls possible, planned or alleged.

    Also whether the claim says outright that it is certain (``will``, ``managed to``).
    """
    terms = [w for w in words(claim) if w.is_content]
    for match in _POSSIBLE.finditer(sentence):
        supposed = next((w for w in words(sentence[match.end() :]) if w.is_content), None)
        said = next((w for w in terms if supposed and w.stem == supposed.stem), None)
        if not supposed or not said:
            continue
        outright = _OUTRIGHT.search(claim[: said.start])
        if outright and _HEDGED.search(outright.group()):
            continue  # "will probably be" keeps the hedge
        if _HEDGED.search(claim) and not outright:
            continue
        certain = outright or _CERTAIN.search(claim)
        stated = f"“{match.group()} {supposed.text}”"
        claimed = certain.group().strip() if certain else said.text
        return Conflict(f"“{claimed}”", stated), bool(certain)
    return None, False
