"""One reader per format, loaded when the first file of its kind is read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..errors import AssistantError, DocumentUnreadable
from .content import Content
from .sniffing import Format, sniff

Reader = Callable[[bytes, str], Content]

LARGEST_TEXT = 32_000_000
"""Characters of text that one file may hold; more is a mistake or an attack."""

# Format: module and function of its reader, and what installs its package.
_READERS: dict[Format, tuple[str, str]] = {
    "text": ("text:read_text", ""),
    "rst": ("text:read_rst", ""),
    "csv": ("tables:read_csv", ""),
    "json": ("records:read_json", ""),
    "html": ("web:read_html", "web"),
    "epub": ("epub:read_epub", "web"),
    "eml": ("mail:read_mail", ""),
    "pdf": ("pdf:read_pdf", "pdf"),
    "docx": ("docx:read_docx", "office"),
    "pptx": ("pptx:read_pptx", "office"),
    "xlsx": ("tables:read_xlsx", "office"),
    "odt": ("odt:read_odt", ""),
    "rtf": ("rtf:read_rtf", "office"),
    "zip": ("archive:read_zip", ""),
}

IN_PROCESS: frozenset[Format] = frozenset({"text", "rst", "csv", "json"})
"""Formats whose readers are plain Python without nesting; all others run in a worker process."""


def read_bytes(data: bytes, name: str, form: Format | None = None) -> Content:
    """Read a file's bytes with the reader of its format (found out unless given).

    Raises:
        DocumentUnreadable: not a format that is read, a package missing, or the file is damaged.
    """
    form = form or sniff(data, name)
    place, extra = _READERS[form]
    module, function = place.split(":")
    try:
        reader: Reader = getattr(import_module(f"{__package__}.{module}"), function)
        content = reader(data, name)
    except ModuleNotFoundError as error:
        raise DocumentUnreadable(
            f"{name} needs the package {error.name} to be read ({form}).",
            f'Install it: pip install "cited-assistant[{extra}]"',
            needs=error.name or "",
        ) from error
    except (AssistantError, MemoryError):
        raise
    except RecursionError as error:
        raise DocumentUnreadable(
            f"{name} is nested too deeply to be read.", "Flatten it."
        ) from error
    except Exception as error:
        # Parsers meet damaged files in ways that their authors did not foresee.
        raise DocumentUnreadable(
            f"{name} is damaged or not really {form} ({type(error).__name__}: {error}).",
            "Open and save it again with the program that made it.",
        ) from error
    if len(content.text) > LARGEST_TEXT:
        raise DocumentUnreadable(
            f"{name} holds {len(content.text):,} characters of text; {LARGEST_TEXT:,} are read.",
            "Split it into smaller files.",
        )
    if not content.blocks:
        raise DocumentUnreadable(f"{name} has no text.", "Remove it or fill it.")
    return content
