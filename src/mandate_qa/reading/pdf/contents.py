"""Tables of contents: lines that end in dots or white and a page number, and the lines that such an entry runs over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mandate_qa.reading.pdf.pages import Item, Role

_PAGE = r"(?P<page>\d{1,3}|[ivxl]{1,6})"
_LEADERS = re.compile(rf"^(?P<words>.*?)\s*(?:(?:[.·_]\s?){{3,}}|…(?:\s?[.…])*|(?:\s\.){{3,}})\s*{_PAGE}$")
_TABBED = re.compile(rf"^(?P<words>.*\S)\t{_PAGE}$")
_ALIGNED = re.compile(rf"^(?:.*\S\s)?{_PAGE}$")
_TITLE = re.compile(r"^(?:table of )?contents(?: page)?:?$", re.IGNORECASE)
_RUN = 5
"""So many lines with white before their page numbers make a table of contents where no title announces one."""
_FRONT = 10
"""Without a title it stands on one of so many first pages."""
_SPACING = 2.2
_ALIGN = 2.0
"""Page numbers end at one place, but for so many points."""
_LINES = 4
"""An entry has fewer lines."""


def with_contents(items: Sequence[Item], pages: int) -> list[Item]:
    """`items` of a document of so many `pages`, the lines of tables of contents told from the body."""
    entries = {n for n, item in enumerate(items) if item.line and _LEADERS.match(item.line.text)}
    entries |= _tabbed(items, entries, pages)
    entries |= {n for end in entries for n in range(end - _LINES, end) if n >= 0 and _runs_over(items, n, entries)}
    return [replace(item, role=Role.ENTRY) if n in entries else item for n, item in enumerate(items)]


def entry(text: str) -> str:
    """The words of an entry and its page number, parted by a tab; other lines as they are."""
    found = _LEADERS.match(text) or _TABBED.match(text)
    words = (found["words"] if found else text).strip().replace("\t", " ")
    return f"{words}\t{found['page']}" if found else words


def _tabbed(items: Sequence[Item], known: set[int], pages: int) -> set[int]:
    """Lines with white before a page number, under a title or in a long run; their numbers rise."""
    found: set[int] = set()
    run: list[int] = []
    announced = False
    for n, item in enumerate(items):
        text = item.line.text if item.line else ""
        if (_TABBED.match(text) and (not run or _near(items[run[-1]], item))) or (
            run and _ALIGNED.match(text) and _is_aligned(items[run[-1]], item)
        ):
            run.append(n)
            continue
        if n in known or (run and item.line and _near(items[run[-1]], item)):
            continue
        found |= _kept(items, run, pages, announced=announced)
        run, announced = [], bool(_TITLE.match(text))
    return found | _kept(items, run, pages, announced=announced)


def _kept(items: Sequence[Item], run: Sequence[int], pages: int, *, announced: bool) -> set[int]:
    """The lines of a run, if they are entries."""
    numbers = [int(page) for n in run if (page := _page(items[n])).isdigit()]
    if numbers != sorted(numbers):
        return set()
    likely = len(run) >= _RUN and items[run[0]].column.page <= _FRONT and max(numbers, default=0) <= pages
    return set(run) if announced or likely else set()


def _page(item: Item) -> str:
    """The page number of an entry."""
    found = _ALIGNED.match(item.line.text) if item.line else None
    return found["page"] if found else ""


def _is_aligned(above: Item, below: Item) -> bool:
    """Whether a page number stands right below another, without room for white before it."""
    if above.line is None or below.line is None or above.column != below.column:
        return False
    return _near(above, below) and abs(above.line.x1 - below.line.x1) < _ALIGN


def _near(above: Item, below: Item) -> bool:
    """Whether a line stands right below another, or heads the next column."""
    if above.line is None or below.line is None:
        return False
    if above.column != below.column:
        return below.column.page - above.column.page <= 1
    return below.line.base - above.line.base <= _SPACING * 1.4 * above.line.size


def _runs_over(items: Sequence[Item], n: int, entries: set[int]) -> bool:
    """Whether line `n` is the beginning of an entry that ends with its page number on a line below."""
    end = next((m for m in range(n + 1, min(n + _LINES, len(items))) if m in entries), None)
    if end is None or not _is_front(items, n, entries):
        return False
    return all(_goes_on(items[m], items[m + 1]) for m in range(n, end))


def _is_front(items: Sequence[Item], n: int, entries: set[int]) -> bool:
    """Whether entries, or the title of a table of contents, stand above line `n`, with lines of its own in between."""
    for m in range(n - 1, max(n - _LINES, -1), -1):
        line = items[m].line
        if m in entries or (line is not None and _TITLE.match(line.text)):
            return True
        if not _goes_on(items[m], items[m + 1]):
            return False
    return False


def _goes_on(item: Item, below: Item) -> bool:
    """Whether a line stands right above another in the same type."""
    if item.line is None or below.line is None or item.column != below.column:
        return False
    step = below.line.base - item.line.base
    return abs(item.line.size - below.line.size) < 0.5 and 0 < step <= 1.5 * item.line.size
