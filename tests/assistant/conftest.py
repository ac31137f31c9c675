"""The two plans on disk, indexed and asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from toys import QUESTION, SETTINGS, written  # found beside this file

from mandate_qa import Answer, Assistant


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans and their manifest."""
    return written(tmp_path_factory.mktemp("toys") / "seeds")


@pytest.fixture(scope="module")
def index(library: Path) -> Path:
    """The folder of their index, built by the first assistant."""
    home = library.parent / "index"
    Assistant.open(home, seeds=library, settings=SETTINGS)
    return home


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    return Assistant.open(index, settings=SETTINGS, build=False)


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION, documents=["plan-2024"])
