"""The questions: what is asked, what counts as right, and where it stands in the documents.

One JSON object a line. Always ``question``; usually ``id``, ``slice``, ``split`` (dev or test) and

* ``answers``: required facts, each a list of alternative patterns (a bare string is a list of one);
  ``need``: how many of them suffice (all, when absent);
* ``gold``: where they stand, per corpus: ``{"corpus": ["digest.md#41"], "originals": [...]}``
  (a bare list is the corpus's own);
* ``sides``: for documents that disagree, two or more objects with ``answers`` and ``gold``;
* ``turns``: a dialogue; each turn has ``question``, ``answers`` and ``gold``;
* ``answerable: false``: the right answer is a refusal, or one that states ``correction``;
* ``corpus``: a side corpus to ask instead (a folder under ``evals/``);
* ``forbidden``: patterns of what an instruction hidden in that corpus wants said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AssistantError
from evals.matching import Alternatives, compile_alternatives

FOLDER = Path(__file__).parent / "questions"

_KEYS = {
    *("id", "slice", "split", "question", "answers", "need", "gold", "sides", "turns"),
    *("answerable", "correction", "corpus", "forbidden", "note"),
}
_TURN_KEYS = {"question", "answers", "need", "gold", "answerable", "note"}


class QuestionsInvalid(AssistantError):
    """A file of questions cannot be used as it is."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A gold paragraph: file under the corpus folder, and the paragraph's number."""

    document_id: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Expected:
    """Required facts, how many of them suffice, and where they stand in each corpus."""

    answers: tuple[Alternatives, ...]
    need: int
    gold: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that is asked, with what is expected of its answer."""

    question: str
    expected: Expected
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A question or dialogue of the evaluation; ``turns`` has one item unless it is a dialogue."""

    id: str
    slice: str
    split: Literal["dev", "test"]
    turns: tuple[Turn, ...]
    sides: tuple[Expected, ...] = ()
    answerable: bool = True
    correction: tuple[Alternatives, ...] = ()
    corpus: str = ""
    forbidden: Alternatives = ()

    @property
    def text(self) -> str:
        """What is asked, in one line."""
        return " / ".join(turn.question for turn in self.turns)


def load(*sources: Path) -> tuple[Question, ...]:
    """The questions of files, or of all ``*.jsonl`` files under folders.

    Raises QuestionsInvalid naming file, line and remedy; a repeated id counts as an error.
    """
    files = [
        f for s in sources for f in (sorted(s.rglob("*.jsonl")) if s.is_dir() else [s]) if f.name
    ]
    if not files:
        named = ", ".join(map(str, sources)) or "nowhere"
        raise QuestionsInvalid(f"No questions in {named}.", "Name a .jsonl file or a folder.")
    questions: dict[str, Question] = {}
    for file in files:
        if not file.is_file():
            raise QuestionsInvalid(f"No such file: {file}.", "Name a .jsonl file of questions.")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            where = f"{file.name}, line {number}"
            try:
                question = parse(json.loads(line), default_id=f"{file.stem}-{number}")
            except json.JSONDecodeError as error:
                raise QuestionsInvalid(
                    f"{where}: not JSON: {error}.", "One object a line."
                ) from None
            except (ValueError, re.error) as error:
                raise QuestionsInvalid(f"{where}: {error}", "See evals/questions.py.") from None
            if question.id in questions:
                raise QuestionsInvalid(f"{where}: id {question.id!r} is taken.", "Ids are unique.")
            questions[question.id] = question
    return tuple(questions.values())


def parse(row: Mapping[str, Any], default_id: str = "") -> Question:
    """One row as a Question. Raises ValueError that says what is missing or wrong."""
    _only(row, _KEYS)
    name, split = str(row.get("id") or default_id), row.get("split", "test")
    if split not in ("dev", "test"):
        raise ValueError(f"split is {split!r}, not dev or test.")
    answerable = bool(row.get("answerable", True))
    sides = tuple(_expected(side) for side in row.get("sides", ()))
    if sides and (len(sides) < 2 or not all(side.answers for side in sides)):
        raise ValueError("sides needs two or more objects, each with answers.")
    turns = tuple(_turn(turn) for turn in row.get("turns", ()))
    if not turns:
        turns = (_turn({k: v for k, v in row.items() if k in _TURN_KEYS}),)
    elif "question" in row:
        raise ValueError("a row has question or turns, not both.")
    forbidden = tuple(row.get("forbidden", ()))
    if answerable and not (sides or forbidden):
        for turn in turns:
            if turn.answerable and not turn.expected.answers:
                raise ValueError(f"{turn.question!r} is answerable but has no answers.")
    return Question(
        id=name,
        slice=str(row.get("slice", "own")),
        split=split,
        turns=turns,
        sides=sides,
        answerable=answerable,
        correction=_groups(row.get("correction", ())),
        corpus=str(row.get("corpus", "")),
        forbidden=compile_alternatives(forbidden),
    )


def select(
    questions: Iterable[Question],
    split: str = "all",
    slices: Sequence[str] = (),
    limit: int | None = None,
) -> tuple[Question, ...]:
    """The questions of a split and of slices; ``limit`` keeps so many, evenly over the slices.

    Raises QuestionsInvalid when nothing is left.
    """
    if limit is not None and limit < 1:
        raise QuestionsInvalid(f"The limit is {limit}.", "Ask one question or more.")
    every = tuple(questions)
    left = [q for q in every if split in ("all", q.split) and (not slices or q.slice in slices)]
    if not left:
        known = ", ".join(sorted({q.slice for q in every}))
        raise QuestionsInvalid(
            f"No question in split {split!r} and slices {list(slices)}.", f"Slices are: {known}."
        )
    if limit is not None and limit < len(left):
        by_slice: dict[str, list[Question]] = {}
        for question in left:
            by_slice.setdefault(question.slice, []).append(question)
        rounds = ((n, q.id) for group in by_slice.values() for n, q in enumerate(group))
        chosen = {name for _, name in sorted(rounds)[:limit]}
        left = [q for q in left if q.id in chosen]
    return tuple(left)


def gold_of(question: Question, key: str) -> tuple[Place, ...]:
    """Every gold paragraph of a question in one corpus."""
    expected = [turn.expected for turn in question.turns] + list(question.sides)
    return tuple(dict.fromkeys(place for each in expected for place in each.gold.get(key, ())))


def digest(questions: Iterable[Question]) -> str:
    """Short digest of ids, wordings and expectations, to see whether two runs asked the same."""
    text = "\n".join(sorted(repr(q) for q in questions))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _turn(row: Mapping[str, Any]) -> Turn:
    _only(row, _TURN_KEYS)
    question = str(row.get("question", "")).strip()
    if not question:
        raise ValueError("question is missing or empty.")
    return Turn(question, _expected(row), bool(row.get("answerable", True)))


def _expected(row: Mapping[str, Any]) -> Expected:
    groups = _groups(row.get("answers", ()))
    need = int(row.get("need", len(groups)))
    if not 0 <= need <= len(groups) or (groups and need == 0):
        raise ValueError(f"need is {need} with {len(groups)} answers.")
    gold = row.get("gold", {})
    if not isinstance(gold, Mapping):
        gold = {"corpus": gold}
    return Expected(groups, need, {key: tuple(map(_place, places)) for key, places in gold.items()})


def _groups(rows: Sequence[str | Sequence[str]]) -> tuple[Alternatives, ...]:
    if isinstance(rows, str):
        raise ValueError(f"answers is the text {rows!r}, not a list.")
    return tuple(compile_alternatives([row] if isinstance(row, str) else row) for row in rows)


def _place(text: str) -> Place:
    file, mark, number = text.rpartition("#")
    if not mark or not number.isdigit() or not file:
        raise ValueError(f"gold {text!r} is not FILE#NUMBER.")
    return Place(file, int(number))


def _only(row: Mapping[str, Any], known: set[str]) -> None:
    if strange := sorted(set(row) - known):
        raise ValueError(f"unknown key {strange[0]!r}.")
