"""Everything that can go wrong, one tree. Each message says what happened, then the remedy.

AssistantError
├── InvalidQuestion        the question is empty or too long, or its history is none
├── InvalidSettings        a setting has a value that cannot work
├── CorpusError            the folder of documents
│   ├── CorpusMissing      no such folder
│   ├── CorpusEmpty        no readable document in it
│   ├── DocumentUnreadable one file could not be read (collected, never raised past indexing)
│   └── UnknownParagraph   a file or a paragraph number that is not there
├── IndexFailure           the index folder
│   ├── IndexMissing       nothing was built yet
│   ├── IndexDamaged       its files do not fit together
│   ├── IndexForeign       the folder holds something else; it is never overwritten
│   ├── IndexBusy          another process is building it
│   ├── DiskFull           no room for the new index; the old one is kept
│   ├── StoreUnreachable   the Chroma server does not answer, or does not let us in
│   └── CorpusShrunk       most documents are suddenly gone; the index is kept
├── ModelError             encoder, grounder or chat model
│   ├── ModelMissing       no such model, or its package is not installed
│   ├── DigestMismatch     weights are not the ones that were expected
│   └── ModelFailed        the model was reached but did not answer
└── PromptError            a prompt file lacks or misspells a placeholder
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of all errors that are meant for the user: what happened, and the remedy."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class InvalidQuestion(AssistantError):
    """The question is empty or too long, or its history has something else than messages."""


class InvalidSettings(AssistantError):
    """A setting has a value that cannot work."""


class CorpusError(AssistantError):
    """Something about the folder of documents."""


class CorpusMissing(CorpusError):
    """The corpus folder does not exist."""


class CorpusEmpty(CorpusError):
    """The corpus folder has no readable document."""


class DocumentUnreadable(CorpusError):
    """One file could not be read; indexing collects these and goes on.

    ``needs`` names the Python package that was missing; ``passing`` tells that it may go otherwise
    another time with the same bytes (the reader was given up, or crashed).
    """

    def __init__(
        self, what: str, remedy: str = "", *, needs: str = "", passing: bool = False
    ) -> None:
        super().__init__(what, remedy)
        self.needs = needs
        self.passing = passing


class UnknownParagraph(CorpusError):
    """A file, or a paragraph number of it, that is not in the index."""


class IndexFailure(AssistantError):
    """Something about the index folder."""


class IndexMissing(IndexFailure):
    """Nothing was built yet."""


class IndexDamaged(IndexFailure):
    """The files of the index do not fit together."""

    def __init__(self, what: str, remedy: str = "Run `assistant index --rebuild`.") -> None:
        super().__init__(what, remedy)


class IndexForeign(IndexFailure):
    """The folder holds something that is not an index of ours; it is never overwritten."""


class IndexBusy(IndexFailure):
    """Another process is building the index."""


class DiskFull(IndexFailure):
    """There is no room for the new index; what was there before is kept."""


class StoreUnreachable(IndexFailure):
    """The Chroma server does not answer, or does not let us in."""


class CorpusShrunk(IndexFailure):
    """Most documents are suddenly gone (an unmounted drive?); the index is kept as it was."""


class ModelError(AssistantError):
    """Something about an encoder, a grounder or a chat model."""


class ModelMissing(ModelError):
    """No such model, or the package that it needs is not installed."""


class DigestMismatch(ModelError):
    """The weights found are not the ones that were expected."""


class ModelFailed(ModelError):
    """The model was reached but did not answer."""


class PromptError(AssistantError):
    """A prompt file lacks or misspells a placeholder."""
