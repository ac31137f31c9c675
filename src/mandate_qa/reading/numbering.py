"""Blocks → numbered paragraphs: every printed number once, its bullets and rows under it, headings as its trail.

Knows what public documents number and how (1.15, a memo's 1–7, an annex's items, numbered table rows) and which
figures only look like numbers. How the text came out of its file is the readers' business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.headings import ANNEX
from mandate_qa.reading.labels import Namer
from mandate_qa.reading.outline import OpenParagraph, Outline
from mandate_qa.reading.tables import has_header, laid_out
from mandate_qa.types import Block, BlockKind, Document, Paragraph, ParagraphKind, PartKind

_DEEP = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_WHOLE = re.compile(r"\d{1,3}")
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]")
_TABLE_TITLE = re.compile(r"(?:table|figure|chart)\s+\w+", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?(?:\s+(?P<title>\S.*))?$", re.DOTALL)
_ROW_SERIES = re.compile(r"(?P<noun>[A-Z][a-z]+) (?P<number>\d{1,3}):\s+\S", re.DOTALL)


def number_paragraphs(document: Document, blocks: Sequence[Block]) -> list[Paragraph]:
    """The paragraphs of `document`, in reading order, each with its printed number or None."""
    walk = _Walk(document.title)
    for n, block in enumerate(blocks):
        walk.take(block, blocks[n + 1] if n + 1 < len(blocks) else None)
    namer = Namer(document)
    return [item.paragraph(document.key, namer, position) for position, item in enumerate(walk.finished())]


class _Walk:
    """One pass over the blocks: what is open, what came last, where in the outline."""

    def __init__(self, title: str) -> None:
        self._title = title.casefold()
        self._outline = Outline()
        self._done: list[OpenParagraph] = []
        self._open: OpenParagraph | None = None
        self._deep: tuple[int, ...] = ()
        self._whole = 0

    def finished(self) -> list[OpenParagraph]:
        """What was gathered, empty ones left out."""
        return [item for item in self._done if item.parts]

    def take(self, block: Block, after: Block | None) -> None:
        """Take one block; `after` is the one that follows it."""
        match block.kind:
            case BlockKind.HEADING:
                self._heading(block, after)
            case BlockKind.TEXT:
                self._text(block, after)
            case BlockKind.BULLET:
                self._bullet(block)
            case BlockKind.TABLE:
                self._table(block)
            case BlockKind.FOOTNOTE:
                self._footnote(block)
            case BlockKind.CONTENTS:
                self._begin(ParagraphKind.CONTENTS, block).add(PartKind.TEXT, block.text)
                self._open = None

    # -- kinds of block --------------------------------------------------------------------------------------------

    def _heading(self, block: Block, after: Block | None) -> None:
        marker = block.marker.rstrip(".:)")
        if self._outline.annex is not None and _WHOLE.fullmatch(marker):
            self._annex_item(block, int(marker))
        elif self._open is not None and self._introduces_bullets(self._open, block, after):
            self._open.titled_lists += 1
            self._open.extend(block, PartKind.TEXT)
        elif block.text.casefold() == self._title:
            self._begin(ParagraphKind.HEADING, block).add(PartKind.TEXT, block.text)
            self._open = None
        else:
            self._outline.enter(block.level, f"{block.marker} {block.text}".strip())
            if block.level == 1 and ANNEX.match(block.text):
                self._deep, self._whole = (), 0
            item = self._begin(ParagraphKind.HEADING, block)
            item.section = self._outline.trail[:-1]
            item.add(PartKind.TEXT, self._outline.trail[-1])
            self._open = None

    def _introduces_bullets(self, item: OpenParagraph, block: Block, after: Block | None) -> bool:
        """Whether a title stands between a numbered paragraph's colon, or its titled lists so far, and bullets."""
        if item.number is None or block.marker or after is None or after.kind is not BlockKind.BULLET:
            return False
        return item.announces or item.titled_lists > 0

    def _text(self, block: Block, after: Block | None) -> None:
        marker = block.marker.rstrip(".:)")
        if _DEEP.fullmatch(marker) and self._follows(tuple(map(int, marker.split(".")))):
            self._deep = tuple(map(int, marker.split(".")))
            self._begin(ParagraphKind.TEXT, block, self._outline.numbered(marker)).add(PartKind.TEXT, block.text)
        elif _WHOLE.fullmatch(marker) and self._whole_number(block, int(marker)):
            return
        elif _LETTER.fullmatch(block.marker) and self._open is not None:
            self._open.extend(block, PartKind.BULLET, prefix=block.marker)
        elif self._open is not None and self._belongs(self._open, block, after):
            self._open.extend(block, PartKind.TEXT)
        else:
            words = f"{block.marker} {block.text}" if block.marker and not block.bulleted else block.text
            self._begin(ParagraphKind.TEXT, block).add(PartKind.TEXT, words)

    def _whole_number(self, block: Block, number: int) -> bool:
        """Take a text that begins with a whole number, if the number counts something here."""
        if self._outline.annex is not None and self._outline.noun:
            self._annex_item(block, number)
        elif self._open is not None and (self._deep or self._open.announces) and self._open.number is not None:
            self._open.extend(block, PartKind.BULLET, prefix=block.marker)
        elif number in (1, self._whole + 1) and not self._deep:
            self._whole = number
            item = self._begin(ParagraphKind.TEXT, block, self._outline.numbered(str(number)))
            item.add(PartKind.TEXT, block.text)
        else:
            return False
        return True

    def _bullet(self, block: Block) -> None:
        item = self._open
        if item is None:
            item = self._begin(ParagraphKind.LIST, block)
            item.add(PartKind.BULLET, block.text, block.level, prefix=_list_mark(block))
        elif item.number is not None and item.is_sibling(block):
            self._begin(ParagraphKind.TEXT, block).add(PartKind.TEXT, block.text)
        elif item.number is not None or item.holds_list or item.announces:
            item.extend(block, PartKind.BULLET, prefix=_list_mark(block))
        else:
            item = self._begin(ParagraphKind.LIST, block)
            item.add(PartKind.BULLET, block.text, block.level, prefix=_list_mark(block))

    def _table(self, block: Block) -> None:
        if block.caption:
            self._table_title(block)
        if _numbers_rows(block.rows):
            self._numbered_rows(block)
        elif self._open is not None and self._open.container:
            for row in block.rows:
                self._open.add_row(row)
            self._open.spread(block)
        elif self._done and self._done[-1].takes_rows(block) and not _headed(block):
            table = self._done[-1]
            table.add_table(laid_out((*table.rows, *block.rows), table.headers), block)
        else:
            above = self._done[-1] if self._done else None
            item = self._begin(ParagraphKind.TABLE, block)
            if above is not None and above.kind is ParagraphKind.HEADING:
                title = above.parts[0].text
                item.caption = title if _TABLE_TITLE.match(title) or not laid_out(block.rows).heading else ""
            item.caption = block.caption or item.caption
            item.headers = block.headers
            item.add_table(laid_out(block.rows, block.headers), block)
            self._open = None
        if block.caption:
            self._outline.leave(block.caption)

    def _table_title(self, table: Block) -> None:
        """Begin a heading for the title of a table, which stands above the table and nothing that follows."""
        self._outline.enter_below(table.caption)
        item = self._begin(ParagraphKind.HEADING, replace(table, notes=()))
        item.section = self._outline.trail[:-1]
        item.add(PartKind.TEXT, table.caption)
        self._open = None

    def _footnote(self, block: Block) -> None:
        """A footnote stands at its place and leaves the paragraph it interrupts open, unless it opens a list."""
        interrupted = self._open
        item = self._begin(ParagraphKind.FOOTNOTE, block)
        item.caption = block.marker
        item.add(PartKind.TEXT, block.text)
        if not item.announces:
            self._open = interrupted

    # -- numbers ---------------------------------------------------------------------------------------------------

    def _follows(self, number: tuple[int, ...]) -> bool:
        """Whether a number goes on with the count, so that it is one and not a figure at the start of a line."""
        if not self._deep or number[0] == self._deep[0]:
            return number > self._deep
        return number[0] - self._deep[0] in (1, 2) and number[1] <= 3

    def _annex_item(self, block: Block, number: int) -> None:
        """Begin item `number` of an annex, or go on with it when a page break printed its heading again."""
        printed = self._outline.item(number)
        item = self._open
        if item is not None and item.number == printed and item.parts and item.parts[0].text == block.text:
            return
        item = self._begin(ParagraphKind.TEXT, block, printed)
        item.container = True
        item.add(PartKind.TEXT, block.text)

    def _numbered_rows(self, block: Block) -> None:
        """A table whose rows are numbered: a lone number heads a chapter of it, the others are paragraphs."""
        header = block.rows[0] if not _row_number(block.rows[0][0]) else ()
        for n, row in enumerate(block.rows):
            if header and n == 0:
                continue
            found = _row_number(row[0])
            cells = [cell for cell in row[1:] if cell]
            if found and cells and _heads_rows(found):
                self._outline.enter(2, f"{row[0]} {cells[0]}")
                item = self._begin(ParagraphKind.HEADING, _at_row(block, n))
                item.section = self._outline.trail[:-1]
                item.add(PartKind.TEXT, self._outline.trail[-1])
                self._open = None
            elif found:
                self._begin(ParagraphKind.TEXT, _at_row(block, n), self._row_name(found)).container = True
                self._row_cells(row, header)
            elif self._open is not None:
                self._open.add_cell("\n".join(cell for cell in row if cell))
                self._open.spread(_at_row(block, n))

    def _row_name(self, found: re.Match[str]) -> str:
        noun = found.groupdict().get("noun")
        if noun:
            return self._outline.item(int(found["number"]), noun.lower())
        return self._outline.numbered(found["number"])

    def _row_cells(self, row: Sequence[str], header: Sequence[str]) -> None:
        assert self._open is not None
        found = _row_number(row[0])
        title = found.groupdict().get("title") if found else None
        self._open.add(PartKind.TEXT, title or row[0])
        for column, cell in enumerate(row[1:], start=1):
            if cell and column < len(header) and header[column]:
                self._open.add(PartKind.TEXT, header[column])
            self._open.add_cell(cell)

    # -- beginnings and belongings -----------------------------------------------------------------------------------

    def _begin(self, kind: ParagraphKind, block: Block, number: str | None = None) -> OpenParagraph:
        self._open = OpenParagraph(kind, number, self._outline.trail, block)
        self._done.append(self._open)
        return self._open

    def _belongs(self, item: OpenParagraph, block: Block, after: Block | None) -> bool:
        """Whether unmarked text goes on with the open paragraph rather than being one of its own."""
        if item.kind is ParagraphKind.FOOTNOTE or block.marker:
            return False
        if item.number is not None:
            return True
        return after is not None and after.kind is BlockKind.BULLET and item.interrupted_by(block.text, after.text)


def _at_row(table: Block, n: int) -> Block:
    """`table` with the place and the footnotes of its row `n` alone."""
    lines = table.row_lines[n] if table.row_lines else table.lines
    return replace(table, lines=lines, notes=table.row_notes[n] if table.row_notes else table.notes)


def _headed(table: Block) -> bool:
    """Whether a table's first row names its columns."""
    return bool(table.headers) if table.headers is not None else has_header(table.rows)


def _list_mark(item: Block) -> str:
    """What stands before a list item in a paragraph's text: its number or letter as printed, or a dash."""
    return item.marker if any(character.isalnum() for character in item.marker) else "-"


def _row_number(cell: str) -> re.Match[str] | None:
    """The number a table row begins with: "1.1 Title", "1." alone, or "Offer 1: …"."""
    found = _ROW_SERIES.match(cell) or _ROW_NUMBER.match(cell)
    if found is None or ("title" in found.groupdict() and found["title"] and "." not in found["number"]):
        return None
    return found


def _heads_rows(found: re.Match[str]) -> bool:
    """Whether a row number stands alone and whole ("2."), so that its row heads the ones below."""
    named = found.groupdict()
    return "." not in named["number"] and not named.get("title") and not named.get("noun")


def _numbers_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether at least two rows of a table, and a third of them, carry numbers of their own before running text."""
    numbered = [row for row in rows if _row_number(row[0]) and any(len(cell.split()) > 3 for cell in row)]
    return len(numbered) >= 2 and len(numbered) * 3 >= len(rows)
