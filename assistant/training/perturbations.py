"""Changes to a sentence by rule: some leave its meaning alone, others make it false.

The false ones are the errors that matter in a cited answer: another number, date or name, a
negation put in or taken out, the opposite word, another quantifier, two names exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from assistant.training.lexicon import Lexicon

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w]|[.,]\d)")
_YEAR = re.compile(r"^(1[0-9]|20)\d\d$")
_NAME = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][a-zà-ÿ]+(?: (?:of |the |van |de |al-)?[A-Z][a-zà-ÿ]+){0,3}\b"
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = re.compile(r"\b(" + "|".join(_MONTHS) + r")\b")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|can|could|will|would|has|have|had|may|might|should|must|does|did|do)\b"
    r"(?! not\b|n't|n’t)",
)
_NEGATION = re.compile(r"(?<=\w)(?: not\b(?! only)|n't\b|n’t\b| never\b)")
_QUANTIFIERS = [
    ("all", "some"), ("all", "none of the"), ("every", "no"), ("most", "few"), ("many", "few"),
    ("few", "many"), ("several", "no"), ("always", "never"), ("never", "always"),
    ("often", "rarely"), ("at least", "at most"), ("at most", "at least"),
    ("more than", "less than"), ("less than", "more than"), ("fewer than", "more than"),
    ("over", "under"), ("majority", "minority"), ("minority", "majority"), ("both", "neither"),
    ("half", "a quarter"), ("twice", "three times"), ("first", "last"),
    ("before", "after"), ("after", "before"), ("increased", "decreased"), ("rose", "fell"),
    ("decreased", "increased"), ("fell", "rose"), ("higher", "lower"), ("lower", "higher"),
    ("largest", "smallest"), ("smallest", "largest"), ("north", "south"), ("south", "north"),
    ("east", "west"), ("west", "east"), ("highest", "lowest"), ("lowest", "highest"),
    ("supported", "opposed"), ("opposed", "supported"), ("won", "lost"), ("lost", "won"),
    ("accepted", "rejected"), ("rejected", "accepted"), ("began", "ended"), ("ended", "began"),
    ("allowed", "forbidden"), ("million", "billion"), ("billion", "million"),
]  # fmt: skip
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SMALL_WORD = re.compile(r"\b(" + "|".join(_SMALL[2:]) + r")\b")
_PARENTHESIS = re.compile(r" ?\([^()]{2,80}\)")
_OPENING = re.compile(
    r"^((?:In|On|At|By|After|Before|During|Since|From|According to) [^,]{3,40}), "
)
_WORD = re.compile(r"[a-z]+")

Change = Callable[[str, str, Random, Lexicon], str | None]


def names(text: str) -> list[str]:
    """Capitalised names inside sentences of ``text`` (the word that opens a sentence is unsure)."""
    return [match.group() for match in _NAME.finditer(text)]


def change_number(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Another number in place of one: often one that the context has, else one near it."""
    matches = list(_NUMBER.finditer(sentence))
    if not matches:
        return None
    match = rng.choice(matches)
    old = match.group()
    others = [n for n in set(_NUMBER.findall(context)) if n != old and _alike(n, old)]
    new = rng.choice(sorted(others)) if others and rng.random() < 0.5 else _near(old, rng)
    return _put(sentence, match, new)


def _alike(one: str, two: str) -> bool:
    return bool(_YEAR.match(one)) == bool(_YEAR.match(two)) and ("." in one) == ("." in two)


def _near(number: str, rng: Random) -> str:
    if _YEAR.match(number):
        return str(int(number) + rng.choice([-20, -10, -5, -3, -2, -1, 1, 2, 3, 5, 10, 20]))
    digits = [i for i, char in enumerate(number) if char.isdigit()]
    at = rng.choice(digits)
    choices = [d for d in "123456789" if d != number[at]]
    return number[:at] + rng.choice(choices) + number[at + 1 :]


def change_small_number(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Another number word: ``two`` for ``three``."""
    matches = list(_SMALL_WORD.finditer(sentence))
    if not matches:
        return None
    match = rng.choice(matches)
    return _put(sentence, match, rng.choice([w for w in _SMALL[2:] if w != match.group()]))


def change_month(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Another month."""
    matches = list(_MONTH.finditer(sentence))
    if not matches:
        return None
    match = rng.choice(matches)
    return _put(sentence, match, rng.choice([m for m in _MONTHS if m != match.group()]))


def change_name(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """A name of the context in place of one in the sentence."""
    matches = [m for m in _NAME.finditer(sentence) if m.group() not in _MONTHS]
    if not matches:
        return None
    match = rng.choice(matches)
    others = sorted({n for n in names(context) if n not in sentence and n not in _MONTHS})
    return _put(sentence, match, rng.choice(others)) if others else None


def exchange_names(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Two names of the sentence change places."""
    matches = [m for m in _NAME.finditer(sentence) if m.group() not in _MONTHS]
    if len({m.group() for m in matches}) < 2:
        return None
    one, two = sorted(rng.sample(matches, 2), key=lambda m: m.start())
    if one.group() == two.group():
        return None
    between = sentence[one.end() : two.start()]
    if re.fullmatch(r",? ?(and|or|&|,)? ?", between):
        return None  # "A and B" says the same as "B and A"
    head, tail = sentence[: one.start()], sentence[two.end() :]
    return head + two.group() + between + one.group() + tail


def negate(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """A negation taken out, or put in after an auxiliary verb."""
    present = list(_NEGATION.finditer(sentence))
    if present:
        match = rng.choice(present)
        return sentence[: match.start()] + sentence[match.end() :]
    auxiliary = _AUXILIARY.search(sentence)
    if auxiliary is None:
        return None
    word = rng.choice([" not", " not", " never"])
    return sentence[: auxiliary.end()] + word + sentence[auxiliary.end() :]


def change_quantifier(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """Another quantifier, direction or order: ``at most`` for ``at least``."""
    found = [
        (match, new) for old, new in _QUANTIFIERS for match in re.finditer(rf"\b{old}\b", sentence)
    ]
    if not found:
        return None
    match, new = rng.choice(found)
    return _put(sentence, match, new)


def oppose(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> str | None:
    """The antonym of a word."""
    matches = [m for m in _WORD.finditer(sentence) if m.group() in lexicon.antonyms]
    if not matches:
        return None
    match = rng.choice(matches)
    return _put(sentence, match, rng.choice(lexicon.antonyms[match.group()]))


FALSIFYING: dict[str, Change] = {
    "number": change_number,
    "number word": change_small_number,
    "month": change_month,
    "name": change_name,
    "exchange": exchange_names,
    "negation": negate,
    "quantifier": change_quantifier,
    "antonym": oppose,
}


def falsify(sentence: str, context: str, rng: Random, lexicon: Lexicon) -> tuple[str, str] | None:
    """A kind of change and the sentence made false by it; None when no change applies."""
    kinds = list(FALSIFYING)
    rng.shuffle(kinds)
    if rng.random() < 0.6:  # it applies to most sentences: keep it from crowding out the others
        kinds.sort(key=lambda kind: kind == "negation")
    for kind in kinds:
        changed = FALSIFYING[kind](sentence, context, rng, lexicon)
        if changed and changed != sentence and changed not in context:
            return kind, changed
    return None


def restate(sentence: str, rng: Random, lexicon: Lexicon) -> str:
    """The same in other words, as far as rules can: synonyms, less detail, another order."""
    text = sentence
    if rng.random() < 0.5:
        text = _PARENTHESIS.sub("", text)
    opening = _OPENING.match(text)
    if opening and rng.random() < 0.6:
        rest = text[opening.end() :]
        if rng.random() < 0.5 and rest.endswith("."):
            phrase = opening.group(1)
            text = f"{_upper(rest[:-1])} {phrase[0].lower()}{phrase[1:]}."
        else:
            text = _upper(rest)
    if rng.random() < 0.35:
        text = _SMALL_WORD.sub(lambda m: str(_SMALL.index(m.group())), text)
    if rng.random() < 0.7:
        text = _WORD.sub(lambda m: _synonym(m.group(), rng, lexicon), text)
    return text


def _synonym(word: str, rng: Random, lexicon: Lexicon) -> str:
    words = lexicon.synonyms.get(word)
    return rng.choice(words[:2]) if words and rng.random() < 0.6 else word


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
