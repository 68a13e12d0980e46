"""Do two answers name the same person, body or place?"""

from __future__ import annotations

import re

from assistant.grounding.answer_type import AnswerType
from assistant.grounding.apart import about_one_thing, other_places, other_times
from assistant.grounding.heads import described, unlike
from assistant.grounding.names import Name, find_names, same_name
from assistant.grounding.words import content_stems, words

ASKED = 0.75  # share of the question's content words that both sentences have
FRAME = 0.75  # of the words around one name, as many stand around the other
_NEXT = re.compile(r"(?:,|\band)\s+(?:the\s+)?$")  # before a further item of a list
TITLE = 6  # words of which a headline has as many, nearly all with a capital


def same_party(
    a: str, b: str, kind: AnswerType, question: str, context_a: str, context_b: str
) -> bool | None:
    """True: the same. False: other ones, of whom the sentences tell the same. None: not known."""
    names_a, names_b = find_names(a), find_names(b)
    named = names_a and names_b and kind in ("person", "place", "organisation", "author")
    if not named or _is_list(a, names_a) or _is_list(b, names_b):
        return _all_the_same(names_a, names_b) or None
    if kind == "place":
        return _same_place(names_a, names_b, question, context_a, context_b)
    if _overlap(names_a, names_b):
        if unlike(a, b):
            told = kind != "author" and context_a and context_b
            return False if told and about_one_thing(question, context_a, context_b) else None
        return True if described(a) == described(b) else None  # "Berg" and "Berg's nephew"
    if len(names_a) > 1 or len(names_b) > 1 or other_places(question, context_a, context_b):
        return None
    return _told_of_another(names_a[0], names_b[0], question, context_a, context_b)


def _same_place(
    a: tuple[Name, ...], b: tuple[Name, ...], question: str, context_a: str, context_b: str
) -> bool | None:
    """What comes first is the place; what follows, only where it lies ("Varna, Ohio"), which alone
    ("Ohio") says less."""
    short, long = sorted((a, b), key=len)
    if _overlap(short, long[:1]) or (len(short) == len(long) and _overlap(short[:1], long)):
        return True
    if _overlap(a[:1], b) or _overlap(a, b[:1]):
        return None
    return _told_of_another(a[0], b[0], question, context_a, context_b)


def _told_of_another(
    a: Name, b: Name, question: str, context_a: str, context_b: str
) -> bool | None:
    """False when the sentences tell the same of both names, else None."""
    if not (context_a and context_b) or _is_title(context_a) or _is_title(context_b):
        return None
    if other_times(question, context_a, context_b):
        return None
    asked = set(content_stems(question))
    one, other = (
        set(content_stems(context)) - set(content_stems(name.text))
        for name, context in ((a, context_a), (b, context_b))
    )
    common = one & other
    if len(asked & common) >= max(2, round(ASKED * len(asked))):
        return False
    parallel = len(common) >= max(2, FRAME * max(len(one), len(other)))
    return False if parallel and asked & common else None


def _overlap(a: tuple[Name, ...], b: tuple[Name, ...]) -> bool:
    return any(same_name(x.text, y.text) or _within(x, y) or _within(y, x) for x in a for y in b)


def _is_list(answer: str, names: tuple[Name, ...]) -> bool:
    """Whether three names or more are enumerated."""
    return sum(bool(_NEXT.search(answer[: name.start])) for name in names[1:]) > 1


def _all_the_same(a: tuple[Name, ...], b: tuple[Name, ...]) -> bool:
    """Whether each list has every name of the other: what only has one of them says less."""
    return bool(a and b) and all(
        _overlap((name,), others) for names, others in ((a, b), (b, a)) for name in names
    )


def _within(short: Name, long: Name) -> bool:
    """Whether a name of several words is a part of another ("Anna Berg", "Minister Anna Berg")."""
    parts = short.text.split()
    whole = long.text.split()
    starts = range(len(whole) - len(parts) + 1)
    return len(parts) > 1 and any(whole[at : at + len(parts)] == parts for at in starts)


def _is_title(text: str) -> bool:
    """Whether it is a headline, in which any word may look like a name."""
    found = [word.text for word in words(text) if word.is_content and word.text.isalpha()]
    return len(found) >= TITLE and sum(word[0].isupper() for word in found) > 0.8 * len(found)
