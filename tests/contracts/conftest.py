"""What the contracts share: a llama.cpp server for all tests that ask one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from small_models import llama_server_running  # found beside this file


@pytest.fixture(scope="session")
def llama_server() -> Iterator[str]:
    """Its address."""
    with llama_server_running() as url:
        yield url
