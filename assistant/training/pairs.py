"""Two paragraphs that answer one question: alike, differently, or of different things.

Each line of the file has a ``question``, for ``one`` and ``other`` the digest of a paragraph that
was written for this project with the characters that answer, and ``differ``: true, false, or null
where the values are of another thing, time or group. The claim is the question with one paragraph's
answer; the other paragraph contradicts it, supports it, or does neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.grounding.contradiction import claim_of
from assistant.training.examples import SupportExample, SupportLabel
from assistant.training.written import Written, digest

FILE = Path(__file__).with_name("pairs.jsonl")
_LABELS: Mapping[bool | None, SupportLabel] = {
    True: "contradicted",
    False: "supported",
    None: "neither",
}


def read_pairs(written: list[Written], path: Path = FILE) -> Iterator[tuple[bool, SupportExample]]:
    """Claims of both directions, each with whether its evidence is held out of training."""
    known = {
        digest(context.text): (each.held_out, context.text)
        for each in written
        for context in each.article.contexts
    }
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        label = _LABELS[row["differ"]]
        for one, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            (held_one, text), (held_other, evidence) = known[one[0]], known[other[0]]
            claim = claim_of(row["question"], text[one[1] : one[2]])
            yield held_one or held_other, SupportExample(claim, evidence, label, "written_pairs")
