"""Polarity of statements: negation and its scope, opposites, and quantifiers.

``polarity`` gives each content word of a sentence a sign; ``conflicts`` compares the signs that a
claim and a sentence give the words they share, so that "may carry over" contradicts "may not carry
over" while "cannot be carried over" agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.grounding.conflict import Conflict
from assistant.grounding.opposites import COMPLEMENTS, CONTRARIES, Scale
from assistant.grounding.quantifiers import quantifier_conflicts
from assistant.grounding.words import STOP_WORDS, Word, stem, words

_CUES = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly scarcely barely unable
    unwilling lack lacks lacked lacking absence fail fails failed failing failure refuse refuses
    refused refusing refusal deny denies denied denying denial decline declines declined prevent
    prevents prevented preventing avoid avoids avoided abstain abstains abstained abstaining
    impossible unlikely zero""".split()
)
_NOT_A_CUE = re.compile(
    r"(?:not|nothing)\s+(?:only|just|merely|simply|least|but|to\s+mention)\b|no\s+(?:fewer|less|"
    r"more|later|earlier|sooner|longer\s+than|matter|doubt)\s*(?:than\b)?|not\s+(?:more|less|fewer)"
    r"\s+than\b|\bno\.\s*\d|(?:not\s+until\b)|without\s+(?:doubt|question)",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"\b(?:turn(?:s|ed|ing)? down|rul(?:e|es|ed|ing) out|instead of|rather than|far from|"
    r"(?:stay|steer)(?:s|ed|ing)? (?:away|clear) (?:from|of)|refrain(?:s|ed|ing)? from|"
    r"k(?:ee|e)p(?:t|s|ing)? (?:out of|from)|(?:ban|bar)(?:s|red|ned)? from|"
    r"call(?:s|ed|ing)? off)\b",
    re.IGNORECASE,
)
_BREAKS = frozenset(
    """but although though because since while whereas whereby which who whose if unless until when
    where after before so yet however and or than as that despite instead""".split()
)
_AUXILIARIES = frozenset(
    """is are was were be been has have had do does did will would shall should can could may might
    must cannot""".split()
)
_PREFIX = re.compile(r"^(?:un|non|dis|in|im|ir|il)(?=[a-z]{4,})")
_PREFIXED = frozenset(
    """unused unpaid unable unlikely unwilling unsuccessful unpopular unlawful unclear unchanged
    unaffected unavailable unavoidable unconstitutional undemocratic unemployed unequal unfair
    unknown unlimited unofficial unprecedented unresolved unsafe unstable unsupported untrue
    unverified unwanted unauthorised unauthorized uncertain unexpected unconfirmed unprovoked
    unreliable unfounded nonviolent nonexistent dishonest disloyal dissatisfied inactive incapable
    incomplete incorrect independent ineffective ineligible inadequate inaccurate insufficient
    invalid involuntary immoral impossible imperfect illegal illegitimate irregular irrelevant
    irreversible unpunished uncovered unarmed untouched unsuitable unsolved unsuccessful
    disallowed disapproved disagree disagreed disagrees""".split()
) - {"independent", "unable", "unlikely", "impossible", "unprecedented"}


@dataclass(frozen=True, slots=True)
class Term:
    """A content word with its sign, and the phrase it heads (``may not carry``).

    ``negated`` is None where a negation may or may not reach: an object after a negated verb.
    """

    text: str
    stem: str
    negated: bool | None
    phrase: str


def polarity(sentence: str) -> list[Term]:
    """The content words of a sentence, each with its sign; ``unused`` is ``use``, negated."""
    tokens = words(sentence)
    skipped = [m.span() for m in _NOT_A_CUE.finditer(sentence)]
    denying = [m.span() for m in _PHRASES.finditer(sentence)]
    signs: list[bool | None] = [False] * len(tokens)
    paired = False
    for index, token in enumerate(tokens):
        if paired and token.text.lower() == "nor":
            paired = False  # "neither the town nor the state paid" denies once
            continue
        if _is_cue(token, skipped) or any(token.end == end for _, end in denying):
            paired = paired or _opens_with_neither(sentence, token)
            certain, uncertain = _scope(sentence, tokens, index)
            for reached in certain:
                sign = signs[reached]
                signs[reached] = None if sign is None else not sign
            for reached in uncertain:
                signs[reached] = None
    terms = []
    for index, (token, negated) in enumerate(zip(tokens, signs, strict=True)):
        if any(start <= token.start < end for start, end in denying):
            continue
        scaled = token.stem in CONTRARIES or token.stem in COMPLEMENTS
        if not (token.is_content or scaled) or token.text.lower() in _CUES:
            continue
        root, flipped = _unprefixed(token)
        sign = None if negated is None else negated != flipped
        terms.append(Term(token.text, root, sign, _phrase(sentence, tokens, index)))
    return terms


def denies(sentence: str) -> bool:
    """Whether a sentence has a word that denies: "not", "refused", but no "not only"."""
    skipped = [m.span() for m in _NOT_A_CUE.finditer(sentence)]
    return any(_is_cue(token, skipped) for token in words(sentence))


def conflicts(claim: str, sentence: str) -> list[Conflict]:
    """Signs, opposites and quantifiers in which ``claim`` contradicts ``sentence``.

    Meant for a sentence that speaks of the same thing as the claim: the caller aligns them.
    """
    claimed, stated = polarity(claim), polarity(sentence)
    found = _sign_conflicts(claimed, stated)
    return found + _opposites(claimed, stated) + quantifier_conflicts(claim, sentence)


def _is_cue(token: Word, skipped: Sequence[tuple[int, int]]) -> bool:
    if any(a <= token.start < b for a, b in skipped):
        return False
    lower = token.text.lower().replace("’", "'")
    return lower in _CUES or lower.endswith("n't")


def _scope(sentence: str, tokens: Sequence[Word], cue: int) -> tuple[list[int], list[int]]:
    """Indices of the words that a cue surely reaches, and of those it may reach.

    Surely: the verb, adjective or noun that it stands before (adverbs passed over), and the verb of
    a negated subject (``no detainee was released``). Perhaps: the rest of the clause.
    """
    certain: list[int] = []
    uncertain: list[int] = []
    settled = False
    paired = _opens_with_neither(sentence, tokens[cue])
    subject = tokens[cue].text.lower() in ("no", "none", "nobody", "nothing", "neither")
    nominal, verb = subject or tokens[cue].text.lower() == "without", False
    for index in range(cue + 1, min(len(tokens), cue + 11)):
        gap = sentence[tokens[index - 1].end : tokens[index].start]
        word = tokens[index].text.lower()
        if re.search(r"[,;:.!?()—–]", gap) or (word in _BREAKS and index > cue + 1):
            break
        if word in _CUES and word != "no" and not (paired and word == "nor"):
            break
        if word in _AUXILIARIES and (certain or settled):
            if not subject or (verb and tokens[index - 1].text.lower() not in _AUXILIARIES):
                break
            verb = True
            continue
        if word in ("a", "an", "the") and not certain:
            nominal = True
        if not tokens[index].is_content or word.endswith("ly") or word == "longer":
            continue
        if (not certain and not settled) or verb:
            certain.append(index)
            if verb:
                break
        elif nominal and certain == [index - 1]:
            uncertain += [index - 1, index]  # "no serious sign": neither word alone is denied
            certain, settled = [], True
        else:
            uncertain.append(index)
    return certain, uncertain


def _opens_with_neither(sentence: str, token: Word) -> bool:
    """Whether a clause begins with this word and it is "neither": of its subjects none did."""
    before = sentence[: token.start].rstrip()
    return token.text.lower() == "neither" and (not before or before[-1] in ',;:.(—–“"')


def _phrase(sentence: str, tokens: Sequence[Word], index: int) -> str:
    """The word with the auxiliaries and negations right before it."""
    first = index
    while first and (
        tokens[first - 1].text.lower() in _AUXILIARIES | _CUES
        or tokens[first - 1].text.lower().endswith(("n't", "n’t"))
    ):
        first -= 1
    return sentence[tokens[first].start : tokens[index].end]


def _unprefixed(token: Word) -> tuple[str, bool]:
    lower = token.text.lower()
    if lower in _PREFIXED:
        return stem(_PREFIX.sub("", lower)), True
    return token.stem, False


def _sign_conflicts(claimed: Sequence[Term], stated: Sequence[Term]) -> list[Conflict]:
    signs: dict[str, set[bool | None]] = {}
    for term in stated:
        signs.setdefault(term.stem, set()).add(term.negated)
    for term in claimed:
        if term.text.lower() in STOP_WORDS or term.negated is None:
            continue
        if signs.get(term.stem) != {not term.negated}:
            continue
        other = next(t for t in stated if t.stem == term.stem)
        return [Conflict(_quoted(term), _quoted(other))]
    return []


def _quoted(term: Term) -> str:
    """The phrase in quotation marks, its negation put to it where that stands further off."""
    if term.negated and term.phrase == term.text and not _PREFIX.match(term.text.lower()):
        return f"“not {term.phrase}”"
    return f"“{term.phrase}”"


def _opposites(claimed: Sequence[Term], stated: Sequence[Term]) -> list[Conflict]:
    found = []
    for table in (COMPLEMENTS, CONTRARIES):
        sides = {side for term in claimed for side in table.get(term.stem, ())}
        for index, term in enumerate(claimed):
            for concept, sign in table.get(term.stem, ()):
                if (concept, -sign) in sides:
                    continue  # the claim sets both sides against each other
                other = _nearest(claimed, index, stated, table, concept)
                if other is None:
                    continue
                same = (concept, sign) in table[other.stem]
                signs = {term.negated, other.negated}
                if len(signs) == 1 and not same:
                    found.append(Conflict(f"“{term.text}”", f"“{other.text}”"))
                elif signs == {True, False} and same and table is COMPLEMENTS:
                    found.append(Conflict(_quoted(term), _quoted(other)))
    return found


def _nearest(
    claimed: Sequence[Term],
    index: int,
    stated: Sequence[Term],
    table: Scale,
    concept: int,
) -> Term | None:
    """The word of ``stated`` on the same scale whose neighbours best match the claim's."""
    near = _neighbours(claimed, index)
    if any(term.stem == claimed[index].stem for term in stated):
        return None  # the sentence has the very word: the signs were compared already
    best, score = None, 0
    for position, term in enumerate(stated):
        if any(c == concept for c, _ in table.get(term.stem, ())):
            overlap = len(near & _neighbours(stated, position))
            if overlap > score:
                best, score = term, overlap
    return best


def _neighbours(terms: Sequence[Term], index: int) -> set[str]:
    around = (*terms[max(0, index - 3) : index], *terms[index + 1 : index + 4])
    return {t.stem for t in around}
