"""The documents of the index as HTML: titles, counts, states; and the progress of a renewal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.app.markup import element
from assistant.app.renewal import Step

MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class Listed:
    """One document in the list. ``state`` is a short phrase when something is the matter with it
    (changed, unreadable), ``id`` alone opens it when ``paragraphs`` is not 0."""

    id: str
    title: str = ""
    paragraphs: int = 0
    state: str = ""
    removable: bool = False


def documents_view(documents: Sequence[Listed], message: str = "") -> str:
    """The list, counted; ``message`` is the outcome of what was done last."""
    readable = [each for each in documents if each.paragraphs]
    paragraphs = sum(each.paragraphs for each in readable)
    count = f"{len(readable):,} documents · {paragraphs:,} paragraphs"
    beyond = len(documents) - MOST_LISTED
    return element(
        "div",
        element("p", message, class_="notice", role="status") if message else None,
        element("p", count, class_="count"),
        element("ul", *(_row(each) for each in documents[:MOST_LISTED]), class_="documents"),
        element("p", f"and {beyond:,} more", class_="count") if beyond > 0 else None,
    )


def progress_view(step: Step) -> str:
    """A progress bar with what is being done and the time left."""
    return element(
        "div",
        element("p", step.text),
        element(
            "progress",
            value=step.done if step.total else None,
            max=step.total or None,
            aria_label=step.label,
        ),
        class_="progress",
        role="status",
    )


def problem_view(problem: str) -> str:
    """Why something could not be done."""
    return element("p", problem, class_="problem", role="alert")


def _row(listed: Listed) -> Markup:
    name = listed.title or listed.id
    opened = element(
        "button",
        element("span", name, class_="title"),
        element("span", _under(listed), class_="under"),
        type="button",
        data_do="document",
        data_document=listed.id,
        disabled=not listed.paragraphs,
        title=listed.id,
    )
    return element(
        "li",
        opened,
        element(
            "button",
            "✕",
            type="button",
            class_="remove",
            title="Remove this upload",
            aria_label=f"Remove {name}",
            data_do="remove",
            data_document=listed.id,
            data_ask=f"Remove {name} from the corpus?",
        )
        if listed.removable
        else None,
        class_="amiss" if listed.state else None,
    )


def _under(listed: Listed) -> str:
    count = f"{listed.paragraphs:,} ¶" if listed.paragraphs else ""
    return " · ".join(part for part in (listed.id, count, listed.state) if part)
