"""Plain text → blocks: what pulled-out text has lost is put back.

Wrapped lines and page-break cuts are joined, running titles dropped, footnotes told from headings, lists given their
depth and headings their rank. Numbers are kept as marks; what they number is `numbering`'s business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.gathering import Piece, gathered
from mandate_qa.reading.headings import rank_headings
from mandate_qa.reading.lines import read_lines
from mandate_qa.reading.marks import counted
from mandate_qa.reading.markup import (
    cell_text,
    continues,
    finished,
    note_marks,
    plain,
    with_raised_marks,
    without_note_marks,
)
from mandate_qa.reading.page_lines import without_page_lines
from mandate_qa.reading.running_lines import names_title, without_running_lines
from mandate_qa.reading.series import with_counted_marks
from mandate_qa.reading.table_lines import with_lone_labels
from mandate_qa.types import Block, BlockKind


def text_blocks(text: str) -> list[Block]:
    """The blocks of a plain text document, in reading order, words without markup."""
    lines = without_running_lines(read_lines(with_raised_marks(without_page_lines(text))))
    pieces = gathered(with_lone_labels(lines))
    pieces = without_running_titles(pieces)
    pieces = with_footnotes(pieces)
    pieces = joined(pieces)
    pieces = with_lost_bullets(pieces)
    blocks = rank_headings([piece.block for piece in pieces], {n for n, piece in enumerate(pieces) if piece.bold})
    return with_counted_marks(cleaned(with_list_depth(blocks)))


# -- pieces among their neighbours ---------------------------------------------------------------------------------


def without_running_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without the lines that repeat a title of the first page where a page began.

    A heading may have the words of a title too, so a line goes only when it cuts a sentence or a count, or comes time
    and again.
    """
    body = next((n for n, piece in enumerate(pieces) if piece.block.kind is BlockKind.CONTENTS), 12)
    titles = {plain(piece.block.text) for piece in pieces[: min(body, 12)] if _is_title(piece)}
    later = Counter(plain(piece.block.text) for piece in pieces[body + 1 :] if _is_title(piece))

    def runs(n: int, piece: Piece) -> bool:
        words = plain(piece.block.text)
        if n <= body or not _is_title(piece) or not names_title(words, titles):
            return False
        return _cuts_a_sentence(n, pieces) or _cuts_a_count(n, pieces) or (later[words] > 1 and len(words.split()) > 2)

    return [piece for n, piece in enumerate(pieces) if not runs(n, piece)]


def _is_title(piece: Piece) -> bool:
    """Whether a piece stands without a mark and does not end as a sentence does."""
    return piece.block.kind is BlockKind.TEXT and not piece.block.marker and not finished(piece.block.text)


def _cuts_a_sentence(n: int, pieces: Sequence[Piece]) -> bool:
    """Whether piece `n` stands between the halves of a sentence."""
    before = _last_running(pieces[:n])
    after = pieces[n + 1].block if n + 1 < len(pieces) else None
    if before is None or after is None or after.kind is not BlockKind.TEXT or after.marker:
        return False
    return continues(pieces[before].block.text, after.text, punctuated=False)


def _cuts_a_count(n: int, pieces: Sequence[Piece]) -> bool:
    """Whether piece `n` stands between two numbered paragraphs of which one comes right after the other."""
    if not 0 < n < len(pieces) - 1:
        return False
    before, after = (counted(pieces[at].block.marker) for at in (n - 1, n + 1))
    return bool(before) and after == (*before[:-1], before[-1] + 1)


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
    """`blocks` with each list item's level: deeper only under an item that opens a list, or with a mark of its own, or
    where the list comes back from a deeper indent.
    """
    result: list[Block] = []
    above: list[int] = []
    returned = _returned_to(blocks)
    for n, block in enumerate(blocks):
        if block.kind is BlockKind.BULLET:
            while above and not _below(block, blocks[above[-1]], set_in=above[-1] in returned):
                above.pop()
            block = replace(block, level=len(above))
            above.append(n)
        elif block.kind is not BlockKind.FOOTNOTE:
            above = []
        result.append(block)
    return result


def _below(item: Block, parent: Block, *, set_in: bool) -> bool:
    """Whether a list item stands below another, `set_in` where the list comes back from below that."""
    return _deeper(item, parent) or (set_in and item.indent > parent.indent)


def _returned_to(blocks: Sequence[Block]) -> set[int]:
    """Places of the list items to whose indent the list comes back from a deeper one, with no line left blank.

    An indent that changes at a page break comes after a blank line, or never comes back.
    """
    found: set[int] = set()
    open_items: list[int] = []
    for n, item in enumerate(blocks):
        if item.kind is not BlockKind.BULLET or (n and item.lines[0] != blocks[n - 1].lines[1] + 1):
            open_items = []
        if item.kind is BlockKind.BULLET:
            while open_items and blocks[open_items[-1]].indent > item.indent:
                open_items.pop()
            if open_items and blocks[open_items[-1]].indent == item.indent:
                found.add(open_items.pop())
            open_items.append(n)
    return found


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
        row_notes = tuple(tuple(n for cell in row for n in note_marks(cell) if n in known) for row in block.rows)
        text = "\n".join("\t".join(row).rstrip("\t") for row in rows) if rows else words(block.text)
        marker = "" if block.kind is BlockKind.HEADING and not block.marker[:1].isalnum() else block.marker
        result.append(replace(block, text=text, rows=rows, notes=notes, row_notes=row_notes, marker=marker))
    return result
