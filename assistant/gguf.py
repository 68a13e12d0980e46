"""GGUF files: one on this disk, or one of a model hub that is downloaded once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant import paths
from assistant.errors import DigestMismatch, ModelMissing

MAGIC = b"GGUF"


def locate(name: str) -> Path:
    """The file that ``name`` means: a path, or ``owner/repository/file.gguf`` on the hub.

    A hub file is downloaded with a progress bar; a broken download goes on where it stopped. Its
    sha256 is recorded at first use and compared ever after.

    Raises ModelMissing when there is no such file or it is not a GGUF file; DigestMismatch when a
    hub file is no longer the one that was recorded.
    """
    path = Path(name).expanduser()
    if not path.is_file():
        owner, _, rest = name.partition("/")
        repository, _, file = rest.partition("/")
        if path.is_absolute() or not file.endswith(".gguf"):
            raise ModelMissing(
                f"There is no file {path}.",
                "Give the path of a GGUF file, or owner/repository/file.gguf of a model hub.",
            )
        path = _downloaded(f"{owner}/{repository}", file)
        _compare(path, paths.digests() / f"{owner}--{repository}--{Path(file).name}.sha256")
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise ModelMissing(f"{path} is no GGUF file.", "Download it again, or name another.")
    return path


def _downloaded(repository: str, file: str) -> Path:
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(hf_hub_download(repository, file))
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise ModelMissing(
            f"{file} of {repository} could not be downloaded: {error}",
            "Check the name and the connection and run again (it goes on where it stopped), or"
            " give the path of a GGUF file.",
        ) from error


def _compare(path: Path, record: Path) -> None:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if not record.is_file():
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    elif (known := record.read_text("utf-8").split()[0]) != digest:
        raise DigestMismatch(
            f"{path} has the sha256 {digest}, not {known} as before.",
            f"Download it again; if the change is meant, delete {record}.",
        )
