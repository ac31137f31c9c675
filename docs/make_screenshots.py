"""Takes the pictures that the README shows, from the real program: `.venv/bin/python docs/make_screenshots.py`.

Needs Chromium; the address of one that is not on the path may be given as argument or in MANDATE_QA_CHROMIUM. The
package playwright comes with `pip install -e '.[test]'`.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright
from uvicorn import Config, Server

from mandate_qa import Assistant
from mandate_qa.web.application import build_app
from mandate_qa.web.server import listening, url
from mandate_qa.web.service import service_of

FOLDER = Path(__file__).parent
QUESTION = "which access standards will NHS England be assessed against?"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Picture:
    """A file, the window it is taken in, and what it shows."""

    name: str
    size: tuple[int, int]
    path: str = "./"
    question: str = ""
    source: bool = False
    """Whether the first source is open beside the answer."""
    scheme: str = "light"


PICTURES = (
    Picture("chat.png", (1280, 960), question=QUESTION, source=True),
    Picture("chat-dark.png", (1280, 960), question=QUESTION, source=True, scheme="dark"),
    Picture("chat-phone.png", (390, 844), question=QUESTION),
    Picture("library.png", (1280, 720), path="library"),
)


def main() -> None:
    """Take every picture."""
    with served() as address, sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium(), args=FLAGS)
        for picture in PICTURES:
            take(browser, address, picture)
        browser.close()


def take(browser: Any, address: str, picture: Picture) -> None:
    """Open the page, ask and open a source where the picture wants it, and take it."""
    width, height = picture.size
    page = browser.new_page(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page.goto(picture.path)
    if picture.question:
        ask(page, picture.question)
    if picture.source:
        page.locator(".text a.mark").first.click()
        page.locator("#source mark").first.wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=FOLDER / picture.name, animations="disabled", caret="hide")
    page.close()


def ask(page: Any, question: str) -> None:
    """Type the question and wait for the answer, with everything that comes after it."""
    box = page.locator("#question")
    box.fill(question)
    box.press("Enter")
    page.locator(".answer[data-status]").wait_for()
    page.locator(".suggestions button").first.wait_for()
    page.mouse.move(0, 0)


@contextmanager
def served() -> Iterator[str]:
    """The address of the pages over the documents of the project."""
    with listening("127.0.0.1", 0) as listener:
        server = Server(Config(build_app(service_of(Assistant.open())), log_level="error", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield url(listener)
        finally:
            server.should_exit = True
            thread.join()


def chromium() -> str:
    """Where the browser is."""
    named = sys.argv[1:2] or [path for path in (os.environ.get("MANDATE_QA_CHROMIUM"),) if path]
    found = [*named, *filter(None, map(shutil.which, BROWSERS))]
    if not found:
        sys.exit("No Chromium was found; give its path as argument.")
    return found[0]


if __name__ == "__main__":
    main()
