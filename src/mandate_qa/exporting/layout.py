"""An answer's text as blocks: the little layout that it may hold, with citation marks told from words.

Knows paragraphs, "- " bullets, table rows between bars and marks [n]. What a block looks like is left to each kind of
file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mandate_qa.explaining import MARK

RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
"""The line under a table's headings."""
MOST_CELLS = 20_000
"""Of one table, short rows filled up; what has more is told line by line."""
MOST_FILLED = 4
"""How many times the cells that are there a table may have once short rows are filled up."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a source is cited."""

    number: int
    first: bool = True
    """Whether it is the first of this number."""


Piece = str | Mark
Pieces = tuple[Piece, ...]
Resolve = Callable[[int], Mark | None]
"""The mark that [n] stands for; None where no source has this number, so that it stays words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a bullet of a list."""

    pieces: Pieces
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the widest."""

    rows: tuple[tuple[Pieces, ...], ...]
    headed: bool
    """Whether the first row names the columns."""


Layout = tuple[Block | Grid, ...]


def laid_out(text: str, resolve: Resolve) -> Layout:
    """The blocks of `text` in order; `resolve` is asked for each mark in the order of reading."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return tuple(block for kind, group in groupby(lines, _kind) for block in _blocks(kind, list(group), resolve))


def _kind(line: str) -> str:
    if line.startswith(("- ", "• ", "* ")):
        return "bullet"
    return "row" if line.startswith("|") else "text"


def _blocks(kind: str, lines: list[str], resolve: Resolve) -> Iterator[Block | Grid]:
    if kind == "row" and (rows := [_cells(line) for line in lines if not RULE.fullmatch(line)]):
        width = max(map(len, rows))
        if width * len(rows) <= min(MOST_CELLS, MOST_FILLED * sum(map(len, rows))):
            filled = [row + [""] * (width - len(row)) for row in rows]
            laid = tuple(tuple(pieces_of(cell, resolve) for cell in row) for row in filled)
            yield Grid(laid, headed=len(lines) > 1 and RULE.fullmatch(lines[1]) is not None)
            return
    for line in lines:
        yield Block(pieces_of(line[2:].strip() if kind == "bullet" else line, resolve), kind == "bullet")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def pieces_of(text: str, resolve: Resolve) -> Pieces:
    """Words and marks of a line, in order; nothing empty."""
    pieces: list[Piece] = []
    at = 0
    for found in MARK.finditer(text):
        mark = resolve(int(found[1])) if len(found[1]) < 10 else None
        if mark is not None:
            pieces += [text[at : found.start()], mark]
            at = found.end()
    return tuple(piece for piece in (*pieces, text[at:]) if piece)
