from __future__ import annotations

from assistant.grounding.alignment import align
from assistant.grounding.judgement import FITTED, signals_of

SOURCE = "The council closed the old bridge in May. Nobody was hurt."


def probability(claim: str, supported: float, doubted: bool = False) -> float:
    return FITTED.probability(signals_of(claim, align(claim, SOURCE), supported, doubted))


def test_every_signal_moves_the_probability_its_way() -> None:
    close, far = "The council closed the bridge in May.", "Officials shut a crossing in spring."
    assert probability(close, 0.8) > probability(close, 0.4)
    assert probability(close, 0.6) > probability(far, 0.6)
    assert probability(close, 0.6) > probability(close, 0.6, doubted=True)


def test_without_a_sentence_only_the_grounder_speaks() -> None:
    signals = signals_of("Anything.", [], 1.0, doubted=False)
    assert (signals.coverage, signals.likeness) == (0.0, 0.0)
    assert signals.odds < 10  # certainty is bounded
