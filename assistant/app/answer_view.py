"""An answer as HTML: checked sentences with citation chips, disagreement, refusal, details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from assistant.app.markup import element, together
from assistant.composing import open_line
from assistant.types import Answer, Citation, Disagreement, Passage, Sentence, Side, Verdict

NEAREST = 3
SNIPPET = 160
CHECKS = {  # verdict label -> sign, name, what it means
    "supported": ("✓", "Supported", "The cited text says this."),
    "neither": ("?", "Not shown", "The cited text does not clearly say this."),
    "contradicted": ("✗", "Contradicted", "The cited text says otherwise."),
}


def answer_view(answer: Answer, turn_id: str) -> Markup:
    """A finished answer."""
    citations = {each.number: each for each in answer.citations}
    if answer.refused:
        return _refusal(answer, turn_id)
    shown = [each for each in answer.sentences if not _is_side(each, answer.disagreements)]
    return together(
        [
            *(_disagreement(each, citations, turn_id) for each in answer.disagreements),
            sentences_view(shown, citations, turn_id),
            *(element("p", open_line(each), class_="open") for each in answer.open_parts),
            _left_out(answer.dropped),
        ]
    )


def sentences_view(
    sentences: Sequence[Sentence], citations: Mapping[int, Citation], turn_id: str
) -> Markup:
    """Sentences with their checks and chips; chips without a citation yet are plain numbers."""
    return together(
        element(
            "p",
            check(each.verdict),
            " ",
            element("span", each.text, class_="words"),
            "\N{NO-BREAK SPACE}",
            _chips(each.citations, citations, turn_id),
            class_=f"sentence {each.verdict.label}",
        )
        for each in sentences
    )


def check(verdict: Verdict) -> Markup:
    """The sign of a check; its name and meaning are there for pointers and screen readers."""
    sign, name, meaning = CHECKS[verdict.label]
    told = f"{name}. {meaning}" + (f" {verdict.reason}." if verdict.reason else "")
    return element(
        "span", sign, class_=f"check {verdict.label}", role="img", title=told, aria_label=name
    )


def chip(citation: Citation, turn_id: str) -> Markup:
    """The button that opens a citation; its quote shows on hover and focus."""
    where = f"{citation.title or citation.source}, {citation.place}"
    quote = " ".join(citation.quote.split())
    return element(
        "span",
        element(
            "button",
            str(citation.number),
            type="button",
            class_="cite stale" if citation.stale else "cite",
            data_do="open",
            data_turn=turn_id,
            data_cite=citation.number,
            aria_label=f"Source {citation.number}: {where}: {quote}",
        ),
        element(
            "span",
            element("b", where),
            element("q", quote),
            element("i", "The file changed since it was indexed.") if citation.stale else None,
            class_="tip",
            aria_hidden="true",  # the button's name says it already
        ),
        class_="citation",
    )


def details(answer: Answer) -> Markup:
    """How the answer came about, folded."""
    rows = [
        ("Searched for", answer.standalone or answer.question),
        ("Passages read", str(len(answer.passages))),
        ("Confidence", f"{answer.confidence:.0%}"),
        ("Written by", writer(answer.model)),
        ("Time", "; ".join(f"{name} {seconds:.2f} s" for name, seconds in answer.timings.items())),
        ("Corpus and settings", answer.fingerprint),
    ]
    listed = (together([element("dt", name), element("dd", text)]) for name, text in rows if text)
    return element(
        "details",
        element("summary", "How this was answered"),
        element("dl", *listed),
        class_="how",
    )


def writer(model: str) -> str:
    """The writer's name for people."""
    return "the built-in writer (no language model)" if model == "builtin" else model


def facts(answer: Answer) -> str:
    """Sentences checked, sources, seconds: one short line."""
    parts = []
    if answer.sentences:
        passed = sum(each.verdict.supported for each in answer.sentences)
        parts.append(f"{passed} of {len(answer.sentences)} sentences supported")
        sources = len({each.source for each in answer.citations})
        parts.append(f"{sources} source" + ("s" if sources != 1 else ""))
    if "total" in answer.timings:
        parts.append(f"{answer.timings['total']:.1f} s")
    return " · ".join(parts)


def _chips(numbers: Sequence[int], citations: Mapping[int, Citation], turn_id: str) -> Markup:
    return together(
        chip(citations[n], turn_id) if n in citations else element("sup", str(n), class_="cite")
        for n in numbers
    )


def _disagreement(
    disagreement: Disagreement, citations: Mapping[int, Citation], turn_id: str
) -> Markup:
    # sentences may differ without denying each other; values that differ cannot all be right
    quoted = all(_is_sentence(side.value) for side in disagreement.sides)
    heading = "The documents differ" if quoted else "The documents disagree"
    return element(
        "section",
        element("h4", heading),
        element(
            "div",
            *(_side(each, citations, turn_id) for each in disagreement.sides),
            class_="columns",
        ),
        class_="sides",
        aria_label=heading,
    )


def _side(side: Side, citations: Mapping[int, Citation], turn_id: str) -> Markup:
    cited = [citations[n] for n in side.citations if n in citations]
    titles = dict.fromkeys(each.title or each.source for each in cited)
    return element(
        "div",
        element("p" if _is_sentence(side.value) else "strong", side.value),
        element("span", "; ".join(titles), class_="who"),
        element("span", _chips(side.citations, citations, turn_id)),
        class_="side",
    )


def _is_sentence(value: str) -> bool:
    return value.rstrip("”’\"'").endswith((".", "!", "?"))


def _is_side(sentence: Sentence, disagreements: Sequence[Disagreement]) -> bool:
    return any(
        side.citations == sentence.citations
        and sentence.text.removesuffix("”").endswith(side.value)
        for each in disagreements
        for side in each.sides
    )


def _refusal(answer: Answer, turn_id: str) -> Markup:
    nearest = answer.passages[:NEAREST]
    return element(
        "section",
        element("h4", answer.text),
        element("p", answer.reason) if answer.reason else None,
        element("p", "Nearest passages:", class_="label") if nearest else None,
        element("ul", *(_nearest(n, each, turn_id) for n, each in enumerate(nearest)))
        if nearest
        else None,
        _left_out(answer.dropped),
        class_="refusal",
        aria_label="No answer in the documents",
    )


def _nearest(number: int, passage: Passage, turn_id: str) -> Markup:
    text = " ".join(passage.chunk.text.split())
    return element(
        "li",
        element(
            "button",
            f"{passage.chunk.document_id} {passage.location}",
            type="button",
            class_="link",
            data_do="open",
            data_turn=turn_id,
            data_near=number,
        ),
        element("span", text if len(text) <= SNIPPET else text[: SNIPPET - 1] + "…"),
    )


def _left_out(dropped: Sequence[Sentence]) -> Markup | None:
    if not dropped:
        return None
    count = "1 sentence" if len(dropped) == 1 else f"{len(dropped)} sentences"
    listed = (
        element(
            "li",
            check(each.verdict),
            " ",
            element("s", each.text),
            f" {each.verdict.reason}" if each.verdict.reason else None,
        )
        for each in dropped
    )
    return element(
        "details",
        element("summary", f"{count} left out: the check failed"),
        element("ul", *listed),
        class_="dropped",
    )
