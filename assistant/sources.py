"""A question that names its source: "according to the CEPA article", "what does Smith argue"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from assistant.types import Document, Passage

KIND = (
    r"(?:article|paper|report|brief|briefing|column|study|analysis|commentary|digest|essay|piece|"
    r"document|file|text|chapter|book|survey|memo|minutes|page|post|author)"
)
TOKEN = r"(?!(?:of|the|in|by|an?|on|to|and|for|from)\b)[\w.&’'-]+"
NAME = rf"(?P<name>{TOKEN}(?:\s+{TOKEN}){{0,3}}?)"
NAMED = (
    re.compile(rf"\baccording to (?:the |an? )?{NAME}(?=[,?.]|\s+{KIND}\b|$)", re.IGNORECASE),
    re.compile(rf"\b(?:the|an?|in|by|of) {NAME}(?:['’]s)?\s+{KIND}\b", re.IGNORECASE),
    re.compile(rf"\b{KIND} (?:by|from|of) (?:the )?{NAME}(?=[,?.]|$)", re.IGNORECASE),
    re.compile(
        rf"\b(?:does|do|did) (?:the )?{NAME} (?:{KIND} )?(?:say|argue|claim|think|write|report|"
        rf"recommend|conclude|suggest|describe|explain|see|call)\b",
        re.IGNORECASE,
    ),
)
ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
PERSON = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}([A-Z][\w'’-]{2,})")
PUBLISHED_BY = ("author", "publisher", "source")  # metadata that name who speaks
# an aside that only names the source: "in Lind's view", "if I trust the VI column"
ASIDE = re.compile(r"^(?:according|as|by|for|from|going|if|in|to)\b", re.IGNORECASE)
ASIDE_WORDS = 7
OF_KIND = re.compile(rf"\b{KIND}\b", re.IGNORECASE)
ATTRIBUTION = re.compile(
    r"\s+(?:according to|going by)\s(?:[^,?.]|\.(?=\w))+(?=[,?.]|$)", re.IGNORECASE
)
FILE = re.compile(
    r"(?<![\w./\\-])(?:[\w-]+[./\\])*[\w-]+\.(?:pdf|docx?|pptx?|xlsx?|odt|rtf|txt|md|markdown|rst|csv|"
    r"tsv|html?|jsonl?|eml|epub|zip)(?![\w-])",
    re.IGNORECASE,
)
# where a file can only be meant as the source
SOURCE = re.compile(
    rf"\b(?:according to|going by|does|do|did)\s+(?:the\s+)?(?:file\s+)?(?P<file>{FILE.pattern})",
    re.IGNORECASE,
)
# a stem that is no ordinary word: "minutes-2024", not "bridge" or "2024"
CODE = re.compile(r"(?=.*[^\W\d_])(?=.*[\d_])\w+[\W_].*", re.DOTALL)
GENERIC = frozenset(
    "the this that these those main first last latest same other whole new old two all each any "
    "it he she they who what which author authors document documents text source sources".split()
)
WORD = re.compile(r"\w{3,}")


def named_documents(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents that a question names by title, author, publisher or file name;
    a file name goes before all else. Who speaks in a document is named by a surname or an
    abbreviation alone ("Why does Lind doubt it?").

    Empty when it names none, or when what it names fits most of them and so tells nothing.
    """
    wanted = [
        {word.lower() for word in WORD.findall(match["name"])} - GENERIC
        for pattern in NAMED
        for match in pattern.finditer(question)
    ]
    wanted = [words for words in wanted if words]
    shelf = list(documents)
    if by_file := named_files(question, shelf):
        return by_file
    said = set(re.findall(r"[\w-]+", question))
    fitting = frozenset(
        document.id
        for document in shelf
        if said & speakers(document) or any(words <= _self_words(document) for words in wanted)
    )
    return fitting if len(fitting) <= max(1, len(shelf) // 2) else frozenset()


def named_files(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents whose file a question names: with its folder, else by its name,
    else without its suffix, where that is no ordinary word or all that is asked."""
    shelf = [(document.id, PurePosixPath(document.id)) for document in documents]

    def having(mentioned: Callable[[PurePosixPath], bool]) -> frozenset[str]:
        return frozenset(each for each, path in shelf if mentioned(path))

    return (
        having(lambda path: _mentions(question, str(path)))
        or having(lambda path: _mentions(question, path.name))
        or having(
            lambda path: (
                bool(CODE.fullmatch(path.stem) and _mentions(question, path.stem))
                or question.strip(" ?.!\"'").lower() == path.stem.lower()
            )
        )
    )


def missing_file(question: str, topic: str, documents: Iterable[Document]) -> str:
    """The file that a question gives as its source, or as the ``topic`` to be summed up, and that
    is none of the documents; else nothing."""
    given = SOURCE.search(question)
    name = given["file"] if given else topic.removeprefix("the ").removeprefix("file ")
    return name if FILE.fullmatch(name) and not named_files(name, documents) else ""


def _mentions(question: str, name: str) -> bool:
    """Whether a name stands in the question as a whole, in capitals or not."""
    found = re.search(rf"(?<![\w./\\-]){re.escape(name)}(?![\w-]|[./]\w)", question, re.IGNORECASE)
    return found is not None


def unattributed(question: str, named: Iterable[Document]) -> str:
    """The question without the words that only name its source: what a document says it seldom
    says of itself. "How deep is it, in Lind's view?" asks of Lind's report how deep it is."""
    shelf = list(named)
    marks = {word for each in shelf for word in _self_words(each)}
    voices = {word.lower() for each in shelf for word in speakers(each)}

    def is_aside(piece: str) -> bool:
        words = set(WORD.findall(piece.lower()))
        short = len(piece.split()) <= ASIDE_WORDS
        of_source = not words.isdisjoint(voices) or (OF_KIND.search(piece) and words & marks)
        return bool(short and ASIDE.match(piece) and of_source)

    pieces = ATTRIBUTION.sub("", question).rstrip(" ?").split(", ")
    kept = ", ".join(piece for piece in pieces if not is_aside(piece))
    return f"{kept[:1].upper()}{kept[1:]}?" if marks and kept else question


def put_first(passages: Sequence[Passage], named: frozenset[str]) -> tuple[Passage, ...]:
    """Passages of the named documents first, each group in its order; others lose half their
    score."""
    if not named:
        return tuple(passages)
    mine = [each for each in passages if each.chunk.document_id in named]
    rest = [
        replace(each, score=each.score / 2)
        for each in passages
        if each.chunk.document_id not in named
    ]
    return (*mine, *rest)


def speakers(document: Document) -> set[str]:
    """The surname of its author, and the abbreviations of who published it."""
    found: set[str] = set()
    for key in PUBLISHED_BY:
        value = document.metadata.get(key, "")
        found |= set(ACRONYM.findall(value))
        if person := PERSON.fullmatch(value):
            found.add(person.group(1))
    return found


def _self_words(document: Document) -> set[str]:
    says = [document.id, document.title]
    says += [value for key, value in document.metadata.items() if not key.endswith("_paragraph")]
    return {word.lower() for text in says for word in WORD.findall(text.replace("_", " "))}
