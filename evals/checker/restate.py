"""Say a true sentence in another way, by rule, so that it stays true."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Restatement = Callable[[str, random.Random], str | None]

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(_MONTHS)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty"}
_SYNONYMS = (
    ("said", "stated"), ("says", "states"), ("began", "started"), ("big", "large"),
    ("bigger", "larger"), ("biggest", "largest"), ("asked for", "requested"), ("also", "likewise"),
    ("roughly", "about"), ("soldiers", "troops"), ("troops", "soldiers"),
    ("shows", "demonstrates"), ("chiefly", "mainly"), ("mostly", "for the most part"),
    ("often", "frequently"), ("quickly", "rapidly"), ("wants to", "wishes to"),
    ("want to", "wish to"), ("citizens", "nationals"), ("country", "nation"),
    ("important", "significant"), ("dangers", "risks"), ("danger", "risk"),
    ("answered", "responded"), ("dearer", "more expensive"), ("judges", "considers"),
    ("because(?! of)", "as"), ("nearly", "almost"), ("almost", "nearly"),
    ("meanwhile", "at the same time"), ("across", "throughout"),
    ("the whole(?= [a-z])", "the entire"), ("buy", "purchase"), ("tried to", "attempted to"),
    ("went on", "continued"), ("go on", "continue"),
    ("build", "construct"), ("built", "constructed"), ("view", "opinion"),
    ("talks", "negotiations"), ("however", "nevertheless"), ("therefore", "for that reason"),
    ("happened", "occurred"), ("carefully", "cautiously"), ("growing", "increasing"),
    ("grew", "increased"), ("rise", "increase"), ("rose", "increased"), ("fell", "declined"),
    ("town", "municipality"), ("law enforcement", "the police"), ("protesters", "demonstrators"),
    ("protests", "demonstrations"), ("demonstrations", "protests"), ("firms", "companies"),
    ("companies", "firms"), ("workers", "employees"), ("worries", "concerns"),
    ("stressed", "emphasised"), ("stresses", "emphasises"), ("argues", "contends"),
    ("poll", "survey"), ("survey", "poll"), ("abroad", "in other countries"), ("aim", "goal"),
    ("main", "principal"), ("chief", "principal"), ("fear", "worry"), ("power", "authority"),
    ("reforms", "changes"), ("backed", "supported"), ("widely", "broadly"), ("prove", "show"),
    ("put down", "suppressed"), ("suppressed", "put down"), ("promised", "pledged"),
    ("visit", "trip"), ("trip", "visit"), ("urged", "called on"), ("clearly", "plainly"),
)  # fmt: skip
_DATE = rf"(?:\d\d? )?(?:{_MONTH})(?: \d\d?)?(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d"
_JOINED = re.compile(
    r" (?:that|where|who|which|and|but|since|until|than|first|after|before|when|as|if|while)\b"
)


def verbatim(sentence: str, chance: random.Random) -> str | None:
    """The sentence itself."""
    return sentence


def shortened(sentence: str, chance: random.Random) -> str | None:
    """Without an aside or an opening adverbial that the rest does not need."""
    for pattern in (
        r" \([^()]*\)",
        r", (?:which|who|where) [^,;]+(?=,)",
        r", (?:which|who|where|such as|among them|including|for example)\b[^,;]+(?=\.$)",
        r" – [^–]+ – ",
    ):
        cut = re.sub(pattern, " " if "–" in pattern else "", sentence, count=1)
        cut = re.sub(r",(?= [a-z]+s\b)", "", cut, count=1) if ", who" in pattern else cut
        if cut != sentence and len(cut.split()) >= 6:
            return cut
    match = re.match(r"(?:In|On|At|By|During|After) [^,]{3,40}, (?P<rest>[A-Z].+)", sentence)
    return match["rest"] if match and len(match["rest"].split()) >= 6 else None


def reordered(sentence: str, chance: random.Random) -> str | None:
    """The opening adverbial put last, or the last one first."""
    match = re.fullmatch(
        rf"(?P<when>(?:In|On|By) (?:(?:early|late|mid|spring|autumn) )?(?:{_DATE})),? "
        r"(?P<rest>(?:[A-Z]|the |a )[^,;:()]+)\.",
        sentence,
    )
    if match and not _JOINED.search(match["rest"]):
        rest, when = match["rest"], match["when"]
        return f"{rest[0].upper()}{rest[1:]} {when[0].lower()}{when[1:]}."
    match = re.fullmatch(
        rf"(?P<rest>[A-Z][^,;:()]+) (?P<when>(?:in|on|by) (?:(?:early|late) )?(?:{_DATE}))\.",
        sentence,
    )
    if not match or _JOINED.search(match["rest"]):
        return None
    rest, when = match["rest"], match["when"]
    if re.match(r"(?:For|In|On|At|By|Of|Among|According|During)\b|.* from\b", rest):
        return None
    if re.match(r"(?:The|A|An|It|He|She|They|This|Its|His|Their|Both|People|Some|Most)\b", rest):
        return f"{when[0].upper()}{when[1:]}, {rest[0].lower()}{rest[1:]}."
    named = re.match(r"(?:Kazakhstan|Russia|China|Ukraine|Turkey|Tokayev|[A-Z][\w-]+ [A-Z])", rest)
    return f"{when[0].upper()}{when[1:]}, {rest}." if named else None


def notation(sentence: str, chance: random.Random) -> str | None:
    """A number, percentage or date in another notation."""
    changes: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (r"(?<=\d)%", lambda m: " per cent"),
        (r"(?<=\d) per cent", lambda m: "%"),
        (r"(?<![\d.])\d{1,3}(?:,\d{3})+", lambda m: m.group().replace(",", "")),
        (rf"\b(\d\d?) ({_MONTH}) (\d{{4}})", lambda m: f"{m[2]} {m[1]}, {m[3]}"),
        (rf"\b({_MONTH}) (\d\d?), (\d{{4}})", lambda m: f"{m[2]} {m[1]} {m[3]}"),
        (rf"\b(\d\d?) ({_MONTH})\b(?! \d)", lambda m: f"{m[2]} {m[1]}"),
        (rf"\b({_MONTH}) (\d\d?)\b(?!,? \d)", lambda m: f"{m[2]} {m[1]}"),
        (r"\b(\d+(?:\.\d+)?) billion dollars", lambda m: f"${m[1]} billion"),
        (r"\$(\d+(?:\.\d+)?) million", lambda m: f"{m[1]} million dollars"),
        (r"(?<![\w.,/-])(?:[2-9]|1[0-2])(?= (?!per)[a-z]{3})", _in_words),
        (r"(?<![\w.,/-])[2-6]0(?= (?!per)[a-z]{3})", lambda m: _TENS[int(m.group())]),
        (rf"\b(?:{'|'.join(_WORDS[2:])})(?= [a-z]+s\b)", lambda m: str(_WORDS.index(m.group()))),
    )
    fitting = [(p, f) for p, f in changes if re.search(p, sentence)]
    if not fitting:
        return None
    pattern, change = chance.choice(fitting)
    return re.sub(pattern, change, sentence)


def _in_words(match: re.Match[str]) -> str:
    dated = match.string[: match.start()].endswith(tuple(f"{month} " for month in _MONTHS))
    return match.group() if dated else _WORDS[int(match.group())]


def synonyms(sentence: str, chance: random.Random) -> str | None:
    """Two or three words replaced by others that mean the same here."""
    changed, count = sentence, 0
    for old, new in chance.sample(_SYNONYMS, len(_SYNONYMS)):
        pattern = rf"(?<![\w“-]){old}(?![\w”-])"
        if count < 3 and re.search(pattern, changed) and new not in changed:
            changed, count = re.sub(pattern, new, changed, count=1), count + 1
    return changed if count >= 2 else None


RESTATEMENTS: Mapping[str, Restatement] = {
    "verbatim": verbatim, "shortened": shortened, "reordered": reordered, "notation": notation,
    "synonyms": synonyms,
}  # fmt: skip
