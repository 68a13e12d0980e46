"""Pairs of opposites of general English, by stem.

Complements exclude each other and leave nothing between (``pass`` / ``fail``: not to pass is to
fail); contraries only exclude each other (not to rise is not yet to fall).
"""

from __future__ import annotations

import re

from assistant.grounding.words import stem, words

Scale = dict[str, list[tuple[int, int]]]  # stem -> [(number of the pair, side: 1 or -1)]

# complementary opposites: "not A" means B
_COMPLEMENT_PAIRS = """
allow permit authorise legal legalise|ban forbid prohibit bar disallow outlaw illegal
accept approve|reject refuse rebuff
include|exclude omit
win gain victory victorious|lose defeat
succeed success successful|fail failure unsuccessful
true correct accurate|false incorrect inaccurate wrong untrue
present|absent
alive survive|dead die kill
guilty convict|innocent acquit
same identical|different
keep retain|abandon discard scrap
remember|forget
pass|fail
possible|impossible
likely probable|unlikely improbable
agree|disagree
attend|skip miss
"""
# the same of qualities, which tell apart what else is called alike
_COMPLEMENT_QUALITIES = """
open|close shut
public|private
peaceful nonviolent|violent
mandatory compulsory obligatory required|optional voluntary
domestic internal|foreign external
temporary|permanent
direct|indirect
employed|unemployed
"""
# contrary opposites: denying one does not assert the other
_CONTRARY_PAIRS = """
rise increase grow climb soar surge jump up|fall decrease decline drop shrink plunge sink down
more greater higher larger bigger|less fewer lower smaller
most highest largest biggest|least lowest smallest fewest
above exceed|below
before prior precede earlier|after follow subsequent later
first earliest|last latest
since|until till
early|late
support endorse favour advocate|oppose object criticise criticism condemn resist against abstain
start begin launch commence|end finish stop cease conclude halt
strengthen deepen tighten reinforce|weaken loosen undermine ease
improve better recover|worsen deteriorate worse
expand widen extend|contract narrow reduce
buy purchase acquire|sell
import|export
lend|borrow
grant|seize confiscate
send dispatch|receive
arrive enter join|leave depart exit quit
appoint hire nominate|dismiss fire sack remove
create establish build|abolish destroy dissolve demolish dismantle
raise|cut lower slash
confirm|deny
praise welcome applaud commend|criticise criticize condemn denounce attack blame
encourage promote|discourage deter
advance|retreat withdraw
attack|defend
friend ally|enemy foe rival
love like|hate dislike
always|never
often frequent|rare seldom
many|few
profit|loss
arrest detain imprison jail|release
appear emerge|disappear vanish
accelerate|slow
trust|distrust
day|night
morning|evening
known|unknown
top|bottom
"""
_CONTRARY_QUALITIES = """
positive|negative
high|low
strong|weak
rich wealthy|poor
large big huge|small tiny little
long|short
wide broad|narrow
full|empty
old|new young
hot warm|cold cool
fast quick rapid|slow
safe|dangerous unsafe
easy|difficult hard
cheap|expensive
north northern|south southern
east eastern|west western
majority|minority
maximum|minimum
popular|unpopular
optimistic|pessimistic
major|minor
summer|winter
inside|outside
inward|outward
upper|lower
front|rear
man|woman
male|female
stable|unstable
loyal|disloyal
"""
# qualities that exclude each other only where they tell two groups or things apart
_GROUPS = """
full|part partial
adult|child schoolchild junior
weekday|weekend
indoor|outdoor
"""


def _lexicon(block: str, offset: int) -> Scale:
    table: Scale = {}
    for number, line in enumerate(filter(None, block.splitlines()), start=offset):
        for sign, side in zip((1, -1), line.split("|"), strict=True):
            for word in side.split():
                table.setdefault(stem(word), []).append((number, sign))
    return table


COMPLEMENTS = _lexicon(_COMPLEMENT_PAIRS + _COMPLEMENT_QUALITIES, 0)
CONTRARIES = _lexicon(_CONTRARY_PAIRS + _CONTRARY_QUALITIES, 1000)
_QUALITIES = _lexicon(_COMPLEMENT_QUALITIES + _CONTRARY_QUALITIES + _GROUPS, 2000)
_UN = re.compile(r"(?:un|non)(?=[a-z]{4,})", re.IGNORECASE)


def qualities(text: str) -> set[tuple[str, int]]:
    """The qualities that a text names, each as a pair of opposites and the side taken: that of a
    table, or any word and the same word with "un" or "non" before it."""
    found: set[tuple[str, int]] = set()
    for word in words(text):
        root = _UN.sub("", word.text, count=1)
        found.add((stem(root), 1 if root == word.text else -1))
        found |= {(str(pair), side) for pair, side in _QUALITIES.get(word.stem, ())}
    return found
