"""HTML by selectolax: the main content as block elements in document order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..types import Kind
from .content import Content, Piece, assemble
from .decoding import decode
from .grid import Cell, Row, grid_pieces
from .surroundings import is_notes, main_content
from .web_tables import (
    holds_data,
    holds_names,
    is_bold,
    is_data,
    layout_rows,
    rows_of,
    spanned_cells,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_KINDS: dict[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "blockquote": "quote", "pre": "table", "table": "table", "ul": "list",
    "ol": "list", "dl": "list",
}  # fmt: skip
_BLOCKS = frozenset(_KINDS) | frozenset(
    "p div section article main header figure figcaption caption thead tbody tfoot tr td th li dt "
    "dd address details summary hr center body aside footer fieldset".split()
)
_REFERENCE = re.compile(r"\b(?:doc-noteref|noteref|footnote-ref|sd(?:foot|end)note(?:anc|sym))\b")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINE = re.compile(r"\n\s*\n")


def read_html(data: bytes, name: str) -> Content:
    """Read a page's main content; navigation, forms, headers and footers of the page are left out.

    The encoding is the one that the page declares, where its bytes allow that.
    """
    charset = _CHARSET.search(data[:4096])
    try:
        markup = data.decode(charset.group(1).decode() if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        markup, _ = decode(data, name)
    tree = _parse(markup)
    pieces = _main(tree)
    return assemble(pieces, _title(tree, pieces), _metadata(tree))


def html_pieces(markup: str) -> list[Piece]:
    """The paragraphs of a page that is text already (a chapter, a message)."""
    return _main(_parse(markup))


def _parse(markup: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(markup.replace("\0", ""))


def _main(tree: LexborHTMLParser) -> list[Piece]:
    if tree.body is None:
        return []
    root = main_content(tree.body)
    return [piece for piece in _pieces(root, layout_rows(root)) if piece.text.strip()]


def _pieces(root: LexborNode, layout: Collection[int]) -> Iterator[Piece]:
    """Walk without recursion (pages nest deeply); a list, table or quote is one piece.

    ``layout`` are the rows that lay the page out: their cells are walked.
    """
    text: list[str] = []
    node: LexborNode | None = root.child
    while node is not None:
        kind = _KINDS.get(node.tag or "")
        if node.tag in _BLOCKS:
            yield from _paragraphs(text)
            text = []
        if node.tag == "table" and not holds_data(node, layout):
            kind = None
        if kind is not None:
            yield from _whole(node, kind, layout)
        elif node.tag == "tr" and is_data(node, layout):
            rows = _run(node, layout)
            yield from _table(rows)
            node = rows[-1]
        elif node.tag == "-text":
            text.append(_SPACES.sub(" ", node.text_content or ""))
        elif node.tag == "sup" or _is_reference(node):
            text.append(_superscript(node))
        elif node.tag == "br":
            text.append("\n")
        elif node.child is not None:
            node = node.child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                yield from _paragraphs(text)
                return
            if node.tag in _BLOCKS:
                yield from _paragraphs(text)
                text = []
        node = node.next if node is not None else None


def _paragraphs(text: list[str]) -> Iterator[Piece]:
    """Running text between two blocks; an empty line (two line breaks) parts paragraphs."""
    for paragraph in _EMPTY_LINE.split("".join(text).strip()):
        lines = paragraph.split("\n")
        yield Piece("\n".join(" ".join(line.split()) for line in lines if line.strip()))


def _whole(node: LexborNode, kind: Kind, layout: Collection[int]) -> Iterator[Piece]:
    """One element as one piece, its items or rows as lines."""
    if kind == "heading":
        yield Piece(_line(node), kind)
    elif kind == "table" and node.tag == "pre":
        yield Piece(node.text(), kind)
    elif kind == "table":
        yield from (Piece(_line(each)) for each in node.iter() if each.tag == "caption")
        yield from _table(list(rows_of(node)))
    elif kind == "list":
        items = [_line(item) for item in node.css("li,dt,dd")] or [_line(node)]
        if is_notes(node):
            yield from (Piece(f"[{n}] {item}", "footnote") for n, item in enumerate(items, 1))
        else:
            yield Piece("\n".join(f"- {item}" for item in items if item), kind)
    else:
        lines = [piece.text for piece in _pieces(node, layout)]
        yield Piece("\n".join(f"> {line}" for line in lines if line.strip()), kind)


def _run(row: LexborNode, layout: Collection[int]) -> list[LexborNode]:
    """A row of data and those of data that follow it."""
    rows = [row]
    following = row.next
    while following is not None and (following.tag != "tr" or is_data(following, layout)):
        if following.tag == "tr":
            rows.append(following)
        following = following.next
    return rows


def _table(rows: Sequence[LexborNode]) -> Iterator[Piece]:
    cells = (
        tuple(
            Cell(_line(node), columns) if node is not None else Cell("", columns, covered=True)
            for node, columns in row
        )
        for row in spanned_cells(rows)
    )
    yield from grid_pieces(
        [Row(each, holds_names(row), is_bold(row)) for row, each in zip(rows, cells, strict=True)]
    )


def _line(node: LexborNode) -> str:
    return " ".join(_inline(node).split())


def _inline(node: LexborNode) -> str:
    """The text within an element, note marks as superscripts, a space between its blocks.

    A list within an item is left to its own items.
    """
    parts: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            if not _in_inner_list(inner, node):
                text = inner.text_content or ""
                parts.append(text.translate(_SUPERSCRIPTS) if _is_raised(inner) else text)
        elif inner.tag in _BLOCKS or inner.tag == "br":
            parts.append(" ")
    return "".join(parts)


def _in_inner_list(text: LexborNode, item: LexborNode) -> bool:
    parent = text.parent
    while parent is not None and parent.mem_id != item.mem_id:
        if parent.tag in ("ul", "ol", "dl"):
            return True
        parent = parent.parent
    return False


def _is_raised(text: LexborNode) -> bool:
    parent = text.parent
    while parent is not None and parent.tag in ("sup", "a", "span"):
        if parent.tag == "sup" or _is_reference(parent):
            return True
        parent = parent.parent
    return False


def _is_reference(node: LexborNode) -> bool:
    """Whether a link is a note's mark in the text."""
    attributes = node.attributes
    kind = f"{attributes.get('role')} {attributes.get('epub:type')} {attributes.get('class')}"
    return node.tag == "a" and bool(_REFERENCE.search(kind))


def _superscript(node: LexborNode) -> str:
    return node.text().strip(" []()\n").translate(_SUPERSCRIPTS)


def _title(tree: LexborHTMLParser, pieces: list[Piece]) -> str:
    headings = [piece.text for piece in pieces if piece.kind == "heading"]
    node = tree.css_first("title")
    title = _meta(tree, "og:title") or (node.text() if node is not None else "")
    # A page's title often has the site's name on it; the heading it begins with is the title.
    return next((heading for heading in headings[:3] if title.startswith(heading)), title)


def _metadata(tree: LexborHTMLParser) -> dict[str, str | None]:
    return {
        "author": _meta(tree, "author"),
        "date": _meta(tree, "article:published_time")[:10] or _meta(tree, "date")[:10],
        "publisher": _meta(tree, "og:site_name"),
    }


def _meta(tree: LexborHTMLParser, key: str) -> str:
    for node in tree.css("meta"):
        attributes = node.attributes
        if key in (attributes.get("name"), attributes.get("property")):
            return (attributes.get("content") or "").strip()
    return ""
