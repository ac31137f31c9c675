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
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_TIME = re.compile(
    rf"^(?:(?:FY|CY|Q[1-4]|(?:\d{{1,2}} )?{_MONTH})[\s-]*)?(?:(?:19|20)\d\d|(?<=-)\d\d)"
    r"(?:\s*[-–/]\s*(?:\d\d|\d{4}))?(?: Q[1-4])?$|^Q[1-4]$"
)
"""A year or a time in it, where it stands among other headings."""
_MONEY = r"[£€$]\s?(?:m|mn|bn|k|million|billion|thousands?|'?000s?)?\b|[£€$]"
_UNIT = re.compile(rf"^(?:{_MONEY}|%|per cent|number|no\.)(?:,? [a-z ]+)?$", re.IGNORECASE)
_MEASURE = re.compile(
    r"^\(?(?:minutes|hours|days|weeks|months|years|thousands|millions|percentage(?: points)?|"
    r"per 1\d\d,?000(?: [a-z ]+)?|hectares|tonnes|"
    r"miles|kilometres|km|metres|litres|MW|GWh?|FTEs?|full-time equivalents?)\)?$",
    re.IGNORECASE,
)
"""What the heading of the label column may name as the unit of all figures, besides what `_UNIT` knows."""
_UNIT_WITHIN = re.compile(
    r"£\s?(?:m|bn|k|million|billion|000s?)\b(?:,? (?:cash|real) terms)?|(?<=\()(?:%|per cent|thousands|millions|"
    r"full-time equivalents?|weeks|days|hectares)(?=\))|(?<=, )(?:%|per cent)$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"^[<>~]?\s?[(\-–−+£€$]*\d[\d,.]*\s?(?:%|m|bn|k)?\)?$")


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


def laid_out(rows: Rows, headers: int | None = None, caption: str = "") -> Layout:
    """The layout of `rows`, the first `headers` of which name the columns; None leaves it to how they look.

    Rows narrower than the widest are filled up with empty cells. The unit is told by the headings, else by `caption`.
    """
    width = max(len(row) for row in rows)
    filled = [tuple(row) + ("",) * (width - len(row)) for row in rows]
    if headers is None or headers >= len(filled):
        headers = header_count(filled)
    heading, columns, unit = _headings(filled[:headers], width)
    if not unit and (within := _UNIT_WITHIN.search(caption)):
        unit = within.group()
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
        elif n == count == 1 and _parts_columns(rows[0], row, rows[2:]):
            count = 2
        else:
            break
    return count if count < len(rows) else 0


def _parts_columns(above: Sequence[str], row: Sequence[str], body: Rows) -> bool:
    """Whether a second row parts the columns that the first names: 2022 over Median and Longest, both over figures."""
    values = row[1:]
    parted = any(cell and (not before or before == here) for before, here, cell in _neighbours(above, row))
    parted = parted or (not row[0] and all(_YEAR.match(cell) for cell in above[1:]))
    words = all(cell and not is_figure(cell) and len(cell.split()) <= 5 for cell in values)
    label = any(not name or _UNIT.match(name) or _MEASURE.match(name) for name in (row[0], above[0]))
    below = next((found[1:] for found in body if any(found[1:])), ())
    return parted and words and label and sum(map(is_figure, below)) * 2 > len(below)


def _neighbours(above: Sequence[str], row: Sequence[str]) -> list[tuple[str, str, str]]:
    """For each value column after the first: the heading, the one to its left, and the cell below."""
    return [(above[n], above[n - 1], row[n]) for n in range(2, len(row))]


def _spread(header: Rows, width: int) -> list[tuple[str, ...]]:
    """Header rows with a heading that stands over several columns written over each of them.

    An empty cell takes the heading to its left where a row below goes on to name the column.
    """
    rows = [list(row) for row in header]
    for n, row in enumerate(rows[:-1]):
        named = any(row[1:]) and any(not cell for cell in row[1:])
        for column in range(2, width):
            below = any(rows[deeper][column] for deeper in range(n + 1, len(rows)))
            if named and not row[column] and below and not _is_unit_row(rows[n + 1]):
                row[column] = row[column - 1]
    return [tuple(row) for row in rows]


def _is_unit_row(row: Sequence[str]) -> bool:
    """Whether a row holds nothing but units."""
    values = [cell for cell in row[1:] if cell]
    return bool(values) and all(_UNIT.match(cell) for cell in values)


def _names_columns(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether short words without figures stand over a row that is longer or holds figures or units."""
    values = [cell for cell in row[1:] if cell]
    if not values or row[0].startswith("- ") or len(row[0].split()) > 16:
        return False
    years = [cell for cell in values if _YEAR.match(cell) or _TIME.match(cell)]
    coded = [cell for cell, under in zip(row[1:], below[1:], strict=False) if _is_coded(cell) and is_figure(under)]
    others = [cell for cell in values if cell not in (*years, *coded)]
    if any(len(cell.split()) > 8 or re.search(r"\d", cell) or cell.endswith(".") or "\n" in cell for cell in others):
        return False
    longer = sum(map(len, below)) > sum(map(len, row))
    figures = any(re.search(r"\d", cell) or _UNIT.match(cell) for cell in below[1:])
    return longer or figures or row[0].lower().startswith("key deliverables")


def _is_coded(cell: str) -> bool:
    """Whether a cell begins with a word and holds a number that is none of its figures: "RP2 (£m)", "Total RP2"."""
    return bool(re.match(r"[A-Za-z]+\d|[A-Z][a-z]+ [A-Z]*\d", cell)) and len(cell.split()) <= 4 and cell[-1] != "."


def _headings(header: Rows, width: int) -> tuple[str, tuple[str, ...], str]:
    """Heading of the label column, headings of the value columns, and the unit they share."""
    names = [row[0] for row in header if row[0]]
    labelled = [name for name in names if _MEASURE.match(name) or _UNIT.match(name)]
    heading = " ".join(names)
    columns = []
    units = []
    header = _spread(header, width)
    for column in range(1, width):
        words = list(dict.fromkeys(row[column] for row in header if row[column]))
        units += [word for word in words if _UNIT.match(word)]
        columns.append(" ".join(word for word in words if not _UNIT.match(word)))
    within = _UNIT_WITHIN.search(heading)
    unit = units[0] if units and len(set(units)) == 1 else (within.group() if within else "")
    if labelled and not unit:
        unit = labelled[0].strip("()")
    return heading, tuple(columns), unit


def _body(rows: Rows, heading: str) -> list[LaidRow]:
    """Rows with labels put together and inherited, and group headings handed down."""
    laid: list[LaidRow] = []
    group = label = ""
    names = _names_rows(rows)
    for n, row in enumerate(rows):
        own, cells = _on_one_line(row[0]), tuple(row[1:])
        if not any(cells):
            if laid and _wraps(laid[-1].label, own, rows[n + 1][0] if n + 1 < len(rows) else None):
                last = laid[-1]
                label = f"{last.label} {own}"
                laid[-1] = replace(last, label=label, printed=f"{last.printed}\n{row[0]}")
            else:
                group, label = own.rstrip(":"), ""
                laid.append(LaidRow(own, cells, "", printed(row)))
            continue
        inherits = not own and bool(label) and names
        if (not own and not inherits) or own.lower().startswith("total"):
            group = ""
        label = label if inherits else own or (heading if len(rows) == 1 else "")
        laid.append(LaidRow(label, cells, group, printed(row)))
    return laid


def _names_rows(rows: Rows) -> bool:
    """Whether the second column names rows along with the first, so that a label holds until the next: it has words in
    each row that has no label.
    """
    lacking = [row for row in rows if not row[0] and any(row[1:])]
    words = [row for row in lacking if len(row) > 2 and row[1] and not is_figure(row[1])]
    return bool(lacking) and len(words) == len(lacking)


def _on_one_line(label: str) -> str:
    """A label with its lines joined, unless they are a list."""
    return label if re.search(r"(?m)^\s*- ", label) else " ".join(label.split())


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
