"""Footnotes at the foot of a column: small lines that begin with a mark, and the lines that go on with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mandate_qa.reading.markup import finished, note_marks
from mandate_qa.reading.pdf.lines import Line
from mandate_qa.reading.pdf.pages import Item, Page, Role

NOTE = re.compile(r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<plain>\d{1,3})|(?P<sign>[*†‡§]{1,3}))(?:[.)]?\s+|\t|(?=\D))\s*")
"""Opens a footnote."""

_SMALLER = 0.97
"""Footnotes are set smaller than the body, or begin with a raised figure."""


def with_footnotes(pages: Sequence[Page], body_size: float) -> list[Page]:
    """`pages` with the lines of footnotes told from the body."""
    walk = _Walk(body_size)
    return [replace(page, items=tuple(walk.page(page))) for page in pages]


class _Walk:
    """Goes from page to page: which number came last, and whether its footnote is still open."""

    def __init__(self, body_size: float) -> None:
        self._body_size = body_size
        self._last = 0
        self._open = False

    def page(self, page: Page) -> Iterator[Item]:
        """The items of a page, those of footnotes marked."""
        seen = page_marks(page)
        went_over = self._open
        self._open = False
        for _, group in groupby(page.items, key=lambda item: item.column):
            items = list(group)
            start = self._start(items, seen, went_over=went_over)
            yield from items[:start]
            yield from self._notes(items[start:], seen)

    def _start(self, items: Sequence[Item], seen: set[int], *, went_over: bool) -> int:
        """Index of the first line of the footnotes of a column."""
        start = len(items)
        while start and self._is_small(items[start - 1].line):
            start -= 1
        if start == len(items):
            start = next((n for n, item in enumerate(items) if self._opens_raised(item.line, seen)), start)
        first = next((n for n in range(start, len(items)) if self._opens(items[n].line, seen)), len(items))
        return start if first > start and went_over and start > 0 else first

    def _is_small(self, line: Line | None) -> bool:
        return line is not None and line.size <= _SMALLER * self._body_size

    def _opens(self, line: Line | None, seen: set[int]) -> bool:
        """Whether a line opens a footnote whose mark stands on the page or follows the last one."""
        found = NOTE.match(line.text) if line is not None else None
        if found is None:
            return False
        if found["sign"]:
            return True
        number = note_number(line.text) if line is not None else None
        return number is not None and (number in seen or number == self._last + 1)

    def _opens_raised(self, line: Line | None, seen: set[int]) -> bool:
        """The same for a line in the type of the body, which must begin with a raised figure."""
        return line is not None and line.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and self._opens(line, seen)

    def _notes(self, items: Sequence[Item], seen: set[int]) -> Iterator[Item]:
        """Lines at the foot of a column, as footnotes that begin and go on."""
        for item in items:
            opens = self._opens(item.line, seen)
            if opens and item.line is not None:
                self._last = note_number(item.line.text) or self._last
            yield replace(item, role=Role.NOTE if opens else Role.MORE)
        if items and items[-1].line is not None:
            self._open = not finished(items[-1].line.text)


def note_number(text: str) -> int | None:
    """The number of the footnote that a line opens, None when it opens none or one that a sign marks."""
    found = NOTE.match(text)
    if found is None or found["sign"]:
        return None
    return note_marks(found["raised"])[0] if found["raised"] else int(found["plain"])


def page_marks(page: Page) -> set[int]:
    """The numbers of the footnote marks that stand in the text and tables of a page."""
    found: set[int] = set()
    for item in page.items:
        for line in [item.line] if item.line else []:
            found.update(note_marks(line.text[1:]))
        for row in item.table.rows if item.table else ():
            found.update(mark for cell in row for line in cell.lines for mark in note_marks(line.text))
    return found
