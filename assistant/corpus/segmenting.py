"""Where sentences end in readable text: the Punkt algorithm with an abbreviation list of our own.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics
32(4), 2006, in the implementation of nupunkt. Its packaged model counts words such as "free",
"century" and "cancer" among the abbreviations (it was trained on scanned law), so only the
algorithm is used. The only importer of nupunkt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from .flow import STARTERS

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

LONGEST = 1500  # characters; text without any full stop is cut at a clause or a space

_ABBREVIATIONS = """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    mr mrs ms dr prof rev hon st mt jr sr messrs mme mlle gen col maj capt lt sgt cpl adm gov sen
    rep pres supt ph.d m.d b.a m.a b.sc m.sc ll.b ll.m esq dept govt corp inc ltd plc co bros assoc
    assn univ inst ave blvd rd hwy bldg apt no nos vs etc i.e e.g a.m p.m ca approx est cf viz al
    et ed eds trans vol vols pp p fig figs tab eq ch chap sec sect art para par app op cit ibid
    u.s u.k u.n e.u d.c u.s.a u.a.e i.q adj adv n.b q.v max min temp tel ext incl excl resp
    nr str bzw usw z.b d.h u.a ggf vgl abs hrsg jh dipl ing mag bd sog inkl zzgl
    env av bld ste mgr vgl sra srta sr pág art núm av ee.uu p.ej
    г гг тыс млн млрд руб коп т.е т.д т.п т.к и.о им ул д пр стр с рис табл см ср напр др проф акад
""".split()
_OVERLONG = re.compile(rf"(?<!\S)\S{{{LONGEST},}}")
_FIRST_WORD = re.compile(r"\w+")
_GLOSS = re.compile(
    r"\[(?![^\]\n]{1,100}\]:)"
)  # an editor's, on what was just quoted; no [Speaker]:
_RUNS_ON = re.compile(r"\W{0,3}[,;:)\]]")  # what was quoted does not end it: “Go!”, he says
_UNIT = re.compile(r"\d ?[mglhsVW]\.(?= [^\Wa-zа-яё\d])")  # "It is 4 m. Nobody swims."
_QUOTED = re.compile(r"[.!?…][”’\"'»]{1,2}$")
_INITIALS = re.compile(r"(?:^|[\s(\[“\"])(?:[^\W\d_a-zа-яё]\.){1,4}\s*$")
_ACRONYMS = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|D\.C|U\.S\.A|U\.A\.E|A\.M|P\.M|B\.C|A\.D)\.\s*$")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Sentence spans in order, trimmed, each with a letter or digit, none over ``LONGEST``."""
    position = 0
    for word in _OVERLONG.finditer(text):  # Punkt's time grows with the square of a word's length
        yield from _sentences(text[position : word.start()], position)
        yield from _cut(text, *word.span())
        position = word.end()
    yield from _sentences(text[position:], position)


def _sentences(text: str, offset: int) -> Iterator[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for _, (start, end) in _punkt().tokenize_with_spans(text):
        if spans and _belongs(text, *spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for begin, until in spans:
        for first, last in _after_units(text, begin, until):
            yield from ((offset + start, offset + end) for start, end in _cut(text, first, last))


def _after_units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece cut where a sentence ends in a unit of one letter, which Punkt takes for an
    initial."""
    for match in _UNIT.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """A row, a heading or a byline is one sentence, however many full stops are in it."""
    yield from _cut(text, 0, len(text))


@cache
def _punkt() -> PunktSentenceTokenizer:
    from nupunkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types.update(_ABBREVIATIONS)
    # After an abbreviation these words begin a new sentence.
    parameters.sent_starters.update(STARTERS)
    return PunktSentenceTokenizer(parameters)


def _belongs(text: str, before: int, end: int, start: int) -> bool:
    """Whether the piece at ``start`` belongs to the sentence before it, which ended at ``end``."""
    tail = text[max(before, end - 24) : end]
    said = _QUOTED.search(tail) and text[start].islower()  # “Who goes?” he asks
    if _GLOSS.match(text, start) or _RUNS_ON.match(text, start) or said:
        return True
    if not _INITIALS.search(tail) or _ACRONYMS.search(tail):
        return False
    first = _FIRST_WORD.match(text, start)
    return first is not None and first.group().lower() not in STARTERS


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = start + _clause_end(text[start : start + LONGEST])
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _clause_end(window: str) -> int:
    cut = max(window.rfind("; "), window.rfind(", ")) + 1
    if cut < len(window) // 4:
        cut = window.rfind(" ")
    return cut if cut >= len(window) // 4 else len(window)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if any(character.isalnum() for character in piece):
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(piece.strip())
