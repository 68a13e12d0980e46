"""The training loop: one pass, several losses, checkpoints from which a stopped run goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from assistant.training.batches import IGNORED, Batch, batches
from assistant.training.examples import Example
from assistant.training.model import CrossEncoder, Scores


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a run. The learning rate falls to zero with the data or with the time,
    whichever runs out first."""

    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 5e-4
    warmup: int = 60
    frozen: int = 6
    minutes: float = 90.0
    average: float = 0.99
    seed: int = 7
    every: int = 100


def losses(scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head, averaged over the examples that have something to teach it."""
    found: dict[str, Tensor] = {}
    for name, logits, target, weight in (
        ("relevance", scores.relevance, batch.relevant, 0.5),
        ("answerable", scores.answerable, batch.answerable, 0.5),
    ):
        known = target != IGNORED
        if known.any():
            wanted = target[known].float()
            found[name] = weight * F.binary_cross_entropy_with_logits(logits[known], wanted)
    better, worse = _told_apart(batch)
    if len(better):
        apart = scores.answerable[better] - scores.answerable[worse]
        found["apart"] = 0.5 * F.softplus(-apart).mean()
    if (batch.start != IGNORED).any():
        start = F.cross_entropy(scores.start, batch.start, ignore_index=IGNORED)
        end = F.cross_entropy(scores.end, batch.end, ignore_index=IGNORED)
        found["span"] = (start + end) / 2
    known = batch.support.sum(dim=1) > 0
    if known.any():
        logs = F.log_softmax(scores.support[known], dim=1)
        right = logs.masked_fill(batch.support[known] == 0, float("-inf"))
        found["support"] = -torch.logsumexp(right, dim=1).mean()
    return found


def _told_apart(batch: Batch) -> tuple[Tensor, Tensor]:
    """Rows of two passages that one question is put to: one that answers it, one that does not.

    What holds of the question alone, how its writer asks, cancels out between them
    (RankNet, Burges et al. 2005).
    """
    same = batch.asked.unsqueeze(1) == batch.asked.unsqueeze(0)
    yes, no = batch.answerable == 1, batch.answerable == 0
    better, worse = (same & yes.unsqueeze(1) & no.unsqueeze(0)).nonzero(as_tuple=True)
    return better, worse


class Run:
    """A model in training, its optimizer and running average, and where it stands."""

    def __init__(self, model: CrossEncoder, recipe: Recipe, out: Path) -> None:
        self.model = model
        self.recipe = recipe
        self.out = out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model.freeze_below(recipe.frozen)
        model.to(self.device).train()
        learned = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        body = [p for n, p in learned if n.startswith(("bert.", "relevance."))]
        heads = [p for n, p in learned if not n.startswith(("bert.", "relevance."))]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}],
            weight_decay=0.01,
        )
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.average = {name: p.detach().clone() for name, p in learned}
        self.step = 0
        self.seconds = 0.0
        # products of 16 bits, where the hardware has them, take half the time
        self.halved = self.device.type == "cuda" or _has_bfloat16()
        if self.halved and self.device.type == "cpu":  # flash attention is slow to go back there
            model.bert.config._attn_implementation = "eager"

    @property
    def checkpoint(self) -> Path:
        """Where the run is kept."""
        return self.out / "checkpoint.pt"

    def resume(self) -> bool:
        """Go on from the checkpoint if there is one."""
        if not self.checkpoint.exists():
            return False
        kept: dict[str, Any] = torch.load(self.checkpoint, map_location=self.device)
        self.model.load_state_dict(kept["model"])
        self.optimizer.load_state_dict(kept["optimizer"])
        self.average, self.step, self.seconds = kept["average"], kept["step"], kept["seconds"]
        return True

    def save(self) -> None:
        """Write the checkpoint, and apart from it the averaged weights, each in one go."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
            "seconds": self.seconds,
            "recipe": asdict(self.recipe),
        }
        _write(state, self.checkpoint)
        _write(self.averaged(), self.out / "averaged.pt")

    def averaged(self) -> dict[str, Tensor]:
        """The weights averaged over the last steps: steadier than the latest ones."""
        return {**self.model.state_dict(), **self.average}

    def train(self, examples: Sequence[Example], tokenizer: Tokenizer) -> None:
        """One pass over the examples, or as much of it as the time allows."""
        total = -(-len(examples) // self.recipe.batch)
        budget = 60 * self.recipe.minutes
        sums: dict[str, float] = {}
        feed = batches(examples, tokenizer, self.recipe.batch, self.recipe.seed, self.step)
        clock = time.monotonic()
        for batch in feed:
            progress = max(self.step / total, self.seconds / budget)
            if progress >= 1:
                break
            self._advance(batch, progress, sums)
            now = time.monotonic()
            self.seconds += now - clock
            clock = now
            if self.step % self.recipe.every == 0:
                self._report(sums, progress)
                self.save()
                clock = time.monotonic()
        self.save()

    def _advance(self, batch: Batch, progress: float, sums: dict[str, float]) -> None:
        scale = min(1.0, (self.step + 1) / self.recipe.warmup) * (1 - progress)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * scale
        batch = Batch(*(getattr(batch, name).to(self.device) for name in Batch.__slots__))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.halved):
            scores = self.model(batch.input_ids, batch.attention_mask, batch.token_type_ids)
        found = losses(Scores(*(each.float() for each in scores)), batch)
        torch.stack(list(found.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(self.recipe.average, self.step / (self.step + 10))
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in self.average:
                    self.average[name].lerp_(parameter, 1 - keep)
        for name, loss in found.items():
            sums[name] = sums.get(name, 0.0) + float(loss.detach())
            sums[f"{name} n"] = sums.get(f"{name} n", 0.0) + 1

    def _report(self, sums: dict[str, float], progress: float) -> None:
        means = {n: round(sums[n] / sums[f"{n} n"], 4) for n in sums if f"{n} n" in sums}
        sums.clear()
        line = {"step": self.step, "seconds": round(self.seconds), "progress": round(progress, 3)}
        text = json.dumps(line | means)
        print(text, flush=True)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def between(
    one: Mapping[str, Tensor], other: Mapping[str, Tensor], share: float
) -> dict[str, Tensor]:
    """The weights of two models of which one was trained on from the other, mixed; ``share`` is
    how much of ``other``. The mixture keeps more of what each had learnt, and may err less than
    both on every kind of data (Wortsman et al. 2022, WiSE-FT)."""
    return {name: torch.lerp(tensor, other[name], share) for name, tensor in one.items()}


def _has_bfloat16() -> bool:
    """Whether the processor multiplies 16-bit floats itself; old releases of torch cannot tell."""
    capabilities: dict[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(capabilities.get(name, False) for name in ("avx512_bf16", "amx_bf16"))


def _write(state: object, path: Path) -> None:
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)
