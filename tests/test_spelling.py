"""Which words of a question are mended, and which are left alone."""

from __future__ import annotations

import pytest

from assistant.spelling import mended

VOCABULARY = {
    "inflation": 9,
    "december": 4,
    "lindqvist": 3,
    "harbour": 6,
    "barley": 2,
    "parley": 2,
    "zhukovo": 2,
    "dzhumagul": 1,
    "khariton": 3,
    "hariton": 1,
}


@pytest.mark.parametrize(
    ("question", "unknown", "meant"),
    [
        ("infaltion in decmber", ["infaltion", "decmber"], "inflation in december"),
        ("Who is Linqvist?", ["Linqvist"], "Who is Lindqvist?"),
        ("Where is the bridge?", ["bridge"], "Where is the bridge?"),  # a word, only not theirs
        ("Who won the Superbowl?", ["Superbowl"], "Who won the Superbowl?"),  # near to nothing
        ("the xarley question", ["xarley"], "the xarley question"),  # near to two
        ("sum up decmber_2.md", ["decmber"], "sum up decmber_2.md"),  # a file's name
        ("the abc of it", ["abc"], "the abc of it"),  # too short to tell
        ("who bougth it", ["bougth"], "who bought it"),  # a slip from a word that is not theirs
        ("who is Bougth", ["Bougth"], "who is Bougth"),  # perhaps a name
        ("is it kpop", ["kpop"], "is it kpop"),  # near to "pop"
        ("Is Jukovo far?", ["Jukovo"], "Is Zhukovo far?"),  # a name, romanised otherwise
        ("Who is Jumagul?", ["Jumagul"], "Who is Dzhumagul?"),
        ("Who is Gariton?", ["Gariton"], "Who is Gariton?"),  # other sounds, and near to two
    ],
)
def test_mending(question: str, unknown: list[str], meant: str) -> None:
    assert mended(question, unknown, VOCABULARY) == meant
