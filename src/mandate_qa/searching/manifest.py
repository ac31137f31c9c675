"""`manifest.json`: what an index is, which build is the one in force, and what its files must be.

Knows the manifest and the hashes of files. It is the one commit point: replacing it is what puts a build in force.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.codec import decode, encode
from mandate_qa.errors import IndexDamagedError, IndexMismatchError, IndexNotFoundError
from mandate_qa.files import flush, sha256
from mandate_qa.settings import INDEX_FORMAT, digest

MANIFEST = "manifest.json"
MEND = "run: mandate-qa index"
BUILD = re.compile(r"build-\d{8}T\d{6}Z-[0-9a-f]{8}")
"""Name of a build's folder; nothing else in an index folder is ever removed."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the build, as it was written."""

    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an index holds."""

    documents: int
    paragraphs: int
    passages: int


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What `manifest.json` says."""

    format: int
    build: str
    """Name of the folder that holds the build in force."""
    created: str
    """UTC, ISO 8601."""
    embedder: str
    dimension: int
    embedder_fingerprint: str
    """What identifies the vectors; "" when the embedder cannot tell."""
    settings: str
    """`Settings.index_fingerprint()` at the time."""
    program: str
    """What identifies the code that read the documents."""
    seeds: dict[str, str]
    """Path in the seeds folder → SHA-256, library.toml among them; "" for a document that could not be read."""
    counts: Counts
    files: dict[str, FileRecord]
    """Path in the build's folder → what it must be. The encoder's files are vouched for by its own encoder.json."""

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same program builds from the same seeds and settings."""
        return digest({"settings": self.settings, "program": self.program, "seeds": self.seeds})


def read_index_manifest(folder: Path) -> IndexManifest:
    """The manifest in force. Raises IndexNotFoundError, IndexMismatchError for another format, IndexDamagedError."""
    path = folder / MANIFEST
    try:
        written = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexNotFoundError(f"There is no index in {folder}; {MEND}") from error
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{path} cannot be read; {MEND}") from error
    if isinstance(written, dict) and written.get("format", INDEX_FORMAT) != INDEX_FORMAT:
        found = written["format"]
        raise IndexMismatchError(f"The index in {folder} has format {found}, this program reads {INDEX_FORMAT}; {MEND}")
    try:
        return _checked(decode(IndexManifest, written))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise IndexDamagedError(f"{path} does not say what an index must; {MEND}") from error


def put_in_force(folder: Path, manifest: IndexManifest) -> None:
    """Replace the manifest of `folder` in one step; whoever opens the index sees the old build or the new one."""
    draft = folder / manifest.build / MANIFEST
    draft.write_text(json.dumps(encode(manifest), indent=2, ensure_ascii=False) + "\n", "utf-8")
    flush(draft)
    draft.replace(folder / MANIFEST)
    flush(folder)


def describe_files(folder: Path, names: Iterable[str]) -> dict[str, FileRecord]:
    """The record of each file, by its path in `folder`."""
    return {name: FileRecord(sha256(folder / name), (folder / name).stat().st_size) for name in names}


def check_files(folder: Path, files: Mapping[str, FileRecord]) -> None:
    """Raise IndexDamagedError, naming the file, when one in `folder` is missing or is not as it was written."""
    with ThreadPoolExecutor() as pool:  # hashing lets other threads run, and large files take seconds
        list(pool.map(lambda name: check_file(folder / name, files[name]), files))


def check_file(path: Path, record: FileRecord) -> None:
    """Raise IndexDamagedError when a file is missing or is not as it was written."""
    try:
        size = path.stat().st_size
        unchanged = size == record.size and sha256(path) == record.sha256
    except OSError as error:
        raise IndexDamagedError(f"{path} is missing from the index or cannot be read; {MEND}") from error
    if size != record.size:
        raise IndexDamagedError(f"{path} has {size} bytes instead of {record.size}; {MEND}")
    if not unchanged:
        raise IndexDamagedError(f"{path} has been changed since the index was built; {MEND}")


def _checked(manifest: IndexManifest) -> IndexManifest:
    if not BUILD.fullmatch(manifest.build):
        raise ValueError(manifest.build)
    return manifest
