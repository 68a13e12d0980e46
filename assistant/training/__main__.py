"""``python -m assistant.training --data DIR --bench DIR --start DIR --out DIR``: data to weights.

Stages leave their files in ``--out`` and are skipped when those are there, so that a stopped
command goes on where it was: ``train.jsonl`` and ``dev.jsonl`` (the mixture), ``checkpoint.pt``
(the run), ``weights/`` (what ships).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

from assistant.training.examples import Example, SupportExample, load, save
from assistant.training.loop import Recipe

MAX_TOKENS = 224
_TRAIN_TOKENS = 208


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepare, train, export, calibrate, evaluate, and write the card."""
    parser = argparse.ArgumentParser(description="Train the reader and checker.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--bench", type=Path, required=True, help="folder of the test sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for all that is made")
    parser.add_argument(
        "--start",
        type=Path,
        required=True,
        help="the ranker's folder (model.onnx), or an encoder's",
    )
    parser.add_argument(
        "--wordnet", type=Path, help="WordNet's dict folder; without it no synonyms"
    )
    parser.add_argument(
        "--go-on-from",
        type=Path,
        metavar="PATH",
        help="averaged.pt or mixed.pt of an earlier run, or a folder of weights as they ship",
    )
    parser.add_argument(
        "--mix-with",
        type=Path,
        metavar="PATH",
        help="such weights; exported, and kept as mixed.pt, is the mean with them",
    )
    parser.add_argument("--mix-share", type=float, default=0.5, help="how much of them is mixed in")
    parser.add_argument(
        "--seed", type=int, default=Recipe().seed, help="order and cuts of the examples"
    )
    parser.add_argument("--rate", type=float, default=Recipe().rate, help="highest learning rate")
    parser.add_argument(
        "--frozen", type=int, default=Recipe().frozen, help="lower layers left as they are"
    )
    parser.add_argument("--claims", type=int, help="at most so many examples of claims")
    parser.add_argument(
        "--share", type=float, default=1.0, help="how much of the sets is put beside our own"
    )
    parser.add_argument("--minutes", type=float, default=Recipe().minutes, help="time to train")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument(
        "--name", default="minilm-l12-reader", help="what the weights call themselves"
    )
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    train, dev = prepare(options.data, options.out, options.wordnet, options.seed, options.share)
    if options.claims is not None:
        train = fewer_claims(train, options.claims, options.seed)
    run(train, dev, options)


def prepare(
    data: Path, out: Path, wordnet: Path | None, seed: int, share: float
) -> tuple[list[Example], list[Example]]:
    """The examples to learn from and those held out, made once."""
    from assistant.training.lexicon import Lexicon
    from assistant.training.mixture import build

    kept, held = out / "train.jsonl", out / "dev.jsonl"
    if not (kept.exists() and held.exists()):
        lexicon = Lexicon.from_wordnet(wordnet) if wordnet else Lexicon.empty()
        mixture = build(data, lexicon, seed, share)
        save(mixture.dev, held)
        save(mixture.train, kept)
    train, dev = load(kept), load(held)
    print(json.dumps(dict(Counter(example.source for example in train).most_common())))
    return train, dev


def fewer_claims(train: list[Example], most: int, seed: int) -> list[Example]:
    """All examples of reading, and a sample of those of claims."""
    claims = [each for each in train if isinstance(each, SupportExample)]
    kept = Random(seed).sample(claims, min(most, len(claims)))
    return [each for each in train if not isinstance(each, SupportExample)] + kept


def run(train: list[Example], dev: list[Example], options: argparse.Namespace) -> None:
    """Train (or go on), then write ``weights/`` from the averaged model."""
    import torch

    from assistant.grounding.neural import Calibration, NeuralGrounder
    from assistant.grounding.pair_scorer import PairScorer
    from assistant.training.batches import load_tokenizer
    from assistant.training.calibrate import calibrate
    from assistant.training.card import write_card
    from assistant.training.evaluate import evaluate
    from assistant.training.export import export, write_manifest
    from assistant.training.loop import Run, between
    from assistant.training.model import from_encoder, from_ranker
    from assistant.training.shipped import earlier

    if options.threads:
        torch.set_num_threads(options.threads)
    recipe = Recipe(
        minutes=options.minutes,
        seed=options.seed,
        rate=options.rate,
        frozen=options.frozen,
        head_rate=options.rate * Recipe().head_rate / Recipe().rate,
    )
    torch.manual_seed(recipe.seed)
    ranker = options.start / "model.onnx"
    model = from_ranker(ranker) if ranker.exists() else from_encoder(options.start)
    if options.go_on_from:
        model.load_state_dict(earlier(options.go_on_from))
    other = earlier(options.mix_with) if options.mix_with else None
    vocabulary = options.start / "tokenizer.json"
    training = Run(model, recipe, options.out)
    training.resume()
    (options.out / "recipe.json").write_text(json.dumps(asdict(training.recipe)), encoding="utf-8")
    training.train(train, load_tokenizer(vocabulary, _TRAIN_TOKENS))

    weights = options.out / "weights"
    weights.mkdir(exist_ok=True)
    learnt = training.averaged()
    if other:
        learnt = between(learnt, other, options.mix_share)
        torch.save(learnt, options.out / "mixed.pt")
    model.load_state_dict(learnt)
    export(model, weights / "model.onnx")
    write_manifest(weights, options.name, MAX_TOKENS, Calibration(), vocabulary)
    calibration = calibrate(PairScorer(weights), dev)
    write_manifest(weights, options.name, MAX_TOKENS, calibration, weights / "tokenizer.json")
    figures = evaluate(NeuralGrounder.open(weights), options.data, options.bench)
    write_card(options.out, weights, figures, model.bert.config.num_hidden_layers)
    print(f"Weights and model card in {weights}")


if __name__ == "__main__":
    main()
