"""The paragraph that is being put together: its parts are gathered until the next number or heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mandate_qa.reading.counts import is_first, is_next
from mandate_qa.reading.labels import Namer
from mandate_qa.reading.part_leads import Gathered, Leads, announces
from mandate_qa.reading.tables import Layout
from mandate_qa.types import Block, BlockKind, Paragraph, ParagraphKind, Part, PartKind, Row, Table

_CELL_ITEM = re.compile(r"^(?P<indent> *)- (?P<text>.+)$")


_DEEPEST = 3
"""No list of a public document goes deeper than 1.1(a)(i)(A)."""


class OpenParagraph:
    """A paragraph while its parts are being gathered."""

    def __init__(self, kind: ParagraphKind, number: str | None, section: tuple[str, ...], block: Block) -> None:
        self.kind = kind
        self.number = number
        self.section = section
        self.container = False
        """Whether tables, text and bullets that follow belong to it until the next number or heading."""
        self.complete = False
        """Whether no unmarked text goes on with it, unless it announces some."""
        self.letter = ""
        """Its own letter, where it is a lettered paragraph."""
        self.letters: list[str] = []
        """The last mark on each level of its list."""
        self.titled_lists = 0
        """How many of its lists stand under a title of their own."""
        self.caption = ""
        self.headers: int | None = None
        """How many of its rows name the columns, where the format says so."""
        self.header_rows = 0
        """How many rows of its table name the columns."""
        self.parts: list[Part] = []
        self.rows: tuple[tuple[str, ...], ...] = ()
        self._block = block
        self._lines = block.lines
        self._text = Gathered()
        self._leads = Leads()
        self._table: Table | None = None
        self._notes = [*block.notes]

    # -- what it is like ---------------------------------------------------------------------------------------------

    @property
    def announces(self) -> bool:
        """Whether its last words open a list."""
        return bool(self.parts) and announces(self.parts[-1])

    @property
    def counted(self) -> int:
        """The last whole number that counts its list items, 0 when none does."""
        digits = self.letters[0].strip("().:") if self.letters else ""
        return int(digits) if digits.isdigit() else 0

    @property
    def holds_list(self) -> bool:
        """Whether it has list items, be they interrupted or not."""
        return self._leads.first_item is not None

    def is_sibling(self, block: Block) -> bool:
        """Whether a bullet stands beside this numbered paragraph, not below it: same mark, same depth, no lead-in."""
        if self.container or self.announces or self.holds_list:
            return False
        return self._block.bulleted and block.indent <= self._block.indent

    def interrupted_by(self, text: str, next_item: str) -> bool:
        """Whether `text` only interrupts this list: its items and the next go on with the lead-in in lower case."""
        first = self._leads.first_item
        if first is None or not self.parts[0].text.rstrip().endswith(":"):
            return False
        return next_item[:1].islower() and self.parts[first].text[:1].islower() and text[-1:] != ":"

    def takes_rows(self, block: Block) -> bool:
        """Whether a table that follows at once goes on with this one."""
        return (
            self.kind is ParagraphKind.TABLE
            and block.lines[0] > 0
            and max(map(len, self.rows)) == max(map(len, block.rows))
            and block.lines[0] - self._lines[1] <= 3
        )

    def heads(self, block: Block) -> bool:
        """Whether a table begins with the headings of this one, printed again after a page break."""
        again = block.rows[: self.header_rows] == self.rows[: self.header_rows]
        return self.header_rows > 0 and again and not block.caption

    # -- gathering -----------------------------------------------------------------------------------------------------

    def add(self, kind: PartKind, text: str, level: int = 0, *, prefix: str = "-") -> None:
        """Add a part; bullets stand on lines of their own after their mark."""
        mark = f"{'  ' * level}{prefix} " if kind is PartKind.BULLET else ""
        start = self._text.add_line(mark, text)
        lead = (0 if self.container and self.parts else None) if kind is PartKind.TEXT else self._leads.lead(level)
        self._append(Part(kind, text, start, level, self._ordinal(kind, level, lead), lead))

    def _append(self, part: Part) -> None:
        """Take a finished part."""
        self._leads.add(len(self.parts), part)
        self.parts.append(part)

    def extend(self, block: Block, kind: PartKind, *, prefix: str = "-") -> None:
        """Add a block as a part."""
        self.add(kind, block.text, block.level if kind is PartKind.BULLET else 0, prefix=prefix)
        self.spread(block)

    def extend_list(self, block: Block) -> None:
        """Add a lettered or numbered block as a list item, on the level that its mark tells."""
        level = self._level_of(block.marker) if block.kind is not BlockKind.BULLET else block.level
        self.letters = [*self.letters[:level], block.marker]
        self.add(PartKind.BULLET, block.text, level, prefix=block.marker)
        self.spread(block)

    def _level_of(self, mark: str) -> int:
        """The level whose last mark comes right before `mark`, the deepest first; a first mark opens a level."""
        if self.parts and self.parts[-1].kind is PartKind.TEXT and is_first(mark):
            return 0
        for level in range(len(self.letters) - 1, -1, -1):
            if is_next(mark, self.letters[level]):
                return level
        return min(len(self.letters), _DEEPEST) if is_first(mark) else max(len(self.letters) - 1, 0)

    def spread(self, block: Block) -> None:
        """Take a block's lines and footnotes into account."""
        self._lines = (min(self._lines[0], block.lines[0]), max(self._lines[1], block.lines[1]))
        self._notes += block.notes

    def add_cell(self, cell: str) -> None:
        """Add the lines of a table cell as text and bullets."""
        for line in filter(None, cell.split("\n")):
            item = _CELL_ITEM.match(line)
            if item:
                self.add(PartKind.BULLET, item["text"], len(item["indent"]) // 2)
            else:
                self.add(PartKind.TEXT, line)

    def add_row(self, row: Sequence[str]) -> None:
        """Add a table row that has no number of its own: its cells as printed, parted by tabs."""
        self.add(PartKind.ROW, "\t".join(row).removeprefix("- ").rstrip("\t"))

    def add_table(self, layout: Layout, block: Block, rows: Sequence[tuple[str, ...]]) -> None:
        """Make it hold a table as data, `rows` of `block` included; header rows are its first part."""
        self.parts, self._text, self._leads = [], Gathered(), Leads()
        self.rows = (*self.rows, *rows)
        self.header_rows = layout.header.count("\n") + 1 if layout.header else 0
        if layout.header:
            self.add(PartKind.TEXT, layout.header)
        laid = self._add_rows(layout)
        titles = [title for title in (self.caption, layout.heading) if len(title.split()) > 2 and title != layout.unit]
        self._table = Table(": ".join(titles), layout.columns, tuple(laid), layout.unit)
        self.spread(block)

    def _add_rows(self, layout: Layout) -> list[Row]:
        """Add the rows below a table's header, all at once: a sheet may have thousands."""
        lead = 0 if self.parts else None
        rows = []
        for n, row in enumerate(layout.rows, start=1):
            rows.append(Row(row.label, row.cells, row.group, len(self.parts)))
            self._append(Part(PartKind.ROW, row.printed, self._text.add_line("", row.printed), 0, n, lead))
        return rows

    def _ordinal(self, kind: PartKind, level: int, lead: int | None) -> int:
        """Number of the next part among those with the same lead-in; text in between does not start the count anew."""
        if kind is PartKind.TEXT:
            return 0
        return self._leads.count(kind, level, lead, apart=bool(level) or self.container) + 1

    # -- complete ------------------------------------------------------------------------------------------------------

    def paragraph(self, document: str, namer: Namer, position: int) -> Paragraph:
        """The finished paragraph, named."""
        kind = self.kind
        if kind is ParagraphKind.TEXT and any(part.kind is not PartKind.TEXT for part in self.parts):
            kind = ParagraphKind.LIST
        heading = self.parts[0].text if kind is ParagraphKind.HEADING else self.caption
        if kind is ParagraphKind.TABLE and self._table is not None:
            heading = self._table.caption
        identifier, label = namer.name(self.number, kind, self.section, heading)
        return Paragraph(
            id=identifier,
            document=document,
            kind=kind,
            number=self.number,
            label=label,
            section=self.section,
            text=self._text.text(),
            parts=tuple(self.parts),
            position=position,
            lines=self._lines,
            page=self._block.page,
            table=self._table,
            notes=tuple(f"{document} ¶footnote-{note}" for note in dict.fromkeys(self._notes)),
        )
