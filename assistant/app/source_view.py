"""A source as HTML: the document's paragraphs, numbered in the margin, the evidence marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.app.answer_view import check
from assistant.app.markup import element, together
from assistant.types import Document, Paragraph, Verdict

AROUND = 30  # paragraphs shown before and after the evidence; the rest on demand


@dataclass(frozen=True, slots=True)
class Source:
    """What the pane shows: a document and the place in it that is marked.

    ``first`` to ``last`` are the paragraphs that are meant (0 for none), ``start`` to ``end`` the
    characters of the document that are marked. ``number`` of ``total`` is the place among the
    evidence of one answer (``total`` is 0 when there is none to step through). ``warning`` is for
    people.
    """

    document: Document
    paragraphs: Sequence[Paragraph]
    first: int = 0
    last: int = 0
    start: int = 0
    end: int = 0
    label: str = ""
    number: int = 0
    total: int = 0
    verdict: Verdict | None = None
    warning: str = ""
    whole: bool = False


def source_view(source: Source) -> Markup:
    """The opened source, scrolled by the page to its mark."""
    shown = _window(source)
    before, after = _hidden(source, shown)
    return element(
        "section",
        _header(source),
        element("p", source.warning, class_="warning", role="alert") if source.warning else None,
        element(
            "div",
            _more(before, "before"),
            *(_paragraph(each, source) for each in shown),
            _more(after, "after"),
            class_="pages",
            tabindex="0",
            role="document",
            aria_label=f"Text of {source.document.title or source.document.id}",
        ),
        class_="source",
    )


def empty_view() -> Markup:
    """What stands there before anything is opened, with the meaning of the checks."""
    return element(
        "section",
        element("h2", "Evidence"),
        element("p", "Click a citation in an answer: its source opens here at the paragraph."),
        class_="empty",
    )


def gone_view(document_id: str, quote: str, problem: str) -> Markup:
    """For a citation into a document that is not in the index any more."""
    return element(
        "section",
        element("h2", document_id),
        element("p", problem, class_="warning", role="alert"),
        element("p", "It was cited with these words:") if quote else None,
        element("blockquote", quote) if quote else None,
        class_="empty gone",
    )


def _header(source: Source) -> Markup:
    document = source.document
    stepping = None
    if source.total:
        stepping = element(
            "div",
            _step("‹", "Previous evidence", -1, source.number <= 1),
            element("span", f"Evidence {source.number} of {source.total}", aria_live="polite"),
            _step("›", "Next evidence", +1, source.number >= source.total),
            class_="stepping",
        )
    told = " · ".join(
        document.metadata[key] for key in ("author", "date") if document.metadata.get(key)
    )
    return element(
        "header",
        stepping,
        element("h2", document.title or document.id),
        element("p", told, class_="byline") if told else None,
        element(
            "p",
            element("code", document.id),
            " ",
            source.label,
            class_="where",
        ),
        element("p", check(source.verdict), " ", _meaning(source.verdict), class_="meaning")
        if source.verdict
        else None,
    )


def _meaning(verdict: Verdict) -> str:
    supported = "Checked: this text supports the sentence that cites it"
    told = supported if verdict.supported else "The check failed for the sentence that cites this"
    reason = f"; {verdict.reason}" if verdict.reason else ""
    return f"{told} ({verdict.score:.0%}{reason})."


def _step(sign: str, told: str, by: int, disabled: bool) -> Markup:
    return element(
        "button",
        sign,
        type="button",
        title=told,
        aria_label=told,
        disabled=disabled,
        data_do="step",
        data_by=by,
    )


def _window(source: Source) -> Sequence[Paragraph]:
    if source.whole or len(source.paragraphs) <= 4 * AROUND:
        return source.paragraphs
    first = max(0, source.first - 1 - AROUND)
    return source.paragraphs[first : max(source.last, 1) + AROUND]


def _hidden(source: Source, shown: Sequence[Paragraph]) -> tuple[int, int]:
    if not shown:
        return 0, 0
    before = shown[0].number - source.paragraphs[0].number
    return before, source.paragraphs[-1].number - shown[-1].number


def _more(count: int, where: str) -> Markup | None:
    if not count:
        return None
    label = f"Show {count:,} paragraphs {where}"
    return element("button", label, type="button", class_="link more", data_do="whole")


def _paragraph(paragraph: Paragraph, source: Source) -> Markup:
    cited = source.first <= paragraph.number <= source.last
    return element(
        "div",
        element("span", paragraph.location, class_="margin"),
        element("div", _marked(paragraph, source), class_="text"),
        class_=f"paragraph {paragraph.kind}" + (" cited" if cited else ""),
        data_paragraph=paragraph.number,
    )


def _marked(paragraph: Paragraph, source: Source) -> Markup:
    text = paragraph.text
    start = min(max(source.start - paragraph.start, 0), len(text))
    end = min(max(source.end - paragraph.start, 0), len(text))
    if start >= end:
        return Markup(element("span", text.lstrip("# ") if paragraph.kind == "heading" else text))
    return together([text[:start], element("mark", text[start:end]), text[end:]])
