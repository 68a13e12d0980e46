"""What a sentence of a chat model opens with: "yes", "no", or that the documents do not say.

A "yes" or "no" is shown only where the sources bear it out. A reader of a few million parameters
finds both about as likely, so no model is asked: what decides is what the source itself says first,
and exact comparison of what a sentence asserts or denies with what the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing import DECLINE, REFUSAL
from assistant.grounding.exact import check
from assistant.grounding.stance import stances

# also behind the "A:" of questions and answers; "No dogs are allowed" and "No. 5" open with none
_ASSENT = re.compile(
    r"^\W*(?:A(?:nswer)?:\s*)?(yes|no(?!\.\s*\d))(?=\s*[,.;:!–—]|\s*$)\W*", re.IGNORECASE
)
_EXCEPTS = re.compile(r"\b(?:but|except|unless|although|though|however|otherwise)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[,;–—]\s*(?:but|however|although|though|yet|while|whereas)\b", re.IGNORECASE
)


def assent(text: str) -> tuple[str, str]:
    """The ``yes`` or ``no`` that a sentence opens with, or nothing, and the rest as a sentence."""
    found = _ASSENT.match(text)
    if not found:
        return "", text
    rest = text[found.end() :]
    return found[1].lower(), rest[:1].upper() + rest[1:]


def borne_out(said: str, question: str, told: str, around: Sequence[str] = ()) -> bool:
    """Whether a sentence answers the question with the ``yes`` or ``no`` that was said: by the one
    that it or a sentence ``around`` it opens with, else by what it tells without exceptions."""
    opened = {assent(each)[0] for each in (told, *around)} - {""}
    if opened:
        return opened == {said}
    if _EXCEPTS.search(told):
        return False
    signs = stances(question, told).values()
    against = check(question, told)
    if said == "no":
        return False in signs or any(each.label == "contradicted" for each in against)
    return bool(signs) and all(signs) and not against


def declines(sentence: str) -> bool:
    """Whether a sentence says that the documents do not tell, and nothing else."""
    plain = sentence.replace("’", "'")
    declined = plain.startswith((DECLINE.removesuffix("."), REFUSAL.removesuffix(".")))
    return declined and not _GOES_ON.search(plain)
