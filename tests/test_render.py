"""Every door's output: complete, and with documents as data."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.render import to_html, to_json, to_markdown, to_text
from assistant.types import Answer, Citation, OpenPart, Sentence, Verdict

VERDICT = Verdict("supported", 0.9)
EVIL = "<script>alert(1)</script>"
CITATION = Citation(1, "a.md", 2, 2, f"He said {EVIL}.", 0, 9, VERDICT, "¶2", f"T {EVIL}")
ANSWER = Answer(
    f"What {EVIL}?",
    f"“He said {EVIL}.” [1]",
    (Sentence(f"“He said {EVIL}.”", (1,), VERDICT),),
    (CITATION,),
)


def test_text_ends_with_the_list_of_sources() -> None:
    assert to_text(ANSWER).splitlines()[-1].startswith("[1] a.md ¶2")


def test_a_refusal_shows_its_reason() -> None:
    refused = Answer("Q?", "The documents do not say.", refused=True, reason="No document has x.")
    for shown in (to_text(refused), to_markdown(refused), to_html(refused)):
        assert "No document has x." in shown


def test_html_tells_what_stays_open_and_why() -> None:
    part = OpenPart("who lost?", f"No document contains “{EVIL}”.")
    shown = to_html(replace(ANSWER, open_parts=(part,)))
    assert "The documents do not say: who lost? No document contains" in shown
    assert "<script" not in shown


def test_html_escapes_question_answer_quote_and_reason() -> None:
    assert "<script" not in to_html(ANSWER)
    assert to_html(ANSWER).count("&lt;script&gt;") == 3
    assert 'href="#source-1"' in to_html(ANSWER)


def test_json_holds_every_field_and_the_source_by_name() -> None:
    loaded = json.loads(to_json(ANSWER))
    assert loaded["citations"][0]["source"] == "a.md"
    assert loaded["sentences"][0]["verdict"]["label"] == "supported"
