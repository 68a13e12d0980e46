"""Rows of tables as they are read (``Plot: 5; Tenant: Anna Lind; Rent: €90``): which of them a
question is about, and what a number in a row is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.names import find_names, has_name
from assistant.grounding.words import content_stems, stem

_LABELLED = re.compile(r"([^:;]{1,40}): (.+)")
_LEAST = 2  # fields of which a row has as many; a sentence with a colon has one
# "plot 6", "room no. B2"
_KEY = re.compile(r"\b([^\W\d_]+)(?: (?:number|no\.?|nr\.?))? #?([\w/-]*\d[\w/-]*|[A-Z])(?!\w)")
_NUMBERED = frozenset(("number", "no", "nr", "id"))
_BEYOND = re.compile(  # what one row alone does not tell
    r"\b(?:than|other|others|another|else|except|besides|instead|next|before|after)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\bhow many ([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a row: the name of its column, its value, and where the value stands."""

    label: str
    value: str
    start: int

    @property
    def end(self) -> int:
        """Where the value ends."""
        return self.start + len(self.value)

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the column's name, as "plot" of "Plot no."."""
        return frozenset(content_stems(self.label)) - _NUMBERED


@lru_cache(maxsize=4096)
def fields(text: str) -> tuple[Field, ...]:
    """The cells of a row; none of a text that is no row. What opens a row may stand in a column
    without a name ("Saturday; Pool: 8 to 6; Gym: 9 to 7")."""
    found: list[Field] = []
    at = 0
    for part in text.split("; "):
        cell = _LABELLED.fullmatch(part)
        if cell:
            found.append(Field(cell[1], cell[2], at + cell.start(2)))
        elif not at:
            found.append(Field("", part, at))
        elif len(found) < _LEAST and not found[0].label:
            return ()
        at += len(part) + 2
    return tuple(found) if sum(bool(cell.label) for cell in found) >= _LEAST else ()


def other_rows(question: str, texts: Sequence[str], among: Sequence[str] = ()) -> frozenset[int]:
    """Which of some texts are rows about something else than the question: they have another number
    or code under the label that the question gives one ("plot 6"), or in a column in which another
    row has what the question says (a name, "floor sander") they have something else. ``among``:
    all rows that were found, where these are only some of them."""
    if _BEYOND.search(question):
        return frozenset()
    rows = {at: fields(text) for at, text in enumerate(texts) if fields(text)}
    told = _told(question, tuple(among or texts)) if rows else {}

    def is_other(row: Sequence[Field]) -> bool:
        cells = [cell for cell in row if cell.label in told]
        lacking = bool(cells) and not any(cell.value in told[cell.label] for cell in cells)
        return lacking or _has_other_key(question, row)

    return frozenset(at for at, row in rows.items() if is_other(row))


@lru_cache(maxsize=16)  # asked for each passage of a question
def _told(question: str, texts: tuple[str, ...]) -> Mapping[str, Set[str]]:
    """By column, the values in rows that have a name which the question gives, or that say nothing
    but words of it."""
    names, asked = _names(question), set(content_stems(question))
    found: dict[str, set[str]] = {}
    for cell in (cell for text in texts for cell in fields(text)):
        words = {each for each in content_stems(cell.value) if not each[0].isdigit()}
        if any(has_name(cell.value, name) for name in names) or (words and words <= asked):
            found.setdefault(cell.label, set()).add(cell.value)
    return found


def is_key(question: str, text: str, start: int) -> bool:
    """Whether the number at ``start`` only tells a thing from others: the question gives it itself
    ("plot 3"), or asks how many there are, which "Plot: 3" does not tell."""
    cell = _cell_at(text, start)
    if not cell:
        return False
    asked = _MANY.search(question)
    counts = asked and asked[1].lower() != cell.label.lower() and stem(asked[1]) in cell.stems
    return bool(counts) or cell.value.lower() in _asked_keys(question, cell)


def is_asked_column(question: str, text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is in a cell of a column that the question names, and no part of
    what it says itself: the "90" of "Rent: 90" is a rent."""
    cell = _cell_at(text, start)
    if not cell or end > cell.end:
        return False
    named = cell.stems & set(content_stems(question))
    return bool(named) and cell.value.lower() not in _asked_keys(question, cell)


def _cell_at(text: str, start: int) -> Field | None:
    return next((each for each in fields(text) if each.start <= start < each.end), None)


@lru_cache(maxsize=256)
def _keys(question: str) -> tuple[tuple[str, str], ...]:
    """The numbers and codes in a question, each with the stem of the word that they belong to."""
    return tuple((stem(match[1]), match[2]) for match in _KEY.finditer(question))


def _asked_keys(question: str, cell: Field) -> set[str]:
    """The numbers and codes that the question gives under the label of a cell."""
    return {key.lower() for label, key in _keys(question) if label in cell.stems}


def _has_other_key(question: str, row: Sequence[Field]) -> bool:
    asked = ((_asked_keys(question, cell), cell.value.lower()) for cell in row)
    return any(keys and not keys & set(re.split(r"[\s,]+", value)) for keys, value in asked)


def _names(question: str) -> list[str]:
    """The names in a question, each for itself ("Lind and Berg")."""
    return [each for name in find_names(question) for each in name.text.split(" and ")]
