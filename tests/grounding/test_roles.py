from __future__ import annotations

import pytest

from assistant.grounding.roles import check_roles


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Denmark attacked Sweden.", "Sweden attacked Denmark."),
        ("Denmark was attacked by Sweden.", "Denmark attacked Sweden in 1657."),
        ("The guards beat the strikers.", "On Monday the strikers beat the guards."),
        ("The firm moved money from Lund to Oslo.", "The firm moved money from Oslo to Lund."),
        ("Ida Holm assured Lund of support.", "Lund assured Ida Holm of support."),
        ("Lund is larger than Malmö.", "Malmö is larger than Lund."),
    ],
)
def test_swapped_sides_are_found(claim: str, sentence: str) -> None:
    finding = check_roles(claim, sentence)
    assert finding
    assert finding.label == "contradicted"


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Sweden was attacked by Denmark.", "Denmark attacked Sweden in 1657."),
        ("Oslo and Lund agreed on trains.", "Lund and Oslo agreed on trains."),
        ("Denmark met Sweden.", "Sweden met Denmark."),
        ("In 1657 Denmark attacked Sweden.", "Denmark attacked Sweden in 1657."),
        ("After the vote, the mayor resigned.", "The mayor resigned after the vote."),
        ("Oslo, Lund and Bergen signed.", "Bergen, Lund and Oslo signed."),
        ("Holm opened the port of Lund.", "The Lund port was opened by Ida Holm in May."),
    ],
)  # fmt: skip
def test_voice_and_order_may_change(claim: str, sentence: str) -> None:
    assert check_roles(claim, sentence) is None
