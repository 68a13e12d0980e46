"""A question that wants a summary: "Sum up the reform", "What is the gist of the Smith report?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.words import content_stems
from assistant.sources import OF_KIND
from assistant.types import Document

_LENGTH = r"(?:(?:short|brief|quick|concise|general)\s+)*"
_SUMMARY = r"(?:summary|overview|outline|synopsis|gist|digest|recap)"
_POINTS = r"(?:main|key|central|most important)\s+(?:points|messages?|arguments?|findings|ideas?)"
_POLITE = r"(?:please\s+)?(?:(?:can|could|would|will)\s+you\s+)?(?:please\s+)?"
_GIVE = (
    r"(?:(?:give|write|make|provide|get)\s+(?:me\s+|us\s+)?|"
    r"i(?:['’]d|\s+would)\s+like\s+|i\s+(?:need|want)\s+)"
)
REQUESTS = re.compile(
    rf"^\W*{_POLITE}(?:"
    r"(?:briefly\s+)?(?:sum\s+up|summari[sz]e|recapitulate|outline)\b|"
    rf"{_GIVE}?(?:an?\s+|the\s+)?{_LENGTH}{_SUMMARY}\s+of\b|"
    rf"{_GIVE}an?\s+(?:short|brief)\s+(?:account|description)\s+of\b|"
    rf"what(?:['’]s|\s+is|\s+are|\s+were)\s+the\s+(?:{_SUMMARY}|{_POINTS})\s+(?:of|in)\b)|"
    rf"[.?!,;:]?\s*(?:(?:give\s+me\s+)?(?:an?\s+)?{_LENGTH}{_SUMMARY},?\s+please|in\s+a\s+nutshell|"
    r"tl;?dr)(?=\W*$)|"
    rf"[.?!,;:]\s+(?:{_POLITE}(?:sum\s+(?:it|that|this|them)\s+up|summari[sz]e(?:\s+(?:it|that|this))?)"
    r"(?:\s+for\s+(?:me|us))?(?:,?\s+please)?|(?:just|only)\s+the\s+(?:main|key)\s+points)(?=\W*$)|"
    rf"[.?!]\s+i(?:['’]d|\s+would)\s+like\s+(?:an?\s+)?{_LENGTH}{_SUMMARY}\s+of\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"^\W*what\s+(?:does|do|did)\s+(?P<source>.+?)\s+(?:say|tell\s+(?:me|us)|write|report|mention|state)"
    r"\s+(?:about|regarding|concerning)\s+(?P<topic>.+?)\W*$",
    re.IGNORECASE,
)


def summary_topic(question: str) -> str:
    """What a question wants summed up ("Sum up the reform of 2019": "the reform of 2019"); empty
    when it wants no summary."""
    topic, requests = REQUESTS.subn("", question)
    return topic.strip(" ?.!,;:") if requests else ""


def account(question: str) -> tuple[str, str]:
    """Of which source and on what a question wants an account ("What does the digest say about
    silt?": "the digest", "silt"); empty when it wants none."""
    match = _ACCOUNT.match(question)
    return (match["source"], match["topic"]) if match else ("", "")


def names_only(topic: str, named: Sequence[Document]) -> bool:
    """Whether a topic says no more than which documents are meant ("the Smith report")."""
    rest = set(content_stems(OF_KIND.sub(" ", topic)))
    for document in named:
        about = " ".join((document.id, document.title, *document.metadata.values()))
        rest -= set(content_stems(about.replace("_", " ").replace("-", " ")))
    return bool(named) and not rest
