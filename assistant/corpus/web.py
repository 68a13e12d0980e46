"""HTML by selectolax: the main content as block elements in document order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..types import Kind
from .content import Content, Piece, assemble
from .decoding import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_AROUND = (
    "script,style,noscript,template,nav,footer,aside,form,button,select,svg,iframe,object,dialog,"
    "[hidden],[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=search],"
    "[role=complementary],[role=dialog],body>div[title=header],body>div[title=footer]"
)
_KINDS: dict[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "blockquote": "quote", "pre": "table", "table": "table", "ul": "list",
    "ol": "list", "dl": "list",
}  # fmt: skip
_BLOCKS = frozenset(_KINDS) | frozenset(
    "p div section article main header figure figcaption caption thead tbody tfoot tr td th li dt "
    "dd address details summary hr center body".split()
)
_NOTES = frozenset({"footnotes", "endnotes", "references", "notes", "footnote", "endnote"})
_REFERENCE = re.compile(r"\b(?:doc-noteref|noteref|footnote-ref|sd(?:foot|end)note(?:anc|sym))\b")
_BACK = "a[role=doc-backlink],a.footnote-back,a.footnote-backref,a.reversefootnote"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"[ \t\r\n\f]+")


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
    body = tree.body
    if body is None:
        return []
    for node in body.css(f"{_AROUND},{_BACK}"):
        if node.tag != "aside" or not _is_notes(node):
            node.decompose()
    mains = body.css("main,[role=main]") or body.css("article")
    root = mains[0] if len(mains) == 1 and _is_most(mains[0], body) else body
    if root is body:
        for node in body.css("body > header, body > div > header"):
            if not node.css("h1"):
                node.decompose()
    return [piece for piece in _pieces(root) if piece.text.strip()]


def _is_most(node: LexborNode, body: LexborNode) -> bool:
    return len(node.text()) * 2 > len(body.text())


def _pieces(root: LexborNode) -> Iterator[Piece]:
    """Walk without recursion (pages nest deeply); a list, table or quote is one piece."""
    text: list[str] = []
    node: LexborNode | None = root.child
    while node is not None:
        kind = _KINDS.get(node.tag or "")
        if node.tag in _BLOCKS:
            yield Piece(_tidy(text))
            text = []
        if kind is not None:
            yield from _whole(node, kind)
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
                yield Piece(_tidy(text))
                return
            if node.tag in _BLOCKS:
                yield Piece(_tidy(text))
                text = []
        node = node.next if node is not None else None


def _whole(node: LexborNode, kind: Kind) -> Iterator[Piece]:
    """One element as one piece, its items or rows as lines."""
    if kind == "heading":
        yield Piece(" ".join(_inline(node).split()), kind)
    elif kind == "table" and node.tag == "pre":
        yield Piece(node.text(), kind)
    elif kind == "table":
        rows = [
            " | ".join(" ".join(_inline(cell).split()) for cell in row.css("td,th"))
            for row in node.css("tr")
            if not row.css("table")
        ]
        if any(" | " in row for row in rows):
            yield Piece("\n".join(row for row in rows if row.strip(" |")), kind)
        else:  # a table that only lays out the page
            for cell in node.css("td,th"):
                if not cell.css("table"):
                    yield from _pieces(cell)
    elif kind == "list":
        items = [" ".join(_inline(item).split()) for item in node.css("li,dt,dd")]
        items = items or [" ".join(_inline(node).split())]
        if _is_notes(node):
            yield from (Piece(f"[{n}] {item}", "footnote") for n, item in enumerate(items, 1))
        else:
            yield Piece("\n".join(f"- {item}" for item in items if item), kind)
    else:
        lines = [piece.text for piece in _pieces(node)]
        yield Piece("\n".join(f"> {line}" for line in lines if line.strip()), kind)


def _is_notes(node: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        attributes = parent.attributes
        if attributes.get("role") in ("doc-endnotes", "doc-footnotes"):
            return True
        names = f"{attributes.get('class')} {attributes.get('epub:type')}".split()
        if not _NOTES.isdisjoint(names):
            return True
        parent = parent.parent
    return False


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


def _tidy(text: list[str]) -> str:
    lines = "".join(text).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


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
