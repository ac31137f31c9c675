"""The real documents with the real embedder: one index, built once for all journeys, takes about half a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa import Assistant, Settings, build_index


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The folder of the index of the five documents, with default settings."""
    home = tmp_path_factory.mktemp("real") / "index"
    report = build_index(seeds, home, Settings())
    assert (report.documents, report.failures, report.notes) == (5, (), ())
    return home


@pytest.fixture(scope="session")
def assistant(real_index: Path, seeds: Path) -> Assistant:
    """An assistant over it, as the command line opens one."""
    return Assistant.open(real_index, seeds=seeds, settings=Settings())
