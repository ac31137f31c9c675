"""A document's way as frozen values: Document, Block, Paragraph, Passage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[str, int, int], None]
"""Called as `progress(step, done, total)` while long work runs; `step` is words such as "embedding", `total` is 0 for
what is not counted."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source, as the library manifest describes it."""

    key: str
    """Short name used in ids and on the command line, such as `mandate-2021-22`."""
    title: str
    """Title as printed."""
    short_title: str
    """What a label begins with, such as "2021-22 mandate"."""
    publisher: str
    published: str
    """ISO date as far as it is known: `2022-03-31`, `2017-03` or `2021`."""
    period_start: str | None
    """First day the document applies to, ISO."""
    period_end: str | None
    """Last day the document applies to, ISO; None while it is open-ended."""
    replaces: str | None = None
    """What it replaces: the key of a document, or words for one that is not in the library."""
    superseded_by: str | None = None
    """Key of the document that replaces it; None for one that is the latest, as far as the library tells."""
    status: str = "final"
    """Standing of the text: "final", "revised", "summary by a third party" …"""
    aliases: tuple[str, ...] = ()
    """Other names people use for it, for reading the scope out of a question."""
    licence: str = ""
    source: str = ""
    """Where the text came from, in words or as an address; never fetched."""
    path: str = ""
    """File it was read from, relative to the seeds folder."""
    content_hash: str = ""
    """SHA-256 of the file, hexadecimal."""


class BlockKind(StrEnum):
    """What a piece of a document is, as laid out."""

    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    """Entries of a table of contents; never searched."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document as laid out, in reading order."""

    kind: BlockKind
    text: str
    """Words without markup; for a table the rows as printed, cells parted by tabs."""
    level: int = 0
    """Heading: 1 is the highest. Bullet: 0 is the outermost."""
    marker: str = ""
    """What stood before the text: "1.15", "-", "○", "(a)", "⁸"; empty when nothing did."""
    bulleted: bool = False
    """Whether a list mark stood before the text, with or without a number."""
    indent: int = 0
    """Blanks before its first character, as far as the format keeps them."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Table only: cells without markup, one tuple a line of the table; list items in a cell stand on lines of their
    own after "- "."""
    row_lines: tuple[tuple[int, int], ...] = ()
    """First and last line of each of `rows` in the source, 1-based; empty where the reader does not know."""
    notes: tuple[int, ...] = ()
    """Numbers of the footnotes whose marks stood in the text."""
    row_notes: tuple[tuple[int, ...], ...] = ()
    """The same for each of `rows`."""
    headers: int | None = None
    """Table only: how many of its first rows name the columns; None where the format does not say."""
    caption: str = ""
    """Table only: its title, where the format ties one to it; elsewhere a heading above it serves."""
    lines: tuple[int, int] = (0, 0)
    """First and last line in the source, 1-based."""
    page: int | None = None
    """1-based page where the source has pages."""


class PartKind(StrEnum):
    """What a piece of a paragraph is."""

    TEXT = "text"
    BULLET = "bullet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paragraph: its text or lead-in, one of its bullets, or one row of its table."""

    kind: PartKind
    text: str
    """Exactly as it stands in `Paragraph.text`, without the bullet mark."""
    start: int
    """Where it begins in `Paragraph.text`, in characters, 0-based."""
    level: int = 0
    """Bullet depth, 0 outermost."""
    ordinal: int = 0
    """Bullet or row: its number within its list or table, counted by us from 1."""
    lead: int | None = None
    """Index of the part that introduces this one (a lead-in or the bullet above), None when nothing does."""

    @property
    def end(self) -> int:
        """Where it ends in `Paragraph.text`, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with the words that name it."""

    label: str
    """Row heading with lines joined; inherited or empty when none is printed."""
    cells: tuple[str, ...]
    """One a column of `Table.columns`; "" where the table prints nothing."""
    group: str
    """Heading row it stands under ("National Commissioning"), "" when there is none."""
    part: int
    """Index of the paragraph's part that holds the row as printed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as data: every cell can be named by its row and column heading."""

    caption: str
    """Title of the table: its printed caption, or the heading of its label column."""
    columns: tuple[str, ...]
    """Headings of the value columns, label column left out; "" where none is printed."""
    rows: tuple[Row, ...]
    unit: str = ""
    """Unit of the figures, such as "£m, cash terms", when caption or headings print one."""


class ParagraphKind(StrEnum):
    """What sort of unit a paragraph is."""

    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that is cited."""

    id: str
    """Stable and readable: `mandate-2021-22 ¶1.15`. Survives re-indexing, another chunker and another embedder."""
    document: str
    """Key of its document."""
    kind: ParagraphKind
    number: str | None
    """As a reader would write it ("1.15", "Annex 2.1", "Annex 2 objective 11"); None where none is printed."""
    label: str
    """For people: "2021-22 mandate, para 1.15"; says "(unnumbered)" where nothing is printed."""
    section: tuple[str, ...]
    """Headings above it, outermost first."""
    text: str
    """Its words without markup: bullets on lines of their own after "- ", table rows as printed, parted by tabs."""
    parts: tuple[Part, ...]
    """Lead-in, bullets and rows, in order; one part when it is plain text."""
    position: int
    """Place in the document, counted from 0."""
    lines: tuple[int, int]
    """First and last line in the source file, 1-based."""
    page: int | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()
    """Ids of the footnotes that are tied to it."""


class PassageKind(StrEnum):
    """What a passage is cut from."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    HEADING = "heading"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched."""

    id: str
    """`<paragraph id>#<n>`, unique in the index."""
    document: str
    kind: PassageKind
    text: str
    """The words as a reader needs them: a bullet with its lead-in, a row with its column headings."""
    heading: str
    """Short title and section trail, searched along with the text."""
    paragraph_ids: tuple[str, ...]
    """Paragraphs it is cut from, in order; never empty."""
    parts: tuple[int, ...] = ()
    """Indices of the parts of the first paragraph that it holds; empty when it is whole paragraphs."""

    @property
    def search_text(self) -> str:
        """What the searchers read: heading and text."""
        return f"{self.heading}\n{self.text}"
