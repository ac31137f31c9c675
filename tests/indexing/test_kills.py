"""What no crash can do to an index."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from indexed import SETTINGS, Build, first_hit, folders

from mandate_qa.indexing import is_stale
from mandate_qa.searching.store import Index

MOMENTS = {
    "while reading": "mandate_qa.building.contents.number_paragraphs",
    "after embedding": "mandate_qa.indexing.write_segment",
    "while saving the vectors": "mandate_qa.searching.segments.Postings.save",
    "before it is put in force": "mandate_qa.searching.saving.put_in_force",
    "just after it was put in force": "mandate_qa.indexing.forget",
}
"""Moment → the function at whose call the building process stops and waits to be killed."""

BUILDER = dedent("""
    import sys, time
    from importlib import import_module
    from pathlib import Path
    from mandate_qa.indexing import build_index
    from mandate_qa.settings import Settings

    seeds, out, target = sys.argv[1:]
    names = target.split(".")
    depth = next(n for n in range(len(names) - 1, 0, -1) if names[n - 1][0].islower())
    owner = import_module(".".join(names[:depth]))
    for name in names[depth:-1]:
        owner = getattr(owner, name)

    def wait(*_, **__):
        print("waiting", flush=True)
        time.sleep(60)

    setattr(owner, names[-1], wait)
    build_index(Path(seeds), Path(out), Settings(embedder="hashing"), fresh=True)
""")


class TestKills:
    @pytest.mark.parametrize("moment", MOMENTS)
    def test_a_kill_leaves_an_index_that_serves_and_the_next_build_clears_up(
        self, build: Build, toy_library: Path, out: Path, moment: str
    ) -> None:
        build()
        kill_a_build(toy_library, out, MOMENTS[moment])
        assert "wooden blocks" in first_hit(out)
        build()
        assert "wooden blocks" in first_hit(out)
        assert folders(out) == sorted(Index.open(out).manifest.folders)

    def test_a_first_build_that_is_killed_leaves_no_index_and_the_next_succeeds(
        self, build: Build, toy_library: Path, out: Path
    ) -> None:
        kill_a_build(toy_library, out, MOMENTS["before it is put in force"])
        assert is_stale(out, toy_library, SETTINGS) == f"There is no index in {out}"
        build()
        assert folders(out) == sorted(Index.open(out).manifest.folders)

    def test_builds_side_by_side_leave_one_whole_index(self, toy_library: Path, out: Path) -> None:
        code = (
            "import sys; from mandate_qa.indexing import build_index; from mandate_qa.settings import Settings\n"
            "for _ in range(3): build_index(sys.argv[1], sys.argv[2], Settings(embedder='hashing'), fresh=True)"
        )
        command = [sys.executable, "-c", code, str(toy_library), str(out)]
        builders = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
        for builder in builders:
            assert (builder.communicate()[1], builder.returncode) == ("", 0)
        assert folders(out) == sorted(Index.open(out).manifest.folders)
        assert "wooden blocks" in first_hit(out)


def kill_a_build(seeds: Path, out: Path, target: str) -> None:
    """Start a build in another process, and kill it when it calls `target`."""
    command = [sys.executable, "-c", BUILDER, str(seeds), str(out), target]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "waiting\n"
        os.kill(builder.pid, signal.SIGKILL)
