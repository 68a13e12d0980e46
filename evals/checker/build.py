"""The set itself: claims made from the corpus by rule, and paraphrases written by hand.

    python -m evals.checker.build

writes ``pairs.jsonl`` anew from the corpus. The same corpus gives the same set.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.checker.pairs import Pair, digest, split_of, write
from evals.checker.perturb import PERTURBATIONS
from evals.checker.prose import Prose, read_prose
from evals.checker.restate import RESTATEMENTS

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
PAIRS = HERE / "pairs.jsonl"
PARAPHRASES = HERE / "paraphrases.jsonl"
_PER_KIND = 80  # pairs of one kind at most
_PER_PARAGRAPH = 6  # pairs about one paragraph at most, paraphrases apart


def build(corpus: Path = CORPUS) -> list[Pair]:
    """All pairs, as many supported as not, in a fixed order."""
    prose = list(read_prose(corpus))
    made = [*_made(prose, True), *_made(prose, False), *_elsewhere(prose)]
    chosen = _chosen(made)
    written = list(paraphrases(prose))
    balance = sum(1 if p.supported else -1 for p in [*chosen, *written])
    surplus = [p for p in chosen if p.supported == (balance > 0)]
    dropped = set(sorted((p.id for p in surplus), key=lambda i: digest("drop", i))[: abs(balance)])
    kept = [p for p in chosen if p.id not in dropped]
    return sorted([*kept, *written], key=lambda p: (p.source, p.kind, p.id))


def paraphrases(prose: Sequence[Prose]) -> Iterator[Pair]:
    """The hand-written claims, each with the paragraph that its quote is from.

    Raises LookupError when a quote no longer stands in exactly one paragraph of its document.
    """
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = [p for p in prose if p.document == row["document"] and row["quote"] in p.text]
        if len(found) != 1:
            raise LookupError(f"{len(found)} paragraphs of {row['document']} have “{row['quote']}”")
        yield _pair(row["claim"], found[0], row["supported"], "paraphrase")


def _made(prose: Sequence[Prose], supported: bool) -> Iterator[Pair]:
    """Every claim that the rules make, wherever they apply."""
    rules = RESTATEMENTS if supported else PERTURBATIONS
    for paragraph in prose:
        for sentence in paragraph.claims:
            for kind, rule in rules.items():
                claim = rule(sentence, random.Random(digest(kind, sentence)))
                if claim and (kind == "verbatim" or claim != sentence):
                    if not supported and claim in paragraph.text:
                        continue
                    yield _pair(claim, paragraph, supported, kind)


def _elsewhere(prose: Sequence[Prose]) -> Iterator[Pair]:
    """True sentences beside a paragraph of the same document that does not say them."""
    for first, second in zip(prose, prose[2:], strict=False):
        together = first.document == second.document and bool(first.claims)
        if together and not _alike(first.claims[0], second.text):
            yield _pair(first.claims[0], second, False, "elsewhere")


def _alike(claim: str, text: str) -> bool:
    long = set(re.findall(r"\w{6,}", claim.lower()))
    return len(long & set(re.findall(r"\w{6,}", text.lower()))) > len(long) / 2


def _chosen(made: Sequence[Pair]) -> list[Pair]:
    """At most so many of a kind and of a paragraph, picked by digest; rare kinds go first."""
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for pair in made:
        by_kind[pair.kind].append(pair)
    used: Counter[str] = Counter()
    chosen: list[Pair] = []
    seen: set[str] = set()
    for kind in sorted(by_kind, key=lambda k: len(by_kind[k])):
        taken = 0
        for pair in sorted(by_kind[kind], key=lambda p: p.id):
            side = f"{pair.supported} {pair.evidence}"
            if taken < _PER_KIND and used[side] < _PER_PARAGRAPH // 2 and pair.id not in seen:
                seen.add(pair.id)
                used[side] += 1
                taken += 1
                chosen.append(pair)
    return chosen


def _pair(claim: str, paragraph: Prose, supported: bool, kind: str) -> Pair:
    split = split_of(paragraph.text)
    return Pair(claim, paragraph.text, supported, kind, paragraph.document, split)


if __name__ == "__main__":
    pairs = build()
    write(PAIRS, pairs)
    print(f"{len(pairs)} pairs, {sum(p.supported for p in pairs)} supported")
