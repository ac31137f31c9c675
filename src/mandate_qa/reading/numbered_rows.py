"""Tables whose rows are paragraphs with numbers of their own: "1.1 Title", "Offer 1: …", a column of recommendations.

Tells such tables from tables of figures, and names their rows; what is done with them is `numbering`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mandate_qa.reading.marks import ITEMS
from mandate_qa.reading.outline import Outline
from mandate_qa.types import Block

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?(?:\s+(?P<title>\S.*))?$", re.DOTALL)
_CODE = re.compile(r"(?P<number>[A-Z]{1,3}[.-]?\d{1,3}(?:\.\d{1,2})?)\.?(?:\s+(?P<title>\S.*))?$", re.DOTALL)
_SERIES = re.compile(r"(?P<noun>[A-Z][a-z]+) (?P<number>\d{1,3})(?::\s+\S|\s*$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of a table as a piece of the text."""

    block: Block
    """The table with the place and the footnotes of this row alone."""
    number: str | None
    """As a reader writes it; None for a row that goes on with the one above."""
    cells: tuple[str, ...]
    """Its title, and its other cells, each after the heading of its column."""
    heads: bool = False
    """Whether it heads the rows below it."""
    title: str = ""
    """What it says when it heads them."""


def numbered_rows(block: Block, outline: Outline) -> list[NumberedRow]:
    """The rows of a table as paragraphs; none when its rows carry no numbers of their own."""
    found = [_row_number(row[0]) for row in block.rows]
    if not _numbers(block.rows, found) or not _codes_count(found):
        return []
    whole = [f for f in found if f and _is_whole(f)]
    deep = any(f and "." in f["number"] for f in found)
    header = block.rows[0] if found[0] is None else ()
    noun = "" if deep else _noun(header, block, outline)
    if whole and not deep and not noun:
        return []
    rows = []
    for n, (row, number) in enumerate(zip(block.rows, found, strict=True)):
        if header and n == 0:
            continue
        at = _at_row(block, n)
        cells = [cell for cell in row[1:] if cell]
        if number is None:
            rows.append(NumberedRow(at, None, tuple(row)))
        elif deep and cells and _is_whole(number):
            rows.append(NumberedRow(at, None, (), heads=True, title=f"{row[0]} {cells[0]}"))
        else:
            rows.append(NumberedRow(at, _name(number, noun, outline), _cells(row, header, number)))
    return rows


def _row_number(cell: str) -> re.Match[str] | None:
    """The number a table row begins with: "1.1 Title", "1." alone, "A3", or "Offer 1: …"."""
    found = _SERIES.match(cell) or _NUMBER.match(cell) or _CODE.match(cell)
    if found is None or (found.re is _NUMBER and found["title"] and "." not in found["number"]):
        return None
    return found


def _is_whole(found: re.Match[str]) -> bool:
    """Whether a row number stands alone and whole ("2.")."""
    return found.re is _NUMBER and "." not in found["number"] and not found["title"]


def _numbers(rows: Sequence[Sequence[str]], found: Sequence[re.Match[str] | None]) -> bool:
    """Whether at least two rows of a table, and a third of them, carry numbers of their own before running text."""
    numbered = [
        number["number"]
        for row, number in zip(rows, found, strict=True)
        if number and any(len(cell.split()) > 3 for cell in row)
    ]
    return len(numbered) >= 2 and len(numbered) * 3 >= len(rows) and len(set(numbered)) == len(numbered)


def _codes_count(found: Sequence[re.Match[str] | None]) -> bool:
    """Whether codes such as A1, where rows begin with them, count on, most of them, as the names of roads do not."""
    codes = [_place(number["number"]) for number in found if number and number.re is _CODE]
    steps = [_counts_on(before, after) for before, after in pairwise(codes)]
    return not codes or sum(steps) * 2 >= len(codes)


def _place(code: str) -> tuple[str, tuple[int, ...]]:
    """The letters of a code and its numbers."""
    return re.sub(r"[^A-Z]", "", code), tuple(map(int, re.findall(r"\d+", code)))


def _counts_on(before: tuple[str, tuple[int, ...]], after: tuple[str, tuple[int, ...]]) -> bool:
    """Whether a code comes right after another: A2 after A1, A1.1 after A1, B1 after A4."""
    (letters, last), (others, number) = before, after
    if letters != others:
        return number[-1] == 1
    below = number == (*last, 1)
    return below or any(number == (*last[:n], last[n] + 1, *(1,) * (len(number) - n - 1)) for n in range(len(last)))


def _noun(header: Sequence[str], block: Block, outline: Outline) -> str:
    """What the whole numbers of a table count: what its header or caption names, or the heading above."""
    for words in (*header[:2], block.caption):
        for word in re.findall(r"[a-z]+", words.lower()):
            noun = next((noun for noun in ITEMS if word in (noun, f"{noun}s", f"{noun[:-1]}ies")), "")
            if noun:
                return noun
    return outline.lone_noun


def _name(found: re.Match[str], noun: str, outline: Outline) -> str:
    """A row's number as a reader writes it."""
    if found.re is _SERIES:
        return outline.item(found["number"], found["noun"].lower())
    return outline.item(found["number"], noun) if _is_whole(found) else outline.numbered(found["number"])


def _cells(row: Sequence[str], header: Sequence[str], found: re.Match[str]) -> tuple[str, ...]:
    """The words of a row: its title, then its other cells, each after the heading of its column."""
    title = found.groupdict().get("title")
    cells = [title or row[0]]
    for column, cell in enumerate(row[1:], start=1):
        if cell and column < len(header) and header[column]:
            cells.append(header[column])
        cells.append(cell)
    return tuple(cells)


def _at_row(table: Block, n: int) -> Block:
    """`table` with the place and the footnotes of its row `n` alone."""
    lines = table.row_lines[n] if table.row_lines else table.lines
    return replace(table, lines=lines, notes=table.row_notes[n] if table.row_notes else table.notes)
