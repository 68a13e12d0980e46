"""What stands around the main content of a page: menus, banners, side bars, page footers, forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .flow import ends_sentence

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NEVER_TEXT = (
    "script,style,noscript,template,nav,button,select,svg,iframe,object,dialog,"
    "[hidden],[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=search],"
    "[role=complementary],[role=dialog],body>div[title=header],body>div[title=footer],"
    "a[role=doc-backlink],a.footnote-back,a.footnote-backref,a.reversefootnote"
)
_NOTES = frozenset(
    {"footnotes", "endnotes", "references", "notes", "footnote", "footnote-list", "endnote"}
)
_NOTE_ROLES = frozenset({"doc-endnotes", "doc-footnotes", "doc-footnote"})
_RUNNING_TEXT = frozenset("p h2 h3 h4 h5 h6 ol dl pre blockquote table figure".split())
_HAS_FOOTER = frozenset({"article", "section", "blockquote", "figure", "body"})


def main_content(body: LexborNode) -> LexborNode:
    """Remove from the page what stands around its text; the element that holds the text."""
    # From the last to the first, so that no element is gone before those within it are judged.
    for node in reversed(body.css(_NEVER_TEXT)):
        node.decompose()
    for node in reversed(body.css("aside,footer")):
        if not (is_notes(node) or (_is_remark if node.tag == "aside" else _is_said)(node)):
            node.decompose()
    for node in reversed(body.css("form")):
        if _is_page(node, body):
            node.unwrap()
        else:
            node.decompose()
    mains = body.css("main,[role=main]") or body.css("article")
    if len(mains) == 1 and _length(mains[0]) * 2 > _length(body):
        return mains[0]
    for node in reversed(body.css("body > header, body > div > header")):
        if not node.css("h1"):
            node.decompose()
    return body


def is_notes(node: LexborNode) -> bool:
    """Whether an element is, or stands in, the notes of a text."""
    parent: LexborNode | None = node
    while parent is not None:
        attributes = parent.attributes
        if attributes.get("role") in _NOTE_ROLES:
            return True
        names = f"{attributes.get('class')} {attributes.get('epub:type')}".split()
        if not _NOTES.isdisjoint(names):
            return True
        parent = parent.parent
    return False


def _is_remark(aside: LexborNode) -> bool:
    """Whether an aside stands among paragraphs, as a note or a warning does, and not a side bar."""
    parent = aside.parent
    siblings = () if parent is None else parent.iter()
    among_text = any(sibling.tag in _RUNNING_TEXT for sibling in siblings)
    return among_text and not _is_mostly_links(aside) and not aside.css("form,input")


def _is_said(footer: LexborNode) -> bool:
    """Whether a footer belongs to a quotation, or says something about an article."""
    owner = footer.parent
    while owner is not None and owner.tag not in _HAS_FOOTER:
        owner = owner.parent
    if owner is None or owner.tag == "body":
        return False
    if owner.tag in ("blockquote", "figure"):
        return True
    parts = (footer, *footer.css("p,li,dd"))
    sentences = any(ends_sentence(part.text().strip()) for part in parts)
    return sentences and not _is_mostly_links(footer) and not footer.css("form,input")


def _is_page(form: LexborNode, body: LexborNode) -> bool:
    """Whether a form is wrapped around the page's text; what its fields are called does not count.

    Some servers send every page as one form.
    """
    fields = sum(map(_length, form.css("label,legend,textarea")))
    return (_length(form) - fields) * 2 > _length(body)


def _is_mostly_links(node: LexborNode) -> bool:
    return sum(map(_length, node.css("a"))) * 2 > _length(node)


def _length(node: LexborNode) -> int:
    """Characters of text, white space aside."""
    return sum(map(len, node.text().split()))
