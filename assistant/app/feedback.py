"""Thumbs and comments, kept on this machine, and as rows that the evaluation reads."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.app.conversation import Turn

_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Feedback:
    """The file that thumbs are appended to, one JSON object a line; a later line of the same
    turn replaces an earlier one."""

    path: Path

    def add(self, turn: Turn) -> None:
        """Records the thumb and the comment of a finished turn."""
        if turn.answer is None:
            return
        answer = turn.answer
        row = {
            "turn": turn.id,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "thumb": turn.thumb,
            "comment": turn.comment,
            "question": answer.standalone or turn.question,
            "said": answer.sentences[0].text.strip("“”") if answer.sentences else answer.text,
            "refused": answer.refused,
            "cited": [f"{each.source}#{each.paragraph}" for each in answer.citations],
            "model": answer.model,
            "fingerprint": answer.fingerprint,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _writing, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def rows(self) -> tuple[dict[str, Any], ...]:
        """The latest record of every turn that has a thumb, oldest first."""
        latest: dict[str, dict[str, Any]] = {}
        if self.path.is_file():
            for line in self.path.read_text("utf-8").splitlines():
                row = json.loads(line)
                latest[row["turn"]] = row
        return tuple(row for row in latest.values() if row["thumb"])

    def eval_rows(self) -> str:
        """Feedback as questions for the evaluation, one JSON object a line.

        A good answer's first sentence becomes what must be said, its citations the gold places; a
        bad answer's first sentence becomes what must not be said, until a person writes what is
        right. The comment goes into the note.
        """
        return "".join(json.dumps(_eval_row(row), ensure_ascii=False) + "\n" for row in self.rows())


def _eval_row(row: dict[str, Any]) -> dict[str, Any]:
    good = row["thumb"] == "up"
    said = re.escape(row["said"])
    expected: dict[str, Any] = {"forbidden": [said]}
    if good:
        expected = {"answers": [[said]], "gold": {"corpus": row["cited"]}}
        if row["refused"]:
            expected = {"answerable": False}
    return {
        "id": f"feedback-{row['turn']}",
        "slice": "feedback",
        "split": "dev",
        "question": row["question"],
        **expected,
        "note": " | ".join(part for part in (f"thumb {row['thumb']}", row["comment"]) if part),
    }
