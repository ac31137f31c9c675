"""What stands between an index on disk and an Assistant over it: whether it is up to date, what it lacks."""

from __future__ import annotations

from pathlib import Path

from mandate_qa.reading.manifest import MANIFEST_NAME
from mandate_qa.searching.store import Index
from mandate_qa.settings import Settings
from mandate_qa.types import Progress


def brought_up_to_date(home: Path, seeds: Path, settings: Settings, progress: Progress | None) -> None:
    """Build the index in `home` when it is missing or stale and there are seeds to build it from."""
    from mandate_qa.indexing import build_index, is_stale

    if seeds.is_dir() and (reason := is_stale(home, seeds, settings)):
        if progress:
            progress(f"{reason}; building the index", 0, 0)
        build_index(seeds, home, settings, progress)


def left_out(index: Index) -> tuple[str, ...]:
    """Paths of the seeds that the index knows of and holds no document of, in order."""
    read = {document.path for document in index.library.documents.values()}
    return tuple(path for path in index.manifest.seeds if path not in read and path != MANIFEST_NAME)


def warnings_of(index: Index) -> dict[str, tuple[str, ...]]:
    """What of each file could not be read when the index was built, by its path, the path left out of the words."""
    documents = index.library.documents
    told = {documents[key].path: placed.warnings for key, placed in index.manifest.documents.items() if placed.warnings}
    parts = {path: tuple(words.removeprefix(f"{path}: ") for words in found) for path, found in told.items()}
    return parts | {path: (words,) for path, words in index.manifest.failures.items()}
