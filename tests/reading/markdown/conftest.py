"""Markdown that is written into a test, and read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "documents"))

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block

Read = Callable[[str], list[Block]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read an indented Markdown text."""

    def markdown(text: str) -> list[Block]:
        path = tmp_path / "plan.md"
        path.write_text(dedent(text), "utf-8")
        return read_blocks(path)

    return markdown
