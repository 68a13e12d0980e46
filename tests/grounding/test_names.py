from __future__ import annotations

import pytest

from assistant.grounding.names import find_names, same_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelensky", "Zelenskyy"),
        ("Gorbachev", "Gorbatchev"),
        ("Prokofiev", "Prokofieff"),
        ("Khamenei", "Hamenei"),
        ("Novo-Ogaryovo", "Novo Ogaryovo"),
        ("Muhammad", "Mohammed"),
        ("Şahin", "Sahin"),
        ("Kyiv", "Kiev"),
        ("Russia", "Russians"),
        ("China", "Chinese"),
        ("France", "French"),
        ("Britain", "UK"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("U.S.", "United States"),
        ("J. R. Smith", "John R. Smith"),
        ("Angela Merkel", "Merkel"),
        ("President Macron", "Emmanuel Macron"),
    ],
)
def test_variants_of_one_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Austria", "Australia"),
        ("Slovakia", "Slovenia"),
        ("Iran", "Iraq"),
        ("Martin", "Morton"),
        ("Angela Merkel", "Max Merkel"),
        ("NATO", "North American Trade Association of Ohio"),
        ("Armenia", "Romania"),
        ("Kazan", "Kazakhstan"),
        ("George Bush", "George Clooney"),
    ],
)
def test_different_names_stay_apart(a: str, b: str) -> None:
    assert not same_name(a, b)


def test_finds_names_but_no_dates_or_ordinary_openings() -> None:
    text = "Protests began on 2 January. In Paris, Emmanuel Macron met the Bank of England's head."
    found = [n.text for n in find_names(text) if not n.doubtful]
    assert found == ["Paris", "Emmanuel Macron", "Bank of England"]


def test_an_acronym_that_is_also_a_word_is_a_name() -> None:
    assert [n.text for n in find_names("It follows US sanctions.")] == ["US"]


def test_a_single_opening_word_is_doubtful() -> None:
    (name,) = find_names("Turkey refused.")
    assert name.doubtful
