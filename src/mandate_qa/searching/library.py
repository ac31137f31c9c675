"""Documents, paragraphs and passages of an index, by key, id and row, whichever segment holds them.

Knows the order of the library and remembers what was decoded. How a segment keeps its share is in `shelf`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from mandate_qa.errors import IndexDamagedError, UnknownDocumentError, UsageError
from mandate_qa.periods import financial_years
from mandate_qa.reading.defined import Definitions
from mandate_qa.reading.references import Reference, references_of
from mandate_qa.searching.editions import with_editions
from mandate_qa.searching.remembering import remembered
from mandate_qa.searching.rows import RowMap, Span
from mandate_qa.searching.shelf import Shelf
from mandate_qa.searching.vectors import Rows
from mandate_qa.searching.within import Within
from mandate_qa.types import Document, Paragraph, Passage

T = TypeVar("T")

REMEMBERED = 20_000
"""Paragraphs, and passages, kept decoded."""
MANY = 50
"""Documents from which on the rows of a choice are kept; those of fewer are soon made again."""
CHOICES = 8
"""Choices of many documents whose rows are kept; each takes up to 20 bytes a row."""


class Library:
    """What an index holds, as values. Thread-safe.

    Paragraphs come in document order, documents in the order of the library manifest, passages by row.
    """

    def __init__(self, shelves: Sequence[Shelf], order: Mapping[str, int]) -> None:
        """`order` tells, in library order, which shelf holds a document. Raises IndexDamagedError when it does not."""
        self._shelves = tuple(shelves)
        self._order = dict(order)
        self._places = {key: place for place, key in enumerate(order)}
        try:
            shelved = {key: shelves[n].documents[key] for key, n in order.items()}
        except LookupError as error:
            message = f"The index does not hold the document {error.args[0]!r} that it names; run: mandate-qa index"
            raise IndexDamagedError(message) from error
        self.documents = {d.key: d for d in with_editions(found.document for found in shelved.values())}
        spans = [Span(order[key], found.first, found.rows) for key, found in shelved.items()]
        self.map = RowMap(spans, [shelf.rows for shelf in shelves])
        self.counts = {
            "documents": len(self.documents),
            "paragraphs": sum(found.paragraphs for found in shelved.values()),
            "passages": len(self.map),
        }
        self._paragraph_counts = {key: found.paragraphs for key, found in shelved.items()}
        self._references = remembered(16, self._read_references)
        self._paragraph = remembered(REMEMBERED, self._read_paragraph)
        self._passage = remembered(REMEMBERED, self._read_passage)
        self._within = remembered(CHOICES, self._read_within)

    documents: dict[str, Document]
    """By key."""
    map: RowMap
    """Where the rows of the passages lie."""
    counts: dict[str, int]
    """How many "documents", "paragraphs" and "passages" there are."""

    def document(self, key: str) -> Document:
        """The document with this key. Raises UnknownDocumentError, naming the nearest."""
        if key not in self.documents:
            raise UnknownDocumentError(key, self.documents)
        return self.documents[key]

    def paragraph_count(self, document: str) -> int:
        """How many paragraphs a document has. Raises UnknownDocumentError."""
        return self._paragraph_counts[self.document(document).key]

    def stored(self, key: str) -> Document:
        """The document as it was written, without what the rest of the library tells of it."""
        return self._shelf(self.document(key).key).documents[key].document

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """The paragraph with this id. Raises UsageError when there is none."""
        return self._paragraph(paragraph_id)

    def passage(self, row: int) -> Passage:
        """The passage in this row of the searchers, counted from 0. Raises UsageError when there is none."""
        return self._passage(int(row))

    def paragraphs(self, document: str | None = None) -> tuple[Paragraph, ...]:
        """All paragraphs, or those of one document, in order. Raises UnknownDocumentError."""
        keys = self.documents if document is None else [self.document(document).key]
        return tuple(self.paragraph(found) for key in keys for found in self._shelf(key).ids(key))

    def numbered(self, number: str, documents: Iterable[str] = ()) -> Iterator[Paragraph]:
        """The paragraphs of these documents (of all when none is named) whose printed number is or ends in `number`.

        "2.1" gives 2.1 and Annex 2.1, "objective 10" gives Annex 2 objective 10; upper and lower case are alike. Each
        is read when its turn comes: in a large library thousands have the same number.
        """
        name, keys = " ".join(number.lower().split()), set(documents)
        found = self._numbered_in(keys, name) if 0 < len(keys) <= MANY else self._numbered(keys, name)
        return map(self.paragraph, found)

    def neighbours(self, paragraph_id: str, before: int = 1, after: int = 1) -> tuple[Paragraph, ...]:
        """The paragraph with up to `before` and `after` others of its document around it, in order."""
        shelf = self._shelf(self.paragraph(paragraph_id).document)
        return tuple(self.paragraph(found) for found in shelf.around(paragraph_id, before, after))

    def passages(self, document: str | None = None) -> tuple[Passage, ...]:
        """All passages, or those of one document, by row. Raises UnknownDocumentError."""
        rows = range(len(self.map)) if document is None else self.rows([document]).tolist()
        return tuple(self.passage(row) for row in rows)

    def rows(self, documents: Iterable[str]) -> Rows:
        """Rows of the passages of these documents, ascending. Raises UnknownDocumentError."""
        return self.within(tuple(documents)).rows

    def within(self, documents: tuple[str, ...]) -> Within:
        """The same, made ready to be searched; of many documents kept. Raises UnknownDocumentError."""
        return self._within(documents) if len(documents) > MANY else self._read_within(documents)

    @cached_property
    def terms(self) -> dict[str, str]:
        """Short forms that the documents define or imply, as printed → their long forms.

        The first definition counts; what is only implied stands for one long form alone, or for none.
        """
        implied = self._in_order([shelf.implied() for shelf in self._shelves])
        defined = self._in_order([shelf.short_forms() for shelf in self._shelves])
        return {**_implied(implied), **dict(reversed(list(defined)))}

    @cached_property
    def definitions(self) -> Definitions:
        """Everything that the documents give a meaning, with the words that do, in library order."""
        return Definitions(self._in_order([shelf.terms() for shelf in self._shelves]))

    def references(self, paragraph_id: str) -> tuple[Reference, ...]:
        """The places of its own document that a paragraph names, and the paragraphs these are. Raises UsageError."""
        return self._references(self.paragraph(paragraph_id).document).get(paragraph_id, ())

    def years_of(self, document: str) -> frozenset[str]:
        """The financial years that head columns of a document's tables, such as "2021-22"."""
        tables = (paragraph.table for paragraph in self.paragraphs(document))
        columns = (column for table in tables if table for column in table.columns)
        return frozenset(year for column in columns for year in financial_years(column))

    def close(self) -> None:
        """Let go of the files."""
        for shelf in self._shelves:
            shelf.close()

    def _numbered_in(self, keys: Iterable[str], number: str) -> Iterator[str]:
        """Ids of the paragraphs of a few documents that have a number, in order; keys that are unknown have none."""
        for key in sorted(self._places.keys() & keys, key=self._places.__getitem__):
            yield from self._shelf(key).numbered_in(key, number)

    def _numbered(self, keys: Collection[str], number: str) -> list[str]:
        """The same of many documents, of all for none."""
        found = [
            (self._places[key], paragraph_id)
            for n, shelf in enumerate(self._shelves)
            for key, paragraph_id in shelf.numbered(number)
            if self._order.get(key) == n and (not keys or key in keys)
        ]
        return [paragraph_id for _, paragraph_id in sorted(found, key=lambda pair: pair[0])]

    def _in_order(self, shelved: Sequence[Mapping[str, Sequence[T]]]) -> Iterator[T]:
        """What each shelf holds by document, in library order, without documents that are no longer in force."""
        return (value for key, n in self._order.items() for value in shelved[n].get(key, ()))

    def _shelf(self, key: str) -> Shelf:
        return self._shelves[self._order[key]]

    def _read_paragraph(self, paragraph_id: str) -> Paragraph:
        key = paragraph_id.partition(" ")[0]
        found = self._shelf(key).paragraph(paragraph_id) if key in self._order else None
        if found is None:
            raise UsageError(f"No paragraph has the id {paragraph_id!r}; ids look like {self._some_id()!r}.")
        return found

    def _read_within(self, documents: tuple[str, ...]) -> Within:
        return self.map.of_documents(sorted({self._places[self.document(key).key] for key in documents}))

    def _read_references(self, document: str) -> dict[str, tuple[Reference, ...]]:
        return references_of(self.paragraphs(document), self.documents[document])

    def _read_passage(self, row: int) -> Passage:
        if not 0 <= row < len(self.map):
            raise UsageError(f"No passage has the row {row}; rows go from 0 to {len(self.map) - 1}.")
        segment, inner = self.map.place(row)
        found = self._shelves[segment].passage(inner)
        if found is None:
            raise IndexDamagedError(f"The index has no passage in row {row}; run: mandate-qa index")
        return found

    def _some_id(self) -> str:
        ids = (found for key in self.documents for found in self._shelf(key).ids(key) if "¶" in found)
        return next(ids, "document ¶1.1")


def _implied(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Short forms that are only implied, where all documents imply the same."""
    longs: dict[str, set[str]] = defaultdict(set)
    for short, long in names:
        longs[short].add(long)
    return {short: found.pop() for short, found in longs.items() if len(found) == 1}
