"""Passages and questions that look right and are not: the reader learns most from these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from assistant.grounding.windows import sentence_spans
from assistant.training.articles import Article, Question
from assistant.training.lexicon import Lexicon
from assistant.training.perturbations import change_quantifier, names, oppose

_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_LEAST_WORDS = 12


class NearMisses:
    """The paragraphs that BM25 finds for a question and that do not hold its answer."""

    def __init__(self, articles: Sequence[Article]) -> None:
        import bm25s

        self._texts = [context.text for article in articles for context in article.contexts]
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(self._texts, show_progress=False), show_progress=False)

    def find(self, questions: Sequence[Question], golds: Sequence[str], rng: Random) -> list[str]:
        """For each question one of the best wrong paragraphs, or an empty string."""
        import bm25s

        tokens = bm25s.tokenize([q.text for q in questions], show_progress=False)
        found, _ = self._index.retrieve(tokens, k=min(8, len(self._texts)), show_progress=False)
        return [
            self._pick(question, gold, row, rng)
            for question, gold, row in zip(questions, golds, found, strict=True)
        ]

    def _pick(self, question: Question, gold: str, row: Sequence[int], rng: Random) -> str:
        spans = [*question.answers, *([question.tempting] if question.tempting else [])]
        answers = [gold[start:end].lower() for start, end in spans]
        wrong = [
            self._texts[i]
            for i in row
            if self._texts[i] != gold and not any(a in self._texts[i].lower() for a in answers)
        ]
        return rng.choice(wrong[:3]) if wrong else ""


def without_answer(text: str, answers: Sequence[tuple[int, int]]) -> str | None:
    """The paragraph less each sentence that holds an answer, still on its topic; None if too little
    is left or what is left repeats an answer."""
    spans = sentence_spans(text)
    kept = [(a, b) for a, b in spans if not any(a < end and start < b for start, end in answers)]
    rest = " ".join(text[a:b].strip() for a, b in kept)
    if len(kept) == len(spans) or len(rest.split()) < _LEAST_WORDS:
        return None
    return None if any(text[a:b].lower() in rest.lower() for a, b in answers) else rest


def opposite_question(question: str, passage: str, rng: Random, lexicon: Lexicon) -> str | None:
    """The question with a word turned into its opposite that the passage does not have, as the
    writers of SQuAD 2.0 did by hand (Rajpurkar et al. 2018, table 1)."""
    changes = [change_quantifier, oppose]
    rng.shuffle(changes)
    for change in changes:
        changed = change(question, passage, rng, lexicon)
        if changed:
            new = set(changed.lower().split()) - set(question.lower().split())
            if not new & set(passage.lower().split()):
                return changed
    return None


def false_premise(question: str, passage: str, others: Sequence[str], rng: Random) -> str | None:
    """The question with a number or name that the passage has, exchanged for one it has not."""
    anchors = [n for n in _NUMBER.findall(question) + names(question) if n in passage]
    if not anchors:
        return None
    old = rng.choice(anchors)
    pool = [
        word
        for other in others
        for word in (_NUMBER.findall(other) if old[0].isdigit() else names(other))
        if word not in passage and word not in question and len(word) > 2
    ]
    return question.replace(old, rng.choice(pool)) if pool else None
