"""`manifest.json`: what an index is, which segments it is made of, and what their files must be.

Knows the manifest and the hashes of files. It is the one commit point: replacing it is what puts segments in force.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from mandate_qa.codec import decode, encode
from mandate_qa.collecting import paused
from mandate_qa.errors import IndexDamagedError, IndexMismatchError, IndexNotFoundError
from mandate_qa.files import flush, sha256, signature
from mandate_qa.reading.seeds import Seed
from mandate_qa.settings import INDEX_FORMAT, digest

MANIFEST = "manifest.json"
DRAFT = "manifest.json.new"
MEND = "run: mandate-qa index"
LARGE = 32 * 2**20
"""Bytes of a file from which on only its size is looked at when an index is opened; a gigabyte takes a second to hash,
and what has been changed in a large one is told by `mandate-qa check`."""
Signature = tuple[int, int, int]

FOLDER = re.compile(r"(?:segment|encoder|build)-\d{8}T\d{6}Z-[0-9a-f]{8}")
"""Name of a folder that belongs to an index, "build" in earlier formats; nothing else in it is ever removed."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of a segment, as it was written."""

    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """Some documents' share of an index, in a folder of its own."""

    folder: str
    """Name of its folder in the index."""
    passages: int
    """Rows that it has, those of documents that are no longer in force among them."""
    files: dict[str, FileRecord]
    """Path in its folder → what it must be."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document's share of the index is, and how large it is."""

    segment: int
    """Position of the segment that holds it."""
    paragraphs: int
    passages: int
    warnings: tuple[str, ...] = ()
    """What of its file could not be read, each with its path."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What a document comes to in an engine that searches for the index."""

    number: str
    """Sixteen hexadecimal digits that tell its passages, words and vectors from any other's."""
    words: int
    """Of all its passages, repetitions counted."""


@dataclass(frozen=True, slots=True)
class Published:
    """What of the index an engine on other machines holds."""

    store: str
    """Name of the engine."""
    collection: str
    mean: float
    """Words of a passage, as BM25 takes them; near those of the index, which may have grown since."""
    volumes: dict[str, Volume]
    """By document key."""
    retired: tuple[str, ...] = ()
    """Numbers of volumes that the index before had: removed with the next change, when nobody reads it any more."""
    before: str = ""
    """The collection of the index before, when it was another one."""


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What `manifest.json` says."""

    format: int
    created: str
    """UTC, ISO 8601."""
    embedder: str
    dimension: int
    embedder_fingerprint: str
    """What identifies the vectors; "" when the embedder cannot tell."""
    encoder: str
    """Name of the folder that holds the light encoder for questions, vouched for by its own card; "" without one."""
    settings: str
    """`Settings.index_fingerprint()` at the time."""
    program: str
    """What identifies the code that read the documents."""
    seeds: dict[str, Seed]
    """Path in the seeds folder → what was found there, library.toml among them."""
    segments: tuple[SegmentRecord, ...]
    documents: dict[str, Placed]
    """By key, in library order."""
    failures: dict[str, str] = field(default_factory=dict)
    """Path in the seeds folder → why no document could be read from it, and what to do."""
    published: Published | None = None
    """None where the files of the segments are searched."""

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits, the same whenever the same program builds from the same seeds and settings."""
        seeds = {path: seed.sha256 for path, seed in self.seeds.items()}
        return digest({"settings": self.settings, "program": self.program, "seeds": seeds})

    @property
    def folders(self) -> frozenset[str]:
        """Names of all folders that it needs."""
        return frozenset((self.encoder, *(segment.folder for segment in self.segments))) - {""}

    @property
    def passages(self) -> int:
        """Passages of all documents."""
        return sum(placed.passages for placed in self.documents.values())

    def part(self, keys: Iterable[str]) -> IndexManifest:
        """The same index with these documents alone, and the segments that hold them."""
        placed = {key: self.documents[key] for key in keys}
        needed = sorted({found.segment for found in placed.values()})
        positions = {segment: position for position, segment in enumerate(needed)}
        documents = {key: replace(found, segment=positions[found.segment]) for key, found in placed.items()}
        return replace(self, segments=tuple(self.segments[n] for n in needed), documents=documents)


def read_index_manifest(folder: Path) -> IndexManifest:
    """The manifest in force. Raises IndexNotFoundError, IndexMismatchError for another format, IndexDamagedError.

    The last one is remembered until its file is replaced: with ten thousand documents it takes a fifth of a second, and
    bringing an index up to date asks for it again and again.
    """
    path = folder / MANIFEST
    seen = path.absolute(), signature(path)
    remembered = _last.get("read")
    if remembered and remembered[0] == seen:
        return remembered[1]
    manifest = _read(folder, path)
    _last["read"] = seen, manifest
    return manifest


_last: dict[str, tuple[tuple[Path, Signature | None], IndexManifest]] = {}


def _read(folder: Path, path: Path) -> IndexManifest:
    with paused():  # of ten thousand documents each is two small objects
        return _decoded(folder, path)


def _decoded(folder: Path, path: Path) -> IndexManifest:
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
    """Replace the manifest of `folder` in one step; whoever opens the index sees the old one or the new one whole."""
    draft = folder / DRAFT
    # Not indented: json would do without its C encoder, which is felt with ten thousand documents
    with paused():
        draft.write_text(json.dumps(encode(manifest), ensure_ascii=False) + "\n", "utf-8")
    flush(draft)
    written = signature(draft)  # what is moved stays the same file
    draft.replace(folder / MANIFEST)
    flush(folder)
    _last["read"] = ((folder / MANIFEST).absolute(), written), manifest


def describe_files(folder: Path, names: Iterable[str]) -> dict[str, FileRecord]:
    """The record of each file of a segment, by its path in `folder`."""
    return {name: FileRecord(sha256(folder / name), (folder / name).stat().st_size) for name in names}


def check_files(folder: Path, files: Mapping[str, FileRecord], large: int | None = None) -> None:
    """Raise IndexDamagedError, naming the file, when one in `folder` is missing or is not as it was written.

    Of files of at least `large` bytes only the size is looked at, where that is given.
    """
    with ThreadPoolExecutor() as pool:  # hashing lets other threads run, and large files take seconds
        list(pool.map(lambda name: check_file(folder / name, files[name], large), files))


def check_file(path: Path, record: FileRecord, large: int | None = None) -> None:
    """Raise IndexDamagedError when a file is missing or is not as it was written, as far as `check_files` looks."""
    try:
        size = path.stat().st_size
        trusted = large is not None and size >= large
        unchanged = size == record.size and (trusted or sha256(path) == record.sha256)
    except OSError as error:
        raise IndexDamagedError(f"{path} is missing from the index or cannot be read; {MEND}") from error
    if size != record.size:
        raise IndexDamagedError(f"{path} has {size} bytes instead of {record.size}; {MEND}")
    if not unchanged:
        raise IndexDamagedError(f"{path} has been changed since the index was built; {MEND}")


def _checked(manifest: IndexManifest) -> IndexManifest:
    for folder in manifest.folders:
        if not FOLDER.fullmatch(folder):
            raise ValueError(folder)
    if not all(0 <= placed.segment < len(manifest.segments) for placed in manifest.documents.values()):
        raise ValueError(manifest.documents)
    return manifest
