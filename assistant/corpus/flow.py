"""Where running text goes on: sentences that a page, a footnote or a picture broke in two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_TERMINAL = re.compile(r"[.!?…。！？؟।]['\"”’»)\]›*_]*$")
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]\.)+|\b(?:No|Nos|vol|pp?|al|ca|cf|vs|Dr|Mr|Mrs|Ms|St)\.)$")
_LAST_WORD = re.compile(r"([^\W\d_][\w'’]*)$")
_FIRST_WORD = re.compile(r"^[\"'“‘«(\[]*([^\W\d_][\w'’]*)")
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_SITE = r"(?:https?://|www\.)\S+"
_SITES = re.compile(_SITE)
_ADDRESSES = re.compile(rf"{_SITE}|(?<![\w.+-])[\w.+-]{{1,64}}@[\w.-]+")  # much slower
# Words that cannot end a sentence.
_DANGLING = """
    a an the this these those its their his her our your my and or but nor of in on at by for from
    to with without into onto upon over under between among about against during through toward
    towards across than as that which who whose whom where when while because although if whether
    is are was were be been being has have had will would can could should may might must not
    very more most less least such each every some any no per via de la der die das und von
""".split()
# These begin a sentence rather than a name when they are capitalised.
STARTERS = """
    the this that these those it he she they we you there here then however but and so yet in on at
    when while after before since although though if as with for from during meanwhile moreover his
    her their its our my a an what who why how where most many some all both each another
""".split()


def lower_words(text: str) -> frozenset[str]:
    """The words that a text writes in lower case (addresses aside), hyphenated ones whole."""
    addresses = _ADDRESSES if "@" in text else _SITES
    words = set(_WORD.findall(addresses.sub(" ", text)))
    return frozenset(word for word in words if word[0].islower())


def ends_sentence(readable: str) -> bool:
    """Whether the text ends like a sentence (closing quotes and brackets aside)."""
    return bool(_TERMINAL.search(readable[-40:]))


def starts_lower(readable: str) -> bool:
    """Whether the first letter is a lower-case one (opening quotes and brackets aside)."""
    first = _FIRST_WORD.match(readable)
    return bool(first and first.group(1)[0].islower())


def goes_on(
    before: str, after: str, vocabulary: Collection[str] = (), *, strict: bool = False
) -> bool:
    """Whether the sentence that ``before`` ends with goes on in ``after`` (both readable).

    ``vocabulary`` holds the words that the document writes in lower case: a capitalised first
    word that is among them starts a sentence, any other is taken for a name. ``strict`` takes
    only a last word that cannot end a sentence as a sign.
    """
    if not before or not after:
        return False
    if ends_sentence(before):
        return bool(_ABBREVIATED.search(before[-40:])) and starts_lower(after)
    last = _LAST_WORD.search(before[-40:])
    if last and last.group(1) in _DANGLING:
        return True
    if strict:
        return False
    if starts_lower(after) or after[0] in ",;.)" or before[-1] in ",-‐(":
        return True
    if before[-1] in ":;":
        return False
    words = before[-120:].split()
    running = sum(word[0].islower() for word in words[-6:])
    if len(words) < 8 or running < 2:
        return False
    first = _FIRST_WORD.match(after)
    word = first.group(1).lower() if first else ""
    return word not in vocabulary and word not in STARTERS


def begins_sentence(before: str, after: str, vocabulary: Collection[str], *, fits: bool) -> bool:
    """Whether ``after`` is a line with a sentence of its own below the item of a list.

    By a first word that begins sentences; where the line before is so short that this word
    ``fits`` behind it, by one that the document also writes in lower case, too.
    """
    first = _FIRST_WORD.match(after)
    if first is None or starts_lower(after) or goes_on(before, after, vocabulary):
        return False
    word = first.group(1).lower()
    return ends_sentence(before) or word in STARTERS or (fits and word in vocabulary)


def has_sentences(texts: Sequence[str]) -> bool:
    """Whether enough of the blocks end like sentences to tell an open end from a closed one.

    Where they do not (dialogue, notes, lists without marks), an open end says nothing about what
    comes next.
    """
    ended = sum(ends_sentence(text) for text in texts)
    return ended * 3 >= len(texts)
