"""What each document holds where no number or date tells them apart: judgements, yes or no, causes.

A question for views ("How do the authors rate the reform?", "Who is to blame?") gets them document
by document. A question for yes or no gets them where one document asserts what another one denies,
a question for a reason where two name different causes, or one denies what the other names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations

from assistant.grounding.answer_type import expected
from assistant.grounding.apart import elsewhere
from assistant.grounding.causes import other_causes
from assistant.grounding.findings import LIKELY, Exclude, Findings, Group
from assistant.grounding.modality import hedged
from assistant.grounding.negation import polarity
from assistant.grounding.stance import alternative, plain_answer, stances
from assistant.grounding.words import content_stems
from assistant.types import Evidence

HOLDS = 0.3  # of the best score; a document with weaker evidence holds no view of the matter
DENIES = 0.15  # the same where its words deny what another one asserts
CAUSES = 0.45  # probability from which a sentence may give a cause of its own
ABOUT = 1 / 3  # share of the question's content words in a sentence that speaks of it
ALIKE = 0.6  # share of content words at which two sentences tell the same
Around = Callable[[Evidence], str]  # the paragraph in which a sentence stands

SPEAKERS = (
    r"(?:authors|writers|documents|sources|texts|articles|reports|papers|studies|essays|accounts|"
    r"reviews|reviewers|observers|analysts|experts|commentators|critics|scholars|researchers|"
    r"historians|witnesses|columnists|editors|editions|versions|handbooks|manuals|guides|minutes|"
    r"letters|memos|newspapers)"
)
_JUDGE = (
    r"(?:think|rate|judge|see|view|assess|evaluate|regard|consider|appraise|characteri[sz]e|"
    r"portray|interpret|make of|believe|feel about|differ|disagree|agree|rank|call)"
)
_OPINIONS = (
    r"(?:views?|opinions?|verdicts?|judge?ments?|assessments?|accounts?|versions?|positions?|"
    r"interpretations?|explanations?|theories)"
)
VIEWS = re.compile(
    rf"\b(?:how|what|which|where|whom?|do|did)\b.*\b{SPEAKERS}\b.{{0,40}}\b{_JUDGE}\b|"
    rf"\bwho(?:m|se)?\b.*\b(?:to blame|blamed?|at fault|fault)\b|"
    rf"\b(?:differing|different|conflicting|competing|opposing|contradictory|rival) {_OPINIONS}\b|"
    rf"\b{_OPINIONS} (?:differ|diverge|are there|exist)\b|"
    r"\b(?:disagreement|dispute|controversy|quarrel)s? (?:between|among|about|over|on)\b",
    re.IGNORECASE,
)


_ASKING = re.compile(rf"\b(?:{SPEAKERS}|{_JUDGE})\b", re.IGNORECASE)


def asks_for_views(question: str) -> bool:
    """Whether several documents may each have an answer of their own."""
    return VIEWS.search(question) is not None


def apart_by_views(
    question: str,
    evidence: Sequence[Evidence],
    found: Findings,
    around: Around,
    exclude: Exclude,
) -> Findings:
    """The findings with one group for each document's view, quoted rather than cut to a value,
    where the question is for views or where documents deny each other or each name another cause;
    else as they are."""
    if asks_for_views(question):
        sides = _views(question, evidence, around)
    elif expected(question) == "yes_no":
        sides = _opposed(question, evidence, around) or _excluding(question, evidence, exclude)
    elif expected(question) == "reason":
        sides = _caused(question, evidence, around) or _denying(question, evidence, exclude)
    else:
        return found
    if len(sides) < 2:
        return found
    rest = tuple(each for each in evidence if each not in sides)
    groups = tuple(Group((replace(each, answer=None),)) for each in sides)
    return Findings(groups, rest, found.confidence)


def _views(question: str, evidence: Sequence[Evidence], around: Around) -> list[Evidence]:
    """The best sentence of each document that says something of its own about the matter."""
    matter = set(content_stems(_ASKING.sub(" ", question)))
    told = matter & set(content_stems(evidence[0].sentence.text)) if evidence else matter
    sides: dict[frozenset[str], Evidence] = {}
    seen: set[str] = set()
    for each in evidence:
        stems = frozenset(content_stems(each.sentence.text))
        document = each.sentence.document_id
        weak = not each.answer or each.score < evidence[0].score * HOLDS
        if weak or document in seen:
            continue
        speaks = any(_speaks_of(asked, stems, around(each)) for asked in (matter, told))
        if each is not evidence[0] and not speaks:
            continue
        seen.add(document)
        said = stems - matter
        if not any(_tell_the_same(said, other) for other in sides):
            sides[said] = each
    return list(sides.values())


def _tell_the_same(one: Set[str], other: Set[str]) -> bool:
    """Whether most of what one sentence says the other says too, and in other numbers nothing."""
    a, b = ({stem for stem in said if stem[0].isdigit()} for said in (one, other))
    numbers_agree = a <= b or b <= a
    return numbers_agree and len(one & other) >= ALIKE * min(len(one), len(other))


def _opposed(question: str, evidence: Sequence[Evidence], around: Around) -> list[Evidence]:
    """The best sentence that asserts what is asked, and the best one that denies it."""
    if not evidence or evidence[0].score < LIKELY:
        return []
    asked = set(content_stems(question))
    told = {
        each: signs
        for each in evidence
        if each.answer and each.score >= evidence[0].score * DENIES
        if _about(asked, around(each), signs := _told(question, each.sentence.text, around(each)))
    }

    def against(one: Evidence, other: Evidence) -> bool:
        denied = any(told[other].get(word, sign) != sign for word, sign in told[one].items())
        return denied and not _of_others(question, one, other)

    return _first_pair(told, against)


def _excluding(question: str, evidence: Sequence[Evidence], exclude: Exclude) -> list[Evidence]:
    """The best sentence and another document's that cannot be true with it."""
    if not evidence or evidence[0].score < LIKELY or not evidence[0].answer:
        return []
    lead, *others = evidence
    heard = [each for each in others if each.answer and each.score >= lead.score * HOLDS]

    def against(one: Evidence, other: Evidence) -> bool:
        return one is lead and not _of_others(question, one, other) and exclude(one, other)

    return _first_pair([lead, *heard], against)


def _denying(question: str, evidence: Sequence[Evidence], exclude: Exclude) -> list[Evidence]:
    """The best sentence and another document's that denies something of it and cannot be true with
    it ("It is not the price of coal")."""
    told = set(content_stems(evidence[0].sentence.text)) if evidence else set()
    denying = [each for each in evidence[1:] if _denied(each.sentence.text) & told]
    return _excluding(question, [*evidence[:1], *denying], exclude)


def _denied(sentence: str) -> set[str]:
    """The words that a negation reaches, or may reach."""
    return {term.stem for term in polarity(sentence) if term.negated is not False}


def _caused(question: str, evidence: Sequence[Evidence], around: Around) -> list[Evidence]:
    """The best sentences of two documents that give what is asked about different causes."""
    asked = set(content_stems(question))
    heard = [
        each
        for each in evidence
        if each.answer and each.score >= CAUSES and asked & set(content_stems(around(each)))
    ]
    return _first_pair(heard, lambda a, b: other_causes(a.sentence.text, b.sentence.text))


def _first_pair(
    heard: Iterable[Evidence], apart: Callable[[Evidence, Evidence], bool]
) -> list[Evidence]:
    """The best two, of different documents, that are apart; nothing where none are."""
    for one, other in combinations(heard, 2):
        if one.sentence.document_id != other.sentence.document_id and apart(one, other):
            return [one, other]
    return []


def _told(question: str, sentence: str, text: str) -> dict[str, bool]:
    """What the sentence asserts or denies of the question's words, or which of two it takes. A
    plain yes or no goes for all of them where the text around it speaks of the matter."""
    if " or " not in question:
        asked, plain = content_stems(question), plain_answer(question, sentence)
        if plain is None:
            return stances(question, sentence)
        return dict.fromkeys(asked, plain) if _share(set(asked), set(content_stems(text))) else {}
    choice = alternative(question, sentence)
    return {} if choice is None else {" or ": choice}


def _about(asked: set[str], text: str, told: Mapping[str, bool]) -> bool:
    return bool(told) and _share(asked, set(told) | set(content_stems(text)))


def _speaks_of(matter: set[str], stems: Set[str], text: str) -> bool:
    """Whether a sentence names some of the matter, and it or the text around it enough of that."""
    return bool(stems & matter) and _share(matter, stems | set(content_stems(text)))


def _share(asked: set[str], told: Set[str]) -> bool:
    shared = len(asked & told)
    return shared >= min(2, len(asked)) and shared >= ABOUT * len(asked)


def _of_others(question: str, one: Evidence, other: Evidence) -> bool:
    """Whether the sentences are of other times, places or names, or only suppose something."""
    a, b = one.sentence.text, other.sentence.text
    return elsewhere(question, a, b) or hedged(a) or hedged(b)
