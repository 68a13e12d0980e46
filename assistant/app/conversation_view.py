"""A conversation as HTML: questions, answers on their way, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.app.answer_view import answer_view, details, facts, sentences_view
from assistant.app.conversation import Conversation, Turn
from assistant.app.markup import element, together
from assistant.render import to_text


def conversation_view(
    conversation: Conversation, suggestions: Sequence[str] = (), corpus: str = ""
) -> str:
    """The whole conversation, or the welcome when nothing was asked yet."""
    if not conversation.turns:
        return welcome(suggestions, corpus)
    turns = (_turn(each, conversation.editing == each.id) for each in conversation.turns)
    return element("div", *turns, class_="turns", role="log", aria_label="Conversation")


def welcome(suggestions: Sequence[str], corpus: str) -> Markup:
    """The first screen: what this is, and questions that these documents answer."""
    buttons = (
        element(
            "button", text, type="button", class_="suggestion", data_do="suggest", data_text=text
        )
        for text in suggestions
    )
    return element(
        "section",
        element("h2", "Ask your documents"),
        element(
            "p",
            f"Every sentence of an answer is cited to a paragraph of {corpus or 'the documents'} "
            "and checked against it. When the documents do not say, you are told so.",
        ),
        element("p", "Try one of these:", class_="label") if suggestions else None,
        element("div", *buttons, class_="suggestions") if suggestions else None,
        class_="welcome",
    )


def _turn(turn: Turn, editing: bool) -> Markup:
    return element(
        "article",
        element(
            "header",
            element("h3", turn.question),
            _button("✎", "Reword this question", "edit", turn) if not turn.running else None,
            class_="question",
        ),
        element(
            "p",
            "Rewording: your next question replaces this one and what follows. ",
            _link("Keep it as it is", "keep", turn),
            class_="notice",
        )
        if editing
        else None,
        element("div", _body(turn), class_="answer", aria_busy="true" if turn.running else "false"),
        _actions(turn) if not turn.running else None,
        class_="turn",
        data_id=turn.id,
    )


def _body(turn: Turn) -> Markup:
    if turn.answer is not None:
        searched = turn.answer.standalone
        return together(
            [
                element("p", "Understood as: ", element("em", searched), class_="standalone")
                if _differs(searched, turn.question)
                else None,
                answer_view(turn.answer, turn.id),
            ]
        )
    return together([sentences_view(turn.sentences, {}, turn.id), _state(turn)])


def _state(turn: Turn) -> Markup:
    if turn.status == "failed":
        return element("p", turn.problem, class_="problem", role="alert")
    if turn.status == "stopped":
        return element("p", "Stopped.", class_="state")
    told = "Waiting for its turn…"
    if turn.status == "reading":
        told = f"Reading {turn.passages} passages and checking each sentence…"
    return element("p", element("span", class_="dot"), told, class_="state", role="status")


def _actions(turn: Turn) -> Markup:
    answer = turn.answer
    return element(
        "footer",
        element(
            "div",
            element("span", facts(answer), class_="facts") if answer else None,
            element(
                "span",
                _button(
                    "⧉ Copy", "Copy the answer with its citations", "copy", turn, to_text(answer)
                )
                if answer
                else None,
                _button("↻ Retry", "Ask this question again", "retry", turn),
                _thumb(turn, "up") if answer else None,
                _thumb(turn, "down") if answer else None,
                class_="doing",
            ),
            class_="actions",
        ),
        _comment(turn) if turn.thumb else None,
        details(answer) if answer else None,
    )


def _thumb(turn: Turn, which: str) -> Markup:
    sign, told = ("👍", "Good answer") if which == "up" else ("👎", "Bad answer")
    return element(
        "button",
        sign,
        type="button",
        class_="thumb",
        title=told,
        aria_label=told,
        aria_pressed="true" if turn.thumb == which else "false",
        data_do="thumb",
        data_turn=turn.id,
        data_thumb="" if turn.thumb == which else which,
    )


def _comment(turn: Turn) -> Markup:
    if turn.comment:
        return element("p", "Your comment: ", element("em", turn.comment), class_="notice")
    return element(
        "form",
        element(
            "input",
            name="text",
            maxlength=500,
            placeholder="What was good or wrong? (kept on this machine)",
            aria_label="Comment on this answer",
        ),
        element("button", "Save", type="submit"),
        class_="comment",
        data_do="comment",
        data_turn=turn.id,
    )


def _button(label: str, told: str, do: str, turn: Turn, text: str | None = None) -> Markup:
    """A button; one that shows words is called by them, one that shows a sign by ``told``."""
    return element(
        "button",
        label,
        type="button",
        title=told,
        aria_label=None if label[-1].isalpha() else told,
        data_do=do,
        data_turn=turn.id,
        data_text=text,
    )


def _link(label: str, do: str, turn: Turn) -> Markup:
    return element("button", label, type="button", class_="link", data_do=do, data_turn=turn.id)


def _differs(searched: str, question: str) -> bool:
    return bool(searched) and searched.split() != question.split()
