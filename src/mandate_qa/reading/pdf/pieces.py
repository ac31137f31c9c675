"""Lines → pieces: the paragraphs, list items, entries, footnotes and tables of a document, each with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mandate_qa.reading.pdf.breaks import begins, goes_over
from mandate_qa.reading.pdf.contents import entry
from mandate_qa.reading.pdf.footnotes import NOTE, note_number
from mandate_qa.reading.pdf.hyphens import joined
from mandate_qa.reading.pdf.lines import Line
from mandate_qa.reading.pdf.margins import Type
from mandate_qa.reading.pdf.marks import Mark, find_mark
from mandate_qa.reading.pdf.pages import Item, Role
from mandate_qa.reading.pdf.piece import Piece, filled_columns, table_piece
from mandate_qa.types import BlockKind


def gather(items: Iterable[Item], body: Type) -> list[Piece]:
    """The pieces of a document, in reading order."""
    gathering = _Gathering(body)
    for item in items:
        gathering.take(item)
    return gathering.pieces


class _Gathering:
    """Puts one line after the other to the piece it belongs to."""

    def __init__(self, body: Type) -> None:
        self.pieces: list[Piece] = []
        self._type = body
        self._count = 0

    def take(self, item: Item) -> None:
        """Take one line or table."""
        if item.table is not None:
            self._table(item)
            return
        assert item.line is not None
        self._count += 1
        match item.role:
            case Role.ENTRY:
                self._entry(item, item.line)
            case Role.NOTE | Role.MORE:
                self._note(item, item.line)
            case Role.BODY:
                self._line(item, item.line)

    def _table(self, item: Item) -> None:
        table = table_piece(item, self._count + 1)
        above = _last(self.pieces, {BlockKind.TABLE})
        goes_on = above is not None and len(self.pieces[above].sides) == len(table.sides)
        if filled_columns(table) > 1 or goes_on:
            self._count = table.lines[1]
            self.pieces.append(table)
        else:
            for line in (line for row in table.rows for cell in row for line in cell.items):
                self.take(line)

    def _entry(self, item: Item, line: Line) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.kind is BlockKind.CONTENTS:
            parting = "\n" if "\t" in last.text.rpartition("\n")[2] else " "
            self._extend(len(self.pieces) - 1, item, line, f"{last.text}{parting}{entry(line.text)}")
        else:
            self._begin(BlockKind.CONTENTS, item, line, None, entry(line.text))

    def _note(self, item: Item, line: Line) -> None:
        open_note = _last(self.pieces, {BlockKind.FOOTNOTE})
        if item.role is Role.MORE and open_note is not None:
            self._extend(open_note, item, line)
            return
        found, number = NOTE.match(line.text), note_number(line.text)
        marker = str(number) if number is not None else found["sign"] if found else ""
        mark = Mark(marker, False, line.text[found.end() :].replace("\t", " ")) if found else None
        self._begin(BlockKind.FOOTNOTE, item, line, mark)

    def _line(self, item: Item, line: Line) -> None:
        at = _last(self.pieces, {BlockKind.TEXT, BlockKind.BULLET})
        above = self.pieces[at] if at is not None else None
        if at is None or above is None or above.last is None or above.column is None:
            self._begin_marked(item, line, find_mark(line, None, fresh=True))
            return
        if above.column == item.column and at == len(self.pieces) - 1:
            fresh = begins(line, above, self._type)
            mark = find_mark(line, above.column.left + above.body, fresh=fresh)
        else:
            fresh = not goes_over(line, item.column, above)
            own = item.column.left + above.body if not fresh else None
            mark = find_mark(line, own, fresh=fresh)
        if mark is None and not fresh:
            self._extend(at, item, line)
        else:
            self._begin_marked(item, line, mark)

    def _begin_marked(self, item: Item, line: Line, mark: Mark | None) -> None:
        bullet = mark is not None and mark.bulleted and not mark.numbered
        self._begin(BlockKind.BULLET if bullet else BlockKind.TEXT, item, line, mark)

    def _begin(self, kind: BlockKind, item: Item, line: Line, mark: Mark | None, text: str = "") -> None:
        left = item.column.left
        piece = Piece(
            kind=kind,
            text=text or (mark.words if mark else line.text.replace("\t", " ")),
            marker=mark.marker if mark else "",
            bulleted=mark is not None and mark.bulleted,
            page=item.column.page,
            size=line.size,
            bold=line.bold,
            x0=line.x0 - left,
            body=(line.body if mark else line.x0) - left,
            lines=(self._count, self._count),
            last=line,
            column=item.column,
        )
        self.pieces.append(piece)

    def _extend(self, at: int, item: Item, line: Line, text: str = "") -> None:
        piece = self.pieces[at]
        body = line.x0 - item.column.left if piece.count == 1 and piece.column == item.column else piece.body
        self.pieces[at] = replace(
            piece,
            text=text or joined(piece.text, line.text.replace("\t", " ")),
            bold=piece.bold and line.bold,
            body=body,
            lines=(piece.lines[0], self._count),
            last=line,
            column=item.column,
            count=piece.count + 1,
        )


def _last(pieces: Sequence[Piece], kinds: set[BlockKind]) -> int | None:
    """Index of the last piece of some kinds, looking past footnotes."""
    for n in range(len(pieces) - 1, -1, -1):
        if pieces[n].kind in kinds:
            return n
        if pieces[n].kind is not BlockKind.FOOTNOTE and BlockKind.FOOTNOTE not in kinds:
            return None
    return None
