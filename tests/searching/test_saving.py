from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mandate_qa.errors import SearchIndexError
from mandate_qa.searching import saving
from mandate_qa.searching.locks import hold, is_held
from mandate_qa.searching.manifest import read_index_manifest
from mandate_qa.searching.saving import BUILD_LOCK, new_build
from mandate_qa.searching.store import Index

MakeIndex = Callable[..., Path]


def test_a_new_build_replaces_the_old_one_and_its_folder(make_index: MakeIndex) -> None:
    home = make_index()
    make_index({"other": ["One paragraph."]}, home=home)
    assert list(Index.open(home).library.documents) == ["other"]
    assert builds(home) == [read_index_manifest(home).build]


def test_nothing_but_builds_is_touched(make_index: MakeIndex, tmp_path: Path) -> None:
    home = tmp_path / "index"
    (home / "build-notes").mkdir(parents=True)
    for name in ("README.md", "build-notes/mine.txt", "build-20200101T000000Z-00000000"):
        (home / name).write_text("mine")
    make_index(home=home)
    make_index(home=home)
    for name in ("README.md", "build-notes/mine.txt", "build-20200101T000000Z-00000000"):
        assert (home / name).read_text() == "mine"


def test_a_build_that_fails_leaves_the_old_one_in_force_and_nothing_else(make_index: MakeIndex) -> None:
    home = make_index()
    with pytest.raises(ZeroDivisionError), new_build(home) as folder:
        (folder / "half.written").write_text("…")
        raise ZeroDivisionError
    assert builds(home) == [read_index_manifest(home).build]
    Index.open(home)


def test_what_a_killed_build_left_is_removed(make_index: MakeIndex, tmp_path: Path) -> None:
    left = tmp_path / "index" / "build-20200101T000000Z-0123abcd"
    left.mkdir(parents=True)
    (left / BUILD_LOCK).write_text("99999999\n")
    make_index()
    assert not left.exists()


def test_what_a_living_process_is_writing_stays(make_index: MakeIndex, tmp_path: Path) -> None:
    with new_build(tmp_path / "index") as folder:
        make_index()
        assert folder.exists()
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(SearchIndexError, match=r"The index in .*file.* cannot be written \(.*\); free some space"),
        new_build(tmp_path / "file"),
    ):
        pass


def test_a_full_disk_leaves_the_old_index_in_force(make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_index()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "build_keywords", full)
    with pytest.raises(SearchIndexError, match=r"cannot be written \(No space left on device\)"):
        make_index(home=home)
    assert builds(home) == [read_index_manifest(home).build]
    Index.open(home)


def test_a_lock_is_held_as_long_as_its_process_lives(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    code = (
        "import sys, time; from pathlib import Path; from mandate_qa.searching.locks import hold\n"
        "with hold(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_held(lock)
        assert lock.read_text() == f"{holder.pid}\n"
        holder.kill()
    assert not is_held(lock)


def test_a_lock_is_free_again_after_its_block(tmp_path: Path) -> None:
    with hold(tmp_path / "lock"):
        assert is_held(tmp_path / "lock")
    assert not is_held(tmp_path / "lock")
    assert not is_held(tmp_path / "no such lock")


def builds(home: Path) -> list[str]:
    """Names of the folders in an index."""
    return [path.name for path in home.iterdir() if path.is_dir()]
