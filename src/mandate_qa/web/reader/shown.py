"""A paragraph as a page shows it: blocks of text, lists and tables, every word of them cut at the marks.

Gives templates plain values; how they look is the templates' business. Tables are laid out in `grids`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from mandate_qa.types import Paragraph, ParagraphKind, Part, PartKind
from mandate_qa.web.places import anchor, document_path, key_of, paragraph_path
from mandate_qa.web.reader.grids import Grid, grid
from mandate_qa.web.reader.marks import Mark, Marking, Piece

LONG = 600
"""Characters above which a neighbour is shown in a box that scrolls."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of running text."""

    kind: ClassVar[str] = "words"
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with those below it."""

    marker: str
    """The letter or number that is printed in place of a dash; empty for a dash."""
    pieces: tuple[Piece, ...]
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    kind: ClassVar[str] = "items"
    items: tuple[Item, ...]


Block = Words | Items | Grid


@dataclass(frozen=True, slots=True)
class Note:
    """Where a footnote stands."""

    words: str
    anchor: str
    path: str
    """In its document, wherever that is read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph ready for a template."""

    id: str
    anchor: str
    kind: str
    number: str
    """What stands beside it: its number as printed, "footnote 9", "unnumbered"; "" for a heading."""
    printed: bool
    """Whether that number is printed."""
    label: str
    depth: int
    """How many headings stand above it."""
    page: int | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    path: str
    """Address that leads to it for as long as its document has it."""
    long: bool
    """Whether it would push what stands beside it out of sight."""


def shown(paragraph: Paragraph, marks: Sequence[Mark] = ()) -> Shown:
    """`paragraph` with `marks` on its words."""
    return Shown(
        id=paragraph.id,
        anchor=anchor(paragraph.id),
        kind=paragraph.kind.value,
        number=number_words(paragraph),
        printed=paragraph.number is not None or paragraph.kind is ParagraphKind.FOOTNOTE,
        label=paragraph.label,
        depth=len(paragraph.section),
        page=paragraph.page,
        blocks=blocks(paragraph, Marking(marks)),
        notes=tuple(map(note_of, paragraph.notes)),
        path=paragraph_path(paragraph.id),
        long=len(paragraph.text) > LONG,
    )


def note_of(id: str) -> Note:
    """The footnote with this id, by the words that the id holds: "footnote 8"."""
    words = id.partition(" ")[2].lstrip("¶").replace("-", " ")
    return Note(words, anchor(id), document_path(key_of(id), id))


def number_words(paragraph: Paragraph) -> str:
    """What stands beside a paragraph: its number as printed, "footnote 9", "unnumbered", nothing for a heading."""
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        return paragraph.label.rsplit(", ", 1)[-1]
    return paragraph.number or ("" if paragraph.kind is ParagraphKind.HEADING else "unnumbered")


def blocks(paragraph: Paragraph, marking: Marking) -> tuple[Block, ...]:
    """The parts of a paragraph in order, runs of one kind together."""
    if any(part.kind is PartKind.ROW for part in paragraph.parts):
        first = next(n for n, part in enumerate(paragraph.parts) if part.kind is PartKind.ROW)
        head = first - 1 if first and _is_head(paragraph, first - 1) else first
        last = max(n for n, part in enumerate(paragraph.parts) if part.kind is PartKind.ROW) + 1
        before, after = paragraph.parts[:head], paragraph.parts[last:]
        above = tuple(run_blocks(paragraph, before, marking))
        table = grid(paragraph, range(head, last), marking)
        return (*above, table, *run_blocks(paragraph, after, marking))
    return tuple(run_blocks(paragraph, paragraph.parts, marking))


def _is_head(paragraph: Paragraph, n: int) -> bool:
    """Whether a part holds the headings of the rows after it."""
    part = paragraph.parts[n]
    return part.kind is PartKind.TEXT and ("\t" in part.text or paragraph.table is not None)


def run_blocks(paragraph: Paragraph, parts: Sequence[Part], marking: Marking) -> list[Block]:
    """Text and lists."""
    found: list[Block] = []
    for kind, run in groupby(parts, key=lambda part: part.kind):
        if kind is PartKind.BULLET:
            found.append(Items(items(paragraph.text, list(run), marking)))
        else:
            found += [Words(marking.pieces(part.text, part.start)) for part in run]
    return found


def items(text: str, parts: Sequence[Part], marking: Marking) -> tuple[Item, ...]:
    """Bullets as a tree: what is deeper than the one before stands below it."""
    made: list[Item] = []
    n = 0
    while n < len(parts):
        end = next((k for k in range(n + 1, len(parts)) if parts[k].level <= parts[n].level), len(parts))
        pieces = marking.pieces(parts[n].text, parts[n].start)
        made.append(Item(marker(text, parts[n]), pieces, items(text, parts[n + 1 : end], marking)))
        n = end
    return tuple(made)


def marker(text: str, part: Part) -> str:
    """The letter or number that stands before a bullet in `text`."""
    return text[text.rfind("\n", 0, part.start) + 1 : part.start].strip().removeprefix("-").strip()
