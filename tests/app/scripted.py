"""An assistant whose documents and answers are written down: the page's tests need no models."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

from assistant.errors import UnknownParagraph
from assistant.places import find
from assistant.questions import checked_question
from assistant.reporting import Progress, Summary
from assistant.settings import Settings
from assistant.types import (
    Answer,
    Checked,
    Chunk,
    Citation,
    Disagreement,
    Document,
    Event,
    Finished,
    Message,
    Paragraph,
    Passage,
    Retrieved,
    Sentence,
    Side,
    Verdict,
)

SUPPORTED = Verdict("supported", 0.97)
FAILED = Verdict("contradicted", 0.04, "30 days, not 90 days")


class ScriptedAssistant:
    """Reads a folder of text files; answers a question with the sentences that have its last word,
    one side per document when the question has the word "how many"."""

    def __init__(self, corpus: Path, *, pause: float = 0.0) -> None:
        self.settings = Settings(corpus=corpus, index=corpus.parent / "index")
        self.index = SimpleNamespace(manifest=SimpleNamespace(failures={}))
        self.pause = threading.Event()
        self.seconds = pause
        self.asked: list[tuple[str, tuple[Message, ...]]] = []
        self.model = "builtin"
        self.refresh()

    def refresh(self, progress: Callable[[Progress], None] | None = None) -> Summary:
        files = sorted(
            p for p in Path(self.settings.corpus).rglob("*.md") if ".removed" not in str(p)
        )
        before = getattr(self, "_texts", {})
        self._texts = {f.relative_to(self.settings.corpus).as_posix(): f.read_text() for f in files}
        for done in range(len(files) + 1):
            if progress:
                self.pause.wait(self.seconds)
                progress(Progress("embedding", done, len(files)))
        added = tuple(set(self._texts) - set(before))
        deleted = tuple(set(before) - set(self._texts))
        return Summary(len(files), 0, 0, 0, added=added, deleted=deleted, seconds=0.1)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self.document(each) for each in self._texts)

    def document(self, document_id: str) -> Document:
        if document_id not in self._texts:
            raise UnknownParagraph(f"No document {document_id!r} in the index.")
        text = self._texts[document_id]
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Document(document_id, document_id.removesuffix(".md").title(), text, digest)

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        text, found, at = self.document(document_id).text, [], 0
        for number, block in enumerate(filter(None, text.split("\n\n")), 1):
            start = text.index(block, at)
            at = start + len(block)
            kind = "heading" if block.startswith("#") else "body"
            found.append(Paragraph(document_id, number, kind, block, start, at))
        return tuple(found)

    def paragraph(self, document_id: str, place: int | str) -> Paragraph:
        if isinstance(place, int):
            return self.paragraphs(document_id)[place - 1]
        return find(self.paragraphs(document_id), place)[0]

    def is_stale(self, document_id: str) -> bool:
        path = Path(self.settings.corpus) / document_id
        return not path.is_file() or path.read_text() != self._texts[document_id]

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        *_, last = self.stream(question, history)
        return last.answer

    def search(self, question: str, top_k: int = 5) -> tuple[Passage, ...]:
        return self._passages()[:top_k]

    def stream(
        self, question: str, history: Sequence[Message] = (), *, builtin: bool = False
    ) -> Iterator[Event]:
        asked = checked_question(question)
        self.asked.append((asked, tuple(history)))
        passages = self._passages()
        yield Retrieved(asked, passages)
        word = asked.rstrip("?").split()[-1].casefold()
        hits = [p for d in self._texts for p in self.paragraphs(d) if word in p.text.casefold()]
        citations = tuple(self._citation(n, hit) for n, hit in enumerate(hits, 1))
        sentences = []
        for citation in citations:
            self.pause.wait(self.seconds)
            sentences.append(Sentence(f"“{citation.quote}”", (citation.number,), SUPPORTED))
            yield Checked(sentences[-1])
        sides = ()
        if "how many" in asked.casefold() and len(citations) > 1:
            sides = tuple(Side(c.quote.split()[0], (c.number,)) for c in citations)
        yield Finished(
            Answer(
                question,
                "\n\n".join(f"{s.text} [{s.citations[0]}]" for s in sentences)
                or "The documents do not say.",
                tuple(sentences),
                citations,
                passages,
                refused=not citations,
                reason="" if citations else f"No document contains “{word}”.",
                disagreements=(Disagreement(sides),) if sides else (),
                dropped=(Sentence("Within 90 days.", (), FAILED),) if "days" in asked else (),
                standalone=asked,
                confidence=0.9,
                model="builtin" if builtin else self.model,
                timings={"search": 0.1, "total": 0.2},
            )
        )

    def _citation(self, number: int, hit: Paragraph) -> Citation:
        return Citation(
            number, hit.document_id, hit.number, hit.number, hit.text, hit.start, hit.end,
            SUPPORTED, hit.location, self.document(hit.document_id).title,
            self.is_stale(hit.document_id),
        )  # fmt: skip

    def _passages(self) -> tuple[Passage, ...]:
        return tuple(
            Passage(Chunk(f"{d}{p.number}", d, p.number, p.number, p.text, p.start, p.end, 9), 0.5)
            for d in self._texts
            for p in self.paragraphs(d)[:2]
        )
