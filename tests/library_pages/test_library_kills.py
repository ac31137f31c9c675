"""A process that is killed while it adds a document: what was in force still is, and the next start makes it whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from library_visitor import HASHING

from mandate_qa import Assistant
from mandate_qa.indexing import build_index
from mandate_qa.searching.store import Index

ADDING = """
import os, signal, sys
from pathlib import Path
from mandate_qa.curating.changing import add_documents
from mandate_qa.curating.proposing import propose
from mandate_qa.settings import Settings

new, seeds, home, at = sys.argv[1:]
def killed(step, done, total):
    if step == at:
        os.kill(os.getpid(), signal.SIGKILL)
add_documents([propose(Path(new), {}, {})], Path(seeds), Path(home), Settings(embedder="hashing"), killed)
"""


@pytest.mark.parametrize("step", ["reading", "loading the model", "embedding"])
def test_a_killed_adding_leaves_the_library_that_was(shelf: Path, home: Path, tmp_path: Path, step: str) -> None:
    build_index(shelf, home, HASHING)
    new = tmp_path / "kites.txt"
    new.write_text("The Kite plan\n\nPublished 1 May 2025\n\n1.1 Kites fly.", "utf-8")
    run = subprocess.run([sys.executable, "-c", ADDING, new, shelf, home, step], check=False, capture_output=True)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    assert list(Index.open(home).library.documents) == ["toy-plan-2024", "paint"]
    again = Assistant.open(home, "extractive", shelf, HASHING)
    assert list(again.library.documents) == ["toy-plan-2024", "kites", "paint"]
    assert again.library.documents["kites"].published == "2025-05-01"
