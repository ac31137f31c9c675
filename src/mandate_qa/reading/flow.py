"""What word processors know of a text, whatever their file format: paragraphs with their mark, tables as grids, notes.

The values between a DOCX or ODT file and blocks. Readers of those formats make them, `flow_blocks` turns them into
blocks, and neither knows the other's business.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """The number or bullet that the program prints before a paragraph by itself."""

    text: str
    """As shown, blanks around it left out: "1.15", "(a)", "•"."""
    is_bullet: bool
    level: int
    """Level in its list, 0 outermost."""
    list: str
    """Name of its list; items of one list share it."""


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """A paragraph as the program shows it."""

    text: str
    """Its words; tabs and line breaks are kept as such, marks of footnotes are not in it."""
    mark: Mark | None = None
    indent: int = 0
    """Distance of its first character or mark from the margin, in twentieths of a point."""
    outline: int = 0
    """Level of a heading, 1 highest; 0 when it is none."""
    title: bool = False
    """Whether it is styled as the title of the document."""
    caption: bool = False
    """Whether it is styled as the caption of a table or picture."""
    bold: bool = False
    """Whether all its words are bold."""
    contents: bool = False
    """Whether it is part of a table of contents or an index."""
    notes: tuple[int, ...] = ()
    """Numbers of the notes whose marks stand in it, as in `FlowNote`."""


@dataclass(frozen=True, slots=True)
class FlowNote:
    """A footnote or endnote, right after what its mark stands in."""

    number: int
    """As printed. Below 0 for endnotes and notes with a sign for a mark: −1 is the first of them."""
    content: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell of a table, at its place in the grid."""

    row: int
    column: int
    content: tuple[Flow, ...]
    height: int = 1
    """Rows it covers."""
    width: int = 1
    """Columns it covers."""


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table as a grid; cells in reading order, merged ones once."""

    cells: tuple[FlowCell, ...]
    headers: int = 0
    """Rows at the top that are repeated on every page, so that they name the columns; 0 when none is marked so."""


Flow = FlowParagraph | FlowTable | FlowNote
