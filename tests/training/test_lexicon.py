"""WordNet's files, in miniature."""

from __future__ import annotations

from pathlib import Path

from assistant.training.lexicon import Lexicon


def test_synonyms_and_antonyms_of_the_first_sense(tmp_path: Path) -> None:
    for part in ("noun", "verb", "adv"):
        (tmp_path / f"data.{part}").write_text("  1 licence\n")
        (tmp_path / f"index.{part}").write_text("  1 licence\n")
    (tmp_path / "data.adj").write_text(
        "  1 licence\n"
        "00000010 00 a 02 large 0 big 0 001 ! 00000020 a 0101 | of great size  \n"
        "00000020 00 a 02 small 0 little 0 001 ! 00000010 a 0101 | of little size  \n"
    )
    (tmp_path / "index.adj").write_text(
        "  1 licence\nlarge a 1 1 ! 1 9 00000010  \nsmall a 1 1 ! 1 9 00000020  \n"
    )
    lexicon = Lexicon.from_wordnet(tmp_path)
    assert lexicon.synonyms["large"] == ["big"]
    assert lexicon.antonyms["small"] == ["large"]
