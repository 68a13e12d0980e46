"""The headings above a passage, and sections that a question names by them: "How much is Gold?",
where the text under "Gold" says no more than "The price is 45 euros"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.chunking import TRAIL
from assistant.grounding.words import content_stems, words
from assistant.types import Chunk

LEVELS = 2  # of the headings above a text, put before it

Trail = tuple[str, ...]  # the title of the document and the headings above a text, widest first


def sections_named(question: str, chunks: Sequence[Chunk]) -> frozenset[Trail]:
    """The sections whose whole heading is in the question's words, small words included, where
    the text does not repeat it: what it is about is told by the heading alone."""
    found = set()
    for chunk in chunks:
        trail = trail_of(chunk)
        told = set(content_stems(trail[-1])) <= set(_stems(chunk))
        if len(trail) > 1 and names_section(question, trail[-1]) and not told:
            found.add(trail)
    return frozenset(found)


def names_section(question: str, heading: str) -> bool:
    """Whether the question has all words of a heading, small ones included."""
    whole = {word.stem for word in words(heading)}
    return bool(content_stems(heading)) and whole <= {word.stem for word in words(question)}


def beside(chunk: Chunk, sections: frozenset[Trail]) -> bool:
    """Whether a chunk stands in another section beside a named one, and its text does not name
    it."""
    trail = trail_of(chunk)
    siblings = [each for each in sections if each[:-1] == trail[:-1]]
    if not siblings or trail in sections:
        return False
    return not any(set(content_stems(each[-1])) <= set(_stems(chunk)) for each in siblings)


def headed(chunk: Chunk) -> str:
    """The last headings above a chunk, or its title, as they are put before its text; nothing where
    there are none."""
    return lead(", ".join(each for each in trail_of(chunk)[-LEVELS:] if each))


def lead(heading: str) -> str:
    """A heading as the reader sees it before a text, in training too."""
    return f"{heading}: " if heading else ""


def trail_of(chunk: Chunk) -> Trail:
    """Title and headings above a chunk, widest first."""
    return tuple(chunk.heading.split(TRAIL))


def _stems(chunk: Chunk) -> tuple[str, ...]:
    return tuple(content_stems(chunk.text))
