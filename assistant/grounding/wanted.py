"""What a question wants for an answer, held against the words that a reader found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.grounding.answer_type import VALUES, AnswerType, expected, matches
from assistant.grounding.clock import find_times, may_tell_time
from assistant.grounding.counted import counts_others
from assistant.grounding.dates import Date, compatible, find_dates
from assistant.grounding.measures import Measure
from assistant.grounding.names import find_names, fold, same_name
from assistant.grounding.quantities import Quantity, find_quantities
from assistant.grounding.relatives import tells_of_relative
from assistant.grounding.rows import is_asked_column, is_key
from assistant.grounding.words import content_stems

# kinds of answers whose form gives them away
FIXED: frozenset[AnswerType] = frozenset(
    ("date", "duration", "extent", "number", "money", "percent")
)
AMOUNTS = FIXED - {"date"}
MISTYPED = 0.6  # of two spellings of one name at least so much is alike

# what is asked for is known by name, and only a name answers
BY_NAME = re.compile(
    r"\bnames? (?:of|the)\b|\bwhich (?:[\w’'-]+ ){0,2}?(?:countries|nations|states|cities|towns|"
    r"provinces|(?:compan|part|universit|agenc)(?:y|ies)|(?:firm|bank|newspaper|maker|manufacturer|"
    r"producer|club|member|minister|general|politician|singer|artist|actor|musician)s?)\b",
    re.IGNORECASE,
)
# a month or a year does not say on which day
BY_DAY = re.compile(r"\b(?:what|which) (?:exact )?(?:day|date)\b(?! of the week)", re.IGNORECASE)
# a day does not say at what time of it; nor, where what happens on Sundays is asked for, any date
BY_CLOCK = re.compile(
    r"\b(?:what|which) (?:time|hour)\b(?! of (?:the )?year)|"
    r"^\W*when (?:do|does)\b.* on (?:an? )?"
    r"(?:weekdays|weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
# one person, and no more
BY_ONE = re.compile(r"\bwho(?:['’]s| is| was) (?:the|an?|[\w-]+['’]s?)(?!\w)", re.IGNORECASE)
# an abbreviation in brackets says who reports something, or repeats a name
_TAG = re.compile(r"\([A-Z]{2,}(?:(?:, |; | and )[A-Z]{2,})*\)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of answer, what is measured, and what the question says itself: words and names."""

    question: str
    kind: AnswerType
    words: frozenset[str]
    names: tuple[str, ...]
    measure: Measure
    by_name: bool = False
    dates: tuple[Date, ...] = ()
    by_day: bool = False
    by_clock: bool = False
    is_one: bool = False

    @classmethod
    def of(cls, question: str) -> Wanted:
        """What ``question`` wants."""
        names = tuple(name.text for name in find_names(question))
        words = frozenset(content_stems(question))
        by_name, by_day, by_clock, is_one = (
            rule.search(question) is not None for rule in (BY_NAME, BY_DAY, BY_CLOCK, BY_ONE)
        )
        return cls(
            question,
            expected(question),
            words,
            names,
            Measure.of(question),
            by_name,
            tuple(find_dates(question)),
            by_day,
            by_clock,
            is_one,
        )

    @property
    def is_value(self) -> bool:
        """Whether the answer stands alone in a few words."""
        return self.kind in VALUES

    @property
    def may_be_listed(self) -> bool:
        """Whether all items of a list may be wanted."""
        persons = self.kind == "person" and not self.is_one
        return persons or self.kind in ("list", "manner", "definition", "open")

    def fits(self, answer: str) -> bool:
        """Whether ``answer`` could be one: not a season for "how many", nor a number for "who", nor
        what the question says already ("Who ran against Berg?" is not answered by "Berg")."""
        if self.by_day:
            return any(each.day or each.weekday is not None for each in find_dates(answer))
        if self.by_clock:
            return may_tell_time(_undated(answer))
        if self.kind in FIXED:
            return matches(self.kind, answer) or (self.kind == "date" and bool(find_times(answer)))
        return not self.is_value or not (_is_bare_value(answer) or self._repeats(answer))

    def found_at(self, sentence: str, start: int, end: int) -> bool:
        """Whether ``sentence[start:end]`` could be one where it stands: a person, a place or a list
        is not in brackets of abbreviations only ("He came in May (BBC, CNN)"), a number counts
        those of whom it is asked."""
        if self.kind in ("person", "place", "list") and any(
            tag.start() <= start < end <= tag.end() for tag in _TAG.finditer(sentence)
        ):
            return False
        if self.kind in AMOUNTS and is_asked_column(self.question, sentence, start, end):
            return matches("number", sentence[start:end])  # its column says what it measures
        if self.kind == "number" and counts_others(self.question, sentence, start, end):
            return False
        amounts = self._measuring(sentence, start, end)
        measured = not amounts or any(self.measure.fits(each) for each in amounts)
        return measured and self.fits(sentence[start:end])

    def is_other(self, sentence: str, start: int, end: int) -> bool:
        """Whether the sentence says that ``sentence[start:end]`` is something else than what is
        wanted: a length for a width, the number of a thing for how many there are, or the years of
        a predecessor."""
        amounts = self._measuring(sentence, start, end)
        other = amounts and all(self.measure.is_other(sentence, each) for each in amounts)
        if self.kind in FIXED and tells_of_relative(self.question, sentence, start, end):
            return True
        return bool(other) or (self.kind in AMOUNTS and is_key(self.question, sentence, start))

    def _measuring(self, sentence: str, start: int, end: int) -> list[Quantity]:
        """The amounts there, if what is wanted is measured."""
        if self.kind not in ("number", "extent"):
            return []
        return [q for q in find_quantities(sentence) if q.start < end and start < q.end]

    def told_by(self, sentence: str, text: str) -> bool:
        """Whether a sentence, in ``text`` with those beside it, can tell: it has a name that the
        question has not, where names are wanted, and speaks neither of a namesake of who was asked
        about, instead of them, nor, where a value is wanted, of another time than the question
        names.
        """
        found = find_names(text)
        told = [name.text for name in found]
        sure = [name.text for name in found if not name.doubtful]
        if self.by_name and all(any(same_name(a, each) for a in self.names) for each in sure):
            return False
        if self.is_value and self.kind != "date" and self._at_another_time(sentence, text):
            return False
        own = [name.text for name in find_names(sentence)] if self.kind in FIXED else told
        return not any(self._of_namesake(names) for names in (own, told))

    def _of_namesake(self, told: Sequence[str]) -> bool:
        """Whether a namesake of somebody asked about is named, and not they."""
        missing = [a for a in self.names if not any(same_name(a, each) for each in told)]
        return any(_namesake(asked, each) for asked in missing for each in told)

    def _at_another_time(self, sentence: str, text: str) -> bool:
        told = find_dates(text)
        return bool(self.dates and find_dates(sentence)) and not any(
            compatible(a, b) for a in self.dates for b in told
        )

    def _repeats(self, answer: str) -> bool:
        stems = set(content_stems(answer))
        if stems <= self.words:
            return True
        names = find_names(answer)
        said = {stem for name in names for stem in content_stems(name.text)}
        return stems <= said | self.words and all(
            any(same_name(name.text, asked) for asked in self.names) for name in names
        )


def _is_bare_value(answer: str) -> bool:
    """Whether it is nothing but a number or a date: nobody, and no place."""
    whole = answer.strip(" ,;:.")
    spans = [(q.start, q.end) for q in find_quantities(whole) if not q.noun]
    spans += [(d.start, d.end) for d in find_dates(whole)]
    return (0, len(whole)) in spans


def _undated(text: str) -> str:
    """The text without its dates, whose years look like times; a year alone may be one (1830)."""
    for date in reversed([each for each in find_dates(text) if each.month]):
        text = f"{text[: date.start]} {text[date.end :]}"
    return text


def _namesake(one: str, other: str) -> bool:
    """Whether two names begin alike and go on otherwise (Anna Berg, Anna Lind), and not as two
    spellings of one name do, one of them perhaps mistyped."""
    first, second = one.split(), other.split()
    if min(len(first), len(second)) < 2 or not same_name(first[0], second[0]):
        return False
    return SequenceMatcher(None, fold(first[-1]), fold(second[-1])).ratio() < MISTYPED
