"""An answer as text, Markdown, JSON or HTML: shared by every door.

Documents and questions are data: HTML output escapes every character of them.
"""

from __future__ import annotations

import dataclasses
import html
import json
from collections.abc import Callable
from typing import Any

from assistant.citations import NO_SOURCE, markers
from assistant.composing import open_line
from assistant.types import Answer, Citation, Passage, Sentence


def to_text(answer: Answer) -> str:
    """For a terminal: the answer, why it is refused if so, then ``[n] file ¶n``."""
    lines = [answer.text]
    if answer.refused:
        lines += ["", answer.reason]
    if answer.dropped:
        lines += ["", dropped_line(answer)]
    if answer.citations:
        lines += ["", *(source_line(each) for each in answer.citations)]
    return "\n".join(lines)


def to_markdown(answer: Answer) -> str:
    """The question as a heading, the answer, and the sources with their quotes."""
    lines = [f"## {answer.question}", "", answer.text]
    if answer.refused:
        lines += ["", answer.reason]
    if answer.dropped:
        lines += ["", f"*{dropped_line(answer)}*"]
    if answer.citations:
        lines += ["", "### Sources", ""]
        lines += [
            f"{source_line(each)}  \n  > {_one_line(each.quote)}" for each in answer.citations
        ]
    return "\n".join(lines) + "\n"


def to_json(value: Any) -> str:
    """Any travelling dataclass (or a tuple or dict of them) as indented JSON."""
    return json.dumps(value, default=_plain, ensure_ascii=False, indent=2)


def to_html(answer: Answer, anchor: str = "source") -> str:
    """A fragment with linked markers and a list of sources; everything escaped.

    ``anchor`` begins the ids of the sources, for several answers on one page.
    """
    paragraphs = (
        "".join(
            f'<p class="{each.verdict.label}">{html.escape(each.text)} '
            + ("".join(f'<a href="#{anchor}-{n}">[{n}]</a>' for n in each.citations) or NO_SOURCE)
            + "</p>"
            for each in answer.sentences
        )
        or f"<p>{html.escape(answer.text)}</p>"
    )
    paragraphs += "".join(f"<p>{html.escape(open_line(each))}</p>" for each in answer.open_parts)
    reason = f"<p>{html.escape(answer.reason)}</p>" if answer.refused else ""
    if answer.dropped:
        reason += f"<p>{html.escape(dropped_line(answer))}</p>"
    sources = "".join(
        f'<li id="{anchor}-{each.number}" value="{each.number}"><b>{html.escape(each.source)}</b> '
        f"{html.escape(each.place)}<blockquote>{html.escape(each.quote)}</blockquote></li>"
        for each in answer.citations
    )
    return (
        f"<article><h2>{html.escape(answer.question)}</h2>{paragraphs}{reason}"
        f"<ol>{sources}</ol></article>"
    )


def dropped_line(answer: Answer) -> str:
    """How many written sentences were left out, and what the sources say instead of them."""
    count = len(answer.dropped)
    line = f"{count} written sentence{'s' * (count > 1)} failed the check and "
    line += "were left out." if count > 1 else "was left out."
    against = [each.verdict.reason for each in answer.dropped if _is_against(each)]
    return f"{line} A source says otherwise: {'; '.join(against)}." if against else line


def _is_against(sentence: Sentence) -> bool:
    return sentence.verdict.label == "contradicted"


def source_line(citation: Citation) -> str:
    """``[1] reports/osw.md ¶12 — Title``, with a warning when the file changed."""
    title = f" — {citation.title}" if citation.title else ""
    stale = " (the file changed since it was indexed)" if citation.stale else ""
    return f"{markers((citation.number,))} {citation.source} {citation.place}{title}{stale}"


def passage_line(passage: Passage, width: int = 100) -> str:
    """One search result on one line: score, place, what found it, the beginning of the text."""
    chunk = passage.chunk
    text = _one_line(chunk.text)
    text = text if len(text) <= width else text[: width - 1] + "…"
    return (
        f"{passage.score:.4f}  {chunk.document_id} {passage.location}"
        f"  ({', '.join(passage.found_by)})  {text}"
    )


FORMATS: dict[str, Callable[[Answer], str]] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "html": to_html,
}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        if isinstance(value, Citation):
            plain = {"source": value.source, **plain}
        return plain
    return str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
