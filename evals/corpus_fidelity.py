"""Do our digests say what their originals say, in words of our own?

``python -m evals.corpus_fidelity --originals DIR [--corpus corpus]`` reads every Markdown file of
the corpus. A file whose front matter names an original (``digests: file.txt``) is compared with it:

* own words: no run of eight or more words shared with any original, whatever case and
  punctuation. A run may consist of names, or stand in quotation marks or emphasis (titles, slogans,
  short quotations): see `shared_runs`.
* numbers: at least 95 % of the original's distinct numbers occur in the digest.
* names: at least 95 % of the original's distinct capitalised name words occur in the digest.

Web addresses and footnote markers count on neither side. Exit status: 0 when every bar is met or
the originals are absent (said in one line), 1 when a bar is missed, 2 for a digest whose original
is not in the folder.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

RUN_WORDS = 8
"""A shared run of this many words counts as copied."""

COVERAGE = 0.95
"""Least share of an original's numbers, and of its name words, that its digest must hold."""

LONGEST_QUOTE = 20
"""A quotation or title of up to this many words is excepted from the run check."""

_ADDRESS = re.compile(
    r"\(?<?(?:https?://|www\.)\S+|\]\([^)\s]*\)|\b[\w-]+(?:\.[\w-]+)*\.(?:com|kz|org|pl|tv)\b"
)
_MARKER = re.compile(r"<sup>.*?</sup>|\[\^?\d+\]:?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"“[^”“]*”|\"[^\"\n]*\"|‘[^‘’]*’|«[^»]*»|(?<!\*)\*[^*\n]+\*(?!\*)")
_LINKING = frozenset(
    ("a", "and", "at", "by", "for", "from", "in", "no", "of", "on", "p", "pp", "the", "to", "vol")
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]|[“\"‘'”’(\[*•])\s*$")
_SPELLED = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one kind of fact a digest holds; ``missing`` lists the rest."""

    total: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """Covered facts over all facts, 1.0 when there are none."""
        return 1.0 if not self.total else 1 - len(self.missing) / self.total


def front_matter(text: str) -> dict[str, str]:
    """The ``key: value`` lines between the leading ``---`` lines; empty when there are none."""
    if not text.startswith("---\n"):
        return {}
    head, _, _ = text[4:].partition("\n---")
    pairs = (line.split(":", 1) for line in head.splitlines() if ":" in line)
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def plain(text: str) -> str:
    """The text without web addresses and footnote markers."""
    return _MARKER.sub(" ", _ADDRESS.sub(" ", text.replace("\\_", "_")))


def words(text: str) -> list[str]:
    """Lower-case words without possessive endings, apostrophes and other punctuation."""
    return [word.lower() for word in _cased_words(text)]


def shared_runs(digest: str, original: str, least: int = RUN_WORDS) -> list[str]:
    """Longest runs of at least ``least`` words that the digest shares with the original.

    Excepted: what stands in quotation marks or emphasis, up to `LONGEST_QUOTE` words (a run ends
    there and a new one begins behind it), and a run made of nothing but capitalised words, numbers
    and the small words that link them (as in names and in references).
    """
    body = _MARKER.sub(" ", _ADDRESS.sub(" ", digest))
    source = words(plain(original))
    known = {tuple(source[i : i + least]) for i in range(len(source) - least + 1)}
    runs = []
    for stretch in _unquoted(body):
        cased = _cased_words(stretch)
        lower = [word.lower() for word in cased]
        start = 0
        while start + least <= len(lower):
            if tuple(lower[start : start + least]) not in known:
                start += 1
                continue
            end = start + least
            while tuple(lower[end - least + 1 : end + 1]) in known and end < len(lower):
                end += 1
            if not all(
                word[0].isupper() or word[0].isdigit() or word in _LINKING
                for word in cased[start:end]
            ):
                runs.append(" ".join(cased[start:end]))
            start = end
    return runs


def numbers(text: str) -> set[str]:
    """Distinct numbers, one form each: ``1,668`` is 1668, ``31,9`` is 31.9, ``07`` is 7."""
    return {_canonical(number) for number in _NUMBER.findall(plain(text))}


def spelled_numbers(text: str) -> set[str]:
    """Digits of the numbers up to twenty that the text spells out."""
    present = set(words(text))
    return {str(value) for value, word in enumerate(_SPELLED) if word in present}


def name_words(text: str) -> set[str]:
    """Distinct capitalised words of three or more letters that stand inside a sentence.

    A capital at the start of a sentence, line or quotation says nothing, so a word counts only if
    it is capitalised elsewhere too. The possessive ending is dropped.
    """
    found = set()
    for line in plain(text).splitlines():
        for match in re.finditer(r"[^\W\d_]{3,}", line):
            if match[0][0].isupper() and not _SENTENCE_START.search(line[: match.start()]):
                found.add(match[0])
    return found


def number_coverage(digest: str, original: str) -> Coverage:
    """Numbers of the original that the digest gives in digits or, up to twenty, in letters."""
    wanted = numbers(original)
    missing = wanted - numbers(digest) - spelled_numbers(digest)
    return Coverage(len(wanted), tuple(sorted(missing, key=float)))


def name_coverage(digest: str, original: str) -> Coverage:
    """Name words of the original that the digest holds, in any case."""
    wanted = name_words(original)
    present = set(words(plain(digest)))
    missing = {name for name in wanted if name.lower() not in present}
    return Coverage(len(wanted), tuple(sorted(missing)))


def report(corpus: Path, originals: Path) -> tuple[list[str], bool]:
    """Lines to print, and whether every bar is met.

    Raises:
        FileNotFoundError: a digest names an original that the folder does not hold.
    """
    sources = {path.name: path.read_text("utf-8") for path in sorted(originals.glob("*.txt"))}
    lines, passed = [], True
    for path in sorted(corpus.glob("**/*.md")):
        text = path.read_text("utf-8")
        runs = [run for source in sources.values() for run in shared_runs(text, source)]
        name = path.relative_to(corpus).as_posix()
        lines.append(f"{name}: shared runs of {RUN_WORDS}+ words: {len(runs)}")
        lines.extend(f"    copied: {run}" for run in runs)
        passed = passed and not runs
        target = front_matter(text).get("digests")
        if target is None:
            continue
        if target not in sources:
            raise FileNotFoundError(f"{name} digests {target}, which is not in {originals}")
        for kind, coverage in (
            ("numbers", number_coverage(text, sources[target])),
            ("names", name_coverage(text, sources[target])),
        ):
            held = coverage.total - len(coverage.missing)
            lines.append(f"    {kind}: {held} of {coverage.total} ({coverage.share:.1%})")
            if coverage.missing:
                lines.append(f"    missing {kind}: {', '.join(coverage.missing)}")
            passed = passed and coverage.share >= COVERAGE
    return lines, passed


def main(arguments: list[str] | None = None) -> int:
    """Command line; see the module's docstring for the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.corpus_fidelity", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--originals", type=Path, required=True, help="folder of original .txt files"
    )
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of our digests")
    options = parser.parse_args(arguments)
    if not any(options.originals.glob("*.txt")):
        print(f"Skipped: no original .txt files in {options.originals}; pass --originals DIR.")
        return 0
    try:
        lines, passed = report(options.corpus, options.originals)
    except FileNotFoundError as error:
        print(f"error: {error}; correct its digests: line or add the file.", file=sys.stderr)
        return 2
    print("\n".join(lines))
    print("Every bar is met." if passed else "A bar is missed (0 runs; 95 %; 95 %).")
    return 0 if passed else 1


def _cased_words(text: str) -> list[str]:
    """Words as written, possessive endings and apostrophes dropped."""
    bare = re.sub(r"(?<=\w)['’]s\b", "", text)
    return _WORD.findall(re.sub(r"(?<=\w)['’](?=\w)", "", bare))


def _canonical(number: str) -> str:
    """One written form per number; thousands separators and leading zeros dropped."""
    joined = re.sub(r",(?=\d{3}(?!\d))", "", number).replace(",", ".")
    whole, *rest = joined.split(".")
    return ".".join([whole.lstrip("0") or "0", *rest[:1]])


def _unquoted(text: str) -> Iterable[str]:
    """The stretches of text between quotations and emphases of at most `LONGEST_QUOTE` words."""
    start = 0
    for match in _QUOTED.finditer(text):
        if len(words(match[0])) <= LONGEST_QUOTE:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


if __name__ == "__main__":
    sys.exit(main())
