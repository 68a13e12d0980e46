"""Proper names in text, and whether two spellings name the same thing.

No list of names: spellings are folded by transliteration classes (``kh``/``h``, ``zh``/``j``,
``-ev``/``-eff``, ``y``/``i``, doubled letters, hyphens, diacritics), and names are matched by
surname, initials, acronym and adjectival form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.dates import find_dates
from assistant.grounding.words import STOP_WORDS, sentence_spans

_TOKEN = (
    r"(?:[A-ZÀ-ÞĀ-ŽЀ-Я]\.(?:[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Sen)\."
    r"|[A-ZÀ-ÞĀ-ŽЀ-Я][\w'’]*(?:[-‑][\w'’]+)*)"
)
_PARTICLE = r"(?:of(?:\s+the)?|de|del|von|van|der|bin|ibn|al|el|la|le|for(?:\s+the)?|and)"
_NAME = re.compile(rf"(?<![\w]){_TOKEN}(?:\s+(?:{_PARTICLE}\s+)?{_TOKEN})*", re.UNICODE)
_TITLES = frozenset(
    """mr mrs ms dr prof professor president prime minister king queen prince princess sir lord
    lady general colonel major captain senator governor mayor secretary chancellor ambassador chief
    director chairman chairwoman deputy vice former ex foreign interior defence defense judge
    justice pope father saint st the a an""".split()
)
_ADJECTIVAL = re.compile(r"^(?:n|an|ian|ean|ese|ish|i|ic|s|ns|ans|ians|stan|stani|stanis|a|ia|e|"
                         r"ine|inian|inians|ey|y|any|ans?|is)?$")  # fmt: skip
_ADJECTIVE = re.compile(r"(?:an|ian|ese|ish|ic|ch|i|s|h|k|g|z)$")
_PEOPLES = tuple(
    frozenset(group.split())
    for group in """france french frenchman|poland polish pole poles|
    britain british uk unitedkingdom briton britons greatbritain|netherlands dutch holland|
    switzerland swiss|spain spanish spaniard|greece greek greeks|ireland irish|denmark danish dane|
    sweden swedish swede|wales welsh|scotland scottish scots|turkey turkish turk turks turkiye|
    us usa unitedstates unitedstatesofamerica america american americans|
    philippines filipino filipinos|thailand thai|finland finnish finn|norway norwegian|
    eu europeanunion|un unitednations|ussr sovietunion soviet|uae unitedarabemirates|
    portugal portuguese|peru peruvian|cyprus cypriot|germany german germans""".split("|")
)
BODY = re.compile(
    r"(?:Party|Union|Organi[sz]ation|Ministry|Agency|Bank|University|Institute|Council|Committee|"
    r"Company|Corporation|Inc|Ltd|Group|Association|Parliament|Court|Commission|Foundation|Fund|"
    r"Front|Movement|Army|Forces|Guard|Times|Post|News|Club|Alliance|League|Federation|Office|"
    r"Department|Board|Authority|Service|Press|Cent(?:re|er)|Society|School|College|Hospital|Team|"
    r"Islands?|Mountains?|River|Lake|Sea|City|Region|Province|Republic|State|County|District|"
    r"Street|Square|Airport|Station|Museum|Church|Law|Act|Treaty|Agreement|Day|Games|Cup|Award)s?"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name and its span. ``doubtful``: one word opening a sentence, perhaps no name."""

    text: str
    start: int
    end: int
    doubtful: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words without titles and particles."""
        found = re.findall(r"[\w'’.]+(?:[-‑][\w'’]+)*", self.text)
        parts = tuple(p for p in found if p[0].isupper() and p.lower().strip(".") not in _TITLES)
        return parts or tuple(found)


@lru_cache(maxsize=4096)
def find_names(text: str) -> tuple[Name, ...]:
    """The proper names of ``text`` in order; dates and numbers are none."""
    openings = {_opening(text, start) for start, _ in sentence_spans(text)}
    dates = [(d.start, d.end) for d in find_dates(text)]
    names: list[Name] = []
    for match in _NAME.finditer(text):
        start, end = match.start(), match.end()
        if any(a < end and start < b for a, b in dates):
            continue
        first = re.match(r"[\w'’-]+", match.group())
        while first and start in openings and first.group().lower() in STOP_WORDS:
            start += first.end()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            first = re.match(r"[\w'’-]+", text[start:end])
            if not first or not first.group()[0].isupper():
                start = end
                break
        if start in openings and _common_start(text[start:end]):
            continue
        name = re.sub(r"['’]s?$|[.,]$", "", text[start:end]) if end > start else ""
        if text[start:end].endswith(".") and re.search(r"\b[A-Z](?:\.[A-Z])+\.$", text[start:end]):
            name = text[start:end]
        ordinary = name.lower() in STOP_WORDS and not name.isupper()
        if len(name) < 2 or ordinary or name.lower() in _TITLES:
            continue
        single = " " not in name and name[1:].upper() != name[1:]
        names.append(Name(name, start, start + len(name), single and start in openings))
    return tuple(names)


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Whether two spellings name the same person, place or body, by general rules."""
    return related(a, b) or _acronym(a, b) or _acronym(b, a) or _persons(a, b)


def has_name(text: str, name: str) -> bool:
    """Whether a text has a name, in any spelling."""
    return any(same_name(name, other.text) for other in find_names(text))


@lru_cache(maxsize=65536)
def related(a: str, b: str) -> bool:
    """Same word up to spelling, inflection and adjectival form (``Russia``, ``Russian``)."""
    fold_a, fold_b = fold(a), fold(b)
    if not fold_a or not fold_b:
        return False
    if fold_a == fold_b or _vowel_variants(fold_a, fold_b):
        return True
    raw_a, raw_b = _bare(a), _bare(b)
    if any(raw_a in group and raw_b in group for group in _PEOPLES):
        return True
    return _adjectival(raw_a, raw_b)


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A key that spelling variants of one name share: ``Zelenskyy`` and ``Zelensky`` -> one."""
    text = _bare(name)
    for pattern, replacement in _FOLDS:
        text = pattern.sub(replacement, text)
    return text


@lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l"))
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    text = re.sub(r"['’]s$", "", text)
    return re.sub(r"[^a-zа-я0-9]", "", text.replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))


_FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"sch|sh", "s"), (r"tch|tsch|ch", "c"), (r"dzh|dj|zh|j", "g"), (r"kh|gh|h", ""),
        (r"ph", "f"), (r"ks", "x"), (r"ck|q", "k"), (r"w", "v"), (r"ff?$|v$", "v"),
        (r"ou|oo", "u"), (r"yo|io", "e"), (r"[yj]", "i"), (r"tz|ts", "z"), (r"c(?=[aouklrt])", "k"),
        (r"(?<=[aeou])i(?=[aeou])", ""), (r"(.)\1+", r"\1"), (r"ie|ei", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_VOWEL_PAIRS = (frozenset("ou"), frozenset("ae"), frozenset("ei"))


def _vowel_variants(a: str, b: str) -> bool:
    """``Mohammed`` / ``Muhammad``: near vowels may change inside a word, nothing else."""
    if len(a) != len(b) or len(a) < 5 or (a[-1:] in "aeiou" and a[-1:] != b[-1:]):
        return False
    return all(x == y or frozenset((x, y)) in _VOWEL_PAIRS for x, y in zip(a, b, strict=True))


def _adjectival(a: str, b: str) -> bool:
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    if shared < 4 or not (_ADJECTIVE.search(a) or _ADJECTIVE.search(b)):
        return False
    return bool(_ADJECTIVAL.match(a[shared:]) and _ADJECTIVAL.match(b[shared:]))


def _acronym(short: str, long: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 2 <= len(letters) <= 7 or letters[:-1] != letters[:-1].upper():
        return False
    tokens = re.findall(r"[A-Za-z][\w'’]*", long)
    if len(tokens) < 2:
        return False
    capitals = "".join(t[0] for t in tokens if t[0].isupper()).upper()
    everything = "".join(t[0] for t in tokens).upper()
    return letters.upper() == everything or letters.upper() in capitals


def _persons(a: str, b: str) -> bool:
    """Surname alone, or initials or a short form before the same surname."""
    parts_a, parts_b = Name(a, 0, 0).parts, Name(b, 0, 0).parts
    if not parts_a or not parts_b or not related(parts_a[-1], parts_b[-1]):
        return False
    if len(parts_a) == 1 or len(parts_b) == 1:
        return True
    short, long = sorted((parts_a[:-1], parts_b[:-1]), key=len)
    remaining = iter(long)
    return all(any(_same_first(x, y) for y in remaining) for x in short)


def _same_first(a: str, b: str) -> bool:
    """The same first name, an initial of it, or its beginning (``Tim``, ``Timothy``)."""
    short, long = sorted((a.strip(".").lower(), b.strip(".").lower()), key=len)
    begins = long.startswith(short) and (len(short) == 1 or len(short) >= 3)
    return begins or related(a, b)


def _opening(text: str, start: int) -> int:
    match = re.compile(r"[\s\"'“”‘’(\[*#>•–—-]*").match(text, start)
    return match.end() if match else start


_COMMON_END = re.compile(r"(?:tion|sion|ment|ness|ity|ence|ance|ism|ing|ly|ed|ies|ers|ors|ists|"
                         r"ure|ship|age|ysis|ics)$")  # fmt: skip


def _common_start(name: str) -> bool:
    """One capitalised word opening a sentence that looks like an ordinary word."""
    if " " in name or "-" in name or (name[1:].upper() == name[1:] and len(name) > 1):
        return False
    return bool(_COMMON_END.search(name)) or name.lower() in STOP_WORDS
