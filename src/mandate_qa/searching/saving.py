"""Writing an index: each segment into a new folder, put in force in one step, then what is no longer needed removed.

A crash or a kill at any moment leaves the segments that were in force serving; what it leaves lying about is removed by
whoever writes next, but for the parts that `unfinished` vouches for. One process writes at a time, and those that read
are never kept waiting. Knows folders and their order; what stands in the files is for `segments`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from mandate_qa.errors import IndexNotFoundError, SearchIndexError
from mandate_qa.files import flush
from mandate_qa.searching.manifest import FOLDER, IndexManifest, put_in_force, read_index_manifest
from mandate_qa.searching.unfinished import unfinished_folders
from mandate_qa.types import Progress

LOCK = ".lock"
"""Held by the process that writes; the system lets go of it when the process ends, however it ends."""


@contextmanager
def writing(home: Path, progress: Progress | None = None) -> Iterator[None]:
    """Be the one that writes to `home` while the block runs, waiting for another process that does.

    What was left that is neither in force nor part of an unfinished build is removed, before the block and after it.
    Raises SearchIndexError when `home` cannot be written.
    """
    from filelock import FileLock, Timeout

    with in_one_sentence(home):
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if progress:
                progress("waiting for another process that writes the index", 0, 0)
            lock.acquire()
    try:
        remove_others(home)  # what was killed over and over would fill the disk
        yield
    finally:
        remove_others(home)
        lock.release()


def new_folder(home: Path, kind: str) -> Path:
    """A new folder in `home` for a "segment" or an "encoder". Raises SearchIndexError when it cannot be made."""
    with in_one_sentence(home):
        folder = home / f"{kind}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{token_hex(4)}"
        folder.mkdir()
        return folder


def commit(home: Path, manifest: IndexManifest, new: Iterable[str]) -> None:
    """Put a manifest in force whose `new` folders are written.

    Raises SearchIndexError when that cannot be done; what was in force then still is.
    """
    with in_one_sentence(home):
        for folder in sorted(new):
            for path in sorted((home / folder).rglob("*")):
                flush(path)
            flush(home / folder)
        put_in_force(home, manifest)


def remove_others(home: Path) -> None:
    """Remove the folders of an index that are neither in force nor part of an unfinished build.

    Nothing else is touched, and none when it is unclear what is in force.
    """
    folders = [path for path in home.iterdir() if FOLDER.fullmatch(path.name) and path.is_dir()]
    try:
        needed = read_index_manifest(home).folders | unfinished_folders(home)
    except IndexNotFoundError:
        needed = unfinished_folders(home)
    except SearchIndexError:
        return
    for path in folders:
        if path.name not in needed:
            shutil.rmtree(path, ignore_errors=True)  # one that is open elsewhere may stay until the next time


@contextmanager
def in_one_sentence(folder: Path) -> Iterator[None]:
    """Turn what disks and file formats raise into one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        message = f"The index in {folder} cannot be written ({reason}); free some space or name another folder."
        raise SearchIndexError(message) from error
