"""What the tests of language models share: no keys of this machine, short waits, and a server that misbehaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mandate_qa.backends.llms import guarded

sys.path.insert(0, str(Path(__file__).parent))

from misbehaving import Misbehaving, started  # found beside this file


@pytest.fixture(autouse=True)
def no_keys_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever keys lie on the machine that runs the tests, they are not found; proxies are not asked."""
    for name in ("MANDATE_QA_API_KEY", "OPENAI_API_KEY", "AZURE_OPENAI_API_KEY", "OLLAMA_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "FIRST_WAIT", 0.01)


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with started() as server:
        yield server
