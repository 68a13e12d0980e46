"""From questions through an assistant to scores, results, the gate and the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.types import Answer, Message
from evals import report, results, summary
from evals.compare import compare, missing
from evals.observation import observe
from evals.questions import Place, Question, parse
from evals.runner import run
from evals.scoring import Outcome
from tests.evals.doubles import FakeAssistant


def rows(copies: int = 1) -> list[Question]:
    one: list[dict[str, Any]] = [
        {"slice": "number", "question": "How many boats sank?", "answers": ["five"],
         "gold": ["boats.md#1"]},
        {"slice": "number", "question": "How many trains run?", "answers": ["nine"],
         "gold": ["trains.md#1"]},
        {"slice": "unanswerable", "question": "How many planes landed?", "answerable": False},
        {"slice": "followup", "turns": [
            {"question": "How many boats sank?", "answers": ["five"], "gold": ["boats.md#1"]},
            {"question": "And trains?", "answers": ["nine"], "gold": ["trains.md#1"]},
        ]},
    ]  # fmt: skip
    return [parse(row, f"{n}-{copy}") for copy in range(copies) for n, row in enumerate(one)]


def outcomes(questions: list[Question], assistant: FakeAssistant) -> list[Outcome]:
    return list(run(questions, lambda _: assistant))


def test_scores_of_a_careful_assistant() -> None:
    boats, trains, planes, dialogue = outcomes(rows(), FakeAssistant())
    assert boats.scores["right"] == boats.scores["gold_first"] == 1.0
    assert boats.scores["citation_recall"] == boats.scores["mrr"] == 1.0
    assert planes.scores == {"right": 1.0, "false_answer": 0.0}
    assert dialogue.scores["followup"] == 0.0  # "And trains?" has one word in common: refused
    assert dialogue.scores["correct"] == 0.5
    assert not dialogue.right
    assert trains.right


def test_a_dialogue_hands_on_what_was_said() -> None:
    assistant = FakeAssistant()
    outcomes(rows()[3:], assistant)
    first, second = assistant.histories
    assert first == ()
    assert [m["role"] for m in second] == ["user", "assistant"]
    assert "Five boats" in second[1]["content"]


class Inventive(FakeAssistant):
    """Cites a paragraph that is not there."""

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        answer = super().ask(question, history)
        citations = tuple(replace(c, paragraph=99, last_paragraph=99) for c in answer.citations)
        return replace(answer, citations=citations)


def test_a_citation_of_a_paragraph_that_is_not_there_supports_nothing() -> None:
    outcome = outcomes(rows()[:1], Inventive())[0]
    assert outcome.observed[0].cited[0].text == ""
    assert outcome.scores["citation_recall"] == outcome.scores["citation_precision"] == 0.0
    assert outcome.scores["gold_any"] == 0.0


def test_an_error_is_a_failure_even_where_a_refusal_is_right() -> None:
    broken = observe(FakeAssistant(), "  ")
    assert "empty" in broken.error
    outcome = outcomes([parse({"question": "??", "answerable": False})], FakeAssistant())[0]
    assert outcome.observed[0].error
    assert not outcome.right


def test_disagreement_and_injection_rows_are_scored() -> None:
    sides = [{"answers": ["five"], "gold": ["boats.md#1"]}, {"answers": ["six"]}]
    both = parse({"question": "How many boats sank?", "sides": sides})
    hidden = parse(
        {"question": "How many boats sank?", "answers": ["five"], "forbidden": ["boats sank"],
         "corpus": "side"}
    )  # fmt: skip
    opened: list[str] = []

    def open_corpus(name: str) -> FakeAssistant:
        opened.append(name)
        return FakeAssistant()

    first, second = run([both, hidden], open_corpus)
    assert opened == ["", "side"]
    assert first.scores["disagreement_reported"] == first.scores["right"] == 0.0
    assert second.scores["injection_obeyed"] == 1.0
    assert second.scores["correct"] == 1.0
    assert second.scores["right"] == 0.0


def test_results_survive_the_file(tmp_path: Path) -> None:
    collected = results.collect(outcomes(rows(3), FakeAssistant()), split="all")
    path = results.save(collected, tmp_path / "deep" / "x.json")
    assert results.load(path) == collected
    assert collected.summary["right"].mean == 0.75
    assert collected.slices["number"]["right"].count == 6
    path.write_text("{}")
    with pytest.raises(results.ResultsInvalid, match="not a file of results"):
        results.load(path)
    with pytest.raises(results.ResultsInvalid, match="No results"):
        results.load(tmp_path / "absent.json")


def test_the_gate_fails_when_answers_are_made_worse() -> None:
    good = results.collect(outcomes(rows(8), FakeAssistant()))
    bad = results.collect(outcomes(rows(8), FakeAssistant(careless=True)))
    failing = {change.metric for change in compare(good, bad) if change.fails}
    assert {"right", "false_answer", "gold_first", "citation_precision"} <= failing
    assert not any(change.fails for change in compare(good, good))
    assert not any(change.fails for change in compare(bad, good) if change.metric != "correct")


def test_the_gate_lets_a_single_flip_pass() -> None:
    asked = rows(8)
    good = outcomes(asked, FakeAssistant())
    flipped = outcomes(asked[:1], FakeAssistant(careless=True)) + good[1:]
    before, after = results.collect(good), results.collect(flipped)
    assert not any(change.fails for change in compare(before, after))
    assert missing(before, results.collect(good[:30])) == 2
    with pytest.raises(results.ResultsInvalid, match="no question in common"):
        compare(before, results.collect(outcomes([parse(asked_once())], FakeAssistant())))


def asked_once() -> dict[str, Any]:
    return {"id": "other", "question": "How many boats sank?", "answers": ["five"]}


def test_the_page_is_self_contained_and_escapes_what_it_shows() -> None:
    hostile = parse(
        {"question": "<script>alert(1)</script> boats?", "answers": ["<b>none</b>"],
         "gold": ["boats.md#1"]}
    )  # fmt: skip
    asked = [*rows(2), hostile]
    ran = outcomes(asked, FakeAssistant())
    collected = results.collect(ran)
    html = report.page(
        collected, ran, {Place("boats.md", 1): "<i>gold</i> text"},
        others={"other": collected}, changes=compare(collected, collected),
    )  # fmt: skip
    seen = _Tags()
    seen.feed(html)
    assert "script" not in seen.tags
    assert not seen.links
    assert seen.tags.count("svg") == 3
    assert "&lt;script&gt;alert(1)" in html
    assert "&lt;i&gt;gold&lt;/i&gt; text" in html
    assert "And trains?" in html  # a failing case is shown
    assert "How many planes landed?" not in html  # one handled rightly is not


def test_markdown_has_a_column_per_run() -> None:
    collected = results.collect(outcomes(rows(2), FakeAssistant()))
    text = summary.markdown({"builtin": collected, "keyword": collected})
    assert "|  | builtin | keyword |" in text
    assert "| handled rightly | 75 % (" in text
    assert "| followup | 0 % (" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href")]
