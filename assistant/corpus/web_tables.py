"""Tables of a page: those that hold data, and those that only lay the page out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from .grid import WIDEST, span

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("p", "ul", "ol", "dl", "pre", "blockquote", "br")
_HOLDERS = frozenset({"td", "th", "li", "dd", "blockquote"})
_MANY = 3  # so many paragraphs in a cell are a part of the page,
_FEW_ROWS = 3  # unless they describe one of the things that a longer table lists


def layout_rows(root: LexborNode) -> frozenset[int]:
    """The rows (by ``mem_id``) with a cell that holds a table, a headed text or many blocks."""
    if root.css_first("td") is None:
        return frozenset()
    inside: defaultdict[int, list[LexborNode]] = defaultdict(list)
    cells: dict[int, LexborNode] = {}
    for node in root.css(",".join(("table", *_HEADINGS, *_BLOCKS))):
        cell = node.parent
        while cell is not None and cell.tag not in _HOLDERS:
            cell = cell.parent
        if cell is not None and (node.tag != "br" or _ends_paragraph(node)):
            cells[cell.mem_id] = cell
            inside[cell.mem_id].append(node)
    return frozenset(
        cell.parent.mem_id
        for mem_id, cell in cells.items()
        if cell.parent is not None and cell.parent.tag == "tr" and _is_layout(cell, inside[mem_id])
    )


def _is_layout(cell: LexborNode, blocks: Sequence[LexborNode]) -> bool:
    tags = {node.tag for node in blocks}
    if "table" in tags or (len(blocks) > 1 and not tags.isdisjoint(_HEADINGS)):
        return True
    return len(blocks) >= _MANY and _has_few_rows(cell)


def _has_few_rows(cell: LexborNode) -> bool:
    row = cell.parent
    body = None if row is None else row.parent
    return body is not None and len(list(islice(body.iter(), _FEW_ROWS + 1))) <= _FEW_ROWS


def _ends_paragraph(br: LexborNode) -> bool:
    """Whether a line break is followed by another one, white space aside."""
    after = br.next
    while after is not None and after.tag == "-text" and not (after.text_content or "").strip():
        after = after.next
    return after is not None and after.tag == "br"


def rows_of(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table itself, not of the tables within it."""
    for node in table.iter():
        if node.tag == "tr":
            yield node
        elif node.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in node.iter() if row.tag == "tr")


def cells_of(row: LexborNode) -> list[LexborNode]:
    """The cells of a row itself."""
    return [node for node in row.iter() if node.tag in ("td", "th")]


def holds_names(row: LexborNode) -> bool:
    """Whether a row is marked as one of names of columns."""
    body = row.parent
    if body is not None and body.tag in ("thead", "tfoot"):
        return body.tag == "thead"
    filled = _filled(row)
    return bool(filled) and all(cell.tag == "th" for cell in filled)


def is_bold(row: LexborNode) -> bool:
    """Whether all text of a row is in bold type."""
    filled = _filled(row)
    return bool(filled) and all(
        (bold := cell.css_first("b,strong")) is not None
        and bold.text().strip() == cell.text().strip()
        for cell in filled
    )


def _filled(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in cells_of(row) if cell.text().strip()]


def spanned_cells(rows: Sequence[LexborNode]) -> Iterator[list[tuple[LexborNode | None, int]]]:
    """The cells of each row with how many columns they span; none where one above goes on."""
    open_: dict[int, tuple[int, int]] = {}  # by column: for how many more rows, over how many
    for row in rows:
        found: list[tuple[LexborNode | None, int]] = []
        going_on, open_ = open_, {}
        at = 0
        for cell in (*cells_of(row), None):
            while at in going_on:
                rest, columns = going_on.pop(at)
                if rest > 1:
                    open_[at] = (rest - 1, columns)
                found.append((None, columns))
                at += columns
            if cell is None:
                break
            columns = span(cell.attributes.get("colspan"))
            below = span(cell.attributes.get("rowspan")) - 1
            if below and at < WIDEST:
                open_[at] = (below, columns)
            found.append((cell, columns))
            at += columns
        yield found


def is_data(row: LexborNode, layout: Collection[int]) -> bool:
    """Whether a row has values side by side."""
    return row.mem_id not in layout and len(cells_of(row)) > 1


def holds_data(table: LexborNode, layout: Collection[int]) -> bool:
    """Whether a table is one of data throughout."""
    rows = list(rows_of(table))
    return any(is_data(row, layout) for row in rows) and not any(
        row.mem_id in layout for row in rows
    )
