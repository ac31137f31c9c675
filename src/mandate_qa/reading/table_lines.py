"""Lines between the rows of a table that hold a label without figures: they belong to the table.

A label too long for its column is printed over two lines, the figures on the second; a heading may stand above a group
of rows. What rows mean is `tables`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.labels import TABLE_NUMBER
from mandate_qa.reading.lines import Line
from mandate_qa.reading.markup import finished, plain
from mandate_qa.reading.tables import has_header

_MOST = 3
"""Lines that may stand between two rows."""
_LONGEST_LABEL = 8
"""Words."""


def with_lone_labels(lines: Sequence[Line]) -> list[Line]:
    """`lines` with labels that stand alone between two rows of a table put into the row below, or made rows."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end_of_labels(lines, at) if result and result[-1].cells else at
        if end > at:
            rows, row = _taken_in(lines[at:end], lines[end])
            result += [*rows, row]
            at = end + 1
        else:
            result.append(lines[at])
            at += 1
    return result


def _end_of_labels(lines: Sequence[Line], at: int) -> int:
    """Index of the row below the labels that begin at `at`, or `at` when none do."""
    end = at
    while end < len(lines) and end - at < _MOST and _is_label(lines[end]):
        end += 1
    if end == at or end == len(lines) or len(lines[end].cells) < 2:
        return at
    return end if _is_row_below(lines, at, end) else at


def _is_row_below(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether the row at `end` goes on with the table above `at`, and heads none of its own."""
    above, row = lines[at - 1], lines[end]
    if len(above.cells) != len(row.cells) or not row.cells[0] or not any(row.cells[1:]):
        return False
    rows = [line.cells for line in lines[end : end + 2] if line.cells]
    return _goes_on(row.cells[0]) or not has_header(rows)


def _is_label(line: Line) -> bool:
    """Whether a line reads like the label of a row."""
    if line.blank or line.cells or line.bullet or line.mark or TABLE_NUMBER.match(line.text):
        return False
    return len(line.text.split()) <= _LONGEST_LABEL and not finished(line.text.rstrip(":"))


def _taken_in(labels: Sequence[Line], row: Line) -> tuple[list[Line], Line]:
    """Labels that stand for themselves as rows of one cell, and `row` with those that its own label goes on with."""
    left = list(labels)
    while left and _goes_on(row.cells[0]):
        label = left.pop()
        row = replace(row, number=label.number, cells=(f"{label.text} {row.cells[0]}", *row.cells[1:]))
    return [replace(label, text="", cells=(label.text,)) for label in left], row


def _goes_on(label: str) -> bool:
    """Whether a label is the second line of another: it begins in lower case or with a bracket."""
    return plain(label)[:1].islower() or label.startswith("(")
