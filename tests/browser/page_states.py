"""How each page, but the chat, is brought before a reader: a name, and what opens it.

A new page is one line of `STATES`. What opens a state gets a page on which nothing is loaded yet.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from mandate_qa.codec import encode

sys.path.insert(0, str(Path(__file__).parents[1] / "keeping"))

import kept_answers

State = Callable[[Any], None]

DOCUMENT = "mandate-2021-22"


def at(path: str, shows: str, **query: str | int) -> State:
    """The page at a path below the root, once `shows` can be seen on it."""
    return partial(go, f"{path}?{urlencode(query)}" if query else path, shows)


def go(address: str, shows: str, page: Any) -> None:
    """Load an address, also one that is answered with 404, and wait for what it shows."""
    page.watch.expect("Failed to load resource: the server responded with a status of 404")
    page.goto(address)
    page.locator(shows).first.wait_for()


def linked(page: Any) -> None:
    """The page of a linked answer with everything it can hold: list, table, sources that changed, went, or stand."""
    kept = page.request.post("/answers", data=encode(kept_answers.full()))
    go(kept.json()["path"], "ol.sources", page)


def uploaded(name: str, content: bytes, shows: str, page: Any) -> None:
    """What comes of choosing a file to add."""
    page.watch.expect("Failed to load resource: the server responded with a status of 400")
    page.goto("/library/add")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Read the file").click()
    page.locator(shows).first.wait_for()


NEW = b"""Office of Kites

The Kite Office's strategy for 2025-26

1.1 The Kite Office will hand out 720 kites.

| | 2025-26 | 2026-27 |
|---|---|---|
| Kites | 720 | 750 |
"""


def not_told(page: Any) -> None:
    """The form of a file that does not tell when it was published, sent as it is."""
    uploaded("kites.txt", NEW, "#facts", page)
    page.get_by_role("button", name="Add to the library").click()
    page.locator("#errors").wait_for()


def turned_away(page: Any) -> None:
    """Signing in with the wrong password."""
    page.watch.expect("Failed to load resource: the server responded with a status of 4")
    page.goto("./")
    page.locator("#name").fill("ada")
    page.locator("#password").fill("not this one")
    page.locator("main button").click()
    page.locator("#problem").wait_for()


STATES: dict[str, State] = {
    "library": at("library", "table.library"),
    "library: nothing found": at("library", ".note", words="no such words"),
    "library: add": at("library/add", "#file"),
    "library: a file that cannot be read": partial(uploaded, "kites.txt", b"", "#file-error"),
    "library: check": partial(uploaded, "kites.txt", NEW, "#facts"),
    "library: check, with an error": not_told,
    "library: remove": at("library/remove", "button.danger", document=DOCUMENT),
    "library: removed": at("library/removed", "h1"),
    "source: a paragraph": at("source", "mark", id=f"{DOCUMENT} ¶1.15", start=10, end=60),
    "source: a table": at("source", "table mark", id=f"{DOCUMENT} §nhs-england table-1", start=40, end=120),
    "linked answer": linked,
    "linked answer: none": at("answers/nothing-under-this-name", "h1"),
    "document": at(f"documents/{DOCUMENT}", ".outline"),
    "document: words found": at(f"documents/{DOCUMENT}", "mark.match", q="long term plan"),
    "document: words not found": at(f"documents/{DOCUMENT}", "#found", q="zebra", only=1),
    "paragraph: gone": at("paragraph", ".missing ul", id=f"{DOCUMENT} §capital-budget table-9"),
    "source: none": at("source", ".missing", id="no such paragraph"),
    "paragraph: none": at("paragraph", ".missing", id="no such paragraph"),
    "document: none": at("documents/no-such-document", ".missing"),
}
"""Each page, with what it can look like."""

GUARDED: dict[str, State] = {
    "sign in": at("", "#name"),
    "sign in: refused": turned_away,
}
"""Pages of a service that readers sign in to."""
