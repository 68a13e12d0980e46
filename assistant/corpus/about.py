"""What a document says of itself: title, author, date, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from ..types import Paragraph
from .readable import plain

BYLINE_BLOCKS = 10  # bylines and date lines stand among the first blocks

_NAME = r"(?:[A-ZÀ-ÞА-ЯЁ][\w'’-]+|[A-ZÀ-ÞА-ЯЁ]\.|(?:de|van|von|der|den|la|bin|al|ibn|da|dos|di)\b)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_LIST = rf"{_NAMES}(?:(?:\s*,\s*|\s+(?:and|und|et|y|и)\s+|\s*&\s*){_NAMES}){{0,5}}"
_BY = re.compile(
    r"^(?:(?:[Ww]ritten\s+)?[Bb][Yy]|:?[Aa]uthors?\s*:|[Aa]utor(?:in|en)?\s*:|Автор(?:ы)?\s*:)"
    rf"\s+({_LIST})\b"
)
_ITALIC_NAME = re.compile(rf"^(\*{{1,3}}|_{{1,3}}){_LIST}\1$")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t?\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{4}})"
)
_DATE_LINE = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|last\s+modified|:?date|dated)\s*(?:on|:)?\s*)?"
    rf"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?,?\s+)?({_DATE})"
    r"(?:[,\s|–-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+\w{2,4})?)?\W*$",
    re.IGNORECASE,
)
_ABOUT_HEADING = re.compile(
    r"^about\s+(?:the\s+)?(?:authors?|writers?|creators?|contributors?|editors?)\b", re.IGNORECASE
)
_IS = re.compile(rf"^({_NAMES})(?:,\s[^.,]{{2,60}},)?\s+(?:is|was|serves\s+as|works\s+as)\s+\w")
_BOLD_IS = re.compile(rf"^(?:\*\*|__)({_NAMES})(?:\*\*|__)\s+(?:is|was|serves|works)\b")
_FIELD = re.compile(r"^([\w -]{1,40}):[ \t]*(.*)$")


def is_byline(raw: str) -> bool:
    """Whether a block near the top only names authors or dates: ``By A. Smith``, ``2 May 2023``."""
    lines = [plain(line) for line in raw.splitlines() if line.strip()]
    if not lines or len(lines) > 4 or any(len(line.split()) > 14 for line in lines):
        return False
    if len(lines) == 1 and _ITALIC_NAME.match(raw.strip()):
        return True
    return any(_BY.match(line) or _DATE_LINE.match(line) for line in lines)


def describe(
    paragraphs: Sequence[Paragraph], document_id: str, author: str = ""
) -> tuple[str, dict[str, str]]:
    """Title and metadata; ``author_paragraph`` and ``date_paragraph`` tell where they stand.

    ``author`` is the one that the file's properties name.
    """
    metadata: dict[str, str] = {}
    title = ""
    opening: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind == "metadata":
            _read_metadata(paragraph, metadata)
        elif author and paragraph.kind == "heading" and plain(paragraph.text) == author:
            _note(metadata, "author", author, paragraph)
        elif paragraph.kind == "heading":
            opening.append(paragraph)
        elif paragraph.kind in ("body", "list", "table"):
            break
    if opening:
        title = plain(min(opening, key=_rank).text)
    title = metadata.pop("title", "") or title or PurePosixPath(document_id).stem
    if "author" not in metadata:
        _author_at_end(paragraphs, metadata)
    return title, metadata


def _rank(heading: Paragraph) -> tuple[int, int]:
    """Marked headings by level, then unmarked ones, longest first (a short one is a kicker)."""
    marks = re.match(r"#+", heading.text)
    return (len(marks.group()) if marks else 7, -len(heading.text))


def _read_metadata(paragraph: Paragraph, metadata: dict[str, str]) -> None:
    front_matter = paragraph.text.startswith("---")
    for line in paragraph.text.splitlines():
        text = plain(line)
        field = _FIELD.match(line)
        if front_matter:
            if field and field.group(2).strip():
                key = field.group(1).strip().lower()
                _note(metadata, key, field.group(2).strip().strip("\"'"), paragraph)
            continue
        by, date = _BY.match(text), _DATE_LINE.match(text)
        if by:
            _note(metadata, "author", by.group(1), paragraph)
        elif date:
            _note(metadata, "date", date.group(1), paragraph)
        elif _ITALIC_NAME.match(line.strip()):
            _note(metadata, "author", text, paragraph)


def _author_at_end(paragraphs: Sequence[Paragraph], metadata: dict[str, str]) -> None:
    after_heading = False
    tail = paragraphs[-12:]
    for paragraph in paragraphs[len(paragraphs) // 2 :]:
        text = plain(paragraph.text)
        if paragraph.kind in ("heading", "body") and _ABOUT_HEADING.match(text):
            after_heading = True
            continue
        match = _BOLD_IS.match(paragraph.text) if paragraph in tail else None
        if after_heading or match:
            match = match or _IS.match(text)
            if match:
                _note(metadata, "author", match.group(1), paragraph)
                return
        after_heading = False


def _note(metadata: dict[str, str], key: str, value: str, paragraph: Paragraph) -> None:
    """Keep the first value of a key; for author and date also where it stands."""
    if key in metadata:
        return
    metadata[key] = value
    if key in ("author", "date"):
        metadata[f"{key}_paragraph"] = str(paragraph.number)
