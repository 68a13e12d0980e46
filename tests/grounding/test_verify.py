from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.grounding.verify import verify, verify_many, verify_value
from assistant.types import Reading, Support

POLICY = (
    "The premium plan costs 25 euros a month. Orders can be cancelled within 14 days of delivery. "
    "Guests may not bring animals. On 5 March 2019 Anna Berg, the director of the Nordic Rail "
    "Union, opened 3 stations in Oslo."
)


class Always:
    """A grounder that gives every pair one probability and remembers what it was asked."""

    name = "always"

    def __init__(self, supported: float) -> None:
        self.supported = supported
        self.asked: list[tuple[str, str]] = []

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        raise NotImplementedError

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        self.asked += pairs
        rest = 1 - self.supported
        return [Support(self.supported, 0.2 * rest, 0.8 * rest) for _ in pairs]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Orders can be cancelled within 40 days of delivery.", "14 days, not 40 days"),
        ("Orders can be cancelled within 14 hours of delivery.", "14 days, not 14 hours"),
        ("Guests may bring animals.", "“may not bring”, not “may bring”"),
        ("On 6 March 2019 three stations were opened.", "5 March 2019, not 6 March 2019"),
        ("Anna Lund opened the stations in Oslo.", "“Anna Lund” is not in the source"),
        ("The premium plan costs 25 dollars a month.", "“25 dollars” is not in the source"),
    ],
)
def test_exact_checks_overrule_a_model_that_believes_everything(claim: str, reason: str) -> None:
    verdict = verify(claim, POLICY, Always(1.0))
    assert not verdict.supported
    assert verdict.reason == reason


@pytest.mark.parametrize(
    "claim",
    [
        "The premium plan is €25 every month.",
        "The NRU's director opened three stations on March 5.",
        "Berg opened 3 stations in 2019.",
        "An order can be cancelled within two weeks.",
    ],
)
def test_restated_values_are_left_to_the_model(claim: str) -> None:
    model = Always(0.9)
    assert verify(claim, POLICY, model).supported
    assert model.asked == [(claim, POLICY)]
    assert not verify(claim, POLICY, Always(0.1)).supported


def test_words_of_the_source_need_no_model() -> None:
    verdict = verify("Orders can be cancelled within 14 days of delivery.", POLICY, Always(0.0))
    assert verdict.supported


def test_a_dropped_hedge_is_not_verbatim() -> None:
    model = Always(0.0)
    assert not verify("The mayor took bribes.", "The mayor allegedly took bribes.", model).supported
    assert not verify(
        "Guests may bring animals.", "Guests may never bring animals.", model
    ).supported


def test_many_pairs_keep_their_order_in_one_batch() -> None:
    model = Always(0.9)
    pairs = [
        ("Guests may bring animals.", POLICY),
        ("Buyers can change their mind for 14 days.", POLICY),
        ("", POLICY),
        ("Anything.", " "),
    ]
    assert [v.supported for v in verify_many(pairs, model)] == [False, True, False, False]
    assert model.asked == [pairs[1]]


def test_a_name_in_the_context_only_is_for_the_model() -> None:
    claim, evidence = "Ida Holm opened the bridge.", "She opened the bridge in May."
    assert verify(claim, evidence, Always(0.9), context="Ida Holm, mayor").supported
    assert not verify(claim, evidence, Always(0.1), context="Ida Holm, mayor").supported
    assert not verify(claim, "The bridge was opened by Jon Vik.", Always(0.9)).supported


class Careful(Always):
    """Believes everything but what stands below the heading "Basalt"."""

    def entail(self, pairs: Sequence[tuple[str, str]]) -> list[Support]:
        found = super().entail(pairs)
        below = [evidence.startswith("Basalt") for _, evidence in pairs]
        return [Support(0.1, 0.1, 0.8) if b else s for b, s in zip(below, found, strict=True)]


@pytest.mark.parametrize(
    ("claim", "evidence", "supported"),
    [
        ("Firewood comes to 9 euros a month.", "The price is 9 euros a month.", False),
        ("Firewood comes to 9 euros a month.", "It is 9 euros a month.", False),
        ("Firewood comes to 9 euros a month.", "Wood is 9 euros a month.", True),  # not referred to
        ("The plan comes to 9 euros a month.", "The price is 9 euros a month.", True),  # told
    ],
)
def test_the_heading_tells_what_the_evidence_is_about(
    claim: str, evidence: str, supported: bool
) -> None:
    context, headed = "Plans\nBasalt\nIt runs on.", f"Basalt\n{evidence}"
    assert verify(claim, evidence, Careful(0.95), context, headed).supported is supported
    assert verify(claim, evidence, Careful(0.95), context).supported


STAFF = "Staff\nIda Holm\nShe was born in Lund and runs the workshop."


@pytest.mark.parametrize(
    ("claim", "evidence", "context"),
    [
        ("Vera Lind was born in Lund.", "She was born in Lund.", STAFF),
        ("Lind was born in Lund.", "She was born in Lund.", STAFF),
        ("The Granite plan costs 9 euros.", "The price is 9 euros.", "Plans\nBasalt\nIt runs on."),
        ("Lake Ansel is 40 metres deep.", "It is 40 metres deep.", "Lakes\nLake Brume"),
    ],
)
def test_a_pronoun_stands_for_no_name_that_the_context_lacks(
    claim: str, evidence: str, context: str
) -> None:
    verdict = verify(claim, evidence, Always(1.0), context=context)
    assert not verdict.supported
    assert verdict.reason.endswith("is not in the source")


@pytest.mark.parametrize(
    ("claim", "evidence", "context"),
    [
        ("Ida Holm was born in Lund.", "She was born in Lund.", STAFF),
        ("Holm was born in Lund.", "She was born in Lund.", STAFF),
        ("The Basalt plan costs 9 euros.", "The price is 9 euros.", "Plans\nOur basalt plan"),
        ("Visitors pay 9 euros.", "The price is 9 euros.", "Plans\nBasalt"),  # no name at all
        ("Vera Lind was born in Lund.", "She was born in Lund.", ""),  # nothing to hold it against
    ],
)
def test_a_pronoun_may_stand_for_a_name_in_the_context(
    claim: str, evidence: str, context: str
) -> None:
    assert verify(claim, evidence, Always(0.95), context=context).supported


def test_swapped_roles_are_contradicted() -> None:
    verdict = verify("Denmark attacked Sweden.", "Sweden attacked Denmark.", Always(1.0))
    assert verdict.label == "contradicted"


def test_most_is_more_than_half() -> None:
    poll = "Of those asked, 38 per cent were against the plan and 27 per cent for it."
    assert verify("Most voters were against the plan.", poll, Always(1.0)).reason == (
        "38 per cent, not most"
    )
    assert verify("Most voters were against it.", poll.replace("38", "62"), Always(1.0)).supported


@pytest.mark.parametrize("claim", ["238", "over 4,500", "3 May 2021"])
def test_a_bare_amount_or_date_is_no_statement_that_could_fail(claim: str) -> None:
    evidence = "On 3 May 2021 he allegedly said that 238 had died and over 4,500 been hurt."
    assert verify(claim, evidence, Always(0.0)).supported


@pytest.mark.parametrize("claim", ["23", "38", "4,5", "4,500 died"])
def test_a_part_of_an_amount_is_not_the_amount(claim: str) -> None:
    evidence = "On 3 May 2021 he allegedly said that 238 had died and over 4,500 been hurt."
    assert not verify(claim, evidence, Always(0.0)).supported


@pytest.mark.parametrize(
    ("value", "evidence", "label"),
    [
        ("Vienna", "She was born in Szeged and studied law in Vienna.", "supported"),
        ("a nun", "Aunt Hedwig had the recipe from a nun in Linz.", "supported"),
        ("higher than 1.25 metres", "Hedges may not be higher than 1.25 metres.", "contradicted"),
    ],
)
def test_a_value_cut_out_of_its_sentence_fails_only_by_what_is_denied(
    value: str, evidence: str, label: str
) -> None:
    assert verify_value(value, evidence).label == label
