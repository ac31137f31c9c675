"""The toy library indexed with the hashing embedder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parents[1] / "contracts"))

from indexed import SETTINGS, Build  # found beside this file

from mandate_qa.indexing import build_index


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def build(toy_library: Path, out: Path) -> Build:
    """A function that indexes the toy library."""
    return lambda **given: build_index(toy_library, out, given.pop("settings", SETTINGS), **given)
