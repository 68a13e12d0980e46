"""Whatever a file of any format holds: it is refused with a reason, or all invariants hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.fuzz.inputs import FORMATS, seeds
from evals.fuzz.target import one

pytest.importorskip("docx")
pytest.importorskip("openpyxl")
pytest.importorskip("pptx")
pytest.importorskip("pypdfium2")
pytest.importorskip("selectolax")
pytest.importorskip("striprtf")

PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([
        b"<", b">", b"</p>", b"<table>", b"<li>", b"<text:p>", b"<w:p>", b"{", b"}", b"\\",
        b"\\'e9", b"\\u8364?", b"\n", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"&amp;",
        b"&#0;", b"[^1]", b"(", b")", b" Tj ", b" Td ", b"BT", b"0 0 m", b"1e9 0 Td", b'"', b",",
        b";", b"|", b"--B", b"Content-Type: text/html\n\n", b"\xd0", b"9" * 40,
        "é„“”…¹\u2028\u202e\U0001f6a2".encode(),
    ]),
)  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), max_size=8)


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The input with stretches of it replaced; its first byte, the format, stays."""
    for where, gone, piece in edits:
        at = 1 + int(where * (len(data) - 1))
        data = data[:at] + piece + data[at + gone :]
    return data


@pytest.mark.parametrize("seed", seeds(), ids=FORMATS)
@settings(deadline=None, max_examples=40, derandomize=True)  # random ones: evals/fuzz
@given(edits=EDITS)
def test_invariants_hold_or_the_file_is_refused(
    seed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    one(edited(seed, edits))
