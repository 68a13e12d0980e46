"""What a person waits for, in headless Chromium: ``python -m evals.page [--json FILE]``.

Starts the page on loopback and opens it in a fresh browser: time to the first paint, to a page that
is ready for a question, and from Enter to the first checked sentence and to the finished answer.
The first visit follows the start of the server at once, so its question waits for the models to
load; the others are the usual case. All times are the browser's own clock, in seconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.render import to_json

PATIENCE = 300.0
VISITS = 8
# written down by the page itself, so that nothing waits for the driver
WATCH = """
window.seen = {};
const marks = {
  ready: ".welcome .suggestion",
  sentence: ".turn .sentence",
  finished: ".turn .facts",
};
new MutationObserver(() => {
  for (const [name, selector] of Object.entries(marks))
    if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
}).observe(document, { childList: true, subtree: true });
const asked = (event) => { if (event.key === "Enter") seen.asked = performance.now(); };
addEventListener("keydown", asked, true);
"""
PAINT = 'return performance.getEntriesByName("first-contentful-paint")[0]?.startTime'


def visit(driver: Any, address: str, question: str) -> dict[str, float]:
    """Seconds to each mark of one visit: paint, ready, sentence, finished (the last two from
    Enter)."""
    driver.get(address)
    _wait(driver, "return window.seen?.ready")
    paint = _wait(driver, PAINT)
    driver.find_element("css selector", "#question textarea").send_keys(question, "\ue007")
    _wait(driver, "return window.seen.finished")
    seen = driver.execute_script("return window.seen")
    asked = seen["asked"]
    # a refusal has no sentence: then the answer is the first thing that is seen of it
    sentence = seen.get("sentence", seen["finished"]) - asked
    milliseconds = {
        "first_paint": paint,
        "ready": seen["ready"],
        "first_sentence": sentence,
        "finished": seen["finished"] - asked,
    }
    return {name: round(value / 1000, 2) for name, value in milliseconds.items()}


def medians(visits: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each mark."""
    return {name: round(statistics.median(v[name] for v in visits), 2) for name in visits[0]}


def _wait(driver: Any, script: str) -> float:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (found := driver.execute_script(script)) is not None:
            return float(found)
        time.sleep(0.1)
    raise TimeoutError(f"not seen in {PATIENCE:.0f} s: {script}")


def _browser(profile: str) -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    for switch in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"):
        options.add_argument(switch)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    return driver


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.page", description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS, help="after the first one")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args(argv)

    from assistant.app import Serving, serve
    from assistant.app.suggestions import candidates
    from assistant.core import Assistant

    busy = os.getloadavg()[0]
    assistant = Assistant.open(progress=sys.stderr.isatty())
    texts = [list(assistant.paragraphs(each.id)) for each in assistant.documents()]
    questions = list(islice(candidates(texts), arguments.visits + 1))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        driver = _browser(profile)
        try:
            address = serve(assistant, Serving(port=0), block=False)
            visits = [visit(driver, address, question) for question in questions]
        finally:
            driver.quit()
    machine = {"cores": os.cpu_count(), "load_average_before": round(busy, 1)}
    told = to_json({"machine": machine, "first_visit": visits[0], "median": medians(visits[1:])})
    print(told)
    if arguments.json:
        arguments.json.write_text(told + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
