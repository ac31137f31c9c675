"""How a file was read, for people to check: its first paragraphs with their numbers, tables as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mandate_qa.curating.proposing import Proposal
from mandate_qa.errors import UnreadableDocumentError
from mandate_qa.reading.jsonl_documents import record_documents
from mandate_qa.reading.manifest import checked_value
from mandate_qa.reading.recognising import RECORD_SUFFIXES
from mandate_qa.types import Document, Paragraph, ParagraphKind, PartKind

SHOWN = 200
"""Paragraphs, or records, that the page shows."""
EXCERPT = 300
"""Characters of a paragraph that are shown."""
ROWS = 30
"""Rows of a table that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    heads: bool
    """Whether it names columns."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a record, as the preview shows it."""

    number: str
    """As printed; "" where none is."""
    words: str
    kind: str
    section: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    more_rows: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of what was read, with counts of the whole."""

    format: str
    lines: tuple[Line, ...]
    count: int
    numbered: int
    tables: int
    warnings: tuple[str, ...]
    records: bool = False
    """Whether each line is a document of its own."""


def preview_of(proposal: Proposal, warnings: Sequence[str]) -> Preview:
    """What the page shows of a proposal; `warnings` are those given while it was read."""
    if proposal.file.suffix.lower() in RECORD_SUFFIXES:
        return preview_of_records(proposal, warnings)
    paragraphs = proposal.paragraphs
    return Preview(
        proposal.format,
        tuple(line_of(paragraph) for paragraph in paragraphs[:SHOWN]),
        len(paragraphs),
        sum(paragraph.number is not None for paragraph in paragraphs),
        sum(paragraph.kind is ParagraphKind.TABLE for paragraph in paragraphs),
        tuple(warnings),
    )


def preview_of_records(proposal: Proposal, warnings: Sequence[str]) -> Preview:
    """The same for a file of records."""
    documents, bad = records_of(proposal.file)
    lines = tuple(Line("", f"{d.title} ({d.key})", "text") for d in documents[:SHOWN])
    return Preview(proposal.format, lines, len(documents), 0, 0, (*warnings, *bad), records=True)


def records_of(file: Path) -> tuple[list[Document], list[str]]:
    """The documents that a file of records holds, and why lines of it hold none. Raises UnreadableDocumentError."""
    errors: list[UnreadableDocumentError] = []
    documents = list(record_documents(file, (), checked_value, errors.append))
    return documents, [str(error).replace(str(file), file.name) for error in errors]


def line_of(paragraph: Paragraph) -> Line:
    """A paragraph with its first words, or the first rows of its table below what stands above them."""
    rows = rows_of(paragraph)
    words = " ".join(part.text for part in paragraph.parts if "\t" not in part.text) if rows else paragraph.text
    return Line(
        paragraph.number or "",
        excerpt(words),
        paragraph.kind.value,
        paragraph.section,
        rows[:ROWS],
        max(0, len(rows) - ROWS),
    )


def excerpt(text: str) -> str:
    """`text` with its list items on lines of their own, cut at a word when it is long."""
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(maxsplit=1)[0] + " …"


def rows_of(paragraph: Paragraph) -> tuple[Row, ...]:
    """The rows of its table as printed, those that name the columns first; none for any other paragraph."""
    rows: list[Row] = []
    for part in paragraph.parts:
        if part.kind is PartKind.ROW:
            rows.append(Row(False, tuple(part.text.split("\t"))))
        elif part.kind is PartKind.TEXT and "\t" in part.text:
            rows += [Row(True, tuple(line.split("\t"))) for line in part.text.split("\n") if "\t" in line]
    return tuple(rows)
