"""PowerPoint by python-pptx: slides with their shapes from top to bottom, tables and notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from .content import Content, Piece, assemble, numbered
from .grid import Cell, Row, grid_pieces, span

_ON = ("1", "true")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_pptx(data: bytes, name: str) -> Content:
    """Read a presentation; places are ``slide 4 ¶2``, speaker notes come last on their slide."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(data))
    pieces: list[Piece] = []
    for number, slide in enumerate(presentation.slides, start=1):
        title = slide.shapes.title
        found = [] if title is None else [Piece(title.text_frame.text, "heading")]
        others = [shape for shape in slide.shapes if title is None or shape != title]
        for shape in sorted(others, key=lambda shape: (shape.top or 0, shape.left or 0)):
            found += _shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            found += [Piece(p.text) for p in slide.notes_slide.notes_text_frame.paragraphs]
        pieces += numbered(found, f"slide {number}")
    properties = presentation.core_properties
    return assemble(pieces, properties.title or "", {"author": properties.author})


def _text(paragraph: Any) -> str:
    """A paragraph's text, raised digits as superscripts."""
    parts = []
    for run in paragraph.runs:
        properties = run._r.rPr
        raised = properties is not None and int(properties.get("baseline") or 0) > 0
        digits = raised and run.text.isdigit()
        parts.append(run.text.translate(_SUPERSCRIPTS) if digits else run.text)
    return "".join(parts).strip() or paragraph.text.strip()


def _shape(shape: Any) -> Iterator[Piece]:
    if shape.has_text_frame:
        texts = (_text(paragraph) for paragraph in shape.text_frame.paragraphs)
        lines = [text for text in texts if text]
        if len(lines) > 1 and max(len(line) for line in lines) < 200:
            yield Piece("\n".join(f"- {line}" for line in lines), "list")
        else:
            yield from (Piece(line) for line in lines)
    elif getattr(shape, "has_table", False) and shape.has_table:
        names = shape.table.first_row  # drawn as a row of names
        yield from grid_pieces(
            [Row(_cells(row), names and n == 0) for n, row in enumerate(shape.table.rows)]
        )
    elif hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _shape(inner)


def _cells(row: Any) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            " ".join(cell.text.split()),
            span(cell._tc.get("gridSpan")),
            covered=cell._tc.get("vMerge") in _ON,
        )
        for cell in row.cells
        if cell._tc.get("hMerge") not in _ON
    )
