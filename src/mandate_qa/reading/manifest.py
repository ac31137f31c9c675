"""`library.toml`: what is said there of each document, checked.

Knows the fields of an entry and which values are right. Which files there are, and what they tell of themselves, is
for `seeds`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from mandate_qa.errors import ManifestError, nearest
from mandate_qa.types import Document

MANIFEST_NAME = "library.toml"
"""File of the seeds folder that describes its documents, one `[[document]]` each."""

REQUIRED = ("key", "title", "published", "path")
KNOWN = (*(f.name for f in fields(Document) if f.name not in ("content_hash", "superseded_by")), "sha256")

KEY = re.compile(r"\w[\w.-]*")
YEAR_MONTH_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")


def read_entries(seeds: Path) -> list[dict[str, Any]]:
    """What `library.toml` of a folder says of each document, in its order and in the types of Document.

    Nothing when there is no such file. Raises ManifestError for an entry that cannot be right.
    """
    return [checked_entry(entry, n, seeds) for n, entry in enumerate(manifest_entries(seeds / MANIFEST_NAME), 1)]


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
