"""Every value that travels between the stages, and the protocols of the replaceable parts.

All dataclasses are frozen and hold tuples, so a value handed on never changes behind its owner's
back. Offsets are Python string indices (code points) into ``Document.text``; spans are half open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Kind = Literal["body", "heading", "list", "table", "footnote", "quote", "metadata", "boilerplate"]
Label = Literal["supported", "contradicted", "neither"]


# --- documents ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as plain text.

    ``id`` is the path under the corpus folder with forward slashes (``reports/osw.md``); ``text``
    is the stored plain-text view that every offset refers to; ``sha256`` is of the file's bytes;
    ``metadata`` has what the file says of itself (author, publisher, date, ...).
    """

    id: str
    title: str
    text: str
    sha256: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered block of a document: ``document.text[start:end] == text``.

    ``number`` counts from 1 in reading order over the whole document. ``place`` is how a person
    would find it when the format has more than paragraphs (``p. 3 ¶2``, ``slide 4``), else empty.
    """

    document_id: str
    number: int
    kind: Kind
    text: str
    start: int
    end: int
    place: str = ""

    @property
    def location(self) -> str:
        """How a citation names this paragraph: its place, or ``¶n``."""
        return self.place or f"¶{self.number}"


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a document, made readable.

    ``text`` is the sentence with footnote marks, links and line breaks removed; a sentence broken
    by a page or by footnotes is joined, and then ``first < last``. ``start`` and ``end`` span the
    raw text in the document, whatever interrupts the sentence included.
    """

    document_id: str
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: Kind = "body"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and searched: whole paragraphs ``first`` to ``last``, or a part of one.

    ``text`` is the readable text without ``heading``, the title and heading trail that is put
    before it when it is embedded. ``tokens`` counts both together, in tiktoken tokens.
    """

    id: str
    document_id: str
    first: int
    last: int
    text: str
    start: int
    end: int
    tokens: int
    heading: str = ""

    @property
    def embedded_text(self) -> str:
        """What encoder and keyword index see: the heading trail, then the text."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that a search found; ``score`` orders passages of one search only. ``place`` is how
    a person finds it, as in a ``Citation``; empty when nobody looked it up."""

    chunk: Chunk
    score: float
    found_by: tuple[str, ...] = ()
    place: str = ""

    @property
    def location(self) -> str:
        """How this passage is named: its place, or ``¶3–5``."""
        first, last = self.chunk.first, self.chunk.last
        return self.place or (f"¶{first}" if first == last else f"¶{first}–{last}")


# --- grounding ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """An answer span in a passage's text (characters); ``score`` is a probability."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a grounder makes of one passage for one question; all scores are probabilities.

    ``relevance``: the passage is about the question. ``answerable``: it answers it. ``spans``:
    where the answer stands, best first.
    """

    relevance: float
    answerable: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Entailment of a claim by its evidence as three probabilities that sum to 1."""

    supported: float
    contradicted: float
    neither: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The check of one claim against the text it cites.

    ``score`` is the probability that the claim is supported; ``reason`` is a short phrase for
    people, such as ``30 days, not 90 days``.
    """

    label: Label
    score: float
    reason: str = ""

    @property
    def supported(self) -> bool:
        """Whether the evidence supports the claim."""
        return self.label == "supported"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source sentence that bears on the question.

    ``answer`` is the answer's span inside ``sentence.text`` when the grounder found one.
    ``score`` is the probability that this sentence answers the question.
    """

    sentence: SourceSentence
    score: float
    answer: Span | None = None

    @property
    def answer_text(self) -> str:
        """The words of the answer span, or nothing."""
        if self.answer is None:
            return ""
        return self.sentence.text[self.answer.start : self.answer.end]


# --- answers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer from an answer into a document: ``document.text[start:end] == quote``.

    ``paragraph`` to ``last_paragraph`` is the cited range (usually one paragraph); ``place`` is
    how a person finds it; ``stale`` tells that the file changed since it was indexed.
    """

    number: int
    document_id: str
    paragraph: int
    last_paragraph: int
    quote: str
    start: int
    end: int
    verdict: Verdict
    place: str
    title: str = ""
    stale: bool = False

    @property
    def source(self) -> str:
        """The cited file: its path under the corpus folder."""
        return self.document_id


@dataclass(frozen=True, slots=True)
class Sentence:
    """One written sentence of an answer (without its markers), its citations and its check."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Side:
    """What one group of documents gives as the value, or one document's sentence where no value
    stands for it, with the citations that show it."""

    value: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Documents that give different values for the same thing, judge it each in its own way, or
    deny each other."""

    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part of an answered question that the documents do not answer, and why in a sentence."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a chat model used to write one answer; all zero for the built-in writer.

    ``counted`` is the prompt as counted before the call (cl100k_base); ``read`` and ``wrote`` are
    what the provider reports, zero when it reports nothing.
    """

    counted: int = 0
    read: int = 0
    wrote: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, checked.

    ``text`` has inline markers such as ``[1]`` that are numbers of ``citations``. When ``refused``,
    ``reason`` says why in a sentence and ``passages`` are the nearest ones. ``open_parts`` are the
    parts of an answered question that stay without an answer; ``text`` ends with them.
    ``standalone`` is the question that was searched (a follow-up made complete). ``dropped`` holds
    written sentences that failed their check. ``timings`` are seconds per stage; ``fingerprint``
    names the corpus and settings that the answer rests on.
    """

    question: str
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    refused: bool = False
    reason: str = ""
    disagreements: tuple[Disagreement, ...] = ()
    open_parts: tuple[OpenPart, ...] = ()
    dropped: tuple[Sentence, ...] = ()
    unknown_terms: tuple[str, ...] = ()
    standalone: str = ""
    confidence: float = 0.0
    model: str = "builtin"
    fingerprint: str = ""
    usage: Usage = Usage()
    timings: Mapping[str, float] = field(default_factory=dict)


# --- events of one question --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The search is done: the stand-alone question and the passages found for it."""

    standalone: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A piece of the writer's raw text, before any check."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that passed (or visibly failed) its check."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; always the last event."""

    answer: Answer


Event = Retrieved | Drafted | Checked | Finished
# {"role": "user" | "assistant", "content": str}, as OpenAI and Gradio; or the content in parts, of
# which {"type": "text", "text": str} counts
Message = Mapping[str, Any]


# --- replaceable parts -------------------------------------------------------------------------


class Encoder(Protocol):
    """Turns texts into unit-length vectors of shape ``(len(texts), dimension)``, float32.

    ``name`` and ``digest`` identify the weights (the manifest records both); ``max_tokens`` is how
    many of its own tokens it reads, ``count_tokens`` how many a text has; ``trust`` is what its
    ranking counts for in search beside 1 for keywords.
    """

    name: str
    digest: str
    dimension: int
    max_tokens: int
    trust: float

    def encode_documents(self, texts: Sequence[str]) -> Vectors: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def count_tokens(self, text: str) -> int: ...


class Grounder(Protocol):
    """Reads passages for a question, and judges claims (first of each pair) by evidence."""

    name: str

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]: ...

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]: ...


class VectorStore(Protocol):
    """Keeps chunk vectors by chunk id and finds the nearest by cosine similarity."""

    def add(self, chunks: Sequence[Chunk], vectors: Vectors) -> None: ...

    def delete(self, document_ids: Sequence[str]) -> None: ...

    def query(self, vector: Vectors, top_k: int) -> list[tuple[str, float]]: ...

    def count(self) -> int: ...

    def close(self) -> None: ...


class Writer(Protocol):
    """Writes an answer from evidence as a stream of text pieces, and last what it used; markers
    are a courtesy. ``rewrite`` proposes a stand-alone question, or nothing."""

    name: str

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str | Usage]: ...

    def rewrite(self, question: str, history: Sequence[Message]) -> str: ...
