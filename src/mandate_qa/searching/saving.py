"""Writing an index: everything into a new folder, put in force in one step, then the old ones removed.

A crash or a kill at any moment leaves the build that was in force serving; what it leaves lying about is removed by
the next build. Knows folders and their order; what stands in the files is for `library`, `vectors`, `keywords`
and `late`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from mandate_qa.errors import SearchIndexError
from mandate_qa.files import flush
from mandate_qa.searching.keywords import build_keywords
from mandate_qa.searching.late import FILES, TokenIndex
from mandate_qa.searching.library import write_library
from mandate_qa.searching.locks import hold, is_held
from mandate_qa.searching.manifest import (
    BUILD,
    FileRecord,
    IndexManifest,
    describe_files,
    put_in_force,
    read_index_manifest,
)
from mandate_qa.searching.store import KEYWORDS, LIBRARY, VECTORS
from mandate_qa.searching.tokens import terms
from mandate_qa.searching.vectors import VectorIndex, Vectors
from mandate_qa.types import Document, Paragraph, Passage

HOME_LOCK = ".lock"
"""Held for the moments in which a build's folder is made, or a build is put in force and others are removed."""
BUILD_LOCK = "building.lock"
"""Held in a build's folder as long as a process writes it."""


@contextmanager
def new_build(home: Path) -> Iterator[Path]:
    """A new folder in `home` to write a build into; removed when the block ends and the build is not in force.

    Other processes may build at the same time; the last to commit is in force. Raises SearchIndexError when `home`
    cannot be written.
    """
    with ExitStack() as held:
        with _writing(home):
            folder = _reserve(home, held)
        try:
            yield folder
        finally:
            if _in_force(home) != folder.name:
                shutil.rmtree(folder, ignore_errors=True)


def write_build(
    folder: Path,
    documents: Sequence[Document],
    paragraphs: Sequence[Paragraph],
    passages: Sequence[Passage],
    vectors: Vectors,
    tokens: TokenIndex | None = None,
) -> dict[str, FileRecord]:
    """Write all files of a build into `folder` and say what they are; row n of each searcher is `passages[n]`.

    Raises SearchIndexError when they cannot be written.
    """
    with _writing(folder):
        write_library(folder / LIBRARY, documents, paragraphs, passages)
        VectorIndex.build(vectors).save(folder / VECTORS)
        if tokens is not None:
            tokens.save(folder)
        build_keywords([terms(passage.search_text) for passage in passages], folder / KEYWORDS)
        keywords = sorted(path.relative_to(folder).as_posix() for path in (folder / KEYWORDS).iterdir())
        return describe_files(folder, [LIBRARY, VECTORS, *keywords, *(FILES if tokens is not None else ())])


def commit(home: Path, manifest: IndexManifest) -> None:
    """Put a written build in force, then remove every other that no living process is writing.

    Raises SearchIndexError when that cannot be done; the build that was in force then still is.
    """
    with _writing(home):
        for path in sorted((home / manifest.build).rglob("*")):
            flush(path)
        flush(home / manifest.build)
        with hold(home / HOME_LOCK):
            put_in_force(home, manifest)
            _remove_others(home, manifest.build)


def _reserve(home: Path, held: ExitStack) -> Path:
    """Make a build's folder and lock it, at a moment when nobody can be removing folders."""
    home.mkdir(parents=True, exist_ok=True)
    with hold(home / HOME_LOCK):
        folder = home / f"build-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{token_hex(4)}"
        folder.mkdir()
        held.enter_context(hold(folder / BUILD_LOCK))
    return folder


def _remove_others(home: Path, keep: str) -> None:
    """Remove builds that were replaced and what killed processes left; nothing but builds' folders is touched."""
    for path in home.iterdir():
        if path.name != keep and BUILD.fullmatch(path.name) and path.is_dir() and not is_held(path / BUILD_LOCK):
            shutil.rmtree(path, ignore_errors=True)  # one that is open elsewhere may stay until the next build


def _in_force(home: Path) -> str | None:
    """Name of the build in force, or None."""
    try:
        return read_index_manifest(home).build
    except SearchIndexError:
        return None


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what disks and file formats raise into one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        message = f"The index in {folder} cannot be written ({reason}); free some space or name another folder."
        raise SearchIndexError(message) from error
