"""Pages that are written into a test, and read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "documents"))

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block

Read = Callable[[str], list[Block]]


@pytest.fixture
def read_page(tmp_path: Path) -> Read:
    """Read a whole page."""

    def read(html: str) -> list[Block]:
        path = tmp_path / "page.html"
        path.write_text(html, "utf-8")
        return read_blocks(path)

    return read


@pytest.fixture
def read(read_page: Read) -> Read:
    """Read what stands in the main element of a page."""
    return lambda html: read_page(f"<!DOCTYPE html><html><body><main>{html}</main></body></html>")
