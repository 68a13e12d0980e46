"""What is shown of bad writers' sentences: true ones with their source, false ones never."""

from __future__ import annotations

import pytest

from assistant.grounding.findings import Findings, Group
from assistant.grounding.inquiry import Inquiry
from assistant.grounding.lexical import LexicalGrounder
from assistant.types import Evidence, SourceSentence
from evals.bad_writers import SOURCES, WRITERS, BadWriter, Fate, fates, page

TEXTS = (
    "The bridge was opened in May 1932 and has 14 arches.",
    "The garden was planted by Peter Novak with 240 roses.",
    "The mill was closed for 11 weeks after the flood.",
)
EVIDENCE = tuple(
    Evidence(SourceSentence(f"{n}.md", 1, 1, 0, len(text), text), 0.9 - n / 10)
    for n, text in enumerate(TEXTS)
)


class Alone:
    """Texts of which nothing stands around a sentence."""

    def sentences(self, *_: object) -> tuple[SourceSentence, ...]:
        return ()

    def around(self, sentence: SourceSentence) -> str:
        return ""

    def headed(self, sentence: SourceSentence) -> str:
        return sentence.text


INQUIRY = Inquiry("What happened?", False, Findings((Group(EVIDENCE[:1]),), EVIDENCE[1:], 0.9))


@pytest.mark.parametrize("writer", WRITERS, ids=lambda each: each.name)
def test_only_true_sentences_are_shown_and_with_their_own_source(writer: BadWriter) -> None:
    told = list(fates(writer, INQUIRY, LexicalGrounder(), Alone()))
    assert 0 < len(told) <= SOURCES
    for each in told:
        assert (each.label == "supported") == each.own == writer.harmless


def test_the_bad_writers_differ_from_their_sources_as_told() -> None:
    written = {each.name: list(each.write("What happened?", EVIDENCE)) for each in WRITERS}
    assert written["wrong markers"][0].strip() == f"{TEXTS[0]} [2]"
    assert written["markers to nothing"][0].strip() == f"{TEXTS[0]} [44]"
    assert " not " in written["negated sentences"][0]
    assert TEXTS[0] not in written["invented numbers"][0]


def test_the_page_counts_by_writer_and_lists_what_got_through() -> None:
    told = [
        each for writer in WRITERS for each in fates(writer, INQUIRY, LexicalGrounder(), Alone())
    ]
    leak = Fate("world knowledge", "Paris is the capital of France.", "supported", TEXTS[0])
    shown = page([*told, leak], 1, "lexical")
    assert "| no markers | 3 | 3 | 3 | 0 | 0 |" in shown
    assert "| world knowledge | " in shown
    assert shown.count("Paris is the capital of France.") == 1
    assert page(told, 1, "lexical").endswith("None.\n")
