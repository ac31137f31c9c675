"""Writing the SQLite file of a segment, from values or from the files of other segments.

Knows the tables. Reading them is for `shelf`. A file is written whole or not at all: nothing is kept for undoing it,
and look-ups are prepared last, when all rows are there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from mandate_qa.codec import encode
from mandate_qa.reading.definitions import terms_in
from mandate_qa.reading.terms import implied_names
from mandate_qa.types import Document, Paragraph, Passage

TABLES = """
CREATE TABLE documents (
    place INTEGER PRIMARY KEY, key TEXT UNIQUE, first_row INTEGER, rows INTEGER, paragraphs INTEGER, json TEXT
);
CREATE TABLE paragraphs (place INTEGER PRIMARY KEY, id TEXT, document TEXT, json TEXT);
CREATE TABLE numbers (number TEXT, place INTEGER);
CREATE TABLE passages (row INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE terms (document TEXT, json TEXT);
CREATE TABLE implied (document TEXT, short TEXT, long TEXT);
"""
LOOK_UPS = """
CREATE UNIQUE INDEX paragraphs_by_id ON paragraphs (id);
CREATE INDEX paragraphs_of_document ON paragraphs (document, place);
CREATE INDEX numbers_by_number ON numbers (number, place);
CREATE INDEX terms_of_document ON terms (document);
CREATE INDEX implied_of_document ON implied (document);
"""
TAKEN = "CREATE TEMP TABLE taken (key TEXT PRIMARY KEY, place INTEGER, paragraph INTEGER, row INTEGER) WITHOUT ROWID"
"""By document of another file: its place here, and what is added to the places of its paragraphs and to its rows."""
COPYING = """
INSERT INTO documents SELECT taken.place, key, first_row + taken.row, rows, paragraphs, json
    FROM other.documents AS d CROSS JOIN taken USING (key) ORDER BY d.place;
INSERT INTO paragraphs SELECT p.place + paragraph, id, document, json
    FROM other.paragraphs AS p CROSS JOIN taken ON key = document ORDER BY p.place;
INSERT INTO numbers SELECT number, n.place + paragraph
    FROM other.numbers AS n CROSS JOIN other.paragraphs AS p USING (place) CROSS JOIN taken ON key = document
    ORDER BY n.rowid;
INSERT INTO passages SELECT p.row + taken.row, p.json
    FROM other.documents AS d CROSS JOIN taken USING (key)
    CROSS JOIN other.passages AS p ON p.row BETWEEN d.first_row AND d.first_row + d.rows - 1;
INSERT INTO terms SELECT document, json FROM other.terms AS t CROSS JOIN taken ON key = document ORDER BY t.rowid;
INSERT INTO implied SELECT document, short, long
    FROM other.implied AS i CROSS JOIN taken ON key = document ORDER BY i.rowid;
"""
"""Takes the documents of `taken` over, all in the order they are read in, so that nothing need be sorted."""


def write_shelf(
    path: Path, documents: Sequence[Document], paragraphs: Sequence[Paragraph], passages: Sequence[Passage]
) -> None:
    """Write a new file to `path`; `passages` in row order, those of one document together."""
    spans, own = _spans(documents, passages), _by_document(documents, paragraphs)
    with _new_file(path) as connection:
        connection.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            [(place, d.key, *spans[d.key], len(own[d.key]), _json(d)) for place, d in enumerate(documents)],
        )
        connection.executemany(
            "INSERT INTO paragraphs VALUES (?, ?, ?, ?)",
            ((place, p.id, p.document, _json(p)) for place, p in enumerate(paragraphs)),
        )
        connection.executemany(
            "INSERT INTO numbers VALUES (?, ?)",
            ((number, place) for place, p in enumerate(paragraphs) for number in endings(p.number or "")),
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?)", ((row, _json(passage)) for row, passage in enumerate(passages))
        )
        for key, found in own.items():
            connection.executemany("INSERT INTO terms VALUES (?, ?)", ((key, _json(term)) for term in terms_in(found)))
            names = ((key, short, long) for short, longs in implied_names(found).items() for long in sorted(longs))
            connection.executemany("INSERT INTO implied VALUES (?, ?, ?)", names)


def join_shelves(path: Path, shelves: Iterable[tuple[Path, Sequence[str]]]) -> None:
    """Write a new file to `path` from others and the keys of the documents that are taken of each, in their order.

    Rows are counted on from file to file, without gaps where documents are left out.
    """
    with _new_file(path) as connection:
        for other, keys in shelves:
            connection.commit()  # no file is attached while another change is under way
            connection.execute("ATTACH ? AS other", (f"{other.resolve().as_uri()}?mode=ro&immutable=1",))
            connection.execute(TAKEN)
            connection.executemany("INSERT INTO taken VALUES (?, ?, ?, ?)", _shifts(connection, frozenset(keys)))
            for statement in COPYING.split(";")[:-1]:
                connection.execute(statement)
            connection.commit()
            connection.execute("DROP TABLE taken")
            connection.execute("DETACH other")


def endings(number: str) -> list[str]:
    """A printed number and what it ends in, in lower case: "Annex 2.1" is asked for as "annex 2.1" and as "2.1"."""
    words = number.lower().split()
    return [" ".join(words[n:]) for n in range(len(words))]


@contextmanager
def _new_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A file with empty tables, to be filled in the block."""
    with closing(sqlite3.connect(path.resolve().as_uri(), uri=True)) as connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}")
        with connection:
            yield connection
        connection.executescript(LOOK_UPS)


def _shifts(connection: sqlite3.Connection, keys: frozenset[str]) -> list[tuple[str, int, int, int]]:
    """What goes into `taken` for these documents of the other file, which come after all that is here already."""
    place, paragraph, row = connection.execute(
        "SELECT COUNT(*), COALESCE(SUM(paragraphs), 0), COALESCE(SUM(rows), 0) FROM documents"
    ).fetchone()
    found, passed = [], 0
    for key, first, rows, paragraphs in connection.execute(
        "SELECT key, first_row, rows, paragraphs FROM other.documents ORDER BY place"
    ):
        if key in keys:
            found.append((key, place, paragraph - passed, row - first))
            place, paragraph, row = place + 1, paragraph + paragraphs, row + rows
        passed += paragraphs
    return found


def _by_document(documents: Iterable[Document], paragraphs: Iterable[Paragraph]) -> Mapping[str, list[Paragraph]]:
    """The paragraphs of each document, by its key."""
    found: dict[str, list[Paragraph]] = {document.key: [] for document in documents}
    for paragraph in paragraphs:
        found[paragraph.document].append(paragraph)
    return found


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
