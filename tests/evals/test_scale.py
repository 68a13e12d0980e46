from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from assistant.corpus import discover, read_document
from evals.scale import QUERIES, WORDS, plot, table, write_corpus

ROWS = [
    {"paragraphs": n, "index_seconds": n / 100, "index_mib": n / 50, "query_p95_ms": 4.5}
    for n in (1000, 10000)
]


def test_a_synthetic_corpus_has_the_paragraphs_that_were_asked_for(tmp_path: Path) -> None:
    questions = write_corpus(tmp_path, 250)
    files = discover(tmp_path).files
    paragraphs = [p for f in files for p in read_document(tmp_path, f)[1]]
    assert len(files) == 2
    assert len(paragraphs) == 250
    assert {len(p.text.split()) for p in paragraphs} == {WORDS}
    text = "".join(p.text for p in paragraphs)
    assert len(questions) == QUERIES
    assert all(question in text for question in questions)


def test_the_plot_is_an_image_with_a_line_per_measure() -> None:
    drawn = ElementTree.fromstring(plot(ROWS))
    space = "{http://www.w3.org/2000/svg}"
    assert len(drawn.findall(f"{space}polyline")) == 3
    labels = {each.text for each in drawn.findall(f"{space}text")}
    assert {"1,000", "10,000", "index seconds", "100.0"} <= labels


def test_the_table_has_a_row_a_size() -> None:
    assert table(ROWS).splitlines()[-1] == "| 10,000 | 100 | 200 | 4.5 |"
