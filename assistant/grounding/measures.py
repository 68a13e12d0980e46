"""What a question wants measured (how wide, how old, how many), and what an amount measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.quantities import Quantity
from assistant.grounding.units import dimension, unit_at

# property -> what it is called, in adjectives and in nouns
_PROPERTIES = {
    "length": ("long longer", "length"),
    "width": ("wide wider broad broader", "width breadth"),
    "height": ("high higher tall taller", "height"),
    "depth": ("deep deeper", "depth"),
    "thickness": ("thick thicker", "thickness"),
    "weight": ("heavy heavier", "weight"),
    "age": ("old older", "age"),
    "temperature": ("hot hotter cold colder warm warmer", "temperature"),
    "size": ("big bigger large larger", "size"),
}
_ADJECTIVES = {word: name for name, (words, _) in _PROPERTIES.items() for word in words.split()}
_NOUNS = {word: name for name, (_, words) in _PROPERTIES.items() for word in words.split()}
_PHYSICAL = frozenset(
    "time length area mass volume power energy data speed money celsius fahrenheit degree".split()
)
# the dimensions that a property is measured in; any, for one that is not here
_IN = {
    "length": {"length", "time"},
    "width": {"length"},
    "height": _PHYSICAL - {"time"},  # of a price, a speed, a fever
    "depth": {"length"},
    "thickness": {"length"},
    "weight": {"mass", "money"},  # of losses
    "age": {"time"},
    "temperature": {"celsius", "fahrenheit", "degree"},
    "size": {"length", "area", "mass", "volume", "power", "energy", "data"},
}
# what is measured in money, however large it is
_PRICED = re.compile(
    r"\b(?:aid|bill|bonus|budget|compensation|contract|costs?|debts?|deficit|deposit|donation|"
    r"economy|fee|fine|fortune|fund(?:s|ing)?|grant|income|investments?|loans?|loss(?:es)?|market|"
    r"payments?|pension|prize|profits?|ransom|rent|revenues?|reward|salar(?:y|ies)|sales|subsid"
    r"(?:y|ies)|sum|surplus|tax(?:es)?|trade|turnover|wages?)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(("height", "size"))
_HOW = re.compile(r"\bhow (\w+)", re.IGNORECASE)
_WHAT = re.compile(r"\b(?:what|which)\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b({'|'.join(_NOUNS)})\b", re.IGNORECASE)
_MANY = re.compile(
    r"\bhow many(?: (?:more|other|further|extra|additional|thousand|million|billion|trillion))?\b",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[\s-]*(?:({'|'.join(_ADJECTIVES)})\b|in ({'|'.join(_NOUNS)})\b)")
_BEFORE = re.compile(
    rf"\b(?:({'|'.join(_NOUNS)})(?: of| is| was| are| were|:)|({'|'.join(_ADJECTIVES)}) than) "
    r"[^;]{0,15}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The property that is asked for, if it has a name, and the dimensions it is measured in; no
    ``dimensions`` exclude none. Counts and shares measure anything."""

    name: str = ""
    dimensions: frozenset[str] = _PHYSICAL

    @classmethod
    @lru_cache(maxsize=256)
    def of(cls, question: str) -> Measure:
        """What ``question`` wants measured."""
        many = _MANY.search(question)
        if many:
            unit, _ = unit_at(question, many.end())
            return cls("", frozenset({dimension(unit)}))
        name = _asked(question)
        dimensions = _IN.get(name, _PHYSICAL)
        return cls(name, frozenset(dimensions | ({"money"} if _PRICED.search(question) else set())))

    def fits(self, amount: Quantity) -> bool:
        """Whether an amount can measure it: not in years, where a width is asked for."""
        return amount.dimension not in _PHYSICAL - self.dimensions

    def is_other(self, text: str, amount: Quantity) -> bool:
        """Whether ``text`` says that an amount measures something else: "42 metres long" is no
        width."""
        told = _told(text, amount)
        return bool(told and self.name) and told != self.name and "size" not in (told, self.name)


def _asked(question: str) -> str:
    """The property that a question asks for; a noun says it where the adjective is general ("how
    high is the temperature")."""
    how, noun = _HOW.search(question), _NOUN.search(question)
    name = _ADJECTIVES.get(how[1].lower(), "") if how else ""
    if noun and (name in _GENERAL if how else _WHAT.search(question)):
        return _NOUNS[noun[1].lower()]
    return name


def _told(text: str, amount: Quantity) -> str:
    """The property that the words beside an amount with a unit say it measures."""
    if not amount.unit:
        return ""
    after = _AFTER.match(text, amount.end)
    if after:
        return _ADJECTIVES[after[1]] if after[1] else _NOUNS[after[2]]
    before = _BEFORE.search(text[: amount.end])
    if before:
        return _NOUNS[before[1].lower()] if before[1] else _ADJECTIVES[before[2].lower()]
    return ""
