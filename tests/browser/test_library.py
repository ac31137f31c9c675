"""Adding a document in a browser: with its scripts, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Assistant, Settings

PLAN = b"""Office of Kites

The Kite Office's strategy for 2025-26

Published 3 April 2025

1.1 The Kite Office will hand out 720 kites by June 2025.
"""


@pytest.fixture
def toys(serve: Callable[..., str], chromium: str, toy_library: Path, tmp_path: Path) -> str:
    """The address of the toy library, where documents can be added."""
    home = tmp_path / "index"
    assistant = Assistant.open(home, "extractive", toy_library, Settings(embedder="hashing"))
    return serve(assistant, toy_library, home, "hashing", uploads=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_document_is_added_and_removed(watched: Callable[..., Any], toys: str, scripts: bool) -> None:
    page = watched(toys, java_script_enabled=scripts)
    page.goto("/library")
    page.get_by_role("link", name="Add a document").click()
    page.set_input_files("input[type=file]", {"name": "kites.txt", "mimeType": "text/plain", "buffer": PLAN})
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Title", exact=True).fill("Kites for all")
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_text("“Kites for all” was added").wait_for()  # the page asked again by itself
    page.get_by_role("link", name="To the library").click()
    page.get_by_role("link", name="Remove Kites for all").click()
    page.get_by_role("button", name="Remove the document").click()
    page.get_by_text("“Kites for all” was removed").wait_for()
    page.goto("/library/removed")
    page.get_by_role("button", name="Put back Kites for all").click()
    assert page.get_by_label("Short name").input_value() == "kites"


def test_a_file_that_is_too_large_is_told_before_it_is_sent(watched: Callable[..., Any], toys: str) -> None:
    page = watched(toys)
    page.goto("/library/add")
    page.evaluate("document.getElementById('upload').dataset.limit = '1'")
    large = {"name": "kites.txt", "mimeType": "text/plain", "buffer": b"x" * 1_500_000}
    page.set_input_files("input[type=file]", large)
    page.get_by_text("The file has 2 MB and at most 1 MB can be taken").wait_for()
    page.get_by_role("button", name="Read the file").click()
    assert page.url.endswith("/library/add")
    assert page.evaluate("document.activeElement.id") == "file"
