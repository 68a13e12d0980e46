"""What the page can do with documents and ratings, and what it must not do."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from assistant.app.asking import answered
from assistant.app.conversation import Conversation
from assistant.app.desk import Desk
from assistant.app.renewal import Step, renewed
from assistant.app.serving import Serving
from assistant.app.uploads import Tray, UploadRefused, safe_name
from assistant.errors import AssistantError, CorpusShrunk, InvalidSettings
from assistant.reporting import Progress, Summary
from assistant.types import Passage
from tests.app.scripted import ScriptedAssistant


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "lyon.md").write_text("40 bridges stand in Lyon.")
    return Desk(ScriptedAssistant(corpus))


def given(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "given.md"
    path.write_text(text)
    return path


def test_an_upload_is_indexed_with_progress_and_can_be_removed(desk: Desk, tmp_path: Path) -> None:
    steps = list(desk.added([(given(tmp_path, "Trams run at night."), "trams.md")]))
    assert sum("<progress" in step for step in steps) >= 2
    assert "1 added" in steps[-1]
    assert not desk.assistant.ask("Which trams?").refused
    *_, outcome = desk.removed("uploads/trams.md")
    assert "1 removed" in outcome
    assert desk.assistant.ask("Which trams?").refused
    assert list((desk.tray.folder / ".removed").iterdir())  # moved aside, not destroyed


def test_a_question_does_not_wait_for_what_is_prepared(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading, loaded = threading.Event(), threading.Event()

    def search(question: str, top_k: int) -> tuple[Passage, ...]:
        loading.set()
        loaded.wait(60)
        return ()

    monkeypatch.setattr(desk.assistant, "search", search)
    (desk.tray.corpus / "club.md").write_text("The Rowing Club was founded in 1871.")
    desk.assistant.refresh()
    desk.prepare()
    assert loading.wait(60)
    fresh = Conversation()
    assert "When was the Rowing Club founded?" in desk.conversation_view(fresh)
    *_, conversation = desk.answers(desk.asked(fresh, "Which bridges?"), "user a")
    assert conversation.turns[0].status == "done"
    assert [question for question, _ in desk.assistant.asked] == ["Which bridges?"]
    loaded.set()


def test_the_page_never_removes_what_it_did_not_add(desk: Desk) -> None:
    for document_id in ("lyon.md", "uploads/../lyon.md", "uploads/", "uploads", "/etc/passwd"):
        *_, outcome = desk.removed(document_id)
        assert "problem" in outcome
    assert (desk.tray.corpus / "lyon.md").is_file()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\n<i>.md", "a_b__i_.md"),
        ("...", "document"),
        ("é" * 300 + ".pdf", "é" * 100 + ".pdf"),
        ("Report (final).docx", "Report (final).docx"),
    ],
)
def test_names_of_uploads_cannot_lead_anywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_second_file_of_a_name_gets_a_number_and_the_same_file_does_not(
    desk: Desk, tmp_path: Path
) -> None:
    tray = desk.tray
    assert tray.add(given(tmp_path, "one"), "a.md") == "uploads/a.md"
    assert tray.add(given(tmp_path, "one"), "a.md") == "uploads/a.md"
    assert tray.add(given(tmp_path, "two"), "a.md") == "uploads/a (2).md"


def test_empty_and_huge_files_are_refused_with_the_reason(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UploadRefused, match="empty"):
        desk.tray.add(given(tmp_path, ""), "a.md")
    monkeypatch.setattr("assistant.app.uploads.MOST_BYTES", 3)
    with pytest.raises(UploadRefused, match="limit"):
        desk.tray.add(given(tmp_path, "four"), "a.md")
    assert not desk.tray.folder.exists()


def test_uploads_do_not_follow_a_link_out_of_the_corpus(tmp_path: Path) -> None:
    outside, corpus = tmp_path / "outside", tmp_path / "corpus"
    outside.mkdir()
    corpus.mkdir()
    (corpus / "uploads").symlink_to(outside)
    with pytest.raises(UploadRefused, match="link"):
        Tray(corpus).add(given(tmp_path, "text"), "a.md")
    assert not list(outside.iterdir())


def test_documents_of_an_installed_package_take_no_uploads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.paths.checkout", lambda: None)
    monkeypatch.setattr("assistant.paths.default_corpus", lambda: tmp_path)
    assert "--corpus" in Tray(tmp_path).closed()
    assert not Tray(tmp_path).removable("uploads/a.md")


def test_ratings_are_kept_once_per_turn_and_become_rows(desk: Desk) -> None:
    conversation = Conversation()
    for question in ("Which bridges?", "Which zeppelin?"):
        *_, conversation = answered(desk.assistant, conversation.asked(question))
    good, refused = conversation.turns
    conversation = desk.rated(conversation, "user a", {"turn": good.id, "thumb": "down"})
    conversation = desk.rated(conversation, "user a", {"turn": good.id, "thumb": "up"})
    conversation = desk.rated(conversation, "user a", {"turn": good.id, "text": "  clear "})
    conversation = desk.rated(conversation, "user a", {"turn": refused.id, "thumb": "up"})
    assert conversation.turns[0].comment == "clear"
    rows = [json.loads(line) for line in desk.feedback.eval_rows().splitlines()]
    assert [row["question"] for row in rows] == ["Which bridges?", "Which zeppelin?"]
    assert rows[0]["gold"] == {"corpus": ["lyon.md#1"]}
    assert "clear" in rows[0]["note"]
    assert rows[1]["answerable"] is False
    desk.rated(conversation, "user a", {"turn": refused.id, "thumb": ""})
    assert len(desk.feedback.rows()) == 1


def test_ratings_are_questions_that_the_evaluation_reads(desk: Desk, tmp_path: Path) -> None:
    questions = pytest.importorskip("evals.questions")
    conversation = Conversation()
    for question in ("Which bridges?", "Which zeppelin?"):
        *_, conversation = answered(desk.assistant, conversation.asked(question))
    for turn, thumb in zip(conversation.turns * 2, ("up", "up", "down", "down"), strict=True):
        conversation = desk.rated(conversation, "user a", {"turn": turn.id, "thumb": thumb})
        path = tmp_path / "feedback.jsonl"
        path.write_text(desk.feedback.eval_rows())
        assert questions.load(path)


def test_time_left_follows_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 2.0, 4.0])
    monkeypatch.setattr("assistant.app.renewal.time.monotonic", lambda: next(now))

    def refresh(report) -> Summary:  # type: ignore[no-untyped-def]
        for done in (0, 10, 20, 40):
            report(Progress("embedding", done, 100))
        return Summary(1, 1, 1, 1)

    steps = [each for each in renewed(refresh) if isinstance(each, Step)]
    assert [step.seconds_left for step in steps] == [None, None, 9.0, 8.0, 6.0]
    assert steps[-1].text == "Embedding passages 40 of 100, about 6 s left"


def test_a_failed_renewal_is_told_with_its_remedy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refresh(report: object) -> Summary:
        raise CorpusShrunk("9 of 9 documents are gone.", "Is a drive not mounted?")

    monkeypatch.setattr(desk.assistant, "refresh", refresh)
    *_, outcome = desk.renewed()
    assert "Is a drive not mounted?" in outcome


def test_serving_asks_for_a_password_where_others_can_reach_it(tmp_path: Path) -> None:
    assert Serving().warning() == ""
    assert "--auth" in Serving(host="0.0.0.0").warning()
    assert Serving(host="0.0.0.0", auth="ann:x").warning() == ""
    with pytest.raises(InvalidSettings, match="--auth"):
        Serving(share=True).warning()


def test_users_come_from_the_option_or_a_file(tmp_path: Path) -> None:
    assert Serving(auth="ann:a:b").users() == [("ann", "a:b")]
    file = tmp_path / "users"
    file.write_text("# who\nann:x\n\nbob:y\n")
    assert Serving(auth=str(file)).users() == [("ann", "x"), ("bob", "y")]
    for wrong in ("ann", ":x", "ann:"):
        with pytest.raises(AssistantError):
            Serving(auth=wrong).users()
