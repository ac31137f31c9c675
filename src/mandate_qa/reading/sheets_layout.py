"""How a sheet of a workbook is laid out: what is hidden, which cells are merged, which formulas have no value saved.

The library that reads values as a stream leaves these out; they are read from the sheet's XML, row by row.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, iterparse

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_MOST_MERGES = 100_000


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are shown as one; rows and columns count from 1, the last ones belong to it."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class SheetLayout:
    """What is known of one sheet besides its values; rows and columns count from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: dict[tuple[int, int], Merge] = field(default_factory=dict)
    """By row and column of the first cell."""
    unsaved: str = ""
    """First cell with a formula but no value; "" when there is none."""


def read_layout(container: zipfile.ZipFile, part: str) -> SheetLayout:
    """The layout of the sheet in `part`. Raises ParseError and BadZipFile for a damaged one."""
    layout = SheetLayout()
    with container.open(part) as file:
        for _, element in iterparse(file, events=("end",)):
            match element.tag.rpartition("}")[2]:
                case "row":
                    take_row(element, layout)
                    element.clear()
                case "col" if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384)
                    layout.hidden_columns |= set(range(first, last + 1))
                case "mergeCell":
                    take_merge(element.get("ref", ""), layout)
    return layout


def take_row(row: Element, layout: SheetLayout) -> None:
    """Note whether a row is hidden, and its first formula without a value."""
    if row.get("hidden") in ("1", "true"):
        layout.hidden_rows.add(int(row.get("r", "0")))
    if layout.unsaved:
        return
    for cell in row:
        held = {child.tag.rpartition("}")[2]: child.text for child in cell}
        if "f" in held and not held.get("v") and cell.get("t", "n") == "n":
            layout.unsaved = cell.get("r", "?")
            return


def take_merge(reference: str, layout: SheetLayout) -> None:
    """Note a merged range such as "B2:C3"."""
    found = _RANGE.fullmatch(reference)
    if found and len(layout.merges) < _MOST_MERGES:
        merge = Merge(int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))
        layout.merges[merge.row, merge.column] = merge


def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
