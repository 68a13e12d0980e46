"""What a question wants for an answer, held against the words that a reader found."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.grounding.answer_type import VALUES, AnswerType, Offsets, expected, find
from assistant.grounding.names import find_names, same_name
from assistant.grounding.words import content_stems

# kinds of answers whose form gives them away
FIXED: frozenset[AnswerType] = frozenset(("date", "duration", "number", "money", "percent"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of answer, and what the question says itself: its words and its names."""

    kind: AnswerType
    words: frozenset[str]
    names: tuple[str, ...]

    @classmethod
    def of(cls, question: str) -> Wanted:
        """What ``question`` wants."""
        names = tuple(name.text for name in find_names(question))
        return cls(expected(question), frozenset(content_stems(question)), names)

    def fits(self, answer: str) -> bool:
        """Whether ``answer`` could be one: not a season for "how many", and not what the question
        says already ("Who ran against Berg?" is not answered by "Berg")."""
        if self.kind in FIXED:
            return bool(find(self.kind, answer))
        return self.kind not in VALUES or not self._repeats(answer)

    def _repeats(self, answer: str) -> bool:
        stems = set(content_stems(answer))
        if stems <= self.words:
            return True
        names = find_names(answer)
        said = {stem for name in names for stem in content_stems(name.text)}
        return stems <= said | self.words and all(
            any(same_name(name.text, asked) for asked in self.names) for name in names
        )


def widened(kind: AnswerType, text: str, start: int, end: int) -> Offsets:
    """``text[start:end]`` made whole where it is a part of a value of that kind, as ``March`` is of
    ``March 2023``."""
    for left, right in find(kind, text) if kind in FIXED else ():
        if left < end and start < right:
            return min(left, start), max(right, end)
    return start, end
