"""What stands around the panes: the title bar with its menus, and what the checks mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.app.answer_view import CHECKS
from assistant.app.markup import element, together

if TYPE_CHECKING:
    from assistant.app.desk import Desk

KEYS = (
    ("Enter", "ask; Shift+Enter for a new line"),
    ("/", "go to the question"),
    ("Alt+↑ / Alt+↓", "previous / next evidence"),
    ("Esc", "stop answering, close a menu"),
)
TABS = (("conversation-pane", "Chat"), ("source-pane", "Evidence"), ("documents-pane", "Documents"))


def header(desk: Desk) -> str:
    """Name of the corpus, who writes and what leaves the machine, menus, and on narrow screens
    the tabs between the panes."""
    settings = desk.assistant.settings
    return element(
        "header",
        element("h1", "Ask your documents"),
        element("span", Path(settings.corpus).name, class_="corpus"),
        element("span", class_="gap"),
        element("span", _privacy(settings.model, settings.base_url), class_="privacy"),
        _menu(
            "Export",
            together(
                [
                    *(_item(f"Conversation as {name}", "export", form) for form, name in (
                        ("markdown", "Markdown"), ("html", "HTML"), ("json", "JSON"))),
                    _item("Ratings as evaluation rows", "ratings", None),
                    element("a", "Use it from programs (API)", href="?view=api", target="_blank"),
                ]
            ),
        ),
        _menu("Keys", element("dl", *(
            together([element("dt", key), element("dd", told)]) for key, told in KEYS))),
        element("button", "◐", type="button", class_="theme", title="Dark or light",
                aria_label="Switch between dark and light"),
        element("nav", *(_tab(*each) for each in TABS), aria_label="Panes"),
        class_="bar",
    )  # fmt: skip


def explanation() -> str:
    """What the checks mean, folded."""
    rows = (
        together(
            [
                element("dt", element("span", sign, class_=f"check {label}"), " ", name),
                element("dd", meaning),
            ]
        )
        for label, (sign, name, meaning) in CHECKS.items()
    )
    return element(
        "details",
        element("summary", "What the checks mean"),
        element(
            "p",
            "Every sentence is compared with the text it cites: numbers, dates, names and "
            "negations exactly, the rest by a trained model that gives a probability. A sentence "
            "that fails is left out, or marked if you set it so. When documents give different "
            "values, each is shown with its source. When none answers, you get the reason and the "
            "nearest passages.",
        ),
        element("dl", *rows),
        class_="explanation",
    )


def _privacy(model: str, base_url: str) -> str:
    if model == "builtin":
        return "Built-in writer · nothing leaves this machine"
    where = f"the server {base_url}" if base_url else f"its provider ({model.partition(':')[0]})"
    return f"{model} · your question and the passages found go to {where}"


def _tab(pane: str, name: str) -> str:
    first = "true" if pane == TABS[0][0] else "false"
    return element("button", name, type="button", data_pane=pane, aria_pressed=first)


def _menu(name: str, content: str) -> str:
    return element(
        "details", element("summary", name), element("div", content, class_="sheet"), class_="menu"
    )


def _item(name: str, do: str, form: str | None) -> str:
    return element("button", name, type="button", data_do=do, data_form=form)
