"""Questions to begin with, made from the documents by rules of English grammar.

A sentence such as "40 bridges were built in Lyon" yields "How many bridges were built in Lyon?";
"The Society was founded in 1871" yields "When was the Society founded?"; a heading that is a
question is taken as it is; a name that many paragraphs mention is asked about. Each comes from
words that answer it, so none is tried out: no model works here while a person may be asking.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from assistant.types import Paragraph

if TYPE_CHECKING:
    from assistant.core import Assistant

SHOWN = 4
DOCUMENTS, PARAGRAPHS = 60, 300  # looked at, and of each; enough to begin with
POINTING = re.compile(r"\b(?:you|your|following|above|below|this|these)\b", re.IGNORECASE)
ARTICLE = re.compile(r"^(The|A|An)\b")
NAME = r"[A-Z][\w’'-]+(?:\s(?:of\s|the\s|for\s|and\s)*[A-Z][\w’'-]+)*"
PLACE = rf"(?:\s(?:in|at|by|near)\s(?:the\s)?{NAME})?"
COUNTED = re.compile(
    rf"(?<![\w.,$€£-])\d[\d,]*\s(?P<what>(?:[a-z]+\s)?(?:people|[a-z]{{3,}}s))\s"
    rf"(?P<verb>were|have been|had been)\s(?P<done>[a-z]{{2,}}(?:ed|en|lt|wn|nt))\b"
    rf"(?P<rest>{PLACE})"
)
DATED = re.compile(
    rf"(?:^|[.;]\s)(?P<who>(?:The\s)?{NAME}|The(?:\s[a-z]{{3,}}){{2,4}})\s(?P<verb>was|were)\s"
    rf"(?P<done>[a-z]{{3,}}(?:ed|en|lt|nt|rn|wn))\s(?:in|on)\s(?:\d{{1,2}}\s)?(?:[A-Z][a-z]+\s)?\d{{4}}"
)
NAMED = re.compile(r"(?<=[a-z,]\s)[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+")


def suggestions(assistant: Assistant) -> tuple[str, ...]:
    """Up to four questions."""
    return tuple(islice(candidates(_texts(assistant)), SHOWN))


def candidates(documents: list[list[Paragraph]]) -> Iterator[str]:
    """Questions in turn from each document, without repetition; names come last."""
    per_document = [list(_of_document(each)) for each in documents]
    rounds = chain.from_iterable(zip_longest(*per_document))
    seen: set[str] = set()
    for question in chain((each for each in rounds if each), _about_names(documents)):
        if question.casefold() not in seen:
            seen.add(question.casefold())
            yield question


def _of_document(paragraphs: list[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        text = " ".join(paragraph.text.split())
        if paragraph.kind == "heading":
            heading = text.lstrip("# ")
            whole = heading.endswith("?") and 3 <= len(heading.split()) <= 15
            if whole and not POINTING.search(heading):  # a survey's "Which of the following …?"
                yield heading
        elif paragraph.kind == "body":
            yield from (_how_many(match) for match in COUNTED.finditer(text))
            yield from (_when(match) for match in DATED.finditer(text))


def _how_many(match: re.Match[str]) -> str:
    return f"How many {match['what']} {match['verb']} {match['done']}{match['rest']}?"


def _when(match: re.Match[str]) -> str:
    who = ARTICLE.sub(lambda article: article[0].lower(), match["who"])
    return f"When {match['verb']} {who} {match['done']}?"


def _about_names(documents: list[list[Paragraph]]) -> Iterator[str]:
    mentions = Counter(
        name
        for paragraphs in documents
        for paragraph in paragraphs
        if paragraph.kind == "body"
        for name in {" ".join(found.split()) for found in NAMED.findall(paragraph.text)}
    )
    yield from (f"What is said about {name}?" for name, _ in mentions.most_common(SHOWN))


def _texts(assistant: Assistant) -> list[list[Paragraph]]:
    documents = assistant.documents()[:DOCUMENTS]
    return [list(assistant.paragraphs(each.id)[:PARAGRAPHS]) for each in documents]
