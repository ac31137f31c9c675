"""Files as bytes: their hashes, and having them on the disk for certain."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def sha256(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def signature(path: Path) -> tuple[int, int, int] | None:
    """What changes whenever a file is replaced by another, for a few microseconds; None when there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def replace_text(path: Path, text: str) -> None:
    """Write a text file in one step: whoever reads it sees the old words or the new ones whole."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, "utf-8")
    flush(draft)
    draft.replace(path)


def flush(path: Path) -> None:
    """Have a file, or a folder's list of files, written to the disk itself, so that a power cut cannot undo it."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
