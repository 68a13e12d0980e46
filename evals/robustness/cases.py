"""A folder of bad and odd files: what each is, and what reading it must come to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .containers import archive, pdf_claims, pdf_encrypted, pdf_loop

TEXT = "The harbour was built in 1890. It has been widened twice, and ships of all sizes use it.\n"
RUSSIAN = (
    "Гавань построили в 1890 году. Её дважды расширяли, и теперь в ней стоят большие корабли.\n"
)
GERMAN = "Der Hafen wurde größer und schöner; für große Schiffe genügt die Tiefe überall.\n"
READ = "read"


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what must come of it: ``read``, or words that its refusal must contain.

    ``inside`` is text that must be found when it is read; ``slow`` cases write or read a lot;
    ``unprivileged`` ones are not read as root, who may read everything.
    """

    title: str
    path: Path
    outcome: str
    inside: str = ""
    slow: bool = False
    unprivileged: bool = False


def build(folder: Path, slow: bool = True) -> list[Case]:
    """Write the files into ``folder`` and say what must come of each."""
    cases: list[Case] = []
    for make in (_damaged, _texts, _names, _archives, _office, _pages, *([_large] if slow else [])):
        cases += make(folder)
    return cases


def _write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _damaged(folder: Path) -> Iterator[Case]:
    def case(title: str, name: str, data: bytes | str, outcome: str) -> Case:
        return Case(title, _write(folder, name, data), outcome)

    yield case("zero bytes", "zero.txt", b"", "is empty")
    yield case("white space only", "blank.md", " \n\t\n", "is empty")
    yield case("zero bytes called .pdf", "zero.pdf", b"", "is empty")
    yield case("random bytes", "random.txt", bytes(range(256)) * 64, "is not text")
    yield case("text, then nulls", "nulls.txt", TEXT.encode() + b"\0" * 500, "is not text")
    yield case(
        "a picture called .txt", "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG image"
    )
    yield case("a program", "program.docx", b"\x7fELF" + bytes(500), "is a program")
    yield case("an old Word file", "old.doc", _OLE + bytes(2000), "before 2007")
    yield case(
        "an encrypted Word file", "locked.docx", _OLE + _wide("EncryptedPackage"), "encrypted"
    )
    yield case("JSON that ends early", "cut.json", '{"a": [1, 2', "is not JSON: line 1")
    yield case("JSON Lines with a bad line", "bad.jsonl", '{"a": 1}\n{"b": \n{"c": 2}', "line 2")
    yield case("JSON nested 100,000 deep", "deep.json", "[" * 100_000 + "]" * 100_000, "too deeply")
    gone = folder / "gone.txt"
    yield Case("a file that is gone", gone, "cannot be opened: No such file")
    locked = _write(folder, "locked.txt", TEXT)
    locked.chmod(0)
    yield Case("no permission", locked, "cannot be opened: Permission denied", unprivileged=True)


def _texts(folder: Path) -> Iterator[Case]:
    encodings = [
        ("utf-8-sig", RUSSIAN), ("utf-16", RUSSIAN), ("utf-16-le", GERMAN), ("utf-16-be", GERMAN),
        ("utf-32", RUSSIAN), ("cp1251", RUSSIAN * 3), ("latin-1", GERMAN * 3), ("cp1252", GERMAN),
    ]  # fmt: skip
    for encoding, text in encodings:
        path = _write(folder, f"{encoding}.txt", text.encode(encoding))
        yield Case(f"{encoding} text", path, READ, text.split(".")[0].split(";")[0])
    odd = {
        "right-to-left": (
            "arabic.txt",
            "بُني الميناء عام ١٨٩٠. وتم توسيعه مرتين؟ نعم.\n",
            "الميناء",
        ),
        "emoji and joined signs": ("emoji.md", "# ⚓ Harbour 👩‍👩‍👧‍👦\n\n" + TEXT, "👩‍👩‍👧‍👦"),
        "control characters": ("control.txt", TEXT + "\x07\x1b[31mred\x1b[0m\n", "built in 1890"),
        "one damaged byte": ("damaged.txt", RUSSIAN.encode() * 2 + b"\xff\n", "Гавань"),
        "cut in a letter": ("cut.txt", RUSSIAN.encode()[:-2], "Гавань"),
        "old Mac line ends": ("mac.txt", TEXT.replace("\n", "\r") * 2, "widened twice"),
        "text called .pdf": ("text.pdf", TEXT, "widened twice"),
        "text called .docx": ("text.docx", TEXT, "widened twice"),
        "a page called .txt": ("page.txt", f"<!doctype html><p>{TEXT}", "widened twice"),
        "tags nested 50,000 deep": (
            "deep.html",
            "<html><body>" + "<div>" * 50_000 + TEXT,
            "widened",
        ),
        "Markdown of brackets": ("brackets.md", TEXT + "[" * 20_000 + "](" * 5_000, "widened"),
        "Markdown of stars": ("stars.md", TEXT + "*a" * 30_000, "widened"),
        "a row of 100,000 spaces": ("spaces.txt", TEXT + " " * 100_000 + TEXT, "widened"),
        "a word of 100,000 letters": ("word.txt", TEXT + "a" * 100_000, "widened"),
    }
    for title, (name, data, inside) in odd.items():
        yield Case(title, _write(folder, name, data), READ, inside)


def _names(folder: Path) -> Iterator[Case]:
    names = {
        "spaces": "two  words .txt", "a line break": "two\nlines.txt", "quotes": "\"it's\".txt",
        "Unicode": "гавань ⚓ café.txt", "no suffix": "README", "a wildcard": "[a]*?.txt",
        "200 letters": "n" * 200 + ".txt", "a folder": "sub folder/deep/er.txt",
        "an HTML tag": "<b onclick=x>.txt",
    }  # fmt: skip
    for what, name in names.items():
        yield Case(f"a name with {what}", _write(folder, name, TEXT), READ, "widened twice")


def _archives(folder: Path) -> Iterator[Case]:
    def case(title: str, name: str, data: bytes, outcome: str, inside: str = "") -> Case:
        return Case(title, _write(folder, name, data), outcome, inside)

    plain = archive({"a.txt": TEXT})
    yield case("ZIP of a text", "plain.zip", plain, READ, "widened twice")
    yield case("ZIP that ends early", "cut.zip", plain[: len(plain) // 2], "is damaged")
    yield case("empty ZIP", "empty.zip", archive({}), "holds no file")
    yield case("encrypted ZIP", "locked.zip", _flagged_as_encrypted(plain), "is encrypted")
    nested = plain
    for depth in range(50):
        nested = archive({f"{depth}.zip": nested})
    yield case("ZIP in ZIP, 50 deep", "nested.zip", nested, "archive in an archive")
    bomb = _claiming(plain, 4_000_000_000)
    yield case("ZIP that claims 4 GB", "bomb.zip", bomb, "unpacks to 4,000,000,000 bytes")
    liar = _claiming(archive({"a.txt": bytes(10_000_000)}), 100)
    yield case("ZIP bomb that claims 100 bytes", "liar.zip", liar, "holds no file")
    many = archive({f"{n}.txt": b"x" for n in range(10_001)})
    yield case("ZIP of 10,001 files", "many.zip", many, "holds 10,001 files")
    climbing = archive({"../../../etc/x.txt": TEXT})
    yield case("ZIP with ../ names", "climbing.zip", climbing, READ, "widened twice")


def _office(folder: Path) -> Iterator[Case]:
    def case(title: str, name: str, data: bytes, outcome: str) -> Case:
        return Case(title, _write(folder, name, data), outcome)

    yield case("RTF that ends early", "cut.rtf", rb"{\rtf1\ansi{\fonttbl{\f0 Ti", "no text")
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    for suffix, member in (("docx", "word"), ("pptx", "ppt"), ("xlsx", "xl")):
        hollow = archive({"[Content_Types].xml": types, f"{member}/x.xml": "<x/>"})
        yield case(f"hollow .{suffix}", f"hollow.{suffix}", hollow, "damaged or not really")
    huge = archive({"word/document.xml": b" " * 400_000, "[Content_Types].xml": types})
    yield case(".docx bomb", "bomb.docx", _claiming(huge, 400_000_000), "unpacks to")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
    entities = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": document}
    yield case("XML entity bomb", "laughs.odt", archive(entities), "defines entities")
    locked = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x99" * 99,
    }  # fmt: skip
    yield case("encrypted OpenDocument", "locked.odt", archive(locked), "is encrypted")


def _pages(folder: Path) -> Iterator[Case]:
    def case(title: str, name: str, data: bytes, outcome: str) -> Case:
        return Case(title, _write(folder, name, data), outcome)

    yield case("PDF that ends early", "cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "is damaged")
    yield case(
        "PDF whose pages form a loop", "loop.pdf", pdf_loop(), "damaged|no text|crash|given up"
    )
    yield case("PDF that claims a million pages", "claims.pdf", pdf_claims(1_000_000),
               "damaged|no text|given up|crash")  # fmt: skip
    yield case("encrypted PDF", "locked.pdf", pdf_encrypted(), "is encrypted")


def _large(folder: Path) -> Iterator[Case]:
    big = folder / "big.txt"
    with big.open("wb") as file:
        file.truncate(200_000_000)
    yield Case("200 MB", big, "has 200,000,000 bytes", slow=True)
    line = _write(folder, "line.txt", TEXT.replace("\n", " ") * 110_000)
    yield Case("one line of 10 MB", line, READ, "widened twice", slow=True)
    records = "\n".join(json.dumps({"number": n, "text": TEXT * 3}) for n in range(20_000))
    path = _write(folder, "records.jsonl", records)
    yield Case("20,000 records", path, READ, "widened twice", slow=True)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _flagged_as_encrypted(data: bytes) -> bytes:
    """The flag that says so, in the local and in the central header."""
    flagged = bytearray(data)
    flagged[6] |= 1
    flagged[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(flagged)


def _claiming(data: bytes, size: int) -> bytes:
    """The first member's entry in the central directory claims this unpacked size."""
    start = data.index(b"PK\x01\x02") + 24
    return data[:start] + size.to_bytes(4, "little") + data[start + 4 :]
