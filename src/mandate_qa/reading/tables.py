"""Rows as printed → a table as data: header rows, row labels over two lines, group headings, units.

Takes cells without markup. Where the layout leaves a doubt (does a lone label go on with the one above, or head the
rows below?) the rule that decides is written beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

Rows = Sequence[Sequence[str]]

_YEAR = re.compile(r"^(?:FY\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d\d|\d{4}))?(?:\s*\(?[A-Za-z][\w ]*\)?)?$")
_UNIT = re.compile(r"^(?:£\s?(?:m|bn|k|million|billion|000s?)?|%|per cent|number|no\.)(?:,? [a-z ]+)?$", re.IGNORECASE)
_UNIT_WITHIN = re.compile(r"£\s?(?:m|bn|k|million|billion|000s?)\b(?:,? (?:cash|real) terms)?", re.IGNORECASE)
_FIGURE = re.compile(r"^[(\-–+£]*\d[\d,.]*\s?(?:%|m|bn|k)?\)?$")


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One row of the body, with the lines it was printed on."""

    label: str
    cells: tuple[str, ...]
    group: str
    printed: str
    """As printed, cells parted by tabs, a label's second line below."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart."""

    heading: str
    """Heading of the label column, which often is the table's title."""
    columns: tuple[str, ...]
    unit: str
    header: str
    """Header rows as printed; "" when there are none."""
    rows: tuple[LaidRow, ...]


def laid_out(rows: Rows, headers: int | None = None) -> Layout:
    """The layout of `rows`, the first `headers` of which name the columns; None leaves it to how they look.

    Rows narrower than the widest are filled up with empty cells.
    """
    width = max(len(row) for row in rows)
    filled = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    if headers is None or headers >= len(filled):
        headers = header_count(filled)
    heading, columns, unit = _headings(filled[:headers], width)
    body = _body(filled[headers:], heading)
    return Layout(heading, columns, unit, "\n".join(map(printed, filled[:headers])), tuple(body))


def printed(row: Sequence[str]) -> str:
    """A row as it stands in the source: cells parted by tabs, none trailing."""
    return "\t".join(row).rstrip("\t")


def has_header(rows: Rows) -> bool:
    """Whether the first row names the columns."""
    return header_count([tuple(row) for row in rows]) > 0


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure and nothing else: "150,614", "(34.6)", "-281", "95%"."""
    return bool(_FIGURE.match(cell.strip()))


def header_count(rows: Rows) -> int:
    """How many rows at the top name columns or units rather than hold values."""
    count = 0
    for n, row in enumerate(rows):
        values = [cell for cell in row[1:] if cell]
        if values and all(_YEAR.match(cell) or _UNIT.match(cell) for cell in values):
            count = n + 1
        elif count and not values and row[0] and _goes_on(rows[n - 1][0], row[0]):
            count = n + 1
        elif n == 0 and len(rows) > 1 and _names_columns(row, rows[1]):
            count = 1
        else:
            break
    return count if count < len(rows) else 0


def _names_columns(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether short words without figures stand over a row that is longer or holds figures or units."""
    values = [cell for cell in row[1:] if cell]
    if not values or row[0].startswith("- ") or len(row[0].split()) > 16:
        return False
    if any(len(cell.split()) > 8 or re.search(r"\d", cell) or cell.endswith(".") or "\n" in cell for cell in values):
        return False
    longer = sum(map(len, below)) > sum(map(len, row))
    figures = any(re.search(r"\d", cell) or _UNIT.match(cell) for cell in below[1:])
    return longer or figures or row[0].lower().startswith("key deliverables")


def _headings(header: Rows, width: int) -> tuple[str, tuple[str, ...], str]:
    """Heading of the label column, headings of the value columns, and the unit they share."""
    heading = " ".join(row[0] for row in header if row[0])
    columns = []
    units = []
    for column in range(1, width):
        words = [row[column] for row in header if row[column]]
        units += [word for word in words if _UNIT.match(word)]
        columns.append(" ".join(word for word in words if not _UNIT.match(word)))
    within = _UNIT_WITHIN.search(heading)
    unit = units[0] if units and len(set(units)) == 1 else (within.group() if within else "")
    return heading, tuple(columns), unit


def _body(rows: Rows, heading: str) -> list[LaidRow]:
    """Rows with labels put together and group headings handed down."""
    laid: list[LaidRow] = []
    group = ""
    for n, row in enumerate(rows):
        label, cells = row[0], tuple(row[1:])
        if not any(cells):
            if laid and _wraps(laid[-1].label, label, rows[n + 1][0] if n + 1 < len(rows) else None):
                last = laid[-1]
                laid[-1] = replace(last, label=f"{last.label} {label}", printed=f"{last.printed}\n{label}")
            else:
                group = label.rstrip(":")
                laid.append(LaidRow(label, cells, "", printed(row)))
            continue
        if not label or label.lower().startswith("total"):
            group = ""
        named = label or (heading if len(rows) == 1 else "")
        laid.append(LaidRow(named, cells, group, printed(row)))
    return laid


def _wraps(above: str, label: str, below: str | None) -> bool:
    """Whether a label without values goes on with the one above, instead of heading the rows below.

    It does when it goes on with its words, and when nothing but a total or the end follows: a heading heads something.
    """
    if label.endswith(":"):
        return False
    return _goes_on(above, label) or below is None or below.lower().startswith("total")


def _goes_on(above: str, label: str) -> bool:
    """Whether `label` is the second line of `above`: a bracket is open, or it begins in lower case."""
    return above.count("(") > above.count(")") or label[:1].islower()
