"""Conversations kept on this machine: one folder per person, one JSON file per conversation."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.app.conversation import Conversation

MOST = 100  # conversations per person; the oldest go first
ID = re.compile(r"[0-9a-f]{16}")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The conversations of one person.

    ``owner`` is a signed-in name or a browser's secret token. The folder is named by its digest,
    so no name can point elsewhere, and nobody finds another's shelf without knowing the token.
    """

    folder: Path
    owner: str

    @property
    def _place(self) -> Path:
        return self.folder / hashlib.sha256(self.owner.encode()).hexdigest()[:32]

    def conversations(self) -> tuple[Conversation, ...]:
        """The kept conversations, newest first. A file that cannot be read is left out and
        logged."""
        found = []
        for path in self._newest_first():
            try:
                found.append(Conversation.from_json(path.read_text("utf-8")))
            except (OSError, ValueError):
                log.warning("A kept conversation cannot be read: %s", path)
        return tuple(found)

    def conversation(self, conversation_id: str) -> Conversation | None:
        """One conversation, or None when there is none of that id."""
        path = self._path(conversation_id)
        if path is None or not path.is_file():
            return None
        try:
            return Conversation.from_json(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None

    def keep(self, conversation: Conversation) -> None:
        """Stores a conversation that has turns, readable for this user only."""
        path = self._path(conversation.id)
        if path is None or not conversation.turns or not self.owner:
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside = path.with_suffix(".new")
        aside.touch(mode=0o600)
        aside.write_text(conversation.to_json(), "utf-8")
        aside.replace(path)
        for old in self._newest_first()[MOST:]:
            old.unlink(missing_ok=True)

    def forget(self, conversation_id: str) -> None:
        """Deletes one conversation; no error when there is none."""
        path = self._path(conversation_id)
        if path is not None:
            path.unlink(missing_ok=True)

    def _path(self, conversation_id: str) -> Path | None:
        known = ID.fullmatch(conversation_id)
        return self._place / f"{conversation_id}.json" if known else None

    def _newest_first(self) -> list[Path]:
        if not self._place.is_dir():
            return []
        with os.scandir(self._place) as entries:
            files = [(e.stat().st_mtime_ns, e.path) for e in entries if e.name.endswith(".json")]
        return [Path(path) for _, path in sorted(files, reverse=True)]
