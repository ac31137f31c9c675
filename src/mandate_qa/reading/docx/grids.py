"""Where the cells of a Word table stand: rows and columns, with merged cells found and deleted ones left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mandate_qa.reading.docx.names import MC, W, chosen, number, switch

_AROUND = {W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_WIDEST = 1000
"""Columns a cell may cover; Word's own limit is 63."""


@dataclass(slots=True)
class Slot:
    """A cell at its place in the grid, 0-based."""

    cell: Element
    row: int
    column: int
    width: int = 1
    height: int = 1


def slots(table: Element) -> tuple[list[Slot], int]:
    """The cells of a table in reading order, merged ones once, and how many rows at the top are headings."""
    found: list[Slot] = []
    headers = 0
    open_merges: dict[int, Slot] = {}
    for n, row in enumerate(_rows(table)):
        properties = row.find(f"{W}trPr")
        headers += headers == n and bool(switch(properties, "tblHeader"))
        open_merges = _read_row(row, n, number(properties, "gridBefore") or 0, open_merges, found)
    return found, headers


def _read_row(row: Element, n: int, column: int, above: dict[int, Slot], found: list[Slot]) -> dict[int, Slot]:
    """Add the cells of row `n` to `found`; gives back the cells that the next row may go on with, by column."""
    going_on: dict[int, Slot] = {}
    last: Slot | None = None
    for cell in _inside(row, f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        width = min(max(number(properties, "gridSpan") or 1, 1), _WIDEST)
        merged = _merge(properties, "vMerge")
        if _merge(properties, "hMerge") == "continue" and last is not None:
            last.width += width
        elif merged == "continue" and column in above:
            above[column].height += 1
            going_on[column] = above[column]
        elif properties is None or properties.find(f"{W}cellDel") is None:
            last = Slot(cell, n, column, width)
            found.append(last)
            if merged:
                going_on[column] = last
        column += width
    return going_on


def _rows(table: Element) -> Iterator[Element]:
    """The rows that are shown."""
    for row in _inside(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        deleted = properties is not None and properties.find(f"{W}del") is not None
        if not deleted and not switch(properties, "hidden"):
            yield row


def _inside(parent: Iterable[Element], tag: str) -> Iterator[Element]:
    """The elements of this kind, those inside content controls and tracked changes among them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            yield from _inside(child.findall(f"{W}sdtContent"), tag)
        elif child.tag in _AROUND:
            yield from _inside(child, tag)
        elif child.tag == f"{MC}AlternateContent":
            yield from _inside(chosen(child), tag)


def _merge(properties: Element | None, name: str) -> str:
    """How a cell is merged: "restart", "continue" (also where nothing is said), or "" when it is not."""
    found = properties.find(W + name) if properties is not None else None
    return found.get(f"{W}val", "continue") if found is not None else ""
