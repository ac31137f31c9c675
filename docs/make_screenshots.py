"""Takes the picture of the chat window that the README shows: `.venv/bin/python docs/make_screenshots.py`.

Needs Chromium and the Python package playwright, which are no part of the set-up; the address of a Chromium that is
not on the path may be given as argument.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright
from uvicorn import Config, Server

from mandate_qa import Assistant
from mandate_qa.web import wording
from mandate_qa.web.application import build_app
from mandate_qa.web.server import listening, url
from mandate_qa.web.service import service_of

QUESTION = "which access standards will NHS England be assessed against?"
WIDTH, HEIGHT = 1000, 1190
TARGET = Path(__file__).parent / "chat.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Ask, open the first source, and take the picture."""
    with served() as address, sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(address)
        ask(page)
        page.screenshot(path=TARGET, clip=down_to(page, page.get_by_text(wording.SEARCH_IN, exact=True)))
        browser.close()


def ask(page: Any) -> None:
    """Type the question, wait for the answer, and open its first source."""
    box = page.get_by_label(wording.QUESTION)
    box.fill(QUESTION)
    box.press("Enter")
    source = page.locator("details.source").first
    source.wait_for()
    source.locator("summary").click()
    page.mouse.move(0, 0)
    box.blur()
    page.evaluate("document.querySelector('[role=log]').scrollTop = 0")
    page.wait_for_timeout(500)


def down_to(page: Any, element: Any) -> dict[str, float]:
    """The page from its top to just above `element`."""
    return {"x": 0, "y": 0, "width": WIDTH, "height": element.bounding_box()["y"] - 8}


@contextmanager
def served() -> Iterator[str]:
    """The address of a chat over the documents of the project."""
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
    found = sys.argv[1:2] or [
        path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))
    ]
    if not found:
        sys.exit("No Chromium was found; give its path as argument.")
    return found[0]


if __name__ == "__main__":
    main()
