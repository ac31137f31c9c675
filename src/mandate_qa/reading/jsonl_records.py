"""Lines of a JSONL file → records: an id, a text, and what else is said of a document.

A file is read once, line by line, and where each record begins is kept; so a record costs one line to read however
many there are. What a text says is `text`'s business.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mandate_qa.errors import UnreadableDocumentError

MAX_LINE = 16_000_000
"""Bytes a line may have; a longer one is not read."""

TEXT_NAMES = ("text", "contents", "content", "body")
ID_NAMES = ("_id", "id", "docid", "doc_id")
"""What collections of documents call the two fields that are needed; the first that is there counts."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file."""

    id: str
    text: str
    fields: dict[str, Any]
    """All fields as they stand, the id and the text among them."""
    line: int
    """1-based."""
    offset: int
    """Byte of the file it begins at, 0-based."""
    content_hash: str
    """SHA-256 of its bytes without the line end, hexadecimal."""


class BadLineError(UnreadableDocumentError):
    """A line holds no record."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        self.line = line
        super().__init__(f"{path}, line {line}, {what}.", str(path))


def read_records(path: Path) -> Iterator[Record | BadLineError]:
    """The records of a file in order, and an error in the place of each line that holds none; blank lines are skipped.

    Raises UnreadableDocumentError when the file cannot be read.
    """
    seen: dict[str, int] = {}
    for line, offset, raw in read_lines(path):
        try:
            record = record_of(raw, line, offset, path)
        except BadLineError as error:
            yield error
            continue
        if record.id in seen:
            yield BadLineError(path, line, f"has the id {record.id!r} of line {seen[record.id]}; give it its own")
            continue
        seen[record.id] = line
        yield record


def read_record(path: Path, identifier: str) -> Record:
    """One record by its id. Raises UnreadableDocumentError when the file has none of it."""
    try:
        status = path.stat()
        places = offsets(path, status.st_mtime_ns, status.st_size)
        if identifier not in places:
            message = f"{path} has no record {identifier!r}; name one that it has, or build the index again."
            raise UnreadableDocumentError(message, str(path))
        line, offset = places[identifier]
        with path.open("rb") as file:
            file.seek(offset)
            return record_of(file.readline(MAX_LINE), line, offset, path)
    except OSError as error:
        raise UnreadableDocumentError(f"{path} cannot be read ({error.strerror}); put it back.", str(path)) from error


@lru_cache(maxsize=8)
def offsets(path: Path, changed: int, size: int) -> dict[str, tuple[int, int]]:
    """Line and offset of each record by its id; `changed` and `size` tell one state of the file from another."""
    return {found.id: (found.line, found.offset) for found in read_records(path) if isinstance(found, Record)}


def read_lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Number, offset and bytes of each line that is not blank; one that is too long is cut."""
    with path.open("rb") as file:
        offset = number = 0
        while raw := file.readline(MAX_LINE + 1):
            number += 1
            if raw.strip(b" \t\r\n\xef\xbb\xbf"):
                yield number, offset, raw
            offset += len(raw)
            while len(raw) > MAX_LINE and not raw.endswith(b"\n"):
                raw = file.readline(MAX_LINE + 1)
                offset += len(raw)


def record_of(raw: bytes, line: int, offset: int, path: Path) -> Record:
    """The record on a line. Raises BadLineError."""
    if len(raw) > MAX_LINE:
        raise BadLineError(path, line, f"has more than {MAX_LINE / 1e6:,.0f} MB; cut its text into several records")
    fields = fields_of(raw, line, path)
    identifier = next((fields[name] for name in ID_NAMES if fields.get(name) not in (None, "")), None)
    if not isinstance(identifier, str | int) or isinstance(identifier, bool) or not str(identifier).strip():
        raise BadLineError(path, line, "has no 'id'; give it one, in words or as a number")
    text = next((fields[name] for name in TEXT_NAMES if fields.get(name) not in (None, "")), None)
    if not isinstance(text, str) or not text.strip():
        raise BadLineError(path, line, "has no 'text'; give it one in quotation marks, or take the line out")
    return Record(str(identifier).strip(), text, fields, line, offset, hashlib.sha256(raw.rstrip(b"\r\n")).hexdigest())


def fields_of(raw: bytes, line: int, path: Path) -> dict[str, Any]:
    """The fields of a JSON object. Raises BadLineError for anything else."""
    try:
        fields = json.loads(raw.decode("utf-8-sig" if line == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise BadLineError(path, line, f"is not UTF-8 text (byte {error.start}); save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadLineError(path, line, f"is not JSON ({error.msg} at character {error.pos + 1}); mend it") from error
    except RecursionError as error:
        raise BadLineError(path, line, "is nested too deeply; give a flat record") from error
    if not isinstance(fields, dict):
        raise BadLineError(path, line, 'holds no record; write one as {"id": …, "text": …}')
    return fields
