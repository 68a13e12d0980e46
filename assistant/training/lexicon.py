"""Synonyms and antonyms from the files of WordNet 3.0 (Princeton University)."""

from __future__ import annotations

from pathlib import Path

_PARTS = ("noun", "verb", "adj", "adv")
_MIN_SHARE = 2  # a word is used only where its main part of speech is this much more frequent


class Lexicon:
    """Words that may stand for a word, and words that turn its meaning round.

    Only the first (most frequent) sense counts, and only of words whose part of speech is clear,
    since the texts are not parsed. Inflected forms are looked up as they are: the sets are small
    and safe, not complete.
    """

    def __init__(self, synonyms: dict[str, list[str]], antonyms: dict[str, list[str]]) -> None:
        self.synonyms = synonyms
        self.antonyms = antonyms

    @classmethod
    def from_wordnet(cls, folder: Path) -> Lexicon:
        """Read ``data.*`` and ``index.*`` of a WordNet ``dict`` folder."""
        synsets: dict[tuple[str, str], tuple[list[str], list[tuple[int, str, str, int]]]] = {}
        first_sense: dict[str, tuple[int, int, str, str]] = {}
        for part in _PARTS:
            for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
                if not line.startswith(" "):
                    offset, words, opposites = _synset(line)
                    synsets[part, offset] = (words, opposites)
            for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
                if not line.startswith(" "):
                    fields = line.split()
                    pointers = int(fields[3])
                    tagged = int(fields[5 + pointers])
                    offset = fields[6 + pointers]
                    _keep_main_part(first_sense, fields[0], (tagged, 0, part, offset))
        synonyms: dict[str, list[str]] = {}
        antonyms: dict[str, list[str]] = {}
        names = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
        for lemma, (tagged, rival, part, offset) in first_sense.items():
            if tagged < _MIN_SHARE * max(rival, 1) or "_" in lemma:
                continue
            words, opposites = synsets[part, offset]
            lowered = [word.lower() for word in words]
            same = [w for w in words if w.lower() != lemma and "_" not in w and w.islower()]
            if same and part != "noun":  # nouns of one synset often do not fit in running text
                synonyms[lemma] = same
            against = []
            for mine, kind, target, theirs in opposites:
                if mine == 0 or lowered[mine - 1] == lemma:
                    other = synsets[names[kind], target][0]
                    against.append(other[theirs - 1] if theirs else other[0])
            if against:
                antonyms[lemma] = [word for word in against if "_" not in word]
        return cls(synonyms, {word: found for word, found in antonyms.items() if found})

    @classmethod
    def empty(cls) -> Lexicon:
        """No words: synonyms and antonyms are left out of the training data."""
        return cls({}, {})


def _keep_main_part(
    table: dict[str, tuple[int, int, str, str]], lemma: str, entry: tuple[int, int, str, str]
) -> None:
    held = table.get(lemma)
    if held is None:
        table[lemma] = entry
    elif entry[0] > held[0]:
        table[lemma] = (entry[0], held[0], entry[2], entry[3])
    else:
        table[lemma] = (held[0], max(held[1], entry[0]), held[2], held[3])


def _synset(line: str) -> tuple[str, list[str], list[tuple[int, str, str, int]]]:
    """Offset, words, and antonym pointers (my word, their part, their offset, their word)."""
    fields = line.split(" | ")[0].split()
    count = int(fields[3], 16)
    words = [fields[4 + 2 * i].split("(")[0] for i in range(count)]
    at = 4 + 2 * count
    opposites = []
    for i in range(int(fields[at])):
        symbol, offset, part, link = fields[at + 1 + 4 * i : at + 5 + 4 * i]
        if symbol == "!":
            opposites.append((int(link[:2], 16), part, offset, int(link[2:], 16)))
    return fields[0], words, opposites
