"""OpenDocument texts that are made for a test, and read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "documents"))

import make_odt

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block

Read = Callable[..., list[Block]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Make an OpenDocument text as `make_odt.odt` does, and read it."""

    def made(*body: str, **parts: object) -> list[Block]:
        path = tmp_path / "made.odt"
        path.write_bytes(make_odt.odt(*body, **parts))  # type: ignore[arg-type]
        return read_blocks(path)

    return made


@pytest.fixture
def marks(read: Read) -> Callable[..., list[str]]:
    """The marks of such a text's blocks, in order."""

    def found(*body: str, **parts: object) -> list[str]:
        return [block.marker for block in read(*body, **parts)]

    return found
