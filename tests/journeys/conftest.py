"""An assistant over the real documents with the real embedder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa import Assistant, Settings


@pytest.fixture(scope="session")
def assistant(real_index: Path, seeds: Path) -> Assistant:
    """An assistant over it, as the command line opens one."""
    return Assistant.open(real_index, seeds=seeds, settings=Settings())
