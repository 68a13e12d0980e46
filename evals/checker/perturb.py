"""Make a true sentence false by one change, by rule. Written apart from the checks under test."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Perturbation = Callable[[str, random.Random], str | None]

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(_MONTHS)
_SMALL = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty".split()
_COUNTRIES = (
    "Russia China Ukraine Turkey Germany France Belarus Armenia Tajikistan Kyrgyzstan Uzbekistan "
    "Iran Poland India Japan Georgia Azerbaijan Canada Brazil Kazakhstan"
).split()
_PEOPLES = (
    "Russian Chinese Ukrainian Turkish German French Belarusian Armenian Kazakh Iranian".split()
)
_CITIES = "Moscow Beijing Almaty Astana Kyiv Ankara Brussels Dushanbe Petropavlovsk Bucha".split()
_PEOPLE = (
    "Kassym-Jomart Tokayev|Nursultan Nazarbayev|Vladimir Putin|Volodymyr Zelensky|Xi Jinping|"
    "Karim Massimov|Karim Masimov|Charles Michel|Sergey Lavrov|Mukhtar Ablyazov|Tokayev|Nazarbayev|"
    "Putin|Zelensky|Lavrov|Massimov"
).split("|")
_BODIES = "CSTO EU EAEU NATO OSCE OPEC WTO IMF".split()
_OPPOSITES = (
    "increase decrease|increased decreased|rose fell|rising falling|grew shrank|higher lower|"
    "more less|supported opposed|allowed banned|permitted forbidden|won lost|"
    "accepted rejected|strengthened weakened|largest smallest|biggest smallest|most least|"
    "majority minority|before after|began ended|started stopped|strong weak|peaceful violent|"
    "stronger weaker|dearer cheaper|improved worsened|similar different|"
    "external internal|formally informally|positive negative|western eastern|"
    "northern southern|above below|agreed refused|appointed dismissed|arrested released|"
    "arrival departure|import export|imports exports|gained lost|closer looser|many few|"
    "better worse|fast slowly|early late|first last|older younger|long short|wide narrow"
).split("|")
_DIRECTIONS = (
    (r"\bbefore\b", "after"), (r"\bBefore\b", "After"), (r"\bAfter\b", "Before"),
    (r"(?<!named )(?<!look )(?<!ever )\bafter\b(?! (?:another|all))", "before"),
    (r"\bearlier\b", "later"), (r"\blater\b", "earlier"), (r"\bfollowed\b", "preceded"),
    (r"\bsince(?= (?:\d|January|March|June|September|the ))", "until"),
    (r"\buntil(?= (?:\d|January|March|June|September|the ))", "since"),
)  # fmt: skip
_UNITS = (
    "days weeks|weeks months|months years|years months|hours days|per cent|% percentage points|"
    "million billion|billion million|dollars euros|euros dollars|tonnes barrels|tenge dollars"
).split("|")
_AUXILIARY = "is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|does|did|do"


def number(sentence: str, chance: random.Random) -> str | None:
    """Another number, in digits or words; years, days of the month and percentages stay."""
    pattern = (
        r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?!\d|%|[.,-]\d|st\b|nd\b|rd\b|th\b| per ?cent|\))"
        rf"(?! (?:{_MONTH}))|\b(?:{'|'.join(_SMALL)})\b(?! another|-)"
    )
    places = [
        m for m in re.finditer(pattern, sentence)
        if not re.search(rf"(?:{_MONTH}) $|¶$|no\. $", sentence[: m.start()])
        and not re.fullmatch(r"(?:1[89]|20)\d\d", m.group())
    ]  # fmt: skip
    return _replaced(sentence, places, lambda m: _other_number(m.group(), chance), chance)


def percent(sentence: str, chance: random.Random) -> str | None:
    """Another percentage."""
    places = list(re.finditer(r"\d+(?:\.\d+)?(?=%| per ?cent)", sentence))

    def other(match: re.Match[str]) -> str:
        written = match.group()
        changed = float(written) + chance.choice([-20, -8, -3, 4, 9, 25])
        if not 0 < changed < 100:
            changed = 100 - float(written) if float(written) != 50 else 30
        return f"{changed:.{len(written.partition('.')[2])}f}"

    return _replaced(sentence, places, other, chance)


def date(sentence: str, chance: random.Random) -> str | None:
    """Another year, month or day of the month."""
    places = [
        *re.finditer(r"\b(?:19|20)\d\d\b", sentence),
        *re.finditer(rf"\b(?:{_MONTH})\b(?! the)", sentence),
        *re.finditer(rf"\b\d\d?(?= (?:{_MONTH}))|(?<=January )\d\d?\b", sentence),
    ]

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word in _MONTHS:
            return chance.choice([m for m in _MONTHS if m != word])
        if len(word) == 4:
            return str(int(word) + chance.choice([-4, -3, -2, -1, 1, 2]))
        return str(chance.choice([d for d in range(1, 29) if d != int(word)]))

    return _replaced(sentence, places, other, chance)


def name(sentence: str, chance: random.Random) -> str | None:
    """Another person, country, people, city or body of the same sort."""
    for group in chance.sample([_PEOPLE, _COUNTRIES, _PEOPLES, _CITIES, _BODIES], 5):
        listed = "|".join(sorted(map(re.escape, group), key=len, reverse=True))
        places = list(re.finditer(rf"(?<![\w-])(?:{listed})(?![\w-])", sentence))

        def other(match: re.Match[str], group: list[str] = group) -> str | None:
            long = " " in match.group()
            fit = [
                n for n in group
                if n.split()[-1] != match.group().split()[-1] and (" " in n) == long
                and n not in sentence and n[:5] not in sentence
            ]  # fmt: skip
            return chance.choice(fit) if fit else None

        changed = _replaced(sentence, places, other, chance)
        if changed:
            return changed
    return None


def negation(sentence: str, chance: random.Random) -> str | None:
    """A ``not`` more, or one fewer."""
    without = re.sub(r"\b(?:not|never) (?!only|just|yet)", "", sentence, count=1)
    if without != sentence:
        return without
    without = re.sub(r"\b(?P<a>has|have|had|is|are|was|were) no longer ", r"\g<a> still ", sentence)
    if without != sentence:
        return without
    if re.match(r"(?:No|None|Nobody|Neither|Nor|Nothing)\b", sentence):
        return None
    places = [
        m for m in re.finditer(rf"\b(?:{_AUXILIARY})\b(?= [a-z])", sentence)
        if not re.match(r" (?:not|no|never|hardly|only|be\b|the\b|a\b)", sentence[m.end() :])
    ]  # fmt: skip
    return _replaced(sentence, places[:1], lambda m: f"{m.group()} not", chance)


def quantifier(sentence: str, chance: random.Random) -> str | None:
    """A stronger or the contrary amount: ``all`` for ``some``, ``always`` for ``often``."""
    swaps = (
        (r"(?<!at )\b[Ss]ome(?= of | [a-z]+s )", "all"),
        (r"\b[Ss]everal(?! times)(?= [a-z]+s\b| of )", "all"),
        (r"(?<!so )(?<!how )(?<!as )(?<!great )\b[Mm]any(?= of | [a-z]+s\b| people)", "all"),
        (r"(?<!the )\b[Mm]ost(?= of | people| [a-z]+s\b)", "all"),
        (r"(?<=\b[Aa] )few(?= [a-z]+s\b)", "great many"),
        (r"\b[Aa]ll(?= (?:of )?(?:these|those|the) [a-z]+)", "none of"),
        (r"\b[Ee]very(?= [a-z]+ )(?! (?:year|day|time))", "not a single"),
        (r"\b(?:nearly|almost)(?= (?:half|all|\d|one|two|three|five))", "more than"),
        (r"\bat least\b", "at most"),
        (r"\bmore than(?= \d)", "less than"),
        (r"\b(?:mostly|chiefly|mainly|largely|partly)\b", "exclusively"),
        (r"\b(?:often|generally|usually|sometimes)\b", "always"),
    )
    fitting = [(p, new) for p, new in swaps if re.search(p, sentence)]
    if not fitting:
        return None
    pattern, new = chance.choice(fitting)
    changed = re.sub(pattern, new, sentence, count=1)
    return changed[0].upper() + changed[1:]


def unit(sentence: str, chance: random.Random) -> str | None:
    """The same figure in another unit."""
    swaps = {"per cent": "percentage points", "%": " percentage points"}
    swaps |= dict(pair.split() for pair in _UNITS if len(pair.split()) == 2)
    listed = "|".join(re.escape(u) for u in sorted(swaps, key=len, reverse=True))
    places = list(re.finditer(rf"(?<=\d)%|(?<=\d )(?:{listed})\b", sentence))
    return _replaced(sentence, places, lambda m: swaps[m.group()], chance)


def subject(sentence: str, chance: random.Random) -> str | None:
    """Who and whom changed round: the first two names with a verb between them."""
    listed = "|".join([*_COUNTRIES, *_PEOPLE, *_CITIES, *_BODIES, "the West"])
    match = re.search(
        rf"(?<![\w-])(?<!In )(?<!in )(?<!by )(?<!of )(?<!for )(?<!to )(?<!from )(?<!with )(?<!at )"
        rf"(?P<a>{listed})(?![\w'’-])(?P<verb>(?: [a-z][\w-]*){{1,5}} )(?P<b>{listed})(?![\w'’-])",
        sentence,
    )
    if not match or match["a"] == match["b"] or re.search(r"\b(?:and|or|with)\b", match["verb"]):
        return None
    if not re.search(r"\b\w+(?:ed|s|t|gave|took|made|saw)\b", match["verb"]):
        return None
    swapped = f"{match['b']}{match['verb']}{match['a']}"
    return sentence[: match.start()] + swapped + sentence[match.end() :]


def direction(sentence: str, chance: random.Random) -> str | None:
    """``before`` for ``after`` and the like."""
    fitting = [(p, new) for p, new in _DIRECTIONS if re.search(p, sentence)]
    if not fitting:
        return None
    pattern, new = chance.choice(fitting)
    changed = re.sub(pattern, new, sentence, count=1)
    return re.sub(r"\b([Aa])n (?=later)", r"\1 ", re.sub(r"\b([Aa]) (?=earlier)", r"\1n ", changed))


def opposite(sentence: str, chance: random.Random) -> str | None:
    """One word replaced by its opposite."""
    pairs = [(p.split()[0], p.split()[1]) for p in _OPPOSITES]
    table = dict(pairs) | {b: a for a, b in pairs}
    for word in ("before", "after", "more", "most"):
        table.pop(word, None)
    return _swap_words(sentence, table, chance)


def hedge(sentence: str, chance: random.Random) -> str | None:
    """A possibility stated as a fact."""
    for pattern, replacement in (
        (r"(?<!nobody )\b(?:may|might|could) (?=[a-z])(?!not)", "will "),
        (r"\b(?:allegedly|reportedly|supposedly|probably|perhaps|possibly) ", ""),
        (r"\bseems? to ", "is certain to "),
        (r"\bwas accused of having ", "was convicted of having "),
        (r"\btried to ", "managed to "),
    ):
        changed = re.sub(pattern, replacement, sentence, count=1)
        if changed != sentence:
            return changed
    return None


PERTURBATIONS: Mapping[str, Perturbation] = {
    "number": number, "percent": percent, "date": date, "name": name, "negation": negation,
    "quantifier": quantifier, "unit": unit, "subject": subject, "direction": direction,
    "opposite": opposite, "hedge": hedge,
}  # fmt: skip


def _swap_words(sentence: str, table: Mapping[str, str], chance: random.Random) -> str | None:
    listed = "|".join(sorted(table, key=len, reverse=True))
    places = list(re.finditer(rf"(?<![\w-])(?:{listed})(?![\w-])", sentence))
    return _replaced(sentence, places, lambda m: table[m.group()], chance)


def _replaced(
    sentence: str,
    places: list[re.Match[str]],
    other: Callable[[re.Match[str]], str | None],
    chance: random.Random,
) -> str | None:
    if not places:
        return None
    place = chance.choice(places)
    new = other(place)
    if new is None or new == place.group():
        return None
    return sentence[: place.start()] + new + sentence[place.end() :]


def _other_number(written: str, chance: random.Random) -> str:
    if written in _SMALL:
        at = _SMALL.index(written)
        return _SMALL[(at + chance.choice([-2, 1, 2, 3])) % len(_SMALL)]
    value = float(written.replace(",", ""))
    scaled = value * chance.choice([0.4, 0.7, 0.8, 1.2, 1.5, 2.0, 3.0])
    if "." in written:
        return f"{scaled:.{len(written.split('.')[1])}f}"
    changed = max(1, round(scaled))
    changed += changed == round(value)
    return f"{changed:,}" if "," in written else str(changed)
