"""What the library holds as it leaves the program: a document, a passage that was found, a paragraph in full.

The records of an answer are in `records`. `web.found` makes these, `codec` turns them into JSON.
"""

from __future__ import annotations

from dataclasses import dataclass

from mandate_qa.types.documents import ParagraphKind, Part, Table


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document that can be asked about."""

    key: str
    """Short name, as `documents` takes it."""
    title: str
    edition: str
    """Short title, such as "2021-22 mandate"."""
    publisher: str
    published: str
    """ISO date as far as it is known: 2022-03-31, 2017-03 or 2021."""
    period_start: str | None
    """First day it applies to, ISO."""
    period_end: str | None
    """Last day it applies to, ISO; null while it is open-ended."""
    standing: str
    """"final", "revised", "summary by a third party" …"""
    superseded_by: str | None
    """Key of the document that replaces it; null for the latest."""
    paragraphs: int
    """How many it has."""


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A passage that was found for a question."""

    rank: int
    """1 is best."""
    score: float
    """Higher is better; comparable within one reply only."""
    paragraph_id: str
    """Stable id of the paragraph it is cut from, as `/paragraph` takes it."""
    document: str
    """Key."""
    edition: str
    """Short title of the document."""
    number: str | None
    """Of the paragraph, as printed; null where none is printed."""
    label: str
    """For people, such as "2021-22 mandate, para 1.15"."""
    section: tuple[str, ...]
    """Headings above the paragraph, outermost first."""
    text: str
    """The passage: a bullet with its lead-in, a table row with its column headings, or the whole paragraph."""
    record: str | None
    """Id of its record where the document came from a JSONL file; null for any other."""


@dataclass(frozen=True, slots=True)
class ParagraphRecord:
    """A paragraph in full."""

    id: str
    """Stable: it survives re-indexing."""
    document: str
    """Key."""
    edition: str
    """Short title of the document."""
    kind: ParagraphKind
    number: str | None
    """As printed; null where none is printed."""
    label: str
    """For people, such as "2021-22 mandate, para 1.15"."""
    section: tuple[str, ...]
    """Headings above it, outermost first."""
    text: str
    """Its words without markup: bullets on lines of their own, cells of a table parted by tabs."""
    parts: tuple[Part, ...]
    """Lead-in, bullets and rows, in order."""
    table: Table | None
    """The same rows as data; null where it is no table."""
    page: int | None
    """1-based; null where the source has no pages."""
    previous: str | None
    """Id of the paragraph before it in its document; null for the first."""
    next: str | None
    """Id of the paragraph after it; null for the last."""
    notes: tuple[str, ...]
    """Ids of the footnotes that are tied to it."""
    link: str
    """Path on this server that opens the paragraph in its document."""
