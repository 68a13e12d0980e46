"""Files made by real programs: LibreOffice, pandoc and Chromium, from Debian's packages."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import article

SECONDS = 300  # for one run of a program, on a busy machine
PROGRAMS = ("soffice", "pandoc", "chromium")
_OFFICE = {
    "article.fodt": ("docx", "odt", "rtf", "pdf", "epub", "html", "doc"),
    "figures.csv": ("xlsx", "ods"),
    "slides.pptx": ("pptx", "pdf", "odp"),
}
_PANDOC = ("docx", "odt", "rtf", "epub", "html", "rst", "markdown", "plain", "pptx")


@dataclass(frozen=True, slots=True)
class Made:
    """A file and the program that made it."""

    program: str
    path: Path

    @property
    def expected(self) -> article.Expected:
        """What must come out of it."""
        if self.path.suffix == ".pptx" or "slides" in self.path.stem:
            return article.SLIDES
        return article.FIGURES if "figures" in self.path.stem else article.ARTICLE


def installed(program: str) -> bool:
    """Whether a program can be run here."""
    return shutil.which(program) is not None


def make(program: str, folder: Path) -> list[Made]:
    """The files of one program, written into ``folder``.

    Raises RuntimeError with the program's last words when it fails.
    """
    makers = {"soffice": _soffice, "pandoc": _pandoc, "chromium": _chromium}
    return [Made(program, path) for path in makers[program](folder)]


def _pandoc(folder: Path) -> Iterator[Path]:
    for form in _PANDOC:
        source = article.slides() if form == "pptx" else article.markdown()
        suffix = {"markdown": "md", "plain": "txt"}.get(form, form)
        path = folder / f"pandoc.{suffix}"
        _run(["pandoc", "-f", "markdown", "-s", "-t", form, "-o", str(path)], source)
        yield path


def _soffice(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as home:
        sources = Path(home) / "sources"
        sources.mkdir()
        (sources / "article.fodt").write_text(article.word_processor(), "utf-8")
        (sources / "figures.csv").write_text(article.table(), "utf-8")
        if installed("pandoc"):
            slides = sources / "slides.pptx"
            _run(["pandoc", "-f", "markdown", "-t", "pptx", "-o", str(slides)], article.slides())
        for source, forms in _OFFICE.items():
            for form in forms if (sources / source).exists() else ():
                profile = f"-env:UserInstallation=file://{home}/profile"
                _run(["soffice", profile, "--headless", "--convert-to", form, "--outdir",
                      f"{home}/{form}", str(sources / source)])  # fmt: skip
                stem = Path(source).stem
                path = folder / f"libreoffice-{stem}.{form}"
                shutil.move(f"{home}/{form}/{stem}.{form}", path)
                yield path


def _chromium(folder: Path) -> Iterator[Path]:
    source, path = folder / "chromium.html", folder / "chromium.pdf"
    source.write_text(article.html(), "utf-8")
    with tempfile.TemporaryDirectory() as profile:
        _run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
              f"--user-data-dir={profile}", f"--print-to-pdf={path}", source.as_uri()])  # fmt: skip
    source.unlink()
    yield path


def _run(command: Sequence[str], text: str = "") -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {(done.stderr or done.stdout)[-300:]}")
