"""A source → a Word document, its numbers counted by lists as Word does, or typed by hand; its cells merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.counted import Level, Place, planned
from corpus.source import Cell, Grid, Piece, Source
from corpus.truth import row_number
from make_docx import cell, definition, docx, instance, level, note, p, r, row, starting, table

_BULLETS = ("\uf0b7", "o", "\uf0a7")


def as_word(source: Source) -> bytes:
    """The bytes of the document."""
    plan, lists = planned(source)
    return _Writer(lists.levels).written(source, plan)


def as_typed_word(source: Source) -> bytes:
    """The same with all numbers typed, a tab after each."""
    return _Writer({}).written(source, [(piece, None) for piece in source.pieces])


def as_unstyled_word(source: Source) -> bytes:
    """The same without a style: numbers typed, headings in bold, bullets typed."""
    body = [_in_bold(source.title)]
    for piece in source.pieces:
        marks = [note(n) for n in piece.notes]
        if piece.grid is not None:
            body += [_in_bold(piece.grid.caption), _unmarked_table(piece.grid), p()]
        elif piece.kind == "heading":
            body.append(_in_bold(f"{piece.printed}  {piece.text}".strip()))
        elif piece.kind == "bullet":
            indent = f'<w:ind w:left="{360 * (piece.level + 1)}"/>'
            body.append(p(f"{piece.printed or '•–'[piece.level]}\t{piece.text}", *marks, more=indent))
        elif piece.kind != "note":
            body.append(p(f"{piece.printed}\t{piece.text}" if piece.printed else piece.text, *marks))
    notes = [piece.text for piece in source.pieces if piece.kind == "note"]
    return docx(*body, footnotes=notes)


def _unmarked_table(grid: Grid) -> str:
    """A table whose headings are bold and nothing else."""
    rows = [
        row(*(cell(_in_bold(each.printed) if n < grid.head else p(each.printed)) for each in cells))
        for n, cells in enumerate(grid.rows)
    ]
    return table(*rows)


def _in_bold(text: str) -> str:
    return p(r(text, "<w:b/>"))


class _Writer:
    def __init__(self, lists: dict[str, tuple[Level, ...]]) -> None:
        self._lists = {name: n for n, name in enumerate(lists, start=1)}
        self._bullets = len(lists) + 1
        self._definitions = "".join(
            definition(n, *_levels(levels)) for n, levels in enumerate(lists.values(), start=1)
        ) + definition(self._bullets, *(level(n, "bullet", mark) for n, mark in enumerate(_BULLETS)))
        self._now = dict(self._lists)
        self._instances = [instance(n, n) for n in range(1, self._bullets + 1)]

    def written(self, source: Source, plan: Sequence[tuple[Piece, Place | None]]) -> bytes:
        body = [p(source.title, style="Title")]
        body += [xml for piece, place in plan for xml in self._piece(piece, place)]
        notes = [piece.text for piece in source.pieces if piece.kind == "note"]
        return docx(*body, numbering=self._definitions + "".join(self._instances), footnotes=notes)

    def _piece(self, piece: Piece, place: Place | None) -> Iterator[str]:
        marks = [note(n) for n in piece.notes]
        typed = f"{piece.printed}\t{piece.text}" if piece.printed else piece.text
        if piece.grid is not None:
            yield from self._table(piece.grid)
        elif place is not None:
            style = f"Heading{piece.level}" if piece.kind == "heading" else ""
            yield p(piece.text, *marks, style=style, num=(self._instance(place), place.level))
        elif piece.kind == "bullet" and not piece.printed:
            yield p(piece.text, *marks, num=(self._bullets, piece.level))
        elif piece.kind == "bullet":
            yield p(typed, *marks, more=f'<w:ind w:left="{720 * (piece.level + 1)}"/>')
        elif piece.kind != "note":
            yield p(typed, *marks, style=f"Heading{piece.level}" if piece.kind == "heading" else "")

    def _instance(self, place: Place) -> int:
        """The numbering id for a number; a new one when the count is set anew, with which the list goes on."""
        if place.start is not None:
            self._now[place.list] = len(self._instances) + 1
            override = starting(place.start, place.level)
            self._instances.append(instance(self._now[place.list], self._lists[place.list], override))
        return self._now[place.list]

    def _table(self, grid: Grid) -> Iterator[str]:
        if grid.caption:
            yield p(grid.caption, style="Caption")
        yield from self.tables(grid)

    def tables(self, grid: Grid) -> Iterator[str]:
        """A table, and the empty paragraph behind it."""
        rows = [row(*_cells(grid.rows, n, self._lines), header=n < grid.head) for n in range(len(grid.rows))]
        yield table(*rows)
        yield p()

    def _lines(self, each: Cell) -> list[str]:
        lines = with_number(each).split("\n")
        return [p(line[2:], num=(self._bullets, 0)) if line.startswith("- ") else p(line) for line in lines]


def with_number(each: Cell) -> str:
    """The lines of a cell, the number of its row as printed."""
    number, words = row_number(each.printed)
    return f"{number['printed']} {words}".strip() if number else each.printed


def span(cells: Sequence[Cell], column: int) -> int:
    """How many columns the cell at `column` covers."""
    width = 1
    while column + width < len(cells) and cells[column + width].merged == "left":
        width += 1
    return width


def _cells(rows: Sequence[Sequence[Cell]], n: int, lines) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for column, each in enumerate(rows[n]):
        if each.merged == "left":
            continue
        above = n + 1 < len(rows) and rows[n + 1][column].merged == "above"
        merge = "continue" if each.merged == "above" else "restart" if above else ""
        yield cell(*lines(each), span=span(rows[n], column), merge=merge)


def _levels(levels: Sequence[Level]) -> Iterator[str]:
    for n, each in enumerate(levels):
        numbers = each.between.join(f"%{m}" for m in range(n + 2 - each.shown, n + 2))
        yield level(n, each.style, f"{each.before}{numbers}{each.after}")
