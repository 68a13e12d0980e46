"""Whether the answers of two documents exclude each other, where their form does not tell.

Each answer, put behind the question as one claim, is held against the paragraph of the other; only
where both paragraphs contradict the other's claim are the documents said to differ.
"""

from __future__ import annotations

from assistant.grounding.values import Said
from assistant.types import Grounder

CONTRADICTED = 0.5  # by each paragraph at the least
VALUES_APART = 0.75  # by both on average, for values; chosen on the dev questions
DENIED = 0.6  # the same for yes and no


def claim_of(question: str, answer: str) -> str:
    """A question and a short answer to it as one claim."""
    return f"{question} {answer}"


def exclude(question: str, one: Said, other: Said, grounder: Grounder, least: float) -> bool:
    """Whether each paragraph contradicts what the other one's answer claims, with a mean
    probability of ``least``."""
    pairs = [
        (claim_of(question, said.answer), heard.around)
        for said, heard in ((one, other), (other, one))
    ]
    against = [each.contradicted for each in grounder.entail(pairs)]
    return min(against) >= CONTRADICTED and sum(against) / 2 >= least
