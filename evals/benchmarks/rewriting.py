"""Follow-up questions made complete: CANARD (Elgohary et al., EMNLP 2019) and TREC CAsT.

Each question is completed by our rules from the conversation before it, and compared with what a
person made of it: in its words, and in whether a search for it finds the answer.
"""

from __future__ import annotations

import csv
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Assistant
from assistant.followup import standalone
from assistant.types import Chunk, Message
from evals.benchmarks.harness import Bench, Line, Report, file_name, line, sample
from evals.benchmarks.text import exact_match, f1, tokens
from evals.bootstrap import Interval

CANARD = ("train/canard/data/release/dev.json",)
_2019 = "train/treccast/2019/data/evaluation/evaluation_topics_annotated_resolved_v1.0.tsv"
_2019_RAW = "train/treccast/2019/data/evaluation/evaluation_topics_v1.0.json"
_2020 = "train/treccast/2020/2020_manual_evaluation_topics_v1.0.json"
_2021 = "train/treccast/2021/2021_manual_evaluation_topics_v1.0.json"
CAST = (_2019, _2019_RAW, _2020, _2021)
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up question, a person's rewrite, what was said before, and where its answer is:
    the file and a text in it (empty where the set has no answer)."""

    question: str
    rewrite: str
    history: tuple[Message, ...]
    document: str = ""
    answer: str = ""


def canard(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """The development set; the answers of its own dialogues are what is searched."""
    rows = json.loads((bench.data / CANARD[0]).read_text("utf-8"))
    documents, asked = _canard(rows)
    lines = _lines(
        bench.open(documents),
        sample(asked, limit),
        step,
        {
            "BLEU, question as asked": "33.8 copied (test)",
            "BLEU, ours": "51.5 sequence to sequence",
        },
    )
    return Report(
        "canard",
        f"CANARD, {len(sample(asked, limit))} follow-up questions",
        lines,
        "published: supervised models and copying, in the set's paper and README; ours: rules,"
        " never trained; title and section, which the people saw, are put as a first request;"
        f" searched: the {len(asked)} dialogue answers, one file for each section",
    )


def cast(bench: Bench, limit: int | None, step: Callable[[], None]) -> Report:
    """The topics of 2019 to 2021; the passages of 2021 are what is searched."""
    documents, asked = _cast(bench.data)
    chosen = sample(asked, limit)
    return Report(
        "cast",
        f"TREC CAsT 2019–2021, {len(chosen)} follow-up questions",
        _lines(bench.open(documents), chosen, step, {}),
        "no published figure on these passages; 2019 and 2020 come without answers, so that our"
        " rules see the earlier questions alone, and only 2021 is searched",
    )


def _lines(
    assistant: Assistant,
    asked: Sequence[Asked],
    step: Callable[[], None],
    published: Mapping[str, str],
) -> tuple[Line, ...]:
    recall: dict[str, list[float]] = defaultdict(list)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in asked:
        ways = {
            "question as asked": each.question,
            "ours": standalone(each.question, each.history),
            "a person": each.rewrite,
        }
        for way, text in ways.items():
            pairs[way].append((text, each.rewrite))
            if each.answer:
                found = assistant.search(text, top_k=DEPTH)
                recall[way].append(float(any(_holds(each, p.chunk) for p in found)))
        step()
    del pairs["a person"]
    lines = [line(f"search recall@{DEPTH}, {way}", values) for way, values in recall.items()]
    for way, both in pairs.items():
        name, value = f"BLEU, {way}", bleu(both)
        whole = Interval(value, value, value, len(both))  # of the whole set; it has no mean
        lines.append(Line(name, whole, published.get(name, "")))
        lines.append(line(f"exact, {way}", [exact_match(text, [gold]) for text, gold in both]))
        lines.append(line(f"word F1, {way}", [f1(text, [gold]) for text, gold in both]))
    return tuple(lines)


def _holds(asked: Asked, chunk: Chunk) -> bool:
    return chunk.document_id == asked.document and " ".join(asked.answer.split()) in " ".join(
        chunk.text.split()
    )


def _canard(rows: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], list[Asked]]:
    """A file for each section with the answers of its dialogues, and the follow-up questions."""
    answers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    following: dict[tuple[str, int], str] = {}  # dialogue, number of the question -> its answer
    for row in rows:
        title, section, *said = row["History"]
        answers[title, section].update(dict.fromkeys(said[1::2]))
        if said:
            following[row["QuAC_dialog_id"], row["Question_no"] - 1] = said[-1]
    names = {key: file_name(n, " ".join(key)) for n, key in enumerate(answers)}
    documents = {
        name: f"# {key[0]}: {key[1]}\n\n" + "\n\n".join(answers[key]) for key, name in names.items()
    }
    asked = []
    for row in rows:
        title, section, *said = row["History"]
        answer = following.get((row["QuAC_dialog_id"], row["Question_no"]), "")
        history = _talk([f"Tell me about {title}: {section}.", "", *said])
        unknown = "CANNOTANSWER" in answer or "don't know" in answer.lower()
        asked.append(
            Asked(
                row["Question"],
                row["Rewrite"],
                history,
                names[title, section],
                "" if unknown else answer,
            )
        )
    return documents, asked


def _cast(data: Path) -> tuple[dict[str, str], list[Asked]]:
    """The passages of 2021, a file each, and the follow-up questions of three years."""
    with (data / _2019).open(encoding="utf-8", newline="") as file:
        resolved = {row[0]: row[1] for row in csv.reader(file, delimiter="\t", quotechar=None)}
    asked: list[Asked] = []
    documents: dict[str, str] = {}
    for path in (_2019_RAW, _2020, _2021):
        for topic in json.loads((data / path).read_text("utf-8")):
            said: list[str] = []
            for turn in topic["turn"]:
                number, question = f"{topic['number']}_{turn['number']}", turn["raw_utterance"]
                passage = turn.get("passage", "")
                name = f"{number}.txt" if passage else ""
                if passage:
                    documents[name] = passage
                rewrite = turn.get("manual_rewritten_utterance") or resolved.get(number)
                if said and rewrite:
                    asked.append(Asked(question, rewrite, _talk(said), name, passage[:200]))
                said += [question, passage]
    return documents, asked


def _talk(said: Sequence[str]) -> tuple[Message, ...]:
    roles = ("user", "assistant")
    return tuple({"role": roles[n % 2], "content": text} for n, text in enumerate(said))


def bleu(pairs: Sequence[tuple[str, str]], order: int = 4) -> float:
    """Corpus BLEU of (candidate, reference) pairs as a share (Papineni et al., ACL 2002)."""
    hits, totals, written, wanted = Counter[int](), Counter[int](), 0, 0
    for candidate, reference in pairs:
        ours, theirs = tokens(candidate), tokens(reference)
        written, wanted = written + len(ours), wanted + len(theirs)
        for n in range(1, order + 1):
            grams = Counter(zip(*(ours[i:] for i in range(n)), strict=False))
            gold = Counter(zip(*(theirs[i:] for i in range(n)), strict=False))
            hits[n] += (grams & gold).total()
            totals[n] += grams.total()
    if not all(hits[n] for n in range(1, order + 1)):
        return 0.0
    precision = sum(math.log(hits[n] / totals[n]) for n in range(1, order + 1)) / order
    return math.exp(precision + min(0.0, 1 - wanted / written))
