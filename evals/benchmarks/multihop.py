"""Retrieval for questions that need two or more passages: what HippoRAG's three sets share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from evals.benchmarks.harness import Bench, Line, file_name, line, said
from evals.benchmarks.text import contains, f1


@dataclass(frozen=True, slots=True)
class Hop:
    """A question, the keys of the passages that it needs, and its accepted answers."""

    question: str
    needed: tuple[str, ...]
    answers: tuple[str, ...] = ()


def measure(
    bench: Bench,
    passages: Mapping[str, tuple[str, str]],
    questions: Sequence[Hop],
    published: Mapping[str, str],
    step: Callable[[], None],
    depths: Sequence[int] = (2, 5),
) -> tuple[Line, ...]:
    """Recall@k over passages (key -> title, text), each its own file; all-recall@k; answers."""
    names = {key: file_name(n, title) for n, (key, (title, _)) in enumerate(passages.items())}
    texts = {names[key]: f"# {title}\n\n{text}\n" for key, (title, text) in passages.items()}
    assistant = bench.open(texts)
    recall: dict[int, list[float]] = {k: [] for k in depths}
    every: dict[int, list[float]] = {k: [] for k in depths}
    right, overlap, refused = [], [], []
    for asked in questions:
        found = assistant.search(asked.question, top_k=3 * max(depths))
        ranked = list(dict.fromkeys(p.chunk.document_id for p in found))
        for k in depths:
            hits = [names[key] in ranked[:k] for key in asked.needed]
            recall[k].append(sum(hits) / len(hits))
            every[k].append(float(all(hits)))
        if asked.answers:
            answer = assistant.ask(asked.question)
            right.append(float(any(contains(said(answer), a) for a in asked.answers)))
            first = answer.sentences[0].text if answer.sentences else ""
            overlap.append(f1(first, asked.answers))
            refused.append(float(answer.refused))
        step()
    lines = [line(f"recall@{k}", recall[k], published.get(f"recall@{k}", "")) for k in depths]
    lines += [line(f"all needed @{k}", every[k], published.get(f"all@{k}", "")) for k in depths]
    if right:
        lines.append(line("answer in what was said", right))
        lines.append(line("F1 of the first statement", overlap, published.get("f1", "")))
        lines.append(line("refused", refused))
    return tuple(lines)
