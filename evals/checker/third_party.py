"""Public sets of claims, read from a data folder that is not part of the project.

Published figures are those that the sets or the systems report themselves; see ``DataSet.beside``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.checker.pairs import Pair


@dataclass(frozen=True, slots=True)
class DataSet:
    """A public set: its file under the data folder, how a row is read, and published figures."""

    name: str
    file: str
    read: Callable[[Path], Iterator[Pair]]
    beside: str


def _eight(path: Path) -> Iterator[Pair]:
    for row in _rows(path):
        yield Pair(row["claim"], row["evidence"], row["supported"], "claim", "eight", "test")


def _wice(path: Path) -> Iterator[Pair]:
    """Claims of Wikipedia with the sentences that bear on them; partial support is none."""
    for row in _rows(path):
        supported = row["label"] == "supported"
        evidence = " ".join(row["evidence"])
        yield Pair(row["claim"], evidence, supported, row["label"], "wice", "dev")


def _summedits(path: Path) -> Iterator[Pair]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        supported = bool(row["label"])
        yield Pair(row["summary"], row["doc"], supported, "edit", "summedits news", "test")


def _fever(path: Path) -> Iterator[Pair]:
    for row in _rows(path):
        supported = row["gold_label"] == "SUPPORTS"
        evidence = row["evidence"]
        yield Pair(row["claim"], evidence, supported, "edit", "fever symmetric", "dev")


def _rows(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


DATA_SETS = (
    DataSet("claims/eight", "bench/claims/eight.jsonl", _eight, ""),
    DataSet(
        "WiCE dev, oracle chunks",
        "train/wice_dev/code_and_resources/entailment_inputs/oracle_chunks/claim/dev.jsonl",
        _wice,
        "anchorcite rejects 68.7 % (lexical) or 86.6 % (model) of unsupported claims",
    ),
    DataSet(
        "SummEdits news",
        "train/summedits/data/summedits/summedits_news.json",
        _summedits,
        "balanced accuracy: SummaC 61.9, QAFactEval 74.4, GPT-4 83.3, human 90.0",
    ),
    DataSet(
        "FEVER symmetric dev",
        "train/fever_symmetric/symmetric_v0.2/fever_symmetric_dev.jsonl",
        _fever,
        "accuracy on v0.1: BERT 57.5, re-weighted 61.6",
    ),
)
