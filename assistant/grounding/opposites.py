"""Pairs of opposites of general English, by stem.

Complements exclude each other and leave nothing between (``pass`` / ``fail``: not to pass is to
fail); contraries only exclude each other (not to rise is not yet to fall).
"""

from __future__ import annotations

from assistant.grounding.words import stem

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
open|close shut
same identical|different
public|private
peaceful nonviolent|violent
keep retain|abandon discard scrap
remember|forget
pass|fail
possible|impossible
likely probable|unlikely improbable
agree|disagree
mandatory compulsory obligatory required|optional voluntary
domestic internal|foreign external
temporary|permanent
direct|indirect
attend|skip miss
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
positive|negative
high|low
strong|weak
rich wealthy|poor
large big huge|small tiny little
long|short
wide broad|narrow
top|bottom
full|empty
old|new young
hot warm|cold cool
fast quick rapid|slow
safe|dangerous unsafe
easy|difficult hard
cheap|expensive
north northern|south southern
east eastern|west western
many|few
always|never
often frequent|rare seldom
majority|minority
maximum|minimum
popular|unpopular
optimistic|pessimistic
profit|loss
arrest detain imprison jail|release
appear emerge|disappear vanish
accelerate|slow
trust|distrust
major|minor
day|night
morning|evening
summer|winter
inside|outside
inward|outward
upper|lower
front|rear
man|woman
male|female
stable|unstable
loyal|disloyal
known|unknown
"""


def _lexicon(block: str, offset: int) -> Scale:
    table: Scale = {}
    for number, line in enumerate(block.strip().splitlines(), start=offset):
        for sign, side in zip((1, -1), line.split("|"), strict=True):
            for word in side.split():
                table.setdefault(stem(word), []).append((number, sign))
    return table


COMPLEMENTS = _lexicon(_COMPLEMENT_PAIRS, 0)
CONTRARIES = _lexicon(_CONTRARY_PAIRS, 1000)
