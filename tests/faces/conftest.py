"""The scripted Assistant in place of the real one, for the command line and the chat window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import scripted  # found beside this file


@pytest.fixture
def assistant() -> scripted.Assistant:
    return scripted.Assistant()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[scripted.Assistant]]:
    """The scripted Assistant as the one that the command line opens."""
    monkeypatch.setitem(sys.modules, "mandate_qa.assistant", None)
    scripted.install()
    yield scripted.Assistant
