"""A real browser before the real application: Chromium through Playwright, the pages served on loopback.

Every page is watched (`browser_watch`): a test fails when one reaches another host, writes an error to the console,
throws, breaks the Content-Security-Policy or opens a dialog. Without a Chromium these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from uvicorn import Config, Server

from mandate_qa import Assistant, Settings
from mandate_qa.settings import ServingSettings
from mandate_qa.web.access.passwords import hashed
from mandate_qa.web.access.users import Users
from mandate_qa.web.application import build_app
from mandate_qa.web.live import Live, live_over
from mandate_qa.web.server import listening, url
from mandate_qa.web.service import Service

sys.path.insert(0, str(Path(__file__).parent))

from browser_watch import Watch

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
MISSING = (
    "no Chromium was found; install one (on Debian and Ubuntu: sudo apt-get install chromium) "
    "or name it in MANDATE_QA_CHROMIUM"
)
PASSWORD = "correct horse battery"
PATIENCE = 15_000
"""Milliseconds that a page gets for what a test waits for; it is there long before on a machine that is not busy."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    path = os.environ.get("MANDATE_QA_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    return path or pytest.skip(MISSING)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium without a window, for which there is no other host than this machine.

    It does not outlive the module: Playwright runs an event loop in this thread, where tests of others run theirs.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, NO_OTHER_HOST])
        yield browser
        browser.close()


@contextmanager
def served(service: Service) -> Iterator[str]:
    """The address of the application over `service`, served from a thread."""
    with listening("127.0.0.1", 0) as listener:
        server = Server(Config(build_app(service), log_level="error", timeout_graceful_shutdown=1))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            sleep(0.01)
        yield url(listener)
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """`serve(assistant, seeds=…, uploads=True, …)` serves it with those settings of serving, and gives the address.

    With an `embedder` named, the assistant follows what becomes of the index.
    """
    with ExitStack() as running:

        def start(
            assistant: Any, seeds: Path | None = None, index: Path | None = None, embedder: str = "", **serving: Any
        ) -> str:
            kept = tmp_path_factory.mktemp("kept") / "kept.sqlite"
            defaults = {"database": f"sqlite:///{kept}", "questions_per_minute": 0}
            settings = Settings(serving=ServingSettings(**defaults | serving))
            settings = replace(settings, embedder=embedder or settings.embedder)
            live = live_over(index, assistant, settings) if embedder and index else Live(assistant)
            return running.enter_context(served(Service(live, settings, seeds, index)))

        yield start


@pytest.fixture(scope="session")
def assistant(chromium: str, real_index: Path, seeds: Path) -> Assistant:
    """An assistant over the documents of the project; not opened where there is no browser to ask it."""
    return Assistant.open(real_index, seeds=seeds, settings=Settings())


@pytest.fixture(scope="session")
def home(serve: Callable[..., str], assistant: Assistant, real_index: Path, seeds: Path, tmp_path_factory: Any) -> str:
    """The address of the application over the documents of the project, with adding and removing switched on."""
    copy = tmp_path_factory.mktemp("library")
    shutil.copytree(seeds, copy / "seeds")
    shutil.copytree(real_index, copy / "index")
    return serve(assistant, copy / "seeds", copy / "index", uploads=True)


@pytest.fixture(scope="session")
def guarded(serve: Callable[..., str], assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the application over the same documents, for those who sign in: ada, with the password below."""
    users = tmp_path_factory.mktemp("people") / "users.toml"
    Users(users).put("ada", hashed(PASSWORD))
    return serve(assistant, users=str(users))


@pytest.fixture
def watched(browser: Any) -> Iterator[Callable[..., Any]]:
    """`watched(address, **options)` opens a context of its own and gives a page in it; `page.watch` is its Watch."""
    opened: list[tuple[Any, Watch]] = []

    def open_page(address: str, **options: Any) -> Any:
        context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        watch = Watch(address)
        watch.over(context)
        opened.append((context, watch))
        page = context.new_page()
        page.watch = watch
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    faults = [fault for _, watch in opened for fault in watch.unexpected]
    assert faults == [], "\n".join(["the browser noted:", *faults])


@pytest.fixture
def page(watched: Callable[..., Any], home: str) -> Any:
    """A page of the application over the documents of the project, nothing loaded yet."""
    return watched(home, viewport={"width": 1280, "height": 800})
