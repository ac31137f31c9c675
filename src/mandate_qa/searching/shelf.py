"""Documents, paragraphs and passages of one segment: a SQLite file, written once and then opened for reading only.

Knows how they are kept and fetched. Values are decoded when they are asked for, so opening costs the same however
large the segment is. What several segments hold together is `library`'s business.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from weakref import finalize

from mandate_qa.codec import decode
from mandate_qa.errors import IndexDamagedError
from mandate_qa.reading.definitions import Term, TermKind
from mandate_qa.types import Document, Paragraph, Passage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document of a segment, and where its passages are."""

    document: Document
    first: int
    """Row of its first passage within the segment."""
    rows: int
    paragraphs: int
    """How many it has."""


class Shelf:
    """What one segment holds, as values. Thread-safe."""

    def __init__(self, path: Path) -> None:
        """Raises IndexDamagedError when `path` is no such file."""
        self._lock = Lock()
        self._path = path
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            # A connection refers to itself, so that its file would stay open until the garbage collector comes round
            finalize(self, self._connection.close)
            self.documents = self._read_documents()
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(f"{path} is no library that can be read; run: mandate-qa index") from error

    documents: dict[str, Shelved]
    """By key."""

    @property
    def rows(self) -> int:
        """How many passages there are, told by the last; counting them would read the whole file."""
        return int(self._fetch("SELECT COALESCE(MAX(row) + 1, 0) FROM passages")[0][0])

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """The paragraph with this id, None when there is none."""
        found = self._fetch("SELECT json FROM paragraphs WHERE id = ?", paragraph_id)
        return decode(Paragraph, json.loads(found[0][0])) if found else None

    def passage(self, row: int) -> Passage | None:
        """The passage in this row, None when there is none."""
        found = self._fetch("SELECT json FROM passages WHERE row = ?", row)
        return decode(Passage, json.loads(found[0][0])) if found else None

    def ids(self, document: str) -> list[str]:
        """Ids of a document's paragraphs, in order."""
        sql = "SELECT id FROM paragraphs WHERE document = ? ORDER BY place"
        return [found for (found,) in self._fetch(sql, document)]

    def numbered(self, number: str) -> list[tuple[str, str]]:
        """Document and id of each paragraph whose printed number is or ends in `number`, given in lower case."""
        sql = "SELECT document, id FROM paragraphs JOIN numbers USING (place) WHERE number = ? ORDER BY place"
        return self._fetch(sql, number)

    def numbered_in(self, document: str, number: str) -> list[str]:
        """Ids of the paragraphs of one document whose printed number is or ends in `number`, in order."""
        sql = (
            "SELECT id FROM numbers JOIN paragraphs USING (place) WHERE number = ? AND document = ? AND place BETWEEN "
            "(SELECT MIN(place) FROM paragraphs WHERE document = ?) AND "
            "(SELECT MAX(place) FROM paragraphs WHERE document = ?) ORDER BY place"
        )
        return [found for (found,) in self._fetch(sql, number, document, document, document)]

    def around(self, paragraph_id: str, before: int, after: int) -> list[str]:
        """Ids of a paragraph with up to `before` and `after` others of its document around it, in order."""
        sql = (
            "SELECT near.id FROM paragraphs AS near JOIN paragraphs AS here ON near.document = here.document "
            "WHERE here.id = ? AND near.place BETWEEN here.place - ? AND here.place + ? ORDER BY near.place"
        )
        return [found for (found,) in self._fetch(sql, paragraph_id, before, after)]

    def terms(self) -> dict[str, list[Term]]:
        """By document: the terms that it gives a meaning, in its order; none for one that has none."""
        found = self._fetch("SELECT document, json FROM terms ORDER BY rowid")
        return _grouped((document, decode(Term, json.loads(text))) for document, text in found)

    def short_forms(self) -> dict[str, list[tuple[str, str]]]:
        """By document: the short forms that it defines, with their long forms, in its order."""
        sql = (
            "SELECT document, json_extract(json, '$.name'), json_extract(json, '$.meaning') FROM terms "
            "WHERE json_extract(json, '$.kind') = ? ORDER BY rowid"
        )
        found = self._fetch(sql, TermKind.SHORT_FORM.value)
        return _grouped((document, (short, long)) for document, short, long in found)

    def implied(self) -> dict[str, list[tuple[str, str]]]:
        """By document: initials that it does not use, and the names of it that they would stand for."""
        found = self._fetch("SELECT document, short, long FROM implied ORDER BY rowid")
        return _grouped((document, (short, long)) for document, short, long in found)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _read_documents(self) -> dict[str, Shelved]:
        rows = self._fetch("SELECT json, first_row, rows, paragraphs FROM documents ORDER BY place")
        shelved = (Shelved(decode(Document, json.loads(text)), *counts) for text, *counts in rows)
        return {found.document.key: found for found in shelved}

    def _fetch(self, sql: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamagedError(f"{self._path} cannot be read ({error}); run: mandate-qa index") from error


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """The second of each pair by the first, in order."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
