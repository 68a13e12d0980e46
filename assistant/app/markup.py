"""HTML by construction: every text that is not ``Markup`` already is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

VOID = frozenset({"br", "hr", "input", "meta"})
Child = str | int | Markup | None


def element(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """One element. ``class_`` is ``class``, ``data_turn`` is ``data-turn``; True writes a bare
    attribute, None and False none at all."""
    written = Markup("").join(
        Markup(" {}").format(_name(key))
        if value is True
        else Markup(' {}="{}"').format(_name(key), value)
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    opening = Markup("<{}{}>").format(Markup(name), written)
    if name in VOID:
        return opening
    return Markup("{}{}</{}>").format(opening, together(children), Markup(name))


def together(children: Iterable[Child]) -> Markup:
    """Pieces one after the other, texts escaped, None left out."""
    return Markup("").join(escape(each) for each in children if each is not None)


def _name(key: str) -> Markup:
    return Markup(key.rstrip("_").replace("_", "-"))
