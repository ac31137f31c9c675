"""The little layout of an answer's text as values a template lays out: paragraphs, lists, tables, marks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from mandate_qa.explaining import MARK
from mandate_qa.web.html import RULE, cells, has_rule, line_kind


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a mark that leads to a source."""

    words: str
    marker: int = 0
    """The source's number; 0 for plain words, and for a mark that leads nowhere."""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together."""

    kind: str
    """"text", "list" or "table"."""
    lines: tuple[Line, ...] = ()
    """Of a text or list."""
    heads: tuple[Line, ...] = ()
    """Of a table: the cells of its first row, where that names the columns."""
    rows: tuple[tuple[Line, ...], ...] = ()
    """Of a table: the cells of the others."""


def laid_out(text: str, cited: Collection[int]) -> tuple[TextBlock, ...]:
    """The blocks of `text` in order; marks whose number is in `cited` are pieces of their own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(block(kind, list(group), cited) for kind, group in groupby(lines, key=line_kind))


def block(kind: str, lines: list[str], cited: Collection[int]) -> TextBlock:
    """Lines of one kind."""
    if kind != "table":
        texts = [line[2:].strip() if kind == "list" else line for line in lines]
        return TextBlock(kind, tuple(pieces(line, cited) for line in texts))
    rows = [tuple(pieces(cell, cited) for cell in cells(line)) for line in lines if not RULE.fullmatch(line)]
    headed = has_rule(lines)
    return TextBlock(kind, heads=rows[0] if headed else (), rows=tuple(rows[1:] if headed else rows))


def pieces(line: str, cited: Collection[int]) -> Line:
    """A line parted at its marks."""
    found, end = [], 0
    for mark in MARK.finditer(line):
        if int(mark[1]) in cited:
            found += [Piece(line[end : mark.start()]), Piece(mark[0], int(mark[1]))]
            end = mark.end()
    return tuple(piece for piece in (*found, Piece(line[end:])) if piece.words)
