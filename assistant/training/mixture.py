"""What is trained on: which sets, how much of each, what is held out to choose and calibrate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from assistant.grounding.contradiction import claim_of
from assistant.grounding.headings import lead
from assistant.grounding.windows import sentence_spans
from assistant.training.articles import (
    Article,
    Context,
    Question,
    chosen_answer,
    read_natural_questions,
    read_squad,
)
from assistant.training.claims import (
    best_window,
    from_questions,
    from_sentences,
    read_fool_me_twice,
    read_summedits,
)
from assistant.training.examples import Example, ReadExample, SupportExample, SupportLabel
from assistant.training.lexicon import Lexicon
from assistant.training.negatives import (
    NearMisses,
    false_premise,
    opposite_question,
    without_answer,
)
from assistant.training.noise import rough_question
from assistant.training.pairs import read_pairs
from assistant.training.written import Written, read_written

SUMMEDITS_DOMAINS = ("ectsum", "scitldr", "sales_email", "sales_call", "qmsumm", "podcast")
HELD_OUT = frozenset({"Steam_engine", "Islamism", "University_of_Pittsburgh"})  # dev articles
_MAX_WORDS = (45, 70, 95, 120)  # a passage is cut to one of these, on whole sentences
_POLICY_QUESTIONS = 1500
_STATEMENTS = 7000
_SENTENCES = 6000
_OWN_MISSES = 0.25  # paragraphs of the same report, mostly
_OWN_ANSWERS = 0.2
_HELD_OUT_SEED = 7


@dataclass(frozen=True, slots=True)
class Mixture:
    """Examples to learn from, shuffled, and examples to calibrate on."""

    train: list[Example]
    dev: list[Example]


def build(data: Path, lexicon: Lexicon, seed: int = 7, share: float = 1.0) -> Mixture:
    """Read the sets under ``data`` whose licences allow shipped weights, and make the examples.

    ``share`` is how much of the sets is kept beside what was written for this project, all of
    which is: less than 1 for a run that goes on from one that has learnt from them.
    The seed decides what is made of them: cuts, near misses, changes. What is held out is the same
    for every seed, so that a later run may go on from an earlier one.
    """
    rng = Random(seed)
    squad = read_squad(data / "squad2_16_articles/data/dev-v2.0.json", "squad2")
    wiki = read_squad(data / "squadshifts/datasets/new_wiki_v1.0.json", "new_wiki")
    natural = read_natural_questions(data / "nq_oracle/qa_data/nq-open-oracle.jsonl.gz")
    policy = [
        article
        for part in ("dev", "test")
        for article in read_squad(data / f"policyqa/data/{part}.json", "policyqa")
    ]
    Random(_HELD_OUT_SEED).shuffle(natural)
    articles = squad + wiki
    written = read_written(wiki + natural)
    held = [a for a in articles if a.title in HELD_OUT] + natural[:150]
    kept = [a for a in articles if a.title not in HELD_OUT] + natural[150:]

    policy_examples = _reading(policy, rng, lexicon)
    train: list[Example] = [*_reading(kept, rng, lexicon)]
    # people's own unanswerable questions are the scarcest: once more, otherwise cut
    train += _as_given([a for a in kept if a.source == "squad2"], rng)
    train += rng.sample(policy_examples, min(_POLICY_QUESTIONS, len(policy_examples)))
    dev: list[Example] = [*_reading(held, rng, lexicon)]

    facts = read_fool_me_twice(data / "fool_me_twice/dataset/dev.jsonl")
    edits = [e for _, e in read_summedits(data / "summedits/data/summedits", SUMMEDITS_DOMAINS)]
    dev += facts[-150:] + edits[-100:]
    train += facts[:-150] + edits[:-100]
    train += _some(list(from_questions(kept, rng, lexicon)), _STATEMENTS, rng)
    train += _some(list(from_sentences(kept, rng, lexicon)), _SENTENCES, rng)
    dev += _some(list(from_questions(held, rng, lexicon)), 250, rng)
    dev += _some(list(from_sentences(held, rng, lexicon)), 250, rng)
    train = rng.sample(train, round(share * len(train)))
    pairs = list(read_pairs(written))
    for part, held_out in ((train, False), (dev, True)):
        ours = [each for each in written if each.held_out == held_out]
        part += _with_misses([each.article for each in ours], rng, _OWN_MISSES)
        part += [claim for each in ours for claim in each.claims]
        part += _answers(ours, rng)
        part += [example for apart, example in pairs if apart == held_out]
    rng.shuffle(train)
    return Mixture(train, dev)


def _some(examples: list[SupportExample], count: int, rng: Random) -> list[SupportExample]:
    return rng.sample(examples, min(count, len(examples)))


def _answers(written: Sequence[Written], rng: Random) -> list[SupportExample]:
    """For a share of the questions, the question with an answer as a claim about its paragraph."""
    examples = []
    for _, context, question in _asked([each.article for each in written]):
        if rng.random() >= _OWN_ANSWERS:
            continue
        span = chosen_answer(question, context.text)
        start, end = span or question.tempting or (0, 0)
        claim = claim_of(question.text, context.text[start:end])
        window = best_window(claim, context.text, rng.choice(_MAX_WORDS))
        if context.text[start:end] in window:
            evidence = lead(context.heading) + window
            label: SupportLabel = "supported" if span else "unsupported"
            examples.append(SupportExample(claim, evidence, label, "written_answers"))
    return examples


def _asked(articles: Sequence[Article]) -> list[tuple[Article, Context, Question]]:
    """Every question, with the paragraph that it is put to."""
    return [(a, c, q) for a in articles for c in a.contexts for q in c.questions]


def _with_misses(articles: Sequence[Article], rng: Random, share: float) -> list[ReadExample]:
    """Every question with its paragraph, and for a share of them what looks right and is not."""
    asked = _asked(articles)
    misses = NearMisses(articles).find([q for *_, q in asked], [c.text for _, c, _ in asked], rng)
    headings = {c.text: c.heading for a in articles for c in a.contexts}
    questions = dict.fromkeys(question.text for *_, question in asked)
    asked_as = {text: rough_question(text, rng) for text in questions}  # alike of each passage
    examples = []
    for (article, context, question), miss in zip(asked, misses, strict=True):
        source, text = article.source, asked_as[question.text]
        examples.append(_given(text, question, context, source, rng))
        if miss and rng.random() < share:
            near = Context(miss, (), headings[miss])
            examples.append(_windowed(text, near, None, f"{source}_miss", rng, False))
    return examples


def _reading(articles: Sequence[Article], rng: Random, lexicon: Lexicon) -> list[ReadExample]:
    """Every question with its paragraph, near misses, and questions and paragraphs changed by rule
    so that they no longer answer each other."""
    examples = _with_misses(articles, rng, 0.45)
    asked = _asked(articles)
    everything = [q.text for *_, q in asked]
    for article, context, question in asked:
        source = article.source
        span = chosen_answer(question, context.text)
        if span is None:
            continue
        if rng.random() < 0.4:
            text = rough_question(question.text, rng)
            rest = without_answer(context.text, question.answers)
            if rest:
                examples.append(_windowed(text, Context(rest, ()), None, f"{source}_without", rng))
        if rng.random() < 0.3:
            others = [q.text for c in article.contexts for q in c.questions if c is not context]
            others = rng.sample(others or everything, min(40, len(others or everything)))
            false = false_premise(question.text, context.text, others, rng)
            if false:
                examples.append(
                    _windowed(false, context, None, f"{source}_false", rng, tempting=span)
                )
        if rng.random() < 0.3:
            opposite = opposite_question(question.text, context.text, rng, lexicon)
            if opposite:
                examples.append(
                    _windowed(opposite, context, None, f"{source}_opposite", rng, tempting=span)
                )
    return examples


def _as_given(articles: Sequence[Article], rng: Random) -> list[ReadExample]:
    return [
        _given(rough_question(question.text, rng), question, context, article.source, rng)
        for article, context, question in _asked(articles)
    ]


def _given(
    text: str, question: Question, context: Context, source: str, rng: Random
) -> ReadExample:
    span = chosen_answer(question, context.text)
    return _windowed(text, context, span, source, rng, tempting=question.tempting)


def _windowed(
    question: str,
    context: Context,
    span: tuple[int, int] | None,
    source: str,
    rng: Random,
    relevant: bool | None = None,
    tempting: tuple[int, int] | None = None,
) -> ReadExample:
    """The example on a run of whole sentences of the paragraph that is short enough to train on,
    behind its heading.

    What tempts to a wrong answer stays in it as an answer does: a paragraph cut to its other
    sentences would be too easy to refuse.
    """
    text, (start, end) = context.text, span or tempting or (-1, -1)
    sentences = sentence_spans(text) or [(0, len(text))]
    sizes = [len(text[a:b].split()) for a, b in sentences]
    first, last = 0, len(sentences)
    room = rng.choice(_MAX_WORDS)
    while last - first > 1 and sum(sizes[first:last]) > room:
        drop_last = rng.random() < 0.5
        if end > 0 and sentences[last - 1][1] >= end > sentences[last - 1][0]:
            drop_last = False
        if end > 0 and sentences[first][0] <= start < sentences[first][1]:
            if not drop_last and sentences[last - 1][1] >= end > sentences[last - 1][0]:
                break
            drop_last = True
        if drop_last:
            last -= 1
        else:
            first += 1
    left, right = sentences[first][0], sentences[last - 1][1]
    above = lead(context.heading)
    if not span:
        return ReadExample(question, above + text[left:right], -1, -1, relevant, source)
    left, right = min(left, start), max(right, end)
    moved = len(above) - left
    return ReadExample(question, above + text[left:right], start + moved, end + moved, True, source)
