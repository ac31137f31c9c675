"""Records → documents: what each record says of itself, under the names that library.toml has for it.

Fields that a document does not know are left alone; one that it knows must be right. Which values are right is the
manifest's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.jsonl_file import title_of
from mandate_qa.reading.jsonl_names import record_name
from mandate_qa.reading.jsonl_records import BadLineError, Record, read_records
from mandate_qa.types import Document

MOST_ERRORS = 20
"""Lines of one file that are named; the others are counted."""

Check = Callable[[str, Any], Any]
"""Gives a value as Document wants it, or raises ValueError with what was expected."""
OnError = Callable[[UnreadableDocumentError], None]

_KEY = re.compile(r"\w[\w.-]*")
_GIVEN = frozenset(field.name for field in fields(Document)) - {"path", "content_hash", "title"}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_OTHER_NAMES = {"source": "url", "published": "date"}


def record_documents(file: Path, listed: Collection[str], check: Check, on_error: OnError) -> Iterator[Document]:
    """A document for each record of `file` whose path is not `listed`; lines that hold none go to `on_error`."""
    bad = 0
    for record in read_records(file):
        try:
            if isinstance(record, BadLineError):
                raise record
            if record_name(file.name, record.id) not in listed:
                yield document_of_record(record, file, check)
        except BadLineError as error:
            bad += 1
            if bad <= MOST_ERRORS:
                on_error(error)
    if bad > MOST_ERRORS:
        message = f"{file} has {bad - MOST_ERRORS:,} more lines that hold no document; mend or remove them."
        on_error(UnreadableDocumentError(message, str(file)))


def document_of_record(record: Record, file: Path, check: Check) -> Document:
    """What a record says of itself. Raises BadLineError for a value that cannot be right."""
    title = title_of(record)
    given: dict[str, Any] = {"key": key_of(record.id), "title": title, "short_title": title}
    given |= {"publisher": "", "published": "", "period_start": None, "period_end": None}
    for name, value in said(record.fields).items():
        try:
            given[name] = check(name, value)
        except ValueError as error:
            if name in record.fields:  # under the name that documents have for it, so it was meant
                raise BadLineError(file, record.line, f"is wrong: {error}") from error
    return Document(**given, path=record_name(file.name, record.id), content_hash=record.content_hash)


def said(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a document knows, empty ones left out, moments cut down to their day.

    What is neither words nor a list of them is another thing of the same name, such as a status of 200, and left alone.
    """
    known = {name: record[name] for name in _GIVEN if record.get(name) not in (None, "", [])}
    known = {name: value for name, value in known.items() if isinstance(value, str | list)}
    for name, other in _OTHER_NAMES.items():
        if name not in known and isinstance(record.get(other), str) and record[other].strip():
            known[name] = record[other]
    for name in ("published", "period_start", "period_end"):
        moment = _MOMENT.fullmatch(str(known.get(name, "")))
        if moment:
            known[name] = moment[1]
    return known


def key_of(identifier: str) -> str:
    """The key of a record: its id, or hyphens for what a key cannot hold and four digits that tell such ids apart."""
    if _KEY.fullmatch(identifier):
        return identifier
    plain = re.sub(r"[^\w.]+", "-", identifier).strip("-.") or "record"
    return f"{plain}-{sha256(identifier.encode()).hexdigest()[:4]}"
