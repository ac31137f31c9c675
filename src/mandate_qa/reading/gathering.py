"""Lines → pieces: wrapped lines put together, the rows of a table and the entries of a table of contents gathered.

Looks at a line and the one above it; what pieces mean among their neighbours is `text`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.reading.counts import is_first, is_next
from mandate_qa.reading.lines import Line, is_contents_entry
from mandate_qa.reading.markup import BREAK, finished, plain
from mandate_qa.types import Block, BlockKind

_CONTENTS_TITLE = re.compile(r"^(?:table of )?contents$|^index$", re.IGNORECASE)
_LONGEST_TITLE = 60
"""Characters that the title of a table of contents may have, markup among them."""
_WHOLLY_BOLD = re.compile(r"^\*\*(?!\s)(?:(?!\*\*).)+\*\*$", re.DOTALL)
_SUPERSCRIPT = re.compile("^[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")


@dataclass(frozen=True, slots=True)
class Counted:
    """The marks that came last, to tell an item by."""

    number: int = 0
    """The last whole number with a stop."""
    letter: str = ""
    """The last letter since then, as printed."""

    def after(self, line: Line) -> Counted:
        """The same when `line` has begun a piece."""
        if not line.mark or not line.stop:
            return self
        if line.mark.isdecimal():
            return Counted(int(line.mark))
        return self if "." in line.mark else replace(self, letter=line.mark)

    def goes_on(self, line: Line) -> bool:
        """Whether the mark of a line is the next."""
        if line.mark.isdecimal():
            return int(line.mark) == self.number + 1
        return bool(self.letter) and line.mark[0] != "(" and is_next(line.mark, self.letter)


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines put together, markup still in place, before its neighbours have been looked at."""

    block: Block
    bold: bool = False
    """Whether the whole of it was set in bold."""
    loose: bool = False
    """Whether it is indented and stands alone without a mark: an item that may have lost its bullet."""


def gathered(lines: Sequence[Line]) -> list[Piece]:
    """Lines put together: a line without a mark goes on with the one above, a table takes all its rows."""
    pieces: list[Piece] = []
    wrapped: list[Line] = []
    above: Line | None = None
    contents = False
    counted = Counted()
    for line in lines:
        if line.blank:
            above = None
            continue
        opens = not wrapped and _opens_contents(pieces)
        contents = (contents and (above is None or is_contents_entry(line))) or opens
        entry = contents and is_contents_entry(line)
        begins = above is None or bool(above.cells) or _begins(line, above, counted)
        if not (entry or line.cells or begins):
            wrapped.append(line)
        else:
            _put_together(pieces, wrapped)
            if entry:
                _extend_contents(pieces, line)
            elif line.cells:
                _extend_table(pieces, line, new=above is None or not above.cells)
            else:
                pieces.append(_piece(line))
                counted = counted.after(line)
        above = line
    _put_together(pieces, wrapped)
    return pieces


def _put_together(pieces: list[Piece], wrapped: list[Line]) -> None:
    """Add the wrapped lines to the last piece, all at once: one by one a long paragraph would be copied for each."""
    if wrapped:
        pieces[-1] = _with_lines(pieces[-1], wrapped)
        wrapped.clear()


def _opens_contents(pieces: Sequence[Piece]) -> bool:
    """Whether a table of contents is under way: its title or its entries came last."""
    if not pieces:
        return False
    last = pieces[-1].block
    short = len(last.text) <= _LONGEST_TITLE
    return last.kind is BlockKind.CONTENTS or (short and bool(_CONTENTS_TITLE.match(plain(last.text))))


def _begins(line: Line, above: Line, counted: Counted) -> bool:
    """Whether a line right below another begins a piece of its own; `counted` holds the last marks so far."""
    if line.bullet:
        return True
    if not line.mark:
        return False
    if _SUPERSCRIPT.match(line.mark):
        return True
    if "." in line.mark:
        return not line.text[:1].islower() or finished(above.text) or "." in above.mark
    if line.stop and (counted.goes_on(line) or (is_first(line.mark) and above.text.endswith(":"))):
        return True
    return bool(line.stop and above.mark and line.mark.isdecimal() == above.mark.isdecimal())


def _piece(line: Line) -> Piece:
    """A piece that begins with `line`."""
    kind = BlockKind.FOOTNOTE if _SUPERSCRIPT.match(line.mark) else BlockKind.TEXT
    marker = line.mark + line.stop if line.mark else line.bullet
    bold = bool(_WHOLLY_BOLD.match(line.text))
    if bold:
        marker = line.mark + line.stop
    elif line.bullet and not line.mark:
        kind = BlockKind.BULLET
    block = Block(
        kind,
        line.text,
        marker=marker,
        bulleted=bool(line.bullet) and not bold,
        indent=line.indent,
        lines=(line.number, line.last),
    )
    return Piece(block, bold=bold, loose=line.indent > 0 and not line.bullet and not line.mark)


def _with_lines(piece: Piece, wrapped: Sequence[Line]) -> Piece:
    """`piece` with wrapped lines added."""
    words = [f"{line.mark}{line.stop} {line.text}" if line.mark else line.text for line in wrapped]
    lines = (piece.block.lines[0], wrapped[-1].last)
    block = replace(piece.block, text=" ".join([piece.block.text, *words]), lines=lines)
    return replace(piece, block=block, bold=bool(_WHOLLY_BOLD.match(block.text)), loose=False)


def _extend_contents(pieces: list[Piece], line: Line) -> None:
    """Add an entry to the table of contents that is under way, or begin one."""
    words = "\t".join(line.cells) if line.cells else f"{line.mark}{line.stop} {line.text}".strip()
    if pieces[-1].block.kind is BlockKind.CONTENTS:
        last = pieces[-1].block
        block = replace(last, text=f"{last.text}\n{words}", lines=(last.lines[0], line.last))
        pieces[-1] = replace(pieces[-1], block=block)
    else:
        pieces.append(Piece(Block(BlockKind.CONTENTS, words, lines=(line.number, line.last))))


def _extend_table(pieces: list[Piece], line: Line, *, new: bool) -> None:
    """Add a row to the table that is under way, or begin one; a row that begins empty goes on with a cut cell."""
    row = Block(BlockKind.TABLE, "", rows=(line.cells,), row_lines=((line.number, line.last),))
    before = _last_table(pieces)
    if before is not None and new and _goes_on(line):
        pieces[before] = replace(pieces[before], block=_with_cut_row(pieces[before].block, row))
    elif before is not None and not new:
        pieces[before] = replace(pieces[before], block=_with_row(pieces[before].block, row))
    else:
        pieces.append(Piece(replace(row, lines=row.row_lines[0])))


def _with_row(table: Block, row: Block) -> Block:
    """`table` with a row below."""
    lines = (table.lines[0], row.row_lines[0][1])
    return replace(table, rows=table.rows + row.rows, row_lines=table.row_lines + row.row_lines, lines=lines)


def _with_cut_row(table: Block, row: Block) -> Block:
    """`table` with its last row going on with the cells of `row`."""
    cut = tuple(f"{a} {BREAK} {b}" if b else a for a, b in _aligned(table.rows[-1], row.rows[0]))
    lines = (table.row_lines[-1][0], row.row_lines[0][1])
    above = replace(table, rows=table.rows[:-1], row_lines=table.row_lines[:-1])
    return _with_row(above, replace(row, rows=(cut,), row_lines=(lines,)))


def _goes_on(line: Line) -> bool:
    """Whether a row that stands first in its chunk has no first cell but running text in a later one."""
    return not line.cells[0] and any(re.search(r"[a-z]{3,} ", cell) for cell in line.cells[1:])


def _last_table(pieces: Sequence[Piece]) -> int | None:
    """Index of the table that ended last, when only footnotes have come since."""
    for n in range(len(pieces) - 1, -1, -1):
        if pieces[n].block.kind is BlockKind.TABLE:
            return n
        if pieces[n].block.kind is not BlockKind.FOOTNOTE:
            return None
    return None


def _aligned(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    """Cells of two rows side by side, the shorter one filled up with empty cells."""
    width = max(len(first), len(second))
    fill = [("",) * (width - len(row)) for row in (first, second)]
    return list(zip((*first, *fill[0]), (*second, *fill[1]), strict=True))
