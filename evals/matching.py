"""When does a text state a fact? Patterns over normalised text; nothing here knows a model.

Accepted answers are regular expressions, tried without regard to case, on text in which typographic
variants are made equal: quotes and dashes, kinds of space, citation markers, Markdown emphasis,
separators of thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

Alternatives = tuple[re.Pattern[str], ...]
"""Ways to say one fact; one of them is enough."""

HELD = 0.5
"""Least share of a statement's content words that its evidence must have, see `holds`."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
    }
)
_MARKER = re.compile(r"\s*\[\d+(?:\s*[,-]\s*\d+)*\](?!\()")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_GROUPED = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"')
_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_SPELLED = {word: str(number) for number, word in enumerate(_ONE_TO_TWELVE.split(), start=1)}
_STOPWORDS = (
    "about after also although among been before being between both could did does during each"
    " from have having here however into just many more most much only other over said same says"
    " some such than that their them then there these they this those through under upon very was"
    " were what when where which while whose will with within without would"
)
_STOP = frozenset(_STOPWORDS.split())


def normalise(text: str) -> str:
    """``text`` in one spelling of quotes, dashes and spaces, without markers and emphasis."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME)
    return " ".join(_EMPHASIS.sub("", _MARKER.sub("", plain)).split())


def compile_alternatives(patterns: Iterable[str]) -> Alternatives:
    """Patterns ready to be tried on normalised text. Raises `re.error` for a broken one."""
    return tuple(re.compile(p.translate(_SAME), re.IGNORECASE) for p in patterns)


def states(text: str, alternatives: Alternatives) -> bool:
    """Whether ``text`` says one of the alternatives, thousands written with a separator or not."""
    plain = normalise(text)
    bare = _GROUPED.sub("", plain)
    return any(p.search(plain) or p.search(bare) for p in alternatives)


def stated(text: str, groups: Sequence[Alternatives]) -> int:
    """How many of the required facts ``text`` states."""
    return sum(states(text, group) for group in groups)


def numbers(text: str) -> frozenset[str]:
    """The numbers of a text in one spelling: ``1,500`` is ``1500``, ``three`` is ``3``."""
    words = re.findall(r"[a-z]+", normalise(text).casefold())
    return _digits(text) | {_SPELLED[w] for w in words if w in _SPELLED}


def _digits(text: str) -> frozenset[str]:
    found = _NUMBER.findall(_GROUPED.sub("", normalise(text)))
    return frozenset(n.replace(",", ".") for n in found)


def content_words(text: str) -> frozenset[str]:
    """Stems (six letters, no diacritics) of the words that carry meaning."""
    flat = unicodedata.normalize("NFKD", normalise(text).casefold())
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return frozenset(w[:6] for w in _WORD.findall(flat) if w not in _STOP)


def holds(statement: str, evidence: str, facts: Sequence[Alternatives] = ()) -> bool:
    """Whether ``evidence`` holds what ``statement`` says, judged without a model.

    It does when it states each of the ``facts`` that the statement states, has each of its numbers
    (``5`` may be ``five``), and at least `HELD` of its content words. This stands in for the
    entailment model of ALCE (Gao et al. 2023, section 4.3): it shares nothing with the assistant
    that it judges; it is strict with numbers, lenient with wording, and blind to a negation.
    """
    if any(states(statement, fact) and not states(evidence, fact) for fact in facts):
        return False
    if not _digits(statement) <= numbers(evidence):
        return False
    words = content_words(statement)
    return not words or len(words & content_words(evidence)) >= HELD * len(words)


def own_words(text: str, sources: Sequence[str]) -> str:
    """``text`` without quotations of its ``sources``.

    Taken out is what stands in quotation marks and occurs, so spelled, in a source; a quotation
    that no source has stays, because then the words are the writer's own.
    """
    known = [normalise(source).casefold() for source in sources]

    def keep(match: re.Match[str]) -> str:
        words = normalise(match[0][1:-1]).strip(" .,;:!?").casefold()
        return '""' if any(words in source for source in known) else match[0]

    return normalise(_QUOTED.sub(keep, text))
