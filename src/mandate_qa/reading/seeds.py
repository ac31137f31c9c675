"""The seeds folder: which documents lie in it, what is known of each, and which have changed since they were last seen.

What `library.toml` says of a document comes first; where it is silent the file or record itself tells. What stands in
a file, and how it is numbered, is left to the readers.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten
from typing import Any

from mandate_qa.errors import ManifestError, UnreadableDocumentError
from mandate_qa.files import sha256
from mandate_qa.reading.facts import facts_of
from mandate_qa.reading.files import HEAD, READERS, read_blocks, reader_for
from mandate_qa.reading.jsonl_names import parted
from mandate_qa.reading.manifest import MANIFEST_NAME, checked_value, read_entries
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.settings import digest
from mandate_qa.types import Block, Document

OnUnreadable = Callable[[UnreadableDocumentError], None]
"""Called for a document whose file is missing or empty, or a line that holds none, which is then left out."""

_ABOUT = re.compile(r"\.|~\$|(?:readme|licen[cs]e)(?:\.|$)", re.IGNORECASE)
"""Names of files that tell about the folder, or that programs leave behind."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time of change is trusted to move when the file changes again."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A document's file or record as it was seen: enough to tell whether it has changed since."""

    sha256: str
    """"" for what could not be read."""
    size: int = -1
    """Bytes of the file; −1 when there is none."""
    modified: int = 0
    """When the file was changed, in nanoseconds; 0 when that was too short a time ago to tell changes apart."""
    entry: str = ""
    """Digest of what library.toml says of it, "" when it says nothing."""
    key: str = ""
    """Key of the document that was read from it, "" when none could be."""

    def same_file(self, other: Seed) -> bool:
        """Whether the file has not been touched between the two."""
        return 0 < self.modified == other.modified and self.size == other.size

    def same_document(self, other: Seed) -> bool:
        """Whether the same words and the same entry of library.toml were seen."""
        return (self.sha256, self.entry) == (other.sha256, other.entry)


Seen = Mapping[str, Seed]
"""Path in the seeds folder → what was seen there before."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the seeds folder, before it is read."""

    path: str
    """In the seeds folder; "plans.jsonl#7" for a record."""
    seed: Seed
    given: Mapping[str, Any]
    """What library.toml, or the record, says of it."""


def read_manifest(seeds: Path, on_unreadable: OnUnreadable | None = None) -> list[Document]:
    """The documents of a folder: those `library.toml` lists, in its order, then every other that can be read, by name.

    A file that is not listed gets its key from its name; its title, publisher and dates are those it tells itself. Each
    record of a JSONL file that is not listed is a document of its own, which says of itself what it can.
    Raises ManifestError for an entry that cannot be right, or a file that differs from its pinned `sha256`;
    UnreadableDocumentError for a file that is missing or empty, unless `on_unreadable` takes it; and the same
    when there is no such folder or nothing in it.
    """
    documents = []
    for source in find_sources(seeds, {}, on_unreadable):
        file = seeds / source.path
        try:
            blocks = [] if "title" in source.given else read_blocks(file)
        except UnreadableDocumentError as error:
            (on_unreadable or raised)(error)
        else:
            documents.append(described(source, file, blocks))
    require_distinct_keys([(document.key, document.path) for document in documents], seeds)
    return documents


def find_sources(seeds: Path, seen: Seen, on_unreadable: OnUnreadable | None = None) -> list[Source]:
    """The documents of a folder, in the order of `read_manifest`, which says what is raised.

    A file that has not been touched since it was `seen` is not opened.
    """
    if not seeds.is_dir():
        raise UnreadableDocumentError(f"{seeds} is no folder; name the one that holds the documents.", str(seeds))
    entries = read_entries(seeds)
    listed = {entry["path"] for entry in entries}
    others = [file for file in readable_files(seeds) if file.name not in listed]
    if not entries and not others:
        message = f"{seeds} holds no *.txt file, nor a document of another kind; put the documents there."
        raise UnreadableDocumentError(message, str(seeds))
    on_error = on_unreadable or raised
    sources = [source for entry in entries if (source := found(entry, seeds / entry["path"], seen, on_error))]
    for file in others:
        if file.suffix.lower() in RECORD_SUFFIXES:
            sources += record_sources(file, listed, seen, on_error)
        elif source := found({"path": file.name}, file, seen, on_error):
            sources.append(source)
    return sources


def described(source: Source, file: Path, blocks: Sequence[Block]) -> Document:
    """The document of a source; where nobody says what it is, its first `blocks` do."""
    given = {name: value for name, value in source.given.items() if name != "sha256"}
    told = {} if "title" in given else told_by(file, blocks)
    title = given.get("title") or told.get("title") or file.stem
    defaults = {"key": key_from(file.stem), "title": title, "short_title": shorten(title, 100, placeholder=" …")}
    unknown = {"publisher": "", "published": "", "period_start": None, "period_end": None}
    return Document(**{**defaults, **unknown, **told, **given, "content_hash": source.seed.sha256})


def told_by(file: Path, blocks: Sequence[Block]) -> dict[str, str]:
    """What a file tells of itself, by the fields of Document."""
    return {name: fact.value for name, fact in facts_of(blocks, reader_for(file).title(file)).items()}


def readable_files(seeds: Path) -> list[Path]:
    """The files of a folder that are called what documents are, by name."""
    suffixes = tuple(suffix for reader in READERS for suffix in reader.suffixes)
    with os.scandir(seeds) as entries:  # names are told apart and sorted sooner than paths, which shows among thousands
        names = sorted(entry.name for entry in entries if entry.name.lower().endswith(suffixes))
    return [seeds / name for name in names if not _ABOUT.match(name)]


def record_sources(file: Path, listed: Set[str], seen: Seen, on_error: OnUnreadable) -> Iterator[Source]:
    """The records of a file that are not listed."""
    now = stamp(file)
    known = {path: seed for path, seed in seen.items() if path.startswith(f"{file.name}#") and path not in listed}
    if known and file.name not in seen and all(seed.key and seed.same_file(now) for seed in known.values()):
        yield from (Source(path, seed, {"path": path, "key": seed.key}) for path, seed in known.items())
        return
    from mandate_qa.reading.jsonl_documents import record_documents

    for document in record_documents(file, listed, checked_value, on_error):
        path = document.path
        before = seen.get(path, now)
        yield Source(path, replace(now, sha256=document.content_hash, key=before.key), as_given(document))


def as_given(document: Document) -> dict[str, Any]:
    """What a document that is already described says of itself."""
    left_out = ("content_hash", "superseded_by")
    return {name: getattr(document, name) for name in Document.__slots__ if name not in left_out}


def found(entry: Mapping[str, Any], file: Path, seen: Seen, on_error: OnUnreadable) -> Source | None:
    """The source of an entry and its `file`, or None when its file is unreadable and `on_error` has taken the error."""
    try:
        seed = seed_of(entry, file, seen.get(entry["path"]))
    except UnreadableDocumentError as error:
        on_error(error)
        return None
    return Source(entry["path"], seed, entry)


def seed_of(entry: Mapping[str, Any], file: Path, before: Seed | None) -> Seed:
    """The file of an entry as it is now. Raises UnreadableDocumentError, and ManifestError for a file not pinned."""
    now = stamp(parted(file)[0])
    known = before is not None and before.sha256 and before.same_file(now)
    content_hash = before.sha256 if before and known else content_hash_of(file)
    require_pinned_hash(entry, content_hash, file)
    said = digest(entry) if len(entry) > 1 else ""
    return Seed(content_hash, now.size, now.modified, said, before.key if before else "")


def stamp(file: Path) -> Seed:
    """Size and time of change of a file, its words not looked at."""
    try:
        status = file.stat()
    except OSError:
        return Seed("")
    settled = time.time_ns() - status.st_mtime_ns > _SETTLED
    return Seed("", status.st_size, status.st_mtime_ns if settled else 0)


def raised(error: UnreadableDocumentError) -> None:
    """Stop at `error`."""
    raise error


def content_hash_of(path: Path) -> str:
    """SHA-256 of a file or record; UnreadableDocumentError when there is nothing to be had."""
    file, record = parted(path)
    if record:
        from mandate_qa.reading.jsonl_records import read_record

        return read_record(file, record).content_hash
    try:
        blank = file.stat().st_size <= HEAD and not beginning_of(file).strip()
        content_hash = sha256(file)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        message = f"{file} cannot be read ({reason}); put the file there, or take it out of {MANIFEST_NAME}."
        raise UnreadableDocumentError(message, str(file)) from error
    if blank:
        raise UnreadableDocumentError(f"{file} is empty; replace it or remove it.", str(file))
    return content_hash


def beginning_of(file: Path) -> bytes:
    """The first bytes of a file. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(HEAD)


def key_from(name: str) -> str:
    """A key made of a file name: lower case, hyphens for what a key cannot hold."""
    return re.sub(r"[^\w.]+", "-", name.lower()).strip("-.") or "document"


def require_pinned_hash(entry: Mapping[str, Any], content_hash: str, file: Path) -> None:
    """Stop at a file that is not the one its entry pins."""
    pinned = entry.get("sha256", content_hash)
    if content_hash != pinned.lower():
        raise ManifestError(
            f"{file} has changed: its SHA-256 is {content_hash} and {MANIFEST_NAME} pins {pinned}; "
            "restore the file, or put the new value there.",
            str(file),
        )


def require_distinct_keys(keys: list[tuple[str, str]], seeds: Path) -> None:
    """Stop when two documents would share their ids; `keys` are those of the documents, each with its path."""
    counts = Counter(key for key, _ in keys)
    for key in (key for key, count in counts.items() if count > 1):
        files = " and ".join(path for other, path in keys if other == key)
        message = f"{files} in {seeds} have the same key {key!r}; give each its own in {MANIFEST_NAME}."
        raise ManifestError(message, str(seeds / MANIFEST_NAME))
