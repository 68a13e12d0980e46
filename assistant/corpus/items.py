"""Items of a list: which lines begin one, in a list and in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ITEM = re.compile(
    r"^(?P<indent>\s*)(?:(?P<bullet>[-*+•◦▪‣●·–—])"
    r"|(?P<open>\(?)(?:(?P<count>\d{1,3}|[a-z]|[ivx]{1,4})(?P<close>[.)])|(?P<capital>[A-Z])\)))\s+"
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_MARKUP = " \t*_"


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands before an item; ``numbers`` are what a count may mean (``i`` is 1 or 9)."""

    indent: int
    style: str
    numbers: frozenset[int]

    def comes_after(self, other: _Mark) -> bool:
        """Whether an item with this mark may be the next after the item with the other."""
        if self.style != other.style:
            return False
        return not self.numbers or any(number - 1 in other.numbers for number in self.numbers)

    @property
    def begins(self) -> bool:
        """Whether the first item of a list may have this mark."""
        return not self.numbers or 1 in self.numbers


def is_item(line: str) -> bool:
    """Whether a line begins with a bullet or a count."""
    return bool(_ITEM.match(line))


def items_in_text(lines: Sequence[str]) -> frozenset[int]:
    """The lines of running text that begin an item, by index.

    A wrapped line may begin with a dash or a number by chance. So the first item stands under a
    line that ends with a colon, or the next item follows at once; later ones go on from it.
    """
    marks = [_mark(line) for line in lines]
    latest: dict[str, _Mark] = {}
    items: list[int] = []
    for index, mark in enumerate(marks):
        if mark is None:
            continue
        before = latest.get(mark.style)
        if (
            (before and mark.comes_after(before))
            or (mark.begins and index and lines[index - 1].rstrip(_MARKUP).endswith(":"))
            or _next_follows(lines, marks, index, mark)
        ):
            latest[mark.style] = mark
            items.append(index)
    return frozenset(items)


def _mark(line: str) -> _Mark | None:
    match = _ITEM.match(line)
    if match is None:
        return None
    indent = len(match.group("indent"))
    if bullet := match.group("bullet"):
        return _Mark(indent, bullet, frozenset())
    count = match.group("count") or match.group("capital").lower()
    sign = "1" if count.isdigit() else "A" if match.group("capital") else "a"
    style = f"{match.group('open')}{sign}{match.group('close') or ')'}"
    return _Mark(indent, style, _numbers(count))


def _numbers(count: str) -> frozenset[int]:
    if count.isdigit():
        return frozenset({int(count)})
    letter = {ord(count) - ord("a") + 1} if len(count) == 1 else set()
    roman = {_ROMAN.index(count) + 1} if count in _ROMAN else set()
    return frozenset(letter | roman)


def _next_follows(
    lines: Sequence[str], marks: Sequence[_Mark | None], index: int, mark: _Mark
) -> bool:
    """Whether the next item begins where this one ends: only indented lines are between them."""
    for after in range(index + 1, len(lines)):
        following = marks[after]
        if following is not None:
            return following.comes_after(mark)
        if len(lines[after]) - len(lines[after].lstrip()) <= mark.indent:
            return False
    return False
