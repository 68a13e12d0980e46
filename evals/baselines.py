"""What the assistant is measured against: itself with a part taken out, and the tutorial chain.

* ``keyword``: BM25 alone (no vectors, so nothing to fuse);
* ``dense``: vectors alone (no BM25, so nothing to fuse);
* ``lexical``: without the trained reader; relevance and support are judged by shared words;
* ``rank``: with the trained reader's relevance only; where an answer stands, and whether there is
  one, is judged by shared words;
* ``tutorial``: what most tutorials build: the best five passages in a prompt of a chat model, its
  answer taken as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from assistant import Assistant, Settings
from assistant.core import index_corpus
from assistant.embedding import open_encoder
from assistant.errors import ModelMissing
from assistant.grounding.grounders import open_grounder
from assistant.grounding.lexical import LexicalGrounder
from assistant.index import open_index
from assistant.parts import Parts
from assistant.providers import open_chat, open_writer
from assistant.types import (
    Answer,
    Citation,
    Grounder,
    Message,
    Paragraph,
    Passage,
    Reading,
    Sentence,
    Support,
    Usage,
    Verdict,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from evals.observation import Answerer

TUTORIAL_PASSAGES = 5
TUTORIAL_PROMPT = (
    "Answer the question using only the numbered passages. Cite passages inline as [n]. "
    "If the passages do not contain the answer, say exactly: I don't know.\n\n"
    "{passages}\n\nQuestion: {question}"
)
_UNCHECKED = Verdict("neither", 0.0, "not checked")


def open_variant(settings: Settings, variant: str, chat: BaseChatModel | None = None) -> Answerer:
    """The assistant (""), or one of the variants above; ``chat`` is the model that the settings
    name, already opened.

    Raises ModelMissing for ``tutorial`` without a chat model.
    """
    if variant == "lexical":
        return Assistant.open(replace(settings, grounder="lexical"), chat=chat)
    if variant == "rank":
        return Assistant.open(
            settings, grounder=RankOnly(open_grounder(settings.grounder)), chat=chat
        )
    if variant == "tutorial" and settings.model == "builtin":
        raise ModelMissing(
            "The tutorial chain needs a chat model.", "Name one with --model provider:name."
        )
    if variant in ("keyword", "dense"):
        return one_search(settings, variant, chat)
    assistant = Assistant.open(settings, chat=chat)
    return TutorialChain(assistant, settings, chat) if variant == "tutorial" else assistant


def one_search(settings: Settings, left: str, chat: BaseChatModel | None = None) -> Assistant:
    """The assistant with only one kind of search ``left``: keyword or dense."""
    encoder = open_encoder(settings.encoder)
    summary = index_corpus(settings, encoder)
    index = open_index(settings, encoder)
    silent = cast("Any", _Silent(index.keyword))
    index = replace(index, **{"store" if left == "keyword" else "keyword": silent})
    grounder, writer = open_grounder(settings.grounder), open_writer(settings, chat)
    return Assistant(Parts(settings, index, encoder, grounder, writer), summary)


class RankOnly:
    """The relevance of one grounder, and the answers and judgements of the one without a model."""

    name = "rank"

    def __init__(self, ranker: Grounder) -> None:
        self._ranker, self._words = ranker, LexicalGrounder()

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Passages that are relevant count as answering."""
        ranked = self._ranker.read(question, passages)
        worded = self._words.read(question, passages)
        return [
            Reading(rank.relevance, rank.relevance, word.spans)
            for rank, word in zip(ranked, worded, strict=True)
        ]

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        """By shared words."""
        return self._words.entail(pairs)


class _Silent:
    """A ranking that finds nothing; what it replaces still knows which words the corpus has."""

    def __init__(self, keyword: Any) -> None:
        self._keyword = keyword

    def query(self, *_: object) -> list[tuple[str, float]]:
        return []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keyword, name)


class TutorialChain:
    """Top passages into a chat model; its markers become citations unchecked."""

    def __init__(self, assistant: Assistant, settings: Settings, chat: Any = None) -> None:
        self._assistant = assistant
        self._name = settings.model
        self._chat = chat or open_chat(settings)

    def search(self, question: str, top_k: int = 5) -> Sequence[Passage]:
        """The same search as the assistant's."""
        return self._assistant.search(question, top_k=top_k)

    def paragraph(self, document_id: str, number: int) -> Paragraph:
        """The same paragraphs as the assistant's."""
        return self._assistant.paragraph(document_id, number)

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        """One prompt, one reply."""
        passages = tuple(self.search(question, TUTORIAL_PASSAGES))
        numbered = "\n\n".join(f"[{n}] {p.chunk.text}" for n, p in enumerate(passages, start=1))
        prompt = TUTORIAL_PROMPT.format(passages=numbered, question=question)
        reply = self._chat.invoke([*map(dict, history), {"role": "user", "content": prompt}])
        text = str(getattr(reply, "text", "") or reply.content).strip()
        refused = "i don't know" in text.casefold().replace("’", "'")
        sentences = tuple(
            Sentence(s, tuple(n for n in _markers(s) if n <= len(passages)), _UNCHECKED)
            for s in re.split(r"(?<=[.!?\]])\s+(?=[A-Z])", text)
        )
        used = dict.fromkeys(n for s in sentences for n in s.citations)
        citations = tuple(_cite(n, passages[n - 1]) for n in used)
        return Answer(
            question=question,
            text=text,
            sentences=sentences,
            citations=citations,
            passages=passages,
            refused=refused,
            confidence=0.0 if refused else 1.0,
            model=self._name,
            usage=_usage(reply),
        )


def _usage(reply: Any) -> Usage:
    used = getattr(reply, "usage_metadata", None) or {}
    return Usage(0, used.get("input_tokens", 0), used.get("output_tokens", 0))


def _markers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"\[(\d{1,3})\]", text) if int(n) > 0]


def _cite(number: int, passage: Passage) -> Citation:
    chunk = passage.chunk
    return Citation(
        number=number,
        document_id=chunk.document_id,
        paragraph=chunk.first,
        last_paragraph=chunk.last,
        quote=chunk.text,
        start=chunk.start,
        end=chunk.end,
        verdict=_UNCHECKED,
        place=f"¶{chunk.first}",
    )
