"""A question that names its source: "according to the CEPA article", "what does Smith argue"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
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
        rf"\b(?:does|do|did|makes?|made) (?:the )?{NAME} (?:{KIND} )?(?:say|argue|claim|think|"
        rf"write|report|recommend|conclude|suggest|describe|explain|see|call|believe)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:in|by|to) {NAME}['’]s? (?:view|opinion|account|eyes|words)\b", re.IGNORECASE
    ),
)
OF_WHOM = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Ii]n|[Bb]y) (?P<name>[A-Z][\w&.-]+)(?:['’]s)? {KIND}\b")
ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
PERSON = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,3}([A-Z][\w'’-]{2,})")
PUBLISHED_BY = ("author", "publisher", "source")  # metadata that name who speaks
OF_KIND = re.compile(rf"\b{KIND}\b", re.IGNORECASE)
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

Holders = Callable[[str], frozenset[str]]  # a word, and the ids of the documents that have it


@dataclass(frozen=True, slots=True)
class Source:
    """The ids of the documents that a question names as its source; empty when it names none.

    ``voices``: the lower-case words that name who speaks in them, by which alone they may be meant;
    ``marks``: those that tell them from others beside a word such as "article".
    """

    documents: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


def named_source(question: str, documents: Iterable[Document], holders: Holders) -> Source:
    """The documents that a question names by title, author, publisher or file name; a file name
    goes before all else. Who speaks in a document is named by a surname or an abbreviation alone
    ("Why does Lind doubt it?").

    Where a name that no document bears is that of a text ("the VNI report"), the only document that
    has it at all is meant; ``holders`` looks up which documents have a word. What fits most of the
    documents tells nothing.
    """
    wanted = [_telling(found) for pattern in NAMED for found in pattern.finditer(question)]
    shelf = list(documents)
    if by_file := named_files(question, shelf):
        return _source(each for each in shelf if each.id in by_file)
    said = set(re.findall(r"[\w-]+", question))
    fitting = [
        document
        for document in shelf
        if said & speakers(document)
        or any(words <= own_words(document) for words in wanted if words)
    ]
    if fitting:
        return _source(fitting) if len(fitting) <= max(1, len(shelf) // 2) else Source()
    for words in filter(None, map(_telling, OF_WHOM.finditer(question))):
        having = frozenset.intersection(*map(holders, words))
        if len(having) == 1 < len(shelf):
            return Source(having, voices=words, marks=words)
    return Source()


def _source(documents: Iterable[Document]) -> Source:
    shelf = list(documents)
    return Source(
        frozenset(each.id for each in shelf),
        frozenset(word.lower() for each in shelf for word in speakers(each)),
        frozenset(word for each in shelf for word in own_words(each)),
    )


def _telling(found: re.Match[str]) -> frozenset[str]:
    """The words of the name that was found that tell anything."""
    return frozenset(word.lower() for word in WORD.findall(found["name"])) - GENERIC


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


def own_words(document: Document) -> set[str]:
    """The words of its title, file name and metadata, in lower case."""
    says = [document.id, document.title]
    says += [value for key, value in document.metadata.items() if not key.endswith("_paragraph")]
    return {word.lower() for text in says for word in WORD.findall(text.replace("_", " "))}
