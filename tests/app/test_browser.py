"""The real page in a real browser, over a real index of a small corpus."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Serving, serve
from assistant.core import Assistant
from assistant.settings import Settings
from tests.app.browser import ActionChains, Browser, Keys, browser
from tests.app.scripted import ScriptedAssistant

pytestmark = pytest.mark.real
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

DOCUMENTS = {
    "harbour.md": """# The harbour of Tervik

Tervik lies at the mouth of a narrow fjord, and its harbour is open all year.

The old lighthouse was built in 1874 from local granite. It was painted white ten years later.

In the storm of November 1902, 31 sailors died off the coast of Tervik.
""",
    "chronicle.md": """# A chronicle of the coast

The winter of 1902 was the hardest in living memory.

In the storm of November 1902, 27 sailors died off the coast of Tervik.
""",
    "museum.md": """# The museum

Ingrid Solberg became director of the museum in 1998. She was born in Bergen in 1961.

The museum shows nets, maps and the bell of the ship Fram.
""",
    "bell.md": """# The bell

<script>window.harmed = true</script>

The church bell weighs 420 kilograms <img src=x onerror="window.harmed = true">, cast in Riga.
""",
    "ledger.md": "\n\n".join(
        "The customs officer Olaf Brandt resigned that evening."
        if line == 70
        else f"Line {line}: barrels of salted herring came in."
        for line in range(1, 101)
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "corpus").mkdir()
    for name, text in DOCUMENTS.items():
        (folder / "corpus" / name).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        yield folder
    import gradio

    gradio.close_all()


@pytest.fixture(scope="module")
def address(home: Path) -> str:
    assistant = Assistant.open(Settings(corpus=home / "corpus", index=home / "index"))
    return serve(assistant, Serving(port=0), block=False)


@pytest.fixture(scope="module")
def window(home: Path) -> Iterator[Browser]:
    folder = home / "browser"
    folder.mkdir()
    with browser(folder) as opened:
        yield opened


@pytest.fixture
def page(window: Browser, address: str) -> Browser:
    window.open(address)
    return window


def test_a_chip_opens_the_source_at_the_sentence(page: Browser) -> None:
    turn = page.ask("When was the old lighthouse built?")
    assert "1874" in turn.text
    chip = turn.find_element("css selector", "button.cite")
    assert "harbour" in chip.get_attribute("aria-label").lower()
    ActionChains(page.driver).move_to_element(chip).perform()
    assert "1874 from local granite" in page.see(".tip.shown").text
    page.click(chip)
    mark = page.see("#source mark", "1874")
    assert mark.text == "The old lighthouse was built in 1874 from local granite."
    paragraph = page.see("#source .paragraph.cited")
    assert paragraph.find_element("css selector", ".margin").text == "¶3"
    assert _in_view(page, mark)


def test_a_place_far_down_is_scrolled_to(page: Browser) -> None:
    turn = page.ask("Which customs officer resigned?")
    assert "Olaf Brandt" in turn.text
    page.wait(lambda _: _in_view(page, page.see("#source mark", "Olaf Brandt")), "the place")
    assert page.see("#source .paragraph.cited .margin").text == "¶70"
    with page.width(400):
        page.click(page.see('#bar [data-pane="source-pane"]'))
        assert _in_view(page, page.see("#source mark"))
        page.click(page.see('#bar [data-pane="conversation-pane"]'))


def test_a_follow_up_shows_what_was_searched(page: Browser) -> None:
    page.ask("Who became director of the museum in 1998?")
    turn = page.ask("Where was she born?")
    assert "Ingrid Solberg" in turn.find_element("css selector", ".standalone").text
    assert "Bergen" in turn.text


def test_documents_that_disagree_stand_side_by_side(page: Browser) -> None:
    turn = page.ask("How many sailors died in the storm of November 1902?")
    sides = turn.find_elements("css selector", ".side")
    assert {side.find_element("css selector", "strong").text for side in sides} == {"27", "31"}
    for side in sides:
        page.click(side.find_element("css selector", "button.cite"))
        value = side.find_element("css selector", "strong").text
        page.see("#source mark", value)


def test_a_refusal_says_why_and_where_it_looked(page: Browser) -> None:
    turn = page.ask("What is the boiling point of tungsten?")
    refusal = turn.find_element("css selector", ".refusal")
    assert "The documents do not say" in refusal.text
    page.click(refusal.find_element("css selector", "button[data-near]"))
    page.see("#source .where", "does not answer the question")
    assert not page.all("#source mark")


def test_a_script_in_a_document_is_text(page: Browser) -> None:
    turn = page.ask("How much does the church bell weigh?")
    assert "420" in turn.text
    page.click(turn.find_element("css selector", "button.cite"))
    page.see("#source .paragraph", "<script>window.harmed = true</script>")
    assert page.run("return window.harmed === undefined")


def test_an_upload_can_be_asked_about_until_it_is_removed(page: Browser, home: Path) -> None:
    file = home / "ferry.md"
    file.write_text("# Ferry\n\nThe ferry Havsula carries 96 cars across the fjord.\n")
    page.run(
        "window.steps = []; new MutationObserver(() => {"
        "const p = document.querySelector('#documents .progress');"
        "if (p) window.steps.push(p.innerText) })"
        ".observe(document.querySelector('#documents'), {childList: true, subtree: true})"
    )
    page.all("#upload input[type=file]")[0].send_keys(str(file))
    page.see("#documents .notice", "1 added")
    assert page.run("return window.steps.length") > 0
    assert (home / "corpus" / "uploads" / "ferry.md").is_file()
    turn = page.ask("How many cars does the ferry Havsula carry?")
    assert "96" in turn.text
    chip = turn.find_element("css selector", "button.cite")
    page.click(page.see('#documents [data-do="remove"]'))
    page.driver.switch_to.alert.accept()
    page.see("#documents .notice", "1 removed")
    page.click(chip)
    page.see("#source .warning", "not in the index any more")
    again = page.ask("How many cars does the ferry Havsula carry?")
    assert again.find_elements("css selector", ".refusal")


@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("json", "json"), ("html", "html")]
)
def test_a_conversation_is_saved_with_its_citations(page: Browser, form: str, suffix: str) -> None:
    page.ask("When was the old lighthouse built?")
    page.click(page.see("#bar summary", "Export"))
    page.click(page.see(f'#bar [data-form="{form}"]'))
    saved = page.wait(lambda _: list(page.folder.glob(f"conversation-*.{suffix}")), "the download")
    text = saved[0].read_text("utf-8")
    assert "harbour.md" in text
    assert "The old lighthouse was built in 1874 from local granite." in text


def test_a_conversation_is_still_there_after_a_reload(page: Browser, address: str) -> None:
    page.ask("Who became director of the museum in 1998?")
    page.open(address)
    assert not page.all(".turn")
    page.click(page.see('#shelf [data-do="resume"]', "Who became director"))
    page.see(".turn h3", "Who became director of the museum in 1998?")
    page.see("#source mark", "Ingrid Solberg")


def test_a_thumb_takes_a_comment(page: Browser) -> None:
    turn = page.ask("When was the old lighthouse built?")
    page.click(turn.find_element("css selector", '[data-thumb="up"]'))
    field = page.see(".comment input")
    field.send_keys("right to the point", Keys.ENTER)
    page.see(".turn .notice", "right to the point")
    assert page.see('.thumb[aria-pressed="true"]').get_attribute("aria-label") == "Good answer"


def test_keys_reach_the_question_and_the_evidence(page: Browser) -> None:
    page.ask("How many sailors died in the storm of November 1902?")
    first = page.see("#source .stepping").text
    page.run("document.activeElement.blur()")
    keys = ActionChains(page.driver)
    keys.key_down(Keys.ALT).send_keys(Keys.ARROW_DOWN).key_up(Keys.ALT).perform()
    page.see("#source .stepping", "Evidence 2")
    assert "Evidence 1" in first
    keys.reset_actions()
    ActionChains(page.driver).send_keys("/").perform()
    assert page.run("return document.activeElement.tagName") == "TEXTAREA"


def test_the_page_asks_nothing_of_the_network(page: Browser) -> None:
    page.ask("When was the old lighthouse built?")
    assert page.hosts() <= {"127.0.0.1"}


def test_two_people_at_once_stay_apart(page: Browser, address: str, home: Path) -> None:
    folder = home / "second"
    folder.mkdir()
    with browser(folder) as other:
        other.open(address)
        assert not other.all('#shelf [data-do="resume"]')
        box = page.see("#question textarea")
        box.send_keys("How much does the church bell weigh?", Keys.ENTER)
        assert "1874" in other.ask("When was the old lighthouse built?").text
        page.wait(lambda _: page.all(".turn:last-child .actions"), "the first answer")
        assert "420" in page.all(".turn")[-1].text
        assert "lighthouse" not in page.see("#conversation").text
        assert "bell" not in other.see("#conversation").text


def test_stopping_ends_an_answer(window: Browser, home: Path) -> None:
    slow = ScriptedAssistant(home / "corpus", pause=2.0)
    window.open(serve(slow, Serving(port=0), block=False))
    window.see("#question textarea").send_keys("Which 1902", Keys.ENTER)
    window.see(".turn .sentence")
    window.see("#question .stop-button")
    window.run("document.querySelector('#question .stop-button').click()")
    window.see(".turn .state", "Stopped.")
    window.see("#question .submit-button")
    assert window.all(".turn .sentence")
    assert not window.all(".turn .facts")


def test_without_a_password_nothing_is_served(window: Browser, home: Path) -> None:
    quick = ScriptedAssistant(home / "corpus")
    address = serve(quick, Serving(port=0, auth="ann:open sesame"), block=False)
    for path in ("config", "gradio_api/info", "gradio_api/call/ask"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            _get(address + path)
        assert refused.value.code in (401, 405)
    window.driver.get(address)
    name, password = window.wait(lambda _: window.all("input")[:2] or None, "the sign-in form")
    name.send_keys("ann")
    password.send_keys("open sesame", Keys.ENTER)
    window.see(".welcome")
    assert "Tervik" not in window.text()  # documents are listed by title, never their text


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "{home}/corpus/harbour.md", "{home}/index/manifest.json"]
)
def test_no_file_is_served(address: str, home: Path, path: str) -> None:
    for route in ("gradio_api/file=", "file="):
        with pytest.raises(urllib.error.HTTPError) as refused:
            _get(address + route + path.format(home=home))
        assert refused.value.code in (403, 404)


def test_an_upload_event_cannot_name_a_file_of_the_server(address: str, home: Path) -> None:
    config = json.loads(_get(address + "config"))
    upload = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "upload")
    event = next(d for d in config["dependencies"] if [upload, "upload"] in d["targets"])
    file = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
    body = {"fn_index": event["id"], "data": [[file]], "session_hash": "intruder"}
    request = urllib.request.Request(
        address + "gradio_api/queue/join",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=60).read()
    with urllib.request.urlopen(
        address + "gradio_api/queue/data?session_hash=intruder", timeout=60
    ) as stream:
        told = b"".join(iter(lambda: stream.readline(), b"")).decode()
    assert '"success": false' in told or '"success":false' in told
    uploads = home / "corpus" / "uploads"
    assert not uploads.exists() or not list(uploads.glob("passwd*"))


def test_axe_finds_nothing_serious_in_any_state(page: Browser) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core here (npm install --no-save axe-core)")
    page.run(AXE.read_text("utf-8"))
    found = {"empty": _violations(page)}
    turn = page.ask("When was the old lighthouse built?")
    found["answer"] = _violations(page)
    page.click(turn.find_element("css selector", "button.cite"))
    page.see("#source mark")
    page.see(".tip.shown")
    found["source open, quote shown"] = _violations(page)
    page.ask("How many sailors died in the storm of November 1902?")
    found["disagreement"] = _violations(page)
    page.ask("What is the boiling point of tungsten?")
    found["refusal"] = _violations(page)
    page.click(page.see('#documents [data-do="document"]', "The museum"))
    page.see("#source .pages", "Ingrid Solberg")
    page.click(page.see("#bar summary", "Export"))
    found["document and menu open"] = _violations(page)
    page.click(page.see("button.theme"))
    found["dark"] = _violations(page)
    with page.width(400):
        for pane in ("conversation-pane", "source-pane", "documents-pane"):
            page.click(page.see(f'#bar [data-pane="{pane}"]'))
            found[f"dark and narrow, {pane}"] = _violations(page)
        page.click(page.see("button.theme"))
        found["narrow"] = _violations(page)
        assert page.run("return document.documentElement.scrollWidth") <= 400
    assert {state: problems for state, problems in found.items() if problems} == {}


def _in_view(page: Browser, element: Any) -> bool:
    return bool(
        page.run(
            "const m = arguments[0].getBoundingClientRect(), p = document.querySelector('.pages')"
            ".getBoundingClientRect(); return m.height && m.top >= p.top && m.bottom <= p.bottom",
            element,
        )
    )


def _violations(page: Browser) -> list[str]:
    found: dict[str, Any] = page.driver.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run(document).then(done)"
    )
    return [
        f"{each['id']}: {each['help']}: {[node['html'][:200] for node in each['nodes'][:3]]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as response:
        return bytes(response.read())
