"""Which code page a text of before Unicode is in, told by the letters that each would give."""

from __future__ import annotations

import re
from collections import Counter

_CODE_PAGES = (
    "cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "mac_roman", "cp850",
    "cp852",
)  # fmt: skip
"""Latin code pages; what fits two of them equally well is in the first."""

_OTHER_SCRIPTS = (
    "cp1251", "koi8_r", "koi8_u", "cp866", "mac_cyrillic", "iso8859_5", "cp1253", "iso8859_7",
    "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip

_LEAD = 1
"""Another code page must fit by more than so many characters better than the first."""
_CLEAR = 2 / 3
"""So much of what is outside ASCII must fit a code page."""

_ALPHABETS = {
    "Czech": "áčďéěíňóřšťúůýž",
    "Danish and Norwegian": "åæøéèêóòô",
    "Dutch": "áéèëíïóöúü",
    "Estonian": "äõöüšž",
    "French": "àâæçéèêëîïôœùûüÿ",
    "German": "äöüß",
    "Hungarian": "áéíóöőúüű",
    "Icelandic": "áéíðóúýþæö",
    "Italian": "àèéìíòóùú",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Polish": "ąćęłńóśźż",
    "Portuguese": "áâãàçéêíóôõúü",
    "Romanian": "ăâîşţșț",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Slovene and Croatian": "čćđšž",
    "Spanish and Catalan": "áàçéèíïñóòúü",
    "Swedish and Finnish": "åäöé",
    "Turkish": "çğıİöşüâîû",
}
_LETTERS = tuple(frozenset(letters + letters.upper()) for letters in _ALPHABETS.values())
_ANY_LETTER = (frozenset[str]().union(*_LETTERS),)
_INSIDE = frozenset("’‘–—…·\xa0\xad")
_AROUND = frozenset("“”„‚‹›«»¿¡•")
_SIGNS = frozenset("£€¥¢§°©®™±×÷²³¹¼½¾ªº†‡‰¶µ")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]")
_RULES = re.compile(rb"([\x80-\xff])\1{2,}")
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def code_page(sample: bytes) -> str:
    """The code page of a text, of which ``sample`` holds bytes outside ASCII; or nothing.

    Code pages give every sequence of bytes some reading, so what counts is how well the readings
    fit. Where little speaks for another, it is the most common one, Windows-1252.
    """
    if _mostly_words_outside_ascii(sample):
        return _detected(sample, _OTHER_SCRIPTS) or _detected(sample)
    needed = len(_HIGH.findall(sample)) * _CLEAR
    common, *others = _CODE_PAGES
    best, most = "", 0
    if _fit(sample, common, _ANY_LETTER) >= needed:
        best, most = common, _fit(sample, common) + _LEAD
    for name in others:
        fit = _fit(sample, name)
        if fit >= needed and fit > most:
            best, most = name, fit
    return best or _detected(sample)


def _mostly_words_outside_ascii(sample: bytes) -> bool:
    """Cyrillic, Greek or Japanese words are runs of high bytes; accented letters stand apart."""
    words = _RULES.sub(b"", sample)
    return sum(map(len, _RUNS.findall(words))) * 2 > len(_HIGH.findall(words))


def _detected(sample: bytes, among: tuple[str, ...] = ()) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(among) or None).best()
    return best.encoding if best else ""


def _fit(sample: bytes, name: str, alphabets: tuple[frozenset[str], ...] = _LETTERS) -> int:
    """How many characters outside ASCII stand where they belong, less those that do not.

    The letters are counted that the best fitting alphabet has.
    """
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return -len(sample)
    letters: Counter[str] = Counter()
    signs = 0
    for match in _OUTSIDE_ASCII.finditer(text):
        character = match.group()
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if not _in_place(before, character, after):
            signs -= 1
        elif character in _SIGNS or not character.isalpha():
            signs += 1
        else:
            letters[character] += 1
    return signs + max(sum(letters[letter] for letter in alphabet) for alphabet in alphabets)


def _in_place(before: str, character: str, after: str) -> bool:
    """Whether a letter stands as in a word, and any other sign as beside one."""
    if character in _SIGNS:
        return not after.islower()
    if character in _AROUND:
        return not (before.isalpha() and after.isalpha())
    if character.isalpha():
        return not (
            after.isdigit()
            or (before.islower() and character.isupper())
            or (character.islower() and after.isupper())
        )
    return character in _INSIDE
