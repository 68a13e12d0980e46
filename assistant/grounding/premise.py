"""What a question takes for granted, and whether the documents deny it.

"How did she react to losing the election?" presumes that she lost it. A reader that looks for an
answer finds one in the sentence on how she won; the checker, asked whether that sentence supports
or contradicts what is presumed, tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.causes import cause_denied
from assistant.types import Evidence, Grounder

HEARD = 8  # sentences, best first, that may support or deny
# by which the likeliest denial must outweigh the likeliest support: so high lie the premises of one
# in six of the unanswerable questions of SQuAD 2.0, and of one in fifty of the others
DENIED = 0.6

_BE = r"(?:is|are|was|were)"
_DO = r"(?:did|does|do|has|have|had|might|could|would|should|can|may|will)"
_AUX = rf"(?:{_BE}|{_DO})"
_HOW = r"(?:why|how come|for what reasons?|on what grounds|how|when|where|since when|in what way)"
# the question, and what it states once the words that ask are gone; the first that fits counts
_PREMISES = tuple(
    (re.compile(pattern + r"\W*$", re.IGNORECASE), statement)
    for pattern, statement in (
        (
            r"^(?:how|what)\s+did\s+(.+?)\s+(?:react|respond|hope)\b.*?\b(?:to|by)\s+(\w+ing\b.*?)",
            r"\1 \2",
        ),
        (r"^what\s+(?:made|makes|let|lets)\s+(.+?)", r"\1"),
        (rf"^(?:[^,?]*,\s*)?{_HOW}\s+{_AUX}\s+(.+?)", r"\1"),
        (rf"^who\s+((?!{_DO}\b|{_BE}\b).+?)", r"someone \1"),
        (rf"^(?:what|who)\s+({_BE}\s.+?)", r"something \1"),
        (
            rf"^(?:\w+\s)?(?:how many|how much|what|which)\s+((?:\w+\s+){{1,4}}?){_AUX}\s+(.+?)",
            r"\2 \1",
        ),
    )
)


def premise(question: str) -> str:
    """The statement that a question takes for granted, roughly put; nothing where no rule fits."""
    for pattern, statement in _PREMISES:
        if found := pattern.match(question.strip()):
            return found.expand(statement).strip()
    return ""


def denial(question: str, evidence: Sequence[Evidence], grounder: Grounder) -> Evidence | None:
    """The evidence that denies what the question takes for granted, unless other evidence supports
    it about as much."""
    presumed = premise(question)
    heard = [each for each in evidence[:HEARD] if not cause_denied(each.sentence.text)]
    if not presumed or not heard:
        return None
    found = grounder.entail([(presumed, each.sentence.text) for each in heard])
    against = max(range(len(heard)), key=lambda at: found[at].contradicted)
    margin = found[against].contradicted - max(each.supported for each in found)
    return heard[against] if margin >= DENIED else None
