"""What kind of answer a question wants, and where such answers stand in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.grounding.dates import find_dates
from assistant.grounding.names import BODY, Name, find_names
from assistant.grounding.quantities import Quantity, find_quantities
from assistant.grounding.units import CURRENCIES

KIN = (
    r"relative|son|daughter|child|nephew|niece|brother|sister|wife|husband|father|mother|uncle|"
    r"aunt|cousin|widow|(?:sons?|daughters?|brothers?)-in-law"
)
_ROLE = (
    r"person|man|woman|president|minister|leader|politician|official|author|general|actor|actress|"
    r"king|queen|candidate|expert|scholar|researcher|scientist|judge|officer|businessman|analyst|"
    r"ambassador|governor|mayor|commander|spokes(?:man|woman|person)|journalist|deputy|director|"
    r"founder|owner|inventor|singer|player|coach|activist|lawyer|doctor"
)

AnswerType = Literal[
    "person", "organisation", "place", "date", "duration", "extent", "number", "money", "percent",
    "reason", "manner", "list", "yes_no", "definition", "author", "open",
]  # fmt: skip
Offsets = tuple[int, int]

# kinds of answers that stand alone in a few words, and that documents can differ about
VALUES: frozenset[AnswerType] = frozenset(
    (
        "person", "organisation", "place", "date", "duration", "extent", "number", "money",
        "percent", "author",
    )
)  # fmt: skip

_PRICE = r"rent|wage|fare|income|pension|profit|debt|tuition"
# what is asked for, and no part of another noun: not "what wage laws", "which age group"
_ASKED = (
    r"(?= (?:of|for|per|in|on|at|to|from|the|an?|he|she|it|they|do|does|did|is|was|are|were|must|"
    r"may|can|should|has|have|had|will|would)\b|\W*$)"
)
_BUILT = (
    r"museum|building|house|hall|church|mosque|temple|castle|palace|hospital|library|theatre|hotel|"
    r"prison|camp|factory|station|stadium|park|garden|forest|valley|island|harbour|port|room"
)
_MEASURED = (
    r"size|age|distance|height|length|width|depth|thickness|diameter|weight|temperature|speed"
)

_RULES: tuple[tuple[str, AnswerType], ...] = (
    (r"\bwho (?:wrote|authored|is the author|are the authors|compiled|published|edited|funded)\b"
     r"|\b(?:by whom|who) was (?:this|the|that) (?:article|report|paper|text|document|study|essay|"
     r"piece|commentary|post|book|analysis)\b.*\b(?:written|authored|published|edited)"
     r"|\bauthors? of (?:this|the|that)\b|\bwhose (?:article|report|paper|essay)\b", "author"),
    (r"\b(?:list|name (?:the|all|some|two|three|four|five)|enumerate|what (?:are|were) "
    r"the (?:main |"
     r"key |major |principal )?(?:\w+ ){0,2}(?:reasons|causes|factors|examples|steps|types|kinds|"
     r"countries|groups|members|demands|measures|consequences|effects))\b"
     r"|\bwhich (?:countries|groups|people|parties|states|companies|cities|towns|organi[sz]ations|"
     r"documents|sources|measures|reforms|regions|sectors)\b"
     rf"|\b(?:which|names of) (?:[\w’'-]+ ){{0,4}}?(?:{KIN}|{_ROLE})s\b(?!-)", "list"),
    (r"\bwhat (?:percentage|per ?cent|proportion|share|fraction)\b|^\W*(?:percentage|share) of\b"
     r"|\bhow (?:large|big|high) (?:a|was "
     r"the|is the) (?:percentage|share|proportion|majority|turnout)\b|\bturnout\b", "percent"),
    (r"\bhow much (?:does|did|do|is|was|were|are|will|would) .*\b(?:cost|pay|paid|spend|spent|"
     r"earn|worth|charge|price)|\b(?:what|which) (?:is|was|are|were)? ?(?:the )?(?:\w+ ){0,3}"
     r"(?:price|cost|salary|budget|fee|fine|revenue)s?\b(?! (?:increase|rise|hike|cut|cap)s?\b)"
     r"|\b(?:how much money|what sum)\b|\bhow expensive\b"
     r"|^\W*what (?:did|does|do|will|would|has|have|had) [^?]*"
     r"\b(?:cost|pay|paid|spend|spent|earn|earned|charge)\b"
     r"(?! attention|(?: \w+)? (?:for|on)\W*(?:[,;?]|$))",
     "money"),
    (rf"\b(?:what|which)(?: (?:is|was|are|were))?(?: the)?(?: [\w-]+)? (?:{_PRICE})s?{_ASKED}",
     "money"),
    (r"(?<!\bfor )\bhow long (?:is|was|are|were)\b|(?<!\bfor )\bhow long\b[^?]* be\W*$", "extent"),
    (r"\b(?:prison|jail) (?:term|sentence)\b|^\W*what sentence (?:did|was)\b|"
     r"\bhow long\b|\bfor how (?:long|many (?:years|months|"
     r"weeks|days|hours))\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b", "duration"),
    (r"\bhow (?:many|often|old|far|tall|high|large|big|deep|wide|fast|heavy|late|early|much)\b"
     rf"|\b(?:what|which) (?:number|amount|quantity|population|death toll)\b"
     rf"|\b(?:what|which) (?:{_MEASURED}){_ASKED}"
     r"|\bwhat (?:is|was) the (?:\w+ )?(?:number|population|death toll|toll|rate|total|count)\b"
     rf"|\bwhat (?:is|was) the (?:\w+ )?(?:{_MEASURED}){_ASKED}"
     r"|\b(?:sample size|death toll|number of)\b|^\W*population\b",
     "number"),
    (r"^\W*when\b|\b(?:since|until|by) when\b|\b(?:what|which) (?:year|month|day|date|"
    r"decade|century|"
     r"time)\b|\bon (?:what|which) (?:day|date)\b|\bwhat (?:is|was) the (?:\w+ )?(?:date|"
     r"deadline)\b"
     r"|\bwhen (?:did|was|were|is|are|does|do|will|has|had)\b", "date"),
    (rf"\b(?:in|at|on|from|to|near|into) (?:what|which) (?:[\w-]+ )?(?:{_BUILT})\b"
     r"|^\W*where\b|\b(?:what|which) (?:city|country|place|town|region|state|province|district|"
     r"village|location|capital|continent|river|airport|street)\b|\bwhere (?:did|was|were|"
     r"is|are|does|"
     r"do|will|has|had)\b", "place"),
    (r"^\W*why\b|\bfor what reason\b|\bwhat (?:was|is|were|are) the (?:\w+ )?(?:reason|"
    r"cause|motive|"
     r"purpose|goal|aim)s?\b|\bwhat (?:caused|prompted|triggered|led to|motivated|explains)\b"
     r"|\bhow come\b|\bwhy (?:did|was|were|is|are|does|do|has|had)\b", "reason"),
    (r"\b(?:what|which) (?:organi[sz]ation|company|party|agency|institution|university|firm|group|"
     r"body|ministry|team|newspaper|publisher|bank|alliance|bloc|court|union)\b", "organisation"),
    (rf"^\W*who(?:m|se)?\b|\bwhich (?:of [\w’'-]+(?: [\w’'-]+)? )?(?:{KIN}|{_ROLE})\b"
     rf"|\bname of (?:[\w’'-]+ ){{1,4}}?(?:{KIN}|{_ROLE})\b"
     r"|\bwho (?:did|was|were|is|are|does|has|had|will)\b"
     r"|\b(?:to|by|from|with|for) whom\b", "person"),
    (r"^\W*how\b", "manner"),
    (r"\bwhat (?:does|do) .{1,60} (?:mean|stand for|refer to)\b|^\W*define\b|^\W*what (?:is|are) "
     r"(?:an? )?[\w-]+(?: [\w-]+)?\?*$|\bdefinition of\b", "definition"),
    (r"^\W*(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|"
    r"might|must)"
     r"(?:n't|n’t)?\b", "yes_no"),
)  # fmt: skip
_RULES_RE = tuple((re.compile(p, re.IGNORECASE), t) for p, t in _RULES)

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|across|around|outside|inside|towards?|of|through|throughout|into|"
    r"city|town|capital|province|region|village|country|northern|southern|eastern|western)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|since|in order to|so "
    r"that|caused "
    r"by|triggered by|prompted by|sparked by|driven by|over|after|to protest|on (?:the "
    r")?grounds)\b",
    re.IGNORECASE,
)
_MANNER = re.compile(r"\b(?:by|through|via|using|with|thereby|without)\b", re.IGNORECASE)
_DEFINED = re.compile(r"\b(?:is|are|was|were|means?|refers? to|stands? for|,|–|—|\()\s*", re.I)
_BYLINE = re.compile(
    r"(?:^|\b)(?:by|author(?:s)?|written by|edited by|published by)\s*:?\s*(?=[A-Z])", re.IGNORECASE
)
_ITEM = re.compile(r"[^,;:]+?(?=,|;|\band\b|\.|$)")


@lru_cache(maxsize=256)
def expected(question: str) -> AnswerType:
    """The kind of answer that ``question`` wants, by general rules of English; else ``open``."""
    for pattern, kind in _RULES_RE:
        if pattern.search(question.strip()):
            return kind
    return "open"


def find(kind: AnswerType, text: str) -> list[Offsets]:
    """Spans of ``text`` that could be an answer of that kind, in order; ``open`` finds none."""
    if kind == "date":
        return [(d.start, d.end) for d in find_dates(text)]
    if kind in ("number", "money", "percent", "duration", "extent"):
        return [(q.start, q.end) for q in find_quantities(text) if _counts_as(kind, q)]
    if kind in ("person", "organisation", "place", "author"):
        names = find_names(text)
        if kind == "author" and not _BYLINE.search(text):
            return []
        return [(n.start, n.end) for n in names if _names(kind, n, text)]
    pattern = {"reason": _REASON, "manner": _MANNER, "definition": _DEFINED}.get(kind)
    if pattern:
        return [_clause(text, m.start()) for m in pattern.finditer(text)]
    if kind == "list" and len(re.findall(r",|;|\band\b", text)) >= 2:
        return [(0, len(text))]
    return []


def matches(kind: AnswerType, text: str) -> bool:
    """Whether ``text`` holds something of that kind; what has no fixed form always does."""
    return kind in ("open", "yes_no", "manner", "definition", "list") or bool(find(kind, text))


def _counts_as(kind: AnswerType, quantity: Quantity) -> bool:
    if kind == "money":
        return quantity.unit in CURRENCIES
    if kind == "percent":
        return quantity.dimension == "percent"
    if kind == "duration":
        return quantity.dimension == "time"
    if kind == "extent":
        return quantity.dimension in ("time", "length")
    return quantity.unit != "ordinal" and not quantity.unit.startswith("label:")


def _names(kind: AnswerType, name: Name, text: str) -> bool:
    if name.doubtful and kind != "person":
        return False
    acronym = name.text.isupper() and len(name.text) <= 6
    body = any(BODY.fullmatch(p) for p in name.parts) or acronym
    if kind == "organisation":
        return True
    if kind == "place":
        before = _PLACE_BEFORE.search(text[: name.start])
        toward = before and before.group().split()[0].lower() in ("to", "from", "of", "toward")
        return bool(before) and not body and not (toward and " " in name.text)
    return not body


def _clause(text: str, start: int) -> Offsets:
    stop = re.compile(r"[.;!?](?=\s|$)|$").search(text, start)
    return start, stop.start() if stop else len(text)
