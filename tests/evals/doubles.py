"""A small assistant behind the same public methods, which can be made worse on purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.errors import InvalidQuestion, UnknownParagraph
from assistant.types import (
    Answer,
    Chunk,
    Citation,
    Message,
    Paragraph,
    Passage,
    Sentence,
    Verdict,
)

FINE = Verdict("supported", 1.0)
TEXTS = {
    "boats.md": ("Five boats sank in May.", "The harbour has three cranes.", "Anna Kowal owns it."),
    "trains.md": ("Nine trains run daily.", "A ticket costs 40 crowns."),
}


class FakeAssistant:
    """Answers with the paragraph that shares most words with the question.

    ``careless``: answers every question, and cites the paragraph after the right one.
    """

    def __init__(self, texts: Mapping[str, Sequence[str]] = TEXTS, careless: bool = False) -> None:
        self._texts = texts
        self._careless = careless
        self.histories: list[tuple[Message, ...]] = []

    def search(self, question: str, top_k: int = 5) -> Sequence[Passage]:
        words = set(_words(question))
        ranked = [
            (len(words & set(_words(text))), document, number, text)
            for document, texts in self._texts.items()
            for number, text in enumerate(texts, start=1)
        ]
        ranked.sort(key=lambda r: -r[0])
        return [
            Passage(Chunk(f"{d}#{n}", d, n, n, text, 0, len(text), 9), float(score))
            for score, d, n, text in ranked[:top_k]
        ]

    def paragraph(self, document_id: str, number: int) -> Paragraph:
        texts = self._texts.get(document_id, ())
        if not 1 <= number <= len(texts):
            raise UnknownParagraph(f"No {document_id} ¶{number}.", "Look at the index.")
        return Paragraph(document_id, number, "body", texts[number - 1], 0, len(texts[number - 1]))

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        self.histories.append(tuple(history))
        if not question.strip(" ?"):
            raise InvalidQuestion("The question is empty.", "Ask something.")
        told = " ".join([*(str(m["content"]) for m in history if m["role"] == "user"), question])
        best = self.search(told if len(_words(question)) < 2 else question, 1)[0]
        confidence = min(1.0, best.score / 2)
        if confidence < 0.9 and not self._careless:
            return Answer(
                question, "The documents do not say.", refused=True, confidence=confidence
            )
        chunk = best.chunk
        number = chunk.first % 2 + 1 if self._careless else chunk.first
        cited = self.paragraph(chunk.document_id, number)
        citation = Citation(
            1, chunk.document_id, cited.number, cited.number, cited.text, 0, cited.end, FINE, "¶"
        )
        return Answer(
            question,
            f"{chunk.text} [1]",
            sentences=(Sentence(chunk.text, (1,), FINE),),
            citations=(citation,),
            confidence=confidence,
        )


def _words(text: str) -> list[str]:
    small = {"the", "a", "in", "how", "many", "what", "who", "does", "it", "is", "and", "of"}
    return [w for w in re.findall(r"\w+", text.casefold()) if w not in small]
