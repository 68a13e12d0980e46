"""Readers of question answering sets, on files made up here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from assistant.training.articles import (
    Question,
    chosen_answer,
    read_natural_questions,
    read_squad,
)

TEXT = "The mill at Orla opened in 1904. It ground rye."


def squad_file(folder: Path) -> Path:
    def qa(number: int, answers: list[tuple[int, str]], **more: object) -> dict[str, object]:
        marked = [{"answer_start": at, "text": text} for at, text in answers]
        return {"id": number, "question": f"Q{number}?", "answers": marked, **more}

    good = qa(1, [(27, "1904"), (27, "1904"), (24, "in 1904")])
    shifted = qa(2, [(3, "1904")])
    tempting = {"is_impossible": True, "plausible_answers": [{"answer_start": 43, "text": "rye"}]}
    rows = [
        {"context": TEXT, "qas": [good, shifted, qa(3, [], **tempting)]},
        {"context": "Style " + "x" * 70, "qas": []},
    ]
    path = folder / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "Mill", "paragraphs": rows}]}))
    return path


def test_answers_must_stand_where_they_are_said_to(tmp_path: Path) -> None:
    (article,) = read_squad(squad_file(tmp_path), "made up")
    (context,) = article.contexts  # the one with leaked style is left out
    first, shifted, impossible = context.questions
    assert {TEXT[a:b] for a, b in first.answers} == {"1904", "in 1904"}
    assert shifted.answers == ()
    assert impossible.answers == ()
    assert impossible.tempting is not None
    assert TEXT[slice(*impossible.tempting)] == "rye"


def test_the_answer_most_people_marked_is_learnt() -> None:
    question = Question("1", "When?", ((24, 31), (27, 32), (27, 32)))
    assert chosen_answer(question, TEXT) == (27, 31)  # without the full stop
    assert chosen_answer(Question("2", "Why?", ()), TEXT) is None


def test_natural_questions_without_the_answer_in_the_text_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"question": "when", "answers": ["1904"], "ctxs": [{"title": "Mill", "text": TEXT}]},
        {"question": "who", "answers": ["Senn"], "ctxs": [{"title": "Mill", "text": TEXT}]},
    ]
    path = tmp_path / "nq.jsonl.gz"
    with gzip.open(path, "wt") as file:
        file.write("\n".join(json.dumps(row) for row in rows))
    (article,) = read_natural_questions(path)
    start, end = article.contexts[0].questions[0].answers[0]
    assert TEXT[start:end] == "1904"
