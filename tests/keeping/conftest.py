"""A place for what is kept, and answers to keep."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mandate_qa.keeping import Keeping


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "kept.sqlite"


@pytest.fixture
def keeping(place: Path) -> Iterator[Keeping]:
    made = Keeping(place)
    yield made
    made.close()
