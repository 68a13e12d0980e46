"""The model card, written from what a run left behind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.grounding.pair_scorer import MANIFEST
from assistant.training.examples import load

_SOURCES = {  # prefix of an example's source -> what it is, its licence
    "squad2": ("SQuAD 2.0, 16 articles (Rajpurkar et al. 2018)", "CC BY-SA 4.0"),
    "new_wiki": ("SQuADShifts, new Wikipedia (Miller et al. 2020)", "text CC BY-SA"),
    "natural_questions": ("Natural Questions with gold paragraphs (Kwiatkowski et al. 2019; "
                          "Liu et al. 2023)", "CC BY-SA 3.0; MIT"),
    "policyqa": ("PolicyQA (Ahmad et al. 2020)", "MIT"),
    "fool_me_twice": ("Fool Me Twice (Eisenschlos et al. 2021)", "Apache-2.0; text CC BY-SA"),
    "written": ("Written for this project: questions and claims about paragraphs of SQuADShifts "
                "and Natural Questions, and about invented reports", "Apache-2.0"),
    "summedits": ("SummEdits without news and SAMSum (Laban et al. 2023)", "Apache-2.0"),
}  # fmt: skip
_KINDS = {
    "_miss": "near misses",
    "_false": "false premises",
    "_statements": "statements made of questions",
    "_sentences": "sentences restated or made false",
}

_TEMPLATE = """# Model card: {name}

A cross-encoder that reads a question with a passage, or a claim with its evidence, and says how
relevant the passage is, whether and where it answers, and whether the evidence supports the claim.

- **Shape**: MiniLM (Wang et al. 2020), {layers} layers of width 384, {parameters:.1f} million
  parameters, 8-bit weights (dynamic quantisation, 7 bits used), {size:.0f} MB. Reads {max_tokens}
  word pieces at a time; longer texts in windows of sentences.
- **Started from**: cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0), whose relevance head is
  kept; embeddings and the lower {frozen} layers were left as they were.
- **Licence**: Apache-2.0, as the starting weights and the code. The texts it learnt from are
  under the licences below, with thanks to their authors.
- **Language**: English.

## Data

{examples} examples were prepared; the run saw the first {seen} of a shuffled order.

| data | licence | examples |
|---|---|---|
{data}

Near misses are the paragraphs that BM25 finds for a question and that lack its answer; false
premises are questions with a number or name exchanged. Synonyms and antonyms come from WordNet 3.0
(Princeton University). Held out of training: three articles, parts of the claim sets and one in
twenty of the paragraphs that were written about (to calibrate); symmetric FEVER, WiCE, SummEdits
news, and 19 of the 35 SQuAD 2.0 dev articles (to test).

## Recipe

Losses: relevance and answerability (binary), start and end of the answer with "no answer" as the
first token, support in three classes ("not supported" marginalises two of them). AdamW, batch
{batch}, rate {rate} (heads {head_rate}) falling to zero over one pass of {steps} steps
({minutes:.0f} minutes on one CPU core), weights averaged over the last steps. Probabilities are
calibrated on held-out examples (Platt scaling and temperatures, in `{manifest}`).

## Figures

Of the shipped 8-bit weights alone, without the exact checks that the assistant puts around them.

{figures}

## Limits

Trained on little data (a reader of this size trained on all 130,000 questions of SQuAD 2.0 reaches
F1 79.5). Numbers, dates, negation and names are where small models err: the exact checks decide
those. English prose only; dialogue, tables and footnotes are weak. Scores are calibrated on
Wikipedia-like text.
"""


def write_card(run: Path, weights: Path, figures: Mapping[str, Any], layers: int) -> None:
    """Write ``MODEL_CARD.md`` beside the weights of a run that left its log and mixture."""
    manifest = json.loads((weights / MANIFEST).read_text(encoding="utf-8"))
    log = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    recipe = json.loads((run / "recipe.json").read_text(encoding="utf-8"))
    examples = load(run / "train.jsonl")
    steps = log[-1]["step"]
    width = 384
    parameters = 30_522 * width + 514 * width + layers * (12 * width * width + 13 * width)
    text = _TEMPLATE.format(
        name=manifest["name"],
        layers=layers,
        parameters=parameters / 1e6,
        size=(weights / "model.onnx").stat().st_size / 1e6,
        max_tokens=manifest["max_tokens"],
        examples=f"{len(examples):,}",
        seen=f"{min(steps * recipe['batch'], len(examples)):,}",
        data="\n".join(_data_rows(Counter(e.source for e in examples))),
        steps=f"{steps:,}",
        minutes=log[-1]["seconds"] / 60,
        manifest=MANIFEST,
        figures="\n".join(_figure_rows(figures)),
        **{name: recipe[name] for name in ("batch", "rate", "head_rate", "frozen")},
    )
    (weights / "MODEL_CARD.md").write_text(text, encoding="utf-8")


def _data_rows(counts: Counter[str]) -> list[str]:
    rows = []
    for prefix, (title, licence) in _SOURCES.items():
        parts = [(source, n) for source, n in counts.items() if source.startswith(prefix)]
        kinds: Counter[str] = Counter()
        for source, n in parts:
            kind = next((text for end, text in _KINDS.items() if source.endswith(end)), "as given")
            kinds[kind] += n
        said = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common())
        rows.append(f"| {title} | {licence} | {said} |")
    return rows


def _figure_rows(figures: Mapping[str, Any]) -> list[str]:
    rows = ["| set | figure |", "|---|---|"]
    for name, values in figures.items():
        said = "; ".join(
            f"{key} {value:.3g}" if isinstance(value, float) else f"{key} {value}"
            for key, value in values.items()
        )
        rows.append(f"| {name} | {said} |")
    return rows
