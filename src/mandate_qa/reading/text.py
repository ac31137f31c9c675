"""Plain text → blocks: what pulled-out text has lost is put back.

Wrapped lines and page-break cuts are joined, running titles dropped, footnotes told from headings, lists given their
depth and headings their rank. Numbers are kept as marks; what they number is `numbering`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mandate_qa.reading.headings import rank_headings
from mandate_qa.reading.lines import Line, is_contents_entry, read_lines
from mandate_qa.reading.markup import BREAK, cell_text, continues, finished, note_marks, plain, without_note_marks
from mandate_qa.types import Block, BlockKind

_CONTENTS_TITLE = re.compile(r"^(?:table of )?contents$|^index$", re.IGNORECASE)
_WHOLLY_BOLD = re.compile(r"^\*\*(?!\s)(?:(?!\*\*).)+\*\*$", re.DOTALL)
_SUPERSCRIPT = re.compile("^[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines put together, markup still in place, before its neighbours have been looked at."""

    block: Block
    bold: bool = False
    """Whether the whole of it was set in bold."""
    loose: bool = False
    """Whether it is indented and stands alone without a mark: an item that may have lost its bullet."""


def text_blocks(text: str) -> list[Block]:
    """The blocks of a plain text document, in reading order, words without markup."""
    pieces = gathered(read_lines(text))
    pieces = without_running_titles(pieces)
    pieces = with_footnotes(pieces)
    pieces = joined(pieces)
    pieces = with_lost_bullets(pieces)
    blocks = rank_headings([piece.block for piece in pieces], {n for n, piece in enumerate(pieces) if piece.bold})
    return cleaned(with_list_depth(blocks))


# -- lines → pieces ------------------------------------------------------------------------------------------------


def gathered(lines: Sequence[Line]) -> list[Piece]:
    """Lines put together: a line without a mark goes on with the one above, a table takes all its rows."""
    pieces: list[Piece] = []
    above: Line | None = None
    contents = False
    counted = 0
    for line in lines:
        if line.blank:
            above = None
            continue
        contents = (contents and (above is None or is_contents_entry(line))) or _opens_contents(pieces)
        if contents and is_contents_entry(line):
            _extend_contents(pieces, line)
        elif line.cells:
            _extend_table(pieces, line, new=above is None or not above.cells)
        elif above is None or above.cells or _begins(line, above, counted):
            pieces.append(_piece(line))
            counted = int(line.mark) if line.mark.isdecimal() and line.stop else counted
        else:
            pieces[-1] = _with_line(pieces[-1], line)
        above = line
    return pieces


def _opens_contents(pieces: Sequence[Piece]) -> bool:
    """Whether a table of contents is under way: its title or its entries came last."""
    if not pieces:
        return False
    last = pieces[-1].block
    return last.kind is BlockKind.CONTENTS or bool(_CONTENTS_TITLE.match(plain(last.text)))


def _begins(line: Line, above: Line, counted: int) -> bool:
    """Whether a line right below another begins a piece of its own; `counted` is the last whole number so far."""
    if line.bullet:
        return True
    if not line.mark:
        return False
    if _SUPERSCRIPT.match(line.mark) or "." in line.mark:
        return True
    if line.mark.isdecimal() and line.stop and int(line.mark) == counted + 1:
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


def _with_line(piece: Piece, line: Line) -> Piece:
    """`piece` with a wrapped line added."""
    words = f"{line.mark}{line.stop} {line.text}" if line.mark else line.text
    block = replace(piece.block, text=f"{piece.block.text} {words}", lines=(piece.block.lines[0], line.last))
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
    before = _last_table(pieces)
    if before is not None and new and _goes_on(line):
        table = pieces[before].block
        *rows, last = table.rows
        cut = tuple(f"{a} {BREAK} {b}" if b else a for a, b in _aligned(last, line.cells))
        pieces[before] = replace(pieces[before], block=_table((*rows, cut), table.lines[0], line.last))
    elif pieces and pieces[-1].block.kind is BlockKind.TABLE and not new:
        table = pieces[-1].block
        pieces[-1] = replace(pieces[-1], block=_table((*table.rows, line.cells), table.lines[0], line.last))
    elif before is not None and not new:
        table = pieces[before].block
        pieces[before] = replace(pieces[before], block=_table((*table.rows, line.cells), table.lines[0], line.last))
    else:
        pieces.append(Piece(_table((line.cells,), line.number, line.last)))


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


def _table(rows: tuple[tuple[str, ...], ...], first: int, last: int) -> Block:
    return Block(BlockKind.TABLE, "", rows=rows, lines=(first, last))


# -- pieces among their neighbours ---------------------------------------------------------------------------------


def without_running_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without the lines that repeat a title of the first page where a page began."""
    body = next((n for n, piece in enumerate(pieces) if piece.block.kind is BlockKind.CONTENTS), 12)
    titles = {plain(piece.block.text) for piece in pieces[: min(body, 12)] if piece.block.kind is BlockKind.TEXT}

    def runs(n: int, piece: Piece) -> bool:
        return n > body and piece.block.kind is BlockKind.TEXT and plain(piece.block.text) in titles

    return [piece for n, piece in enumerate(pieces) if not runs(n, piece)]


def with_footnotes(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with footnotes told apart from numbered text: "3 Following…" is one when a mark ³ came before it."""
    seen: set[int] = set()
    last = 0
    result = []
    for piece in pieces:
        block = piece.block
        if block.kind is BlockKind.FOOTNOTE:
            marks = note_marks(block.marker)
            last, block = marks[0], replace(block, marker=str(marks[0]))
        elif block.kind is BlockKind.TEXT and block.marker.isdigit() and not block.bulleted:
            number = int(block.marker)
            if number in seen and number == last + 1:
                last, block = number, replace(block, kind=BlockKind.FOOTNOTE)
        seen.update(note_marks(block.text), *(note_marks(cell) for row in block.rows for cell in row))
        result.append(replace(piece, block=block))
    return result


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with sentences put together that a page break or a footnote had cut in two."""
    result: list[Piece] = []
    for piece in pieces:
        at = _last_running(result)
        if piece.block.kind is BlockKind.TEXT and not piece.block.marker and not piece.bold and at is not None:
            before = result[at].block
            running = before.kind is BlockKind.TEXT and (len(before.text.split()) > 25 or "." in before.marker[:-1])
            if continues(before.text, piece.block.text, punctuated=running and not _titled(piece.block.text)):
                text = f"{before.text} {piece.block.text}"
                result[at] = replace(
                    result[at], block=replace(before, text=text, lines=(before.lines[0], piece.block.lines[1]))
                )
                continue
        result.append(piece)
    return result


def _last_running(pieces: Sequence[Piece]) -> int | None:
    """Index of the last running text or list item, looking past footnotes."""
    for n in range(len(pieces) - 1, -1, -1):
        kind = pieces[n].block.kind
        if kind in (BlockKind.TEXT, BlockKind.BULLET):
            return None if pieces[n].bold else n
        if kind is not BlockKind.FOOTNOTE:
            return None
    return None


def _titled(text: str) -> bool:
    """Whether `text` is short and unfinished, as headings are."""
    return len(text.split()) < 15 and not finished(text)


def with_lost_bullets(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with the bullet given back to an indented lone line that stands next to list items."""

    def bullet(n: int) -> bool:
        return 0 <= n < len(pieces) and pieces[n].block.kind is BlockKind.BULLET

    result = []
    for n, piece in enumerate(pieces):
        if piece.loose and piece.block.kind is BlockKind.TEXT and (bullet(n - 1) or bullet(n + 1)):
            block = replace(piece.block, kind=BlockKind.BULLET, marker="-", bulleted=True)
            piece = replace(piece, block=block)
        result.append(piece)
    return result


# -- blocks ----------------------------------------------------------------------------------------------------------


def with_list_depth(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with each list item's level: deeper only under an item that opens a list, or with a mark of its own."""
    result: list[Block] = []
    above: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.BULLET:
            while above and not _deeper(block, above[-1]):
                above.pop()
            block = replace(block, level=len(above))
            above.append(block)
        elif block.kind is not BlockKind.FOOTNOTE:
            above = []
        result.append(block)
    return result


def _deeper(item: Block, parent: Block) -> bool:
    """Whether a list item stands below another rather than beside it."""
    if item.indent > parent.indent:
        return parent.text.rstrip().endswith((":", "the")) or item.marker != parent.marker
    return item.marker != parent.marker and item.marker in "○◦–—" and parent.text.rstrip().endswith(":")


def cleaned(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with words without markup; the marks of footnotes that exist become `notes`."""
    known = frozenset(int(block.marker) for block in blocks if block.kind is BlockKind.FOOTNOTE)

    def words(text: str) -> str:
        return plain(without_note_marks(text, known))

    result = []
    for block in blocks:
        raw = block.text + "".join(cell for row in block.rows for cell in row)
        rows = tuple(tuple(cell_text(without_note_marks(cell, known)) for cell in row) for row in block.rows)
        notes = tuple(mark for mark in note_marks(raw) if mark in known)
        text = "\n".join("\t".join(row).rstrip("\t") for row in rows) if rows else words(block.text)
        marker = "" if block.kind is BlockKind.HEADING and not block.marker[:1].isalnum() else block.marker
        result.append(replace(block, text=text, rows=rows, notes=notes, marker=marker))
    return result
