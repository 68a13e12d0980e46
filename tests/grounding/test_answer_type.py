from __future__ import annotations

import pytest

from assistant.grounding.answer_type import expected, find, matches


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who founded the company?", "person"),
        ("Who wrote this report?", "author"),
        ("When did the bridge open?", "date"),
        ("In which year was it sold?", "date"),
        ("Where is the factory?", "place"),
        ("Which country exports most?", "place"),
        ("How many people died?", "number"),
        ("How much does the plan cost?", "money"),
        ("What sum did the ministry freeze?", "money"),
        ("How long was the strike?", "extent"),
        ("How long is the canal?", "extent"),
        ("How long may a raft be?", "extent"),
        ("How long did the strike last?", "duration"),
        ("For how long was it shut?", "duration"),
        ("At what temperature is it fired?", "number"),
        ("What is the minimum age?", "number"),
        ("Which age groups marched?", "open"),
        ("What rent does the baker pay?", "money"),
        ("What is the wage per hour?", "money"),
        ("What wage laws were passed?", "open"),
        ("What do they pay for a seat?", "money"),
        ("What does the fund never pay for, whoever asks?", "open"),
        ("what did they spend it on", "open"),
        ("In which museum does it hang?", "place"),
        ("What percentage of voters agreed?", "percent"),
        ("Why did the minister resign?", "reason"),
        ("How was the fraud discovered?", "manner"),
        ("Which company built it?", "organisation"),
        ("Which countries signed?", "list"),
        ("Did the minister resign?", "yes_no"),
        ("What does NATO stand for?", "definition"),
        ("Tell me about the reforms.", "open"),
        ("Which daughter of the founder sold her shares?", "person"),
        ("Which of Berg's sons-in-law runs the bank?", "person"),
        ("What was the name of the ship's second officer?", "person"),
        ("Which officers were convicted?", "list"),
        ("What are the names of the two officers?", "list"),
        ("What prison term did the banker get?", "duration"),
        ("What sample size did the poll have?", "number"),
        ("population of Norway", "number"),
    ],
)
def test_expected_kind(question: str, kind: str) -> None:
    assert expected(question) == kind


def test_spans_of_a_kind() -> None:
    text = "On 3 May the firm paid 40 million euros to Anna Berg in Oslo, 12 % more than before."
    found = {
        kind: [text[a:b] for a, b in find(kind, text)]  # type: ignore[arg-type]
        for kind in ("date", "money", "percent", "place")
    }
    assert found == {
        "date": ["3 May"], "money": ["40 million euros"], "percent": ["12 %"], "place": ["Oslo"],
    }  # fmt: skip
    assert "Anna Berg" in [text[a:b] for a, b in find("person", text)]


def test_how_long_a_thing_is_can_be_told_in_time_or_in_space() -> None:
    text = "The 12 guides row for 3 hours, 8 kilometres in all, and get 40 euros."
    assert [text[a:b] for a, b in find("extent", text)] == ["3 hours", "8 kilometres"]


def test_a_reason_is_the_clause_after_its_sign() -> None:
    text = "The plant closed because the river flooded. It reopened."
    assert [text[a:b] for a, b in find("reason", text)] == ["because the river flooded"]
    assert not matches("date", text)
    assert matches("open", text)
