"""PDF files that are made for a test, and read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "documents"))

import make_pdf

from mandate_qa.reading.files import read_blocks
from mandate_qa.types import Block

Read = Callable[..., list[Block]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Draw a PDF as `make_pdf.pdf` does, and read it."""

    def made(*draw: Callable[[make_pdf.Sheet], object], **options: object) -> list[Block]:
        path = tmp_path / "made.pdf"
        path.write_bytes(make_pdf.pdf(*draw, **options))  # type: ignore[arg-type]
        return read_blocks(path)

    return made


@pytest.fixture
def texts(read: Read) -> Callable[..., list[str]]:
    """The texts of such a document's blocks, in order."""

    def found(*draw: Callable[[make_pdf.Sheet], object], **options: object) -> list[str]:
        return [block.text for block in read(*draw, **options)]

    return found
