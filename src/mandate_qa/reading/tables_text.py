"""A table as plain text for a terminal, and its cells by the names of their row and column.

Takes a paragraph that holds a table as data; how rows became data is `tables`' business.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from mandate_qa.errors import UnknownCellError
from mandate_qa.reading.tables import is_figure
from mandate_qa.types import Paragraph, ParagraphKind, Row, Table

_WIDEST = 48
"""Characters a label or a cell of words may take before it goes on in the next line."""
_GAP = "  "
Line = list[str]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table with all that names it."""

    row: Row
    column: str
    """Heading of its column as printed."""
    value: str
    """As printed; "" where the table prints nothing."""
    unit: str
    """Unit of the table's figures, "" when none is printed."""


def tables_of(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that hold a table, in reading order: the table N of `show KEY --table N` is the Nth, from 1."""
    return tuple(paragraph for paragraph in paragraphs if paragraph.table is not None)


def render_table(paragraph: Paragraph, notes: Sequence[Paragraph] = ()) -> str:
    """The table of `paragraph` as aligned text: caption, unit, column headings, rows under their groups, footnotes.

    Figures stand flush right, words flush left. `notes` are paragraphs among which its footnotes are looked for.
    Raises ValueError when it holds no table.
    """
    if paragraph.table is None:
        raise ValueError(f"{paragraph.id} holds no table.")
    table = paragraph.table
    title = table.caption or (paragraph.section[-1] if paragraph.section else paragraph.label)
    unit = [f"Unit: {table.unit}"] if table.unit and table.unit not in title else []
    tied = [note for note in notes if note.kind is ParagraphKind.FOOTNOTE and note.id in paragraph.notes]
    foot = [f"Note {note.id.rpartition('-')[2]}: {note.text}" for note in tied]
    return "\n".join([title, *unit, "", *_grid(table), *([""] if foot else []), *foot]) + "\n"


def cell_of(table: Table, row: str, column: str) -> TableCell:
    """The cell in the row and the column of these headings: as printed, else without regard to case and marks.

    A label that stands under several groups takes its group before it: "Commissioning: Total". Raises UnknownCellError,
    which names the nearest heading, when none or more than one has the name.
    """
    found = _row(table, row)
    place = _only("column", column, [[heading] for heading in table.columns])
    return TableCell(found, table.columns[place], found.cells[place], table.unit)


def _row(table: Table, name: str) -> Row:
    rows = [row for row in table.rows if any(row.cells)]
    names = [[row.label, f"{row.group}: {row.label}"] if row.group else [row.label] for row in rows]
    return rows[_only("row", name, names)]


def _only(what: str, name: str, names: Sequence[Sequence[str]]) -> int:
    """Index of the one entry that has `name` among its names, exactly or else nearly. Raises UnknownCellError."""
    for alike in (_same, _plain):
        found = [n for n, known in enumerate(names) if alike(name) in map(alike, known)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownCellError(what, name, [names[n][-1] for n in found], several=True)
    raise UnknownCellError(what, name, [known for entry in names for known in entry if known])


def _same(name: str) -> str:
    return name


def _plain(name: str) -> str:
    """A heading without regard to case, marks and blanks."""
    return " ".join(re.findall(r"[^\W_]+|[£€$%]", name.casefold()))


# -- layout ----------------------------------------------------------------------------------------------------------


def _grid(table: Table) -> list[str]:
    """Heading and body, each row on as many lines as its longest cell takes."""
    rows = [["", *table.columns], *([_label(row), *row.cells] for row in table.rows)]
    wrapped = [[_wrapped(cell) for cell in row] for row in rows]
    filled = range(len(rows[0]))
    widths = [max(len(line) for row in wrapped for line in row[column]) for column in filled]
    right = [column > 0 and _holds_figures(table, column - 1) for column in filled]
    aligned: list[Callable[[str, int], str]] = [str.rjust if flush else str.ljust for flush in right]
    lines = [_lines(row, widths, aligned) for row in wrapped]
    head = lines[0] if any(table.columns) else []
    rule = ["-" * len(_GAP.join(" " * width for width in widths))] if head else []
    return [*head, *rule, *(line for row in lines[1:] for line in row)]


def _label(row: Row) -> str:
    """A row's label, set in below the heading of its group."""
    return f"  {row.label}" if row.group else row.label


def _wrapped(cell: str) -> Line:
    """The lines of a cell; never none."""
    indent = " " * (len(cell) - len(cell.lstrip(" ")))
    lines = [
        line
        for printed in cell.split("\n")
        for line in textwrap.wrap(
            printed, _WIDEST, subsequent_indent=indent + "  " * printed.startswith("- "), break_on_hyphens=False
        )
    ]
    return lines or [""]


def _holds_figures(table: Table, column: int) -> bool:
    """Whether most filled cells of a column are figures."""
    cells = [row.cells[column] for row in table.rows if row.cells[column]]
    return sum(map(is_figure, cells)) * 2 > len(cells)


def _lines(row: Sequence[Line], widths: Sequence[int], aligned: Sequence[Callable[[str, int], str]]) -> list[str]:
    """A row as lines of text."""
    return [
        _GAP.join(align(cell, width) for cell, width, align in zip(cells, widths, aligned, strict=True)).rstrip()
        for cells in zip_longest(*row, fillvalue="")
    ]
