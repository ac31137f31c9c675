"""Documents, paragraphs and passages of an index, by key, id and row: one SQLite file, opened for reading only.

Knows how they are kept and fetched. Values are decoded when they are asked for and remembered, so opening costs the
same however large the library is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np

from mandate_qa.codec import decode, encode
from mandate_qa.errors import IndexDamagedError, UnknownDocumentError, UsageError
from mandate_qa.reading.terms import terms_of
from mandate_qa.searching.vectors import Rows
from mandate_qa.types import Document, Paragraph, Passage

T = TypeVar("T")

REMEMBERED = 20_000
"""Paragraphs, and passages, kept decoded."""

COUNTED = ("documents", "paragraphs", "passages")
TABLES = """
CREATE TABLE documents (place INTEGER PRIMARY KEY, key TEXT UNIQUE, first_row INTEGER, rows INTEGER, json TEXT);
CREATE TABLE paragraphs (place INTEGER PRIMARY KEY, id TEXT UNIQUE, document TEXT, json TEXT);
CREATE INDEX paragraphs_of_document ON paragraphs (document, place);
CREATE TABLE passages (row INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE terms (short TEXT PRIMARY KEY, long TEXT);
"""


class Library:
    """What an index holds, as values. Thread-safe.

    Paragraphs come in document order, documents in the order of the library manifest, passages by row.
    """

    def __init__(self, path: Path) -> None:
        """Raises IndexDamagedError when `path` is no library."""
        self._lock = Lock()
        self._path = path
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self.documents = self._read_documents()
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(f"{path} is no library that can be read; run: mandate-qa index") from error
        self._paragraph = lru_cache(REMEMBERED)(self._read_paragraph)
        self._passage = lru_cache(REMEMBERED)(self._read_passage)

    documents: dict[str, Document]
    """By key."""

    def document(self, key: str) -> Document:
        """The document with this key. Raises UnknownDocumentError, naming the nearest."""
        if key not in self.documents:
            raise UnknownDocumentError(key, self.documents)
        return self.documents[key]

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """The paragraph with this id. Raises UsageError when there is none."""
        return self._paragraph(paragraph_id)

    def passage(self, row: int) -> Passage:
        """The passage in this row of the searchers, counted from 0. Raises UsageError when there is none."""
        return self._passage(int(row))

    def paragraphs(self, document: str | None = None) -> tuple[Paragraph, ...]:
        """All paragraphs, or those of one document, in order. Raises UnknownDocumentError."""
        if document is None:
            return tuple(paragraph for key in self.documents for paragraph in self.paragraphs(key))
        key = self.document(document).key
        ids = self._fetch("SELECT id FROM paragraphs WHERE document = ? ORDER BY place", key)
        return tuple(self.paragraph(found) for (found,) in ids)

    def numbered(self, number: str, documents: Iterable[str] = ()) -> tuple[Paragraph, ...]:
        """The paragraphs of these documents (of all when none is named) whose printed number is or ends in `number`.

        "2.1" gives 2.1 and Annex 2.1, "objective 10" gives Annex 2 objective 10; upper and lower case are alike.
        """
        keys = tuple(documents)
        within = f"document IN ({', '.join('?' * len(keys))}) AND" if keys else ""
        pattern = "".join(f"\\{letter}" if letter in "\\%_" else letter for letter in number)
        ids = self._fetch(
            f"SELECT id FROM paragraphs WHERE {within} "
            "(id LIKE '%¶' || ? ESCAPE '\\' OR id LIKE '%¶% ' || ? ESCAPE '\\') ORDER BY place",
            *(*keys, pattern, pattern),
        )
        found = (self.paragraph(paragraph_id) for (paragraph_id,) in ids)
        return tuple(paragraph for paragraph in found if paragraph.number is not None)

    def neighbours(self, paragraph_id: str, before: int = 1, after: int = 1) -> tuple[Paragraph, ...]:
        """The paragraph with up to `before` and `after` others of its document around it, in order."""
        document = self.paragraph(paragraph_id).document
        ((place,),) = self._fetch("SELECT place FROM paragraphs WHERE id = ?", paragraph_id)
        ids = self._fetch(
            "SELECT id FROM paragraphs WHERE document = ? AND place BETWEEN ? AND ? ORDER BY place",
            *(document, place - before, place + after),
        )
        return tuple(self.paragraph(found) for (found,) in ids)

    def passages(self) -> tuple[Passage, ...]:
        """All passages, by row."""
        return tuple(self.passage(row) for row in range(self.counts["passages"]))

    def rows(self, documents: Iterable[str]) -> Rows:
        """Rows of the passages of these documents, ascending. Raises UnknownDocumentError."""
        spans = sorted(self._spans[self.document(key).key] for key in set(documents))
        parts = [np.arange(first, first + count, dtype=np.int64) for first, count in spans]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    @cached_property
    def terms(self) -> dict[str, str]:
        """Short forms that the documents define or imply, as printed → their long forms."""
        return dict(self._fetch("SELECT short, long FROM terms"))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many "documents", "paragraphs" and "passages" there are."""
        return {table: self._fetch(f"SELECT COUNT(*) FROM {table}")[0][0] for table in COUNTED}

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _read_documents(self) -> dict[str, Document]:
        rows = self._fetch("SELECT key, first_row, rows, json FROM documents ORDER BY place")
        self._spans = {key: (first, count) for key, first, count, _ in rows}
        return {key: decode(Document, json.loads(text)) for key, _, _, text in rows}

    def _read_paragraph(self, paragraph_id: str) -> Paragraph:
        found = self._fetch("SELECT json FROM paragraphs WHERE id = ?", paragraph_id)
        if not found:
            raise UsageError(f"No paragraph has the id {paragraph_id!r}; ids look like {self._some_id()!r}.")
        return decode(Paragraph, json.loads(found[0][0]))

    def _read_passage(self, row: int) -> Passage:
        found = self._fetch("SELECT json FROM passages WHERE row = ?", row)
        if not found:
            raise UsageError(f"No passage has the row {row}; rows go from 0 to {self.counts['passages'] - 1}.")
        return decode(Passage, json.loads(found[0][0]))

    def _some_id(self) -> str:
        found = self._fetch("SELECT id FROM paragraphs WHERE id LIKE '%¶%' LIMIT 1")
        return str(found[0][0]) if found else "document ¶1.1"

    def _fetch(self, sql: str, *values: Any) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamagedError(f"{self._path} cannot be read ({error}); run: mandate-qa index") from error


def write_library(
    path: Path, documents: Sequence[Document], paragraphs: Sequence[Paragraph], passages: Sequence[Passage]
) -> None:
    """Write a new library to `path`; `passages` in row order, those of one document together."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TABLES)
        spans = _spans(documents, passages)
        connection.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
            [(place, d.key, *spans[d.key], _json(d)) for place, d in enumerate(documents)],
        )
        connection.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?)",
            ((place, p.id, p.document, _json(p)) for place, p in enumerate(paragraphs)),
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?)", ((row, _json(passage)) for row, passage in enumerate(passages))
        )
        connection.executemany("INSERT INTO terms VALUES (?, ?)", terms_of(paragraphs).items())


def _spans(documents: Sequence[Document], passages: Sequence[Passage]) -> dict[str, tuple[int, int]]:
    """First row and number of rows of each document; ValueError when a document's rows do not lie together."""
    rows: dict[str, list[int]] = {document.key: [] for document in documents}
    for row, passage in enumerate(passages):
        rows[passage.document].append(row)
    for key, found in rows.items():
        if found and found[-1] - found[0] + 1 != len(found):
            raise ValueError(f"the passages of {key!r} do not lie together")
    return {key: (found[0] if found else 0, len(found)) for key, found in rows.items()}


def _json(value: Any) -> str:
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
