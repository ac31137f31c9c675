"""What is known of each document: what `library.toml` says, or the file or record itself where that is silent.

Knows the manifest and where the files lie. What stands in a file, and how it is numbered, is left to the readers.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath
from textwrap import shorten
from typing import Any

from mandate_qa.errors import ManifestError, UnreadableDocumentError, nearest
from mandate_qa.files import sha256
from mandate_qa.reading.files import HEAD, READERS, reader_for
from mandate_qa.reading.jsonl_names import parted
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.types import Document

MANIFEST_NAME = "library.toml"
"""File of the seeds folder that describes its documents, one `[[document]]` each."""

REQUIRED = ("key", "title", "published", "path")
KNOWN = (*(f.name for f in fields(Document) if f.name != "content_hash"), "sha256")

KEY = re.compile(r"\w[\w.-]*")
YEAR_MONTH_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")

OnUnreadable = Callable[[UnreadableDocumentError], None]
"""Called for a document whose file is missing or empty, or a line that holds none, which is then left out."""

_ABOUT = re.compile(r"\.|~\$|(?:readme|licen[cs]e)(?:\.|$)", re.IGNORECASE)
"""Names of files that tell about the folder, or that programs leave behind."""


def read_manifest(seeds: Path, on_unreadable: OnUnreadable | None = None) -> list[Document]:
    """The documents of a folder: those `library.toml` lists, in its order, then every other that can be read, by name.

    A file that is not listed gets its key from its name and its title from its first words, and has no dates. Each
    record of a JSONL file that is not listed is a document of its own, which says of itself what it can.
    Raises ManifestError for an entry that cannot be right, or a file that differs from its pinned `sha256`;
    UnreadableDocumentError for a file that is missing or empty, unless `on_unreadable` takes it; and the same
    when there is no such folder or nothing in it.
    """
    if not seeds.is_dir():
        raise UnreadableDocumentError(f"{seeds} is no folder; name the one that holds the documents.", str(seeds))
    entries = [checked_entry(entry, n, seeds) for n, entry in enumerate(manifest_entries(seeds / MANIFEST_NAME), 1)]
    listed = {entry["path"] for entry in entries}
    others = [file for file in readable_files(seeds) if file.name not in listed]
    documents = [document for entry in entries if (document := found(entry, seeds, on_unreadable))]
    documents += [document for file in others for document in of_file(file, listed, on_unreadable)]
    require_distinct_keys(documents, seeds)
    if not entries and not others:
        message = f"{seeds} holds no *.txt file, nor a document of another kind; put the documents there."
        raise UnreadableDocumentError(message, str(seeds))
    return documents


def readable_files(seeds: Path) -> list[Path]:
    """The files of a folder that are called what documents are, by name."""
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    return sorted(path for path in seeds.iterdir() if path.suffix.lower() in suffixes and not _ABOUT.match(path.name))


def of_file(file: Path, listed: Set[str], on_unreadable: OnUnreadable | None) -> Iterator[Document]:
    """The document of a file that is not listed, or those of its records."""
    if file.suffix.lower() in RECORD_SUFFIXES and file.is_file():
        from mandate_qa.reading.jsonl_documents import record_documents

        yield from record_documents(file, listed, checked_value, on_unreadable or raised)
    elif document := found({"path": file.name}, file.parent, on_unreadable):
        yield document


def raised(error: UnreadableDocumentError) -> None:
    """Stop at `error`."""
    raise error


def found(entry: Mapping[str, Any], seeds: Path, on_unreadable: OnUnreadable | None) -> Document | None:
    """The document of an entry, or None when its file is unreadable and `on_unreadable` has taken the error."""
    try:
        return document_of(entry, seeds)
    except UnreadableDocumentError as error:
        if on_unreadable is None:
            raise
        on_unreadable(error)
        return None


def document_of(entry: Mapping[str, Any], seeds: Path) -> Document:
    """The document of an entry, with what the entry leaves out filled in from its file."""
    file = seeds / entry["path"]
    content_hash = content_hash_of(file)
    require_pinned_hash(entry, content_hash, file)
    given = {name: value for name, value in entry.items() if name != "sha256"}
    title = given.get("title") or title_of(file) or file.stem
    defaults = {"key": key_from(file.stem), "title": title, "short_title": title, "publisher": "", "published": ""}
    open_period = {"period_start": None, "period_end": None}
    return Document(**{**defaults, **open_period, **given, "content_hash": content_hash})


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


def title_of(file: Path) -> str:
    """The title of a document as its format tells it, cut at 100 characters; "" when it tells none."""
    reader = reader_for(file)
    if reader is READERS[-1]:
        return first_line(beginning_of(file))
    return shorten(reader.title(file), 100, placeholder=" …")


def first_line(content: bytes) -> str:
    """The first line that is not blank, without a heading's number signs, cut at 100 characters."""
    lines = (line.lstrip("# ").strip() for line in content.decode("utf-8-sig", errors="replace").splitlines())
    return shorten(next((line for line in lines if line), ""), 100, placeholder=" …")


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


def require_distinct_keys(documents: list[Document], seeds: Path) -> None:
    """Stop when two documents would share their ids."""
    counts = Counter(document.key for document in documents)
    for key in (key for key, count in counts.items() if count > 1):
        files = " and ".join(document.path for document in documents if document.key == key)
        message = f"{files} in {seeds} have the same key {key!r}; give each its own in {MANIFEST_NAME}."
        raise ManifestError(message, str(seeds / MANIFEST_NAME))


# ---------------------------------------------------------------------------------------------------------------
# library.toml
# ---------------------------------------------------------------------------------------------------------------


def manifest_entries(file: Path) -> list[Any]:
    """What stands under each `[[document]]`, unchecked; nothing when there is no manifest."""
    if not file.exists():
        return []
    try:
        tree = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file} is not valid TOML ({error}); mend it or remove it.", str(file)) from error
    for name in tree.keys() - {"document"}:
        raise ManifestError(f"{file} holds {name!r}; {nearest(name, ['document'])}.", str(file))
    entries = tree.get("document", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ManifestError(f"{file} must begin each document with a line of its own, [[document]].", str(file))
    return entries


def checked_entry(entry: Mapping[str, Any], number: int, seeds: Path) -> dict[str, Any]:
    """An entry in the types of Document, or a ManifestError that names the field; `number` counts from 1."""
    file = seeds / MANIFEST_NAME
    try:
        require_names(entry)
        values = {name: checked_value(name, value) for name, value in entry.items()}
        require_order(values)
    except ValueError as error:
        raise ManifestError(f"{file}, document {entry.get('key', number)!r}: {error}.", str(file)) from error
    return values


def require_names(entry: Mapping[str, Any]) -> None:
    """Stop at a field that is unknown or missing."""
    for name in entry:
        if name not in KNOWN:
            raise ValueError(f"{name!r} is no field of a document; {nearest(name, KNOWN)}")
    for name in REQUIRED:
        if name not in entry:
            raise ValueError(f"{name!r} is missing; add it")


def checked_value(name: str, value: Any) -> Any:
    """`value` as Document wants it, or a ValueError that says what was expected."""
    if name == "aliases":
        return checked_aliases(value)
    if isinstance(value, date):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name!r} is {value!r}; words in quotation marks are needed")
    if name == "path":
        return checked_path(value)
    if name == "key" and not KEY.fullmatch(value):
        raise ValueError(f"'key' is {value!r}; use letters, digits, hyphens, dots and underscores only")
    if name in ("published", "period_start", "period_end"):
        require_date(name, value)
    return value


def checked_aliases(value: Any) -> tuple[str, ...]:
    """A list of names as a tuple."""
    if not isinstance(value, list) or not all(isinstance(alias, str) and alias.strip() for alias in value):
        raise ValueError(f"'aliases' is {value!r}; a list of names in quotation marks is needed")
    return tuple(value)


def checked_path(value: str) -> str:
    """A path inside the seeds folder, without "./"."""
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"'path' is {value!r}, which lies outside the folder; put the file inside")
    return str(path)


def require_date(name: str, value: str) -> None:
    """Stop at what is no day; `published` may also be a month or a year."""
    known_in_part = name == "published"
    try:
        if not YEAR_MONTH_DAY.fullmatch(value):  # other ISO forms, such as 2022-W13-4, do not sort with these
            raise ValueError(value)
        date.fromisoformat(value + "2000-01-01"[len(value) :] if known_in_part else value)
    except ValueError:
        forms = "2022-03-31, 2022-03 or 2022" if known_in_part else "2022-03-31"
        raise ValueError(f"{name!r} is {value!r}; write a date such as {forms}") from None


def require_order(values: Mapping[str, Any]) -> None:
    """Stop at a period that ends before it starts."""
    start, end = values.get("period_start"), values.get("period_end")
    if start and end and end < start:
        raise ValueError(f"'period_end' is {end}, before 'period_start' {start}; put them in order")
