from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from mandate_qa.errors import SearchIndexError
from mandate_qa.searching import segments
from mandate_qa.searching.manifest import read_index_manifest
from mandate_qa.searching.saving import new_folder, writing
from mandate_qa.searching.store import Index

MakeIndex = Callable[..., Path]


def test_a_new_index_replaces_the_old_one_and_its_folders(make_index: MakeIndex) -> None:
    home = make_index()
    make_index({"other": ["One paragraph."]}, home=home)
    assert list(Index.open(home).library.documents) == ["other"]
    assert folders(home) == sorted(read_index_manifest(home).folders)


def test_nothing_but_an_indexs_folders_is_touched(make_index: MakeIndex, tmp_path: Path) -> None:
    home = tmp_path / "index"
    (home / "segment-notes").mkdir(parents=True)
    for name in ("README.md", "segment-notes/mine.txt", "segment-20200101T000000Z-00000000"):
        (home / name).write_text("mine")
    make_index(home=home)
    make_index(home=home)
    for name in ("README.md", "segment-notes/mine.txt", "segment-20200101T000000Z-00000000"):
        assert (home / name).read_text() == "mine"


def test_what_fails_leaves_the_old_index_in_force_and_nothing_else(make_index: MakeIndex) -> None:
    home = make_index()
    with pytest.raises(ZeroDivisionError), writing(home):
        (new_folder(home, "segment") / "half.written").write_text("…")
        raise ZeroDivisionError
    assert folders(home) == sorted(read_index_manifest(home).folders)
    Index.open(home)


@pytest.mark.parametrize("kind", ["segment", "encoder", "build"])
def test_what_a_killed_process_or_an_earlier_format_left_is_removed(
    make_index: MakeIndex, tmp_path: Path, kind: str
) -> None:
    left = tmp_path / "index" / f"{kind}-20200101T000000Z-0123abcd"
    left.mkdir(parents=True)
    (left / "half.written").write_text("…")
    make_index()
    assert not left.exists()


def test_nothing_is_removed_while_it_is_unclear_what_is_in_force(make_index: MakeIndex) -> None:
    home = make_index()
    before = folders(home)
    (home / "manifest.json").write_text("{")
    with writing(home):
        pass
    assert folders(home) == before


def test_one_writes_at_a_time_and_the_next_says_that_it_waits(tmp_path: Path) -> None:
    told: list[str] = []

    def write_too() -> None:
        with writing(tmp_path, lambda step, done, total: told.append(step)):
            told.append("writing")

    with writing(tmp_path):
        other = Thread(target=write_too)
        other.start()
        other.join(0.3)
        assert told == ["waiting for another process that writes the index"]
    other.join(10)
    assert told[1:] == ["writing"]


def test_a_killed_process_keeps_nobody_waiting(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from mandate_qa.searching.saving import writing\n"
        "with writing(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait()
        with writing(tmp_path, lambda step, done, total: pytest.fail(step)):
            pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(SearchIndexError, match=r"The index in .*file.* cannot be written \(.*\); free some space"),
        writing(tmp_path / "file"),
    ):
        pass


def test_a_full_disk_leaves_the_old_index_in_force(make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_index()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(segments.Postings, "save", full)
    with pytest.raises(SearchIndexError, match=r"cannot be written \(No space left on device\)"):
        make_index(home=home)
    assert folders(home) == sorted(read_index_manifest(home).folders)
    Index.open(home)


def folders(home: Path) -> list[str]:
    """Names of the folders in an index."""
    return sorted(path.name for path in home.iterdir() if path.is_dir())
