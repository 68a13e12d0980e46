"""Claims with evidence: labelled sets, statements from questions, sentences changed by rule.

Eisenschlos et al. 2021 (Fool Me Twice), Laban et al. 2023 (SummEdits), Schuster et al. 2019
(symmetric FEVER), Kamoi et al. 2023 (WiCE). The last two are read for evaluation only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from assistant.grounding.windows import group_sentences, sentence_spans
from assistant.training.articles import Article, chosen_answer
from assistant.training.examples import SupportExample, SupportLabel
from assistant.training.lexicon import Lexicon
from assistant.training.noise import rough_prose
from assistant.training.perturbations import falsify, restate
from assistant.training.statements import statement

_WORD = re.compile(r"\w+")
_MAX_WORDS = 110
_WINDOWS = (35, 60, 90, 120)  # words of evidence: from a sentence or two to a paragraph


def read_fool_me_twice(path: Path) -> list[SupportExample]:
    """Human-made tricky claims with their gold Wikipedia sentences; wrong evidence as neither."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        label: SupportLabel = "supported" if row["label"] == "SUPPORTS" else "contradicted"
        gold = [sentence["text"].strip() for sentence in row["gold_evidence"]]
        other = [
            s["text"].strip() for s in row["retrieved_evidence"] if s["text"].strip() not in gold
        ]
        examples.append(SupportExample(row["text"], " ".join(gold), label, "fool_me_twice"))
        padded = [*other[:1], *gold, *other[1:2]]
        examples.append(SupportExample(row["text"], " ".join(padded), label, "fool_me_twice"))
        if other:
            examples.append(SupportExample(row["text"], other[-1], "neither", "fool_me_twice"))
    return examples


def read_summedits(folder: Path, domains: Sequence[str]) -> Iterator[tuple[str, SupportExample]]:
    """Domain and example: the sentence of a summary that an edit touched, and its best evidence."""
    for domain in domains:
        rows = json.loads((folder / f"summedits_{domain}.json").read_text(encoding="utf-8"))
        for row in rows:
            label: SupportLabel = "supported" if str(row["label"]) == "1" else "unsupported"
            before = _sentences(row["original_summary"])
            after = _sentences(row["summary"])
            touched = [s for s in after if s not in before] or after[:1]
            if len(touched) > 1 and label == "unsupported":
                touched = [" ".join(touched)]
            for claim in touched[:2]:
                evidence = best_window(claim, row["doc"])
                yield domain, SupportExample(claim, evidence, label, f"summedits_{domain}")


def read_fever_symmetric(path: Path) -> list[SupportExample]:
    """Minimal edits of claims and of evidence, so that neither gives the label away alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        SupportExample(
            _detokenised(row["claim"]),
            _detokenised(row["evidence"]),
            "supported" if row["gold_label"] == "SUPPORTS" else "contradicted",
            "fever_symmetric",
        )
        for row in rows
    ]


def _detokenised(text: str) -> str:
    text = re.sub(r" ([.,;:!?)%])", r"\1", text.replace("-LRB-", "(").replace("-RRB-", ")"))
    return text.replace("( ", "(").replace(" '", "'")


def best_window(claim: str, text: str, max_words: int = _MAX_WORDS) -> str:
    """The run of sentences of ``text`` that shares most words with the claim."""
    spans = sentence_spans(text)
    wanted = {w.lower() for w in _WORD.findall(claim) if len(w) > 3}
    runs = group_sentences([len(text[a:b].split()) for a, b in spans], max_words, overlap=3)
    pieces = [text[spans[first][0] : spans[last - 1][1]] for first, last in runs]
    if not pieces:
        return text
    best = max(pieces, key=lambda p: len(wanted & {w.lower() for w in _WORD.findall(p)}))
    return " ".join(best.split()[: 2 * max_words])


def from_questions(
    articles: Sequence[Article], rng: Random, lexicon: Lexicon
) -> Iterator[SupportExample]:
    """Statements made of questions: with the answer supported, with another one contradicted."""
    for article in articles:
        source = f"{article.source}_statements"
        for context in article.contexts:
            answers = []
            for question in context.questions:
                span = chosen_answer(question, context.text)
                if span:
                    answers.append((question.text, context.text[span[0] : span[1]]))
                elif question.tempting:
                    start, end = question.tempting
                    made = statement(question.text, context.text[start:end])
                    if made:
                        evidence = best_window(made, context.text, rng.choice(_WINDOWS))
                        yield SupportExample(made, evidence, "unsupported", source)
            for text, answer in answers:
                true = statement(text, answer)
                if true is None:
                    continue
                evidence = best_window(f"{true} {answer}", context.text, rng.choice(_WINDOWS))
                if answer not in evidence:
                    continue
                yield SupportExample(true, evidence, "supported", source)
                wrong = [a for _, a in answers if _same_kind(a, answer)]
                false = statement(text, rng.choice(wrong)) if wrong and rng.random() < 0.6 else None
                if false is None:
                    changed = falsify(true, context.text, rng, lexicon)
                    false = changed[1] if changed else None
                if false:
                    yield SupportExample(false, evidence, "contradicted", source)


def _same_kind(one: str, two: str) -> bool:
    if one.lower() in two.lower() or two.lower() in one.lower():
        return False
    kinds = [(any(c.isdigit() for c in text), text[:1].isupper()) for text in (one, two)]
    return kinds[0] == kinds[1]


def from_sentences(
    articles: Sequence[Article], rng: Random, lexicon: Lexicon
) -> Iterator[SupportExample]:
    """A sentence of every paragraph: restated, made false, and set beside the wrong paragraph."""
    for article in articles:
        source = f"{article.source}_sentences"
        texts = [context.text for context in article.contexts]
        for number, text in enumerate(texts):
            sentences = [s for s in _sentences(text) if 6 <= len(s.split()) <= 40]
            if not sentences:
                continue
            sentence = rng.choice(sentences)
            evidence = sentence
            if rng.random() < 0.7:
                evidence = best_window(sentence, text, rng.choice(_WINDOWS))
            if rng.random() < 0.3:
                evidence = rough_prose(evidence, rng, lexicon)
            said = restate(sentence, rng, lexicon)
            yield SupportExample(said, evidence, "supported", source)
            changed = falsify(said, text, rng, lexicon)
            if changed:
                yield SupportExample(changed[1], evidence, "contradicted", source)
            if len(texts) > 1 and rng.random() < 0.25:
                other = texts[number - 1]
                yield SupportExample(said, best_window(said, other, 80), "neither", source)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]
