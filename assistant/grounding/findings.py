"""What the evidence amounts to: who agrees, who differs, and whether it is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.types import Evidence

SAME_RANK = 0.3  # of the best score; a second value with weaker evidence does not count
AGREES = 0.3  # of the best score; weaker evidence has the same value by chance
LIKELY = 0.5  # and the first is more likely than not; of two guesses neither contradicts the other

Compare = Callable[[Evidence, Evidence], bool | None]  # same, different, or not comparable
Exclude = Callable[[Evidence, Evidence], bool]  # asked only of what cannot be compared


@dataclass(frozen=True, slots=True)
class Group:
    """Evidence, best first, that gives the same value, or one document's view, with no value."""

    evidence: tuple[Evidence, ...]

    @property
    def lead(self) -> Evidence:
        """The strongest evidence of the group."""
        return self.evidence[0]


@dataclass(frozen=True, slots=True)
class Findings:
    """The evidence of one question, sorted out.

    ``groups``: the first holds the best value and what agrees with it; any further one is a
    different value from another document. ``rest``: other sentences that bear on the question.
    ``confidence`` is the best sentence's probability.
    """

    groups: tuple[Group, ...]
    rest: tuple[Evidence, ...]
    confidence: float

    @property
    def disagree(self) -> bool:
        """Whether documents give different values or views."""
        return len(self.groups) > 1


def sort_out(
    evidence: Sequence[Evidence], compare: Compare | None, exclude: Exclude = lambda *_: False
) -> Findings:
    """Groups evidence by the value it gives; ``compare`` is None when the question asks for no
    single value (a list, a reason, a summary). ``exclude`` tells whether two answers that cannot
    be compared still cannot both be right.

    Only a different document can disagree: one author who gives two numbers is telling two
    things, and both sentences are shown in ``rest`` anyway.
    """
    if not evidence:
        return Findings((), (), 0.0)
    lead = evidence[0]
    groups: list[list[Evidence]] = [[lead]]
    rest: list[Evidence] = []
    for each in evidence[1:]:
        group = _group_of(each, groups, compare) if compare else None
        if group is not None and each.score >= lead.score * AGREES:
            group.append(each)
        elif compare and _differs(each, groups, compare, exclude, lead.score):
            groups.append([each])
        else:
            rest.append(each)
    return Findings(tuple(Group(tuple(group)) for group in groups), tuple(rest), evidence[0].score)


def _group_of(
    each: Evidence, groups: list[list[Evidence]], compare: Compare
) -> list[Evidence] | None:
    for group in groups:
        if _compared(each, group[0], compare) is True:
            return group
    return None


def _differs(
    each: Evidence,
    groups: list[list[Evidence]],
    compare: Compare,
    exclude: Exclude,
    best: float,
) -> bool:
    if best < LIKELY or each.score < best * SAME_RANK or not each.answer_text:
        return False
    document = each.sentence.document_id
    leads = [group[0] for group in groups]
    if any(lead.sentence.document_id == document for lead in leads):
        return False
    verdicts = [(lead, _compared(each, lead, compare)) for lead in leads]
    return all(
        exclude(each, lead) if verdict is None else not verdict for lead, verdict in verdicts
    )


def _compared(one: Evidence, other: Evidence, compare: Compare) -> bool | None:
    if not one.answer_text or not other.answer_text:
        return None
    return compare(one, other)
