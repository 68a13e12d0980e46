"""Fenced code in Markdown, by the rules of CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = re.compile(r"^[ \t]*(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
_SLACK = 2  # a line of signs may be that much shorter than the title above it


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """The spans of fenced code in order, both fences included.

    A fence closes with its own character, at least as often, alone on a line; one that never
    closes is no fence, and neither is a line of tildes that underlines a title.
    """
    lines = list(_MARKS.finditer(text))
    unclosed = {"`": 1 << 30, "~": 1 << 30}  # marks of this length and more close no more
    index = 0
    while index < len(lines):
        opening = lines[index]
        marks = opening.group("marks")
        index += 1
        if not _opens(text, opening) or len(marks) >= unclosed[marks[0]]:
            continue
        for following in range(index, len(lines)):
            if _closes(lines[following], marks):
                yield opening.start(), lines[following].end()
                index = following + 1
                break
        else:
            unclosed[marks[0]] = len(marks)


def _opens(text: str, line: re.Match[str]) -> bool:
    if line.group("marks")[0] == "`":
        return "`" not in line.group("info")
    return bool(line.group("info").strip()) or not _is_underline(text, line)


def _closes(line: re.Match[str], marks: str) -> bool:
    found = line.group("marks")
    return found[0] == marks[0] and len(found) >= len(marks) and not line.group("info").strip()


def _is_underline(text: str, line: re.Match[str]) -> bool:
    """Whether tildes stand under a paragraph of one line, and are about as long as it."""
    end = line.start() - 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    title = text[start : max(end, 0)].strip()
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    if not title or title.endswith(":") or before.strip():
        return False
    return len(line.group("marks")) + _SLACK >= len(title)
