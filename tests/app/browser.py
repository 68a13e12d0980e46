"""A headless Chromium for the browser tests, and the few things that people do on the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="pip install selenium")

from selenium.webdriver import ActionChains  # noqa: E402
from selenium.webdriver.chrome.options import Options  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

__all__ = ["ActionChains", "Browser", "Keys", "browser"]
PATIENCE = 90  # seconds; a busy machine is slow, a broken page is still broken then
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
    " --window-size=1400,1000"
).split()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")


class Browser:
    """One browser with a profile of its own."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder  # where downloads go

    def open(self, address: str) -> None:
        """Loads the page and waits for its first conversation."""
        self.driver.get(address)
        self.see(".welcome, .turn")

    def all(self, selector: str) -> list[Any]:
        """The elements there now."""
        return self.driver.find_elements("css selector", selector)  # type: ignore[no-any-return]

    def see(self, selector: str, text: str = "") -> Any:
        """The first element of that kind that has the text, waited for."""

        def found(_: Any) -> Any:
            return next((e for e in self.all(selector) if text in e.get_property("textContent")), 0)

        return self.wait(found, f"{selector} {text!r}")

    def wait(self, condition: Any, told: str) -> Any:
        """What ``condition`` returns once it is true."""
        from selenium.common.exceptions import StaleElementReferenceException as Stale

        patient = WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[Stale])
        return patient.until(condition, f"not seen: {told}\n{self.text()}")

    def text(self) -> str:
        """All of the page's text."""
        return str(self.driver.execute_script("return document.body.innerText"))

    def run(self, script: str, *values: Any) -> Any:
        """The value of a piece of JavaScript."""
        return self.driver.execute_script(script, *values)

    def ask(self, question: str) -> Any:
        """Asks, waits for the answer to be finished, and returns its turn."""
        self.see("#question .submit-button")
        before = len(self.all(".turn"))
        self.see("#question textarea").send_keys(question, Keys.ENTER)
        self.wait(lambda _: len(self.all(".turn")) > before, "the question")
        self.wait(lambda _: self.all(".turn:last-child .actions"), "the end of the answer")
        self.see("#question .submit-button")
        return self.all(".turn")[-1]

    def click(self, element: Any) -> None:
        """Clicks as a pointer would, scrolled into view."""
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    @contextmanager
    def width(self, pixels: int) -> Iterator[None]:
        """A window of that width, as on a telephone, for a while."""
        size = {"width": pixels, "height": 860, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def hosts(self) -> set[str]:
        """Every host that the page asked for something since the last look."""
        from urllib.parse import urlsplit

        urls = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                urls.append(urlsplit(message["params"]["request"]["url"]))
        return {url.hostname or "" for url in urls if url.scheme in ("http", "https", "ws", "wss")}


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A fresh Chromium; the test is skipped where none is installed."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium and chromedriver here (Debian: chromium, chromium-driver)")
    options = Options()
    options.binary_location = CHROMIUM
    for switch in (*SWITCHES, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()
