"""Figures of one kind that an answer gives side by side, such as a budget for each of several years.

Says nothing rather than something that may be wrong: all figures are of one unit, each has a name of its own and stands
in checked words that the answer cites for it, and none that the answer sets beside them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandate_qa.exporting.footnotes import one_line
from mandate_qa.exporting.layout import Block, Grid, Layout, Mark, Pieces, laid_out
from mandate_qa.periods import calendar_years, financial_years
from mandate_qa.types.records import AnswerRecord, CitationRecord

FEWEST, MOST = 3, 30
"""Figures that a chart is worth drawing for, and those that it still has room for."""
LONGEST_NAME = 80
"""Characters of what a figure is of."""

_FIGURE = re.compile(
    r"(?P<money>£\s?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,9})?)"
    r"(?P<unit>\s?%|\sper\s?cent|\s?bn|\sbillion|\s?m|\smillion|\s?k|\sthousand)?",
    re.IGNORECASE,
)
_UNITS = {"percent": "%", "billion": "bn", "million": "m", "thousand": "k"}
_CELL = re.compile(r"(?P<figure>[^()]+)\s\((?P<name>.+)\)")
"""How the cell of a row is told: "£123,377m (2019-20)"."""
_TARGET = re.compile(r"(?P<figure>£?\d\S*)\s(?P<words>.+)\s(?:for|in|by|from)\s(?P<name>.+)")
"""How a figure is told before its time: "70% of 19/20 activity for April 2021"."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure and what it is of."""

    name: str
    printed: str

    @property
    def value(self) -> float:
        """The number before its unit."""
        found = _FIGURE.fullmatch(self.printed)
        return float(found["number"].replace(",", "")) if found else 0.0

    @property
    def unit(self) -> str | None:
        """Its unit in one spelling, such as "£m", "%" or ""; None when it is no figure."""
        found = _FIGURE.fullmatch(self.printed)
        if found is None:
            return None
        word = "".join((found["unit"] or "").lower().split())
        return f"{'£' if found['money'] else ''}{_UNITS.get(word, word)}"


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing, in the order of the answer."""

    name: str
    """What they are all of; "" where the answer says no more than the question."""
    points: tuple[Point, ...]
    citations: tuple[CitationRecord, ...]
    """The words that they stand in."""


Line = tuple[str, tuple[CitationRecord, ...]]
"""Words of a line, and what it rests on."""
Cited = Mapping[int, CitationRecord]


def series_of(record: AnswerRecord) -> tuple[Series, ...]:
    """The series of an answer; () when there are too few figures, or when anything about them is in doubt."""
    cited = {citation.marker: citation for citation in reversed(record.citations)}
    layout = laid_out(record.text, lambda marker: Mark(marker) if marker in cited else None)
    found = _of_table(layout, cited) or _of_rows(_listed(layout, cited)) or _of_lines(_listed(layout, cited))
    points = [point for series in found for point in series.points]
    units = {point.unit for point in points}
    return tuple(found) if FEWEST <= len(points) <= MOST and len(units) == 1 and None not in units else ()


def _of_table(layout: Layout, cited: Cited) -> list[Series]:
    """The rows of the one table, when it has headings: a name and a figure in each."""
    grids = [block for block in layout if isinstance(block, Grid)]
    if len(grids) != 1 or not grids[0].headed or len(grids[0].rows[0]) != 2:
        return []
    head, *rows = [[_line(cell, cited) for cell in row] for row in grids[0].rows]
    return _made(head[1][0], [(name, figure, (*more, *cites)) for (name, more), (figure, cites) in rows])


def _of_rows(lines: Sequence[Line]) -> list[Series]:
    """A series for each line, when each tells a row of a table: "Capital: £260m (2019-20); £365m (2020-21)"."""
    found: list[Series] = []
    for words, cites in lines:
        name, _, cells = words.rpartition(": ")
        told = [_CELL.fullmatch(cell) for cell in cells.rstrip(".").split("; ")]
        made = _made(name, [(cell["name"], cell["figure"], cites) if cell else ("", "", ()) for cell in told])
        if not made or not all(_of_time(point.name) for point in made[0].points):
            return []
        found += made
    return found if len({series.name for series in found}) == len(found) else []


def _of_lines(lines: Sequence[Line]) -> list[Series]:
    """All lines as one series, when they are alike but for time and figure."""
    told = [(_told(words.rstrip(".")), cites) for words, cites in lines]
    if not told or len({one[0] for one, _ in told}) > 1:
        return []
    return _made(told[0][0][0], [(name, figure, cites) for (_, name, figure), cites in told])


def _told(words: str) -> tuple[str, str, str]:
    """The words of a line that others share, what its figure is of, and the figure; "" for each that it does not say.

    Lines such as "2019-20: £124bn" share none.
    """
    name, _, figure = words.partition(": ")
    if _of_time(name) and _FIGURE.fullmatch(figure):
        return "", name, figure
    found = _TARGET.fullmatch(words)
    return (found["words"], found["name"], found["figure"]) if found and _of_time(found["name"]) else ("", "", "")


def _of_time(name: str) -> bool:
    """Whether a name tells a year."""
    return bool(financial_years(name) or calendar_years(name))


def _listed(layout: Layout, cited: Cited) -> list[Line]:
    """The bullets of an answer; all its lines when it has none."""
    blocks = [block for block in layout if isinstance(block, Block)]
    bullets = [block for block in blocks if block.bullet]
    return [_line(block.pieces, cited) for block in bullets or blocks]


def _line(pieces: Pieces, cited: Cited) -> Line:
    words = "".join(piece for piece in pieces if not isinstance(piece, Mark))
    marks = dict.fromkeys(piece.number for piece in pieces if isinstance(piece, Mark))
    return one_line(words), tuple(cited[marker] for marker in marks)


def _made(name: str, told: Sequence[tuple[str, str, tuple[CitationRecord, ...]]]) -> list[Series]:
    """A series of names and figures with what each rests on; [] when one is in doubt or two have one name."""
    names = {label.casefold() for label, _, _ in told if 0 < len(label) <= LONGEST_NAME}
    if len(names) != len(told) or not all(_borne(figure, cites) for _, figure, cites in told):
        return []
    citations = tuple(dict.fromkeys(citation for _, _, cites in told for citation in cites))
    return [Series(name, tuple(Point(label, figure) for label, figure, _ in told), citations)]


def _borne(figure: str, cites: Sequence[CitationRecord]) -> bool:
    """Whether it is a figure whose number stands, whole, in quoted words that were checked."""
    found = _FIGURE.fullmatch(figure)
    if found is None or not all(citation.checked for citation in cites):
        return False
    whole = re.compile(rf"(?<![\d,.−-]){re.escape(found['number'])}(?!\d|[,.]\d)")
    return any(whole.search(citation.quote) for citation in cites)
