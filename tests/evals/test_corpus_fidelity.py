from __future__ import annotations

from pathlib import Path

import pytest

from evals import corpus_fidelity as fidelity

ORIGINAL = (
    "The mill at Ostrow burned on 3 May 1904, and 1,250 sacks of grain were lost in one night.\n\n"
    "Its owner, Anna Kowal, blamed a lamp.[1] The Guild of Millers and Bakers of Lower Ostrow paid."
)


def test_a_copied_sentence_is_found_whatever_its_case_and_punctuation() -> None:
    digest = "As told: THE MILL, at Ostrow, burned on 3 May 1904 - and 1,250 sacks went."
    assert fidelity.shared_runs(digest, ORIGINAL) == [
        "THE MILL at Ostrow burned on 3 May 1904 and 1 250 sacks"
    ]


def test_seven_shared_words_are_allowed_and_eight_are_not() -> None:
    seven = "sacks of grain were lost in one"
    assert not fidelity.shared_runs(seven + " evening", ORIGINAL)
    assert fidelity.shared_runs(seven + " night", ORIGINAL)


def test_runs_of_names_and_short_quotations_are_excepted() -> None:
    names = "Money came from the Guild of Millers and Bakers of Lower Ostrow."
    quoted = "One line reads “sacks of grain were lost in one night” and no more."
    assert not fidelity.shared_runs(names, ORIGINAL)
    assert not fidelity.shared_runs(quoted, ORIGINAL)


def test_a_long_quotation_is_not_excepted() -> None:
    assert fidelity.shared_runs(f"“{ORIGINAL.splitlines()[0]} {'So it is told. ' * 3}”", ORIGINAL)


def test_numbers_have_one_form_each() -> None:
    assert fidelity.numbers("1,668 at 01:30; 31,9% of 7.50, see https://x.org/2024 [4]") == {
        "1668",
        "1",
        "30",
        "31.9",
        "7.50",
    }


def test_number_coverage_accepts_small_spelled_numbers_and_lists_the_rest() -> None:
    coverage = fidelity.number_coverage("In May, day three, of 1904", ORIGINAL)
    assert coverage.missing == ("1250",)
    assert coverage.share == pytest.approx(2 / 3)


def test_names_are_capitals_inside_a_sentence() -> None:
    assert fidelity.name_words("Then Anna’s mill. Later rain fell on Ostrow.") == {"Anna", "Ostrow"}
    missing = fidelity.name_coverage("Anna Kowal and the millers of Ostrow", ORIGINAL).missing
    assert missing == ("Bakers", "Guild", "Lower", "May")


def corpus_of(folder: Path, digest: str) -> list[str]:
    (folder / "originals").mkdir()
    (folder / "originals" / "a.txt").write_text(ORIGINAL, "utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.md").write_text(digest, "utf-8")
    return ["--originals", str(folder / "originals"), "--corpus", str(folder / "corpus")]


GOOD = (
    "---\ntitle: A fire\ndigests: a.txt\n---\n\nFire took the Ostrow mill (3 May 1904); "
    "1,250 sacks of grain went. Anna Kowal named a lamp as the cause. "
    "The Guild of Millers and Bakers of Lower Ostrow made it good.\n"
)


@pytest.mark.parametrize(
    ("digest", "status"),
    [
        (GOOD, 0),
        (GOOD.replace("1,250", "many"), 1),
        (GOOD.replace("Kowal", "K."), 1),
        (GOOD + "\n" + ORIGINAL, 1),
        (GOOD.replace("a.txt", "b.txt"), 2),
    ],
)
def test_exit_status(tmp_path: Path, digest: str, status: int) -> None:
    assert fidelity.main(corpus_of(tmp_path, digest)) == status


def test_absent_originals_are_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fidelity.main(["--originals", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out.startswith("Skipped: no original .txt files in ")
