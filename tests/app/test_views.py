"""What the page shows: everything escaped, every citation a way to its place."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.app import evidence
from assistant.app.answer_view import answer_view
from assistant.app.asking import answered
from assistant.app.conversation import Conversation
from assistant.app.conversation_view import conversation_view
from assistant.app.evidence import Selection
from assistant.app.export import FORMS, export
from assistant.app.frame import explanation, header
from assistant.app.markup import element
from assistant.app.suggestions import candidates, suggestions
from assistant.types import Answer, Disagreement, OpenPart, Sentence, Side
from tests.app.scripted import SUPPORTED, ScriptedAssistant

EVIL = '<script>alert(1)</script> 7 <img src=x onerror="alert(2)"> bridges are "hidden" here.'


class Tags(HTMLParser):
    """The elements of a page, and the buttons with their data."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.buttons: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag == "button":
            self.buttons.append(dict(attrs))


@pytest.fixture
def assistant(tmp_path: Path) -> ScriptedAssistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "lyon.md").write_text(
        "# Crossings\n\n40 bridges stand in Lyon.\n\nThe river is wide."
    )
    (corpus / "evil.md").write_text(f"{EVIL}\n\nTrams run within 30 days.")
    (corpus / "long.md").write_text("\n\n".join(f"Line {n} of the ledger." for n in range(1, 301)))
    return ScriptedAssistant(corpus)


def asked(assistant: ScriptedAssistant, question: str) -> Conversation:
    *_, conversation = answered(assistant, Conversation().asked(question))
    return conversation


def test_markup_escapes_texts_and_attributes() -> None:
    made = element("b", "<i>", title='"><script>', hidden=True, disabled=False)
    assert str(made) == '<b title="&#34;&gt;&lt;script&gt;" hidden>&lt;i&gt;</b>'


def test_a_script_in_a_document_or_question_is_only_text(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, f"How many bridges? {EVIL}")
    chosen = evidence.of_turn(conversation.turns[0])
    shown = conversation_view(conversation) + evidence.opened(assistant, conversation, chosen)
    assert "alert(2)" in shown
    for html in (shown, export(conversation, "html").text):
        names = Tags(html).names
        assert "script" not in names
        assert "img" not in names


def test_every_chip_opens_its_own_place(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Which bridges?")
    chips = [b for b in Tags(conversation_view(conversation)).buttons if b["data-do"] == "open"]
    citations = conversation.turns[0].answer.citations
    assert [chip["data-cite"] for chip in chips] == [str(c.number) for c in citations]
    for chip, citation in zip(chips, citations, strict=True):
        data = {k.removeprefix("data-"): v or "" for k, v in chip.items()}
        source = evidence.opened(assistant, conversation, evidence.chosen(conversation, data))
        marked = re.findall(r"<mark>(.*?)</mark>", source)
        assert marked == [str(element("b", citation.quote))[3:-4]]
        assert f'data-paragraph="{citation.paragraph}"' in source
        assert citation.quote.split()[0] in chip["aria-label"]


def test_a_disagreement_shows_each_side_once_with_its_citation(
    assistant: ScriptedAssistant,
) -> None:
    conversation = asked(assistant, "How many bridges?")
    html = conversation_view(conversation)
    assert html.count('class="side"') == len(conversation.turns[0].answer.citations)
    assert "The documents disagree" in html


def test_a_side_that_is_a_sentence_is_shown_once() -> None:
    side = Side("The dam holds.", (1,))
    answer = Answer(
        "Does the dam hold?",
        "",
        (
            Sentence("The Mayor says: “The dam holds.”", (1,), SUPPORTED),
            Sentence("The Survey says: “The dam leaks.”", (2,), SUPPORTED),
        ),
        disagreements=(Disagreement((side, Side("The dam leaks.", (2,)))),),
    )
    html = answer_view(answer, "t1")
    assert html.count("The dam holds.") == html.count("The dam leaks.") == 1
    assert "The documents differ" in html
    assert "<strong>The dam" not in html


def test_what_stays_open_is_shown_once_with_its_reason() -> None:
    said = Sentence("“Seven.”", (1,), SUPPORTED)
    part = OpenPart("why?", "No document contains “arch”.")
    answer = Answer("How many, and why?", "“Seven.” [1]", (said,), open_parts=(part,))
    html = answer_view(answer, "t1")
    assert html.count("The documents do not say: why? No document contains “arch”.") == 1


def test_a_refusal_gives_its_reason_and_ways_to_the_nearest(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Zeppelins?")
    html = conversation_view(conversation)
    assert "No document contains “zeppelins”." in html
    near = [b for b in Tags(html).buttons if b.get("data-near")]
    assert len(near) == 3
    data = {k.removeprefix("data-"): v or "" for k, v in near[1].items()}
    source = evidence.opened(assistant, conversation, evidence.chosen(conversation, data))
    assert "it does not answer the question" in source
    assert "<mark>" not in source


def test_a_failed_sentence_is_shown_as_left_out_with_the_reason(
    assistant: ScriptedAssistant,
) -> None:
    html = conversation_view(asked(assistant, "Trams within days?"))
    assert "1 sentence left out" in html
    assert "30 days, not 90 days" in html


@pytest.mark.parametrize(
    "event",
    [
        {"turn": "nobody", "cite": "1"},
        {"turn": "", "cite": "99"},
        {"near": "-1"},
        {"document": "../../etc/passwd"},
        {"document": "/etc/passwd"},
        {},
    ],
)
def test_a_made_up_click_opens_nothing(assistant: ScriptedAssistant, event: dict[str, str]) -> None:
    conversation = asked(assistant, "Which bridges?")
    event = {"turn": conversation.turns[0].id, **event}
    source = evidence.opened(assistant, conversation, evidence.chosen(conversation, event))
    assert "<mark>" not in source
    assert "root:" not in source


def test_steps_stay_between_the_first_and_the_last_evidence(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Which bridges?")
    count = len(conversation.turns[0].answer.citations)
    at = evidence.of_turn(conversation.turns[0])
    seen = [at.at]
    for by in (-1, 1, 1, 1):
        at = evidence.stepped(at, by, conversation)
        seen.append(at.at)
    assert seen == [0, 0, 1, min(2, count - 1), count - 1]


def test_a_long_document_opens_around_the_evidence_and_whole_on_demand(
    assistant: ScriptedAssistant,
) -> None:
    conversation = asked(assistant, "ledger")
    turn = conversation.turns[0]
    chosen = Selection(turn.id, at=149)
    part = evidence.opened(assistant, conversation, chosen)
    assert part.count('class="margin"') == 61
    assert "Show 119 paragraphs before" in part
    whole = evidence.opened(assistant, conversation, Selection(turn.id, at=149, whole=True))
    assert whole.count('class="margin"') == 300


def test_a_changed_file_is_warned_of_before_and_after_indexing(
    assistant: ScriptedAssistant,
) -> None:
    conversation = asked(assistant, "Which river?")
    first = evidence.of_turn(conversation.turns[0])
    path = Path(assistant.settings.corpus) / "lyon.md"
    path.write_text("An opening.\n\n" + path.read_text())
    assert "changed on disk" in evidence.opened(assistant, conversation, first)
    assistant.refresh()
    moved = evidence.opened(assistant, conversation, first)
    assert "<mark>The river is wide.</mark>" in moved  # found again, one paragraph further on
    assert "¶4" in moved
    path.write_text("Nothing of it is left.")
    assistant.refresh()
    assert "not in it any more" in evidence.opened(assistant, conversation, first)
    path.unlink()
    assistant.refresh()
    gone = evidence.opened(assistant, conversation, first)
    assert "not in the index any more" in gone
    assert "The river is wide." in gone


def test_the_opened_source_is_headed_by_the_place_that_the_citation_names(
    assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered = assistant.paragraphs
    monkeypatch.setattr(
        assistant,
        "paragraphs",
        lambda name: tuple(replace(p, place=f"p. 7 ¶{p.number}") for p in numbered(name)),
    )
    conversation = asked(assistant, "Which river?")
    source = evidence.opened(assistant, conversation, evidence.of_turn(conversation.turns[0]))
    assert "</code> p. 7 ¶3" in source


def test_a_rated_answer_asks_for_a_comment_and_shows_it(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Which river?")
    rated = replace(conversation.turns[0], thumb="down")
    assert "<form" in conversation_view(conversation.with_turn(rated))
    commented = replace(rated, comment="too <short>")
    assert "too &lt;short&gt;" in conversation_view(conversation.with_turn(commented))


def test_exports_carry_the_citations(assistant: ScriptedAssistant) -> None:
    conversation = asked(assistant, "Which river?")
    for form, (suffix, _, _) in FORMS.items():
        saved = export(conversation, form)
        assert saved.name.endswith(f".{suffix}")
        assert "lyon.md" in saved.text
        assert "The river is wide." in saved.text


def test_suggestions_follow_the_grammar_of_sentences(assistant: ScriptedAssistant) -> None:
    (Path(assistant.settings.corpus) / "club.md").write_text(
        "# Who may join?\n\n# Which of the following did you visit?\n\n"
        "In all, 40 boats were built in Marseille.\n\n"
        "The Rowing Club was founded in 1871. The old boat house was burnt in May 1903."
    )
    assistant.refresh()
    made = list(candidates([list(assistant.paragraphs("club.md"))]))
    assert made[:4] == [
        "Who may join?",
        "How many boats were built in Marseille?",
        "When was the Rowing Club founded?",
        "When was the old boat house burnt?",
    ]
    assert set(made[:4]) <= set(suggestions(assistant))
    assert not assistant.asked  # making them must never take a person's turn


def test_the_frame_says_what_leaves_the_machine(assistant: ScriptedAssistant) -> None:
    from types import SimpleNamespace

    assert "nothing leaves this machine" in header(SimpleNamespace(assistant=assistant))
    settings = SimpleNamespace(corpus="c", model="openai:x", base_url="")
    told = header(SimpleNamespace(assistant=SimpleNamespace(settings=settings)))
    assert "your question and the passages found go to its provider (openai)" in told
    assert "Contradicted" in explanation()
