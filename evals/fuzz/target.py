"""What is done with one input: read, number, split into sentences, chunk; all invariants checked.

Run by ``evals.fuzz.readers`` as a process of its own under Atheris (libFuzzer for Python). Failures
are written down, each place in the code once, and the run goes on.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from pathlib import Path

SLOW = 5.0  # seconds of computing; inputs have a few kilobytes at most


def one(data: bytes) -> None:
    """Raises whatever is wrong; a file that is refused with a reason is not."""
    from assistant.chunking import Limits, chunk_document
    from assistant.corpus import split_sentences
    from assistant.corpus.formats import read_bytes
    from assistant.corpus.reading import numbered_document
    from assistant.errors import DocumentUnreadable
    from assistant.fakes import FakeEncoder
    from evals.fuzz.inputs import file_of
    from evals.invariants import check_invariants

    form, file = file_of(data)
    try:
        content = read_bytes(file, "a file", form)
    except DocumentUnreadable:
        return
    document, paragraphs = numbered_document(content, "a file", "")
    check_invariants(document, paragraphs)
    sentences = split_sentences(document, paragraphs)
    chunks = chunk_document(document, paragraphs, sentences, Limits(200, FakeEncoder()))
    assert all(c.text and c.tokens <= 200 and 1 <= c.first <= c.last for c in chunks)
    assert all(0 <= c.start < c.end <= len(document.text) for c in chunks)


class Notebook:
    """Failures in a file, one for each place in the code where they came from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: set[str] = set()

    def watch(self, data: bytes) -> None:
        """Try one input and write down what went wrong."""
        started = time.process_time()
        try:
            one(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            self._note(
                f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}", data
            )
        if time.process_time() - started > SLOW:
            self._note(f"slow: format {data[:1].hex()}", data)

    def _note(self, what: str, data: bytes) -> None:
        if what not in self._known:
            self._known.add(what)
            with self._path.open("a") as file:
                file.write(json.dumps({"what": what, "input": data.hex()}) + "\n")


def main() -> None:
    """``python -m evals.fuzz.target NOTEBOOK [libFuzzer's arguments]``."""
    import atheris

    with atheris.instrument_imports(include=["assistant.corpus", "assistant.chunking"]):
        import assistant.chunking
        import assistant.corpus
        import assistant.corpus.formats  # noqa: F401

        for module in ("archive", "docx", "epub", "mail", "odt", "pdf", "pptx", "records", "rtf",
                       "tables", "text", "web"):  # fmt: skip
            __import__(f"assistant.corpus.{module}")
    notebook = Notebook(Path(sys.argv.pop(1)))
    atheris.Setup(sys.argv, notebook.watch)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
