"""The chart of an answer's figures: bars drawn to one scale, readable in light and dark, by eye and by ear.

Knows how a chart looks, as an SVG that needs no script and no style of a page. Which figures there are to draw is left
to `series`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from textwrap import wrap

from mandate_qa.exporting.footnotes import cut
from mandate_qa.exporting.series import Point, Series, series_of
from mandate_qa.types.records import AnswerRecord

LINE, BAR, GAP = 18, 14, 10
"""Heights of a line of words, of a bar and of the room below it, in pixels. Bars are as wide as the place allows, and
words keep their size."""
ACROSS = 44
"""Characters that have room in a line on a telephone."""
_STYLE = "display:block;width:100%;max-width:none;color:var(--text,currentColor)"
_FILL = "fill:var(--link,currentColor)"


def chart_svg(record: AnswerRecord) -> str:
    """An SVG of the answer's figures with their sources; "" where it has no three figures that can be set side by side.

    Every word in it is escaped, so that a template may take it as it is.
    """
    found = series_of(record)
    if not found:
        return ""
    id = f"chart-{sha256(f'{record.asked_at}{record.question}{record.text}'.encode(errors='replace')).hexdigest()[:12]}"
    drawn, height = _drawn(found)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{id}-title {id}-desc" '
        f'width="100%" height="{height}" style="{_STYLE}" font-size="13" fill="currentColor">'
        f'<title id="{id}-title">Chart: {escape(_capital(record.question))}</title>'
        f'<desc id="{id}-desc">{escape(_told(found))}</desc>{drawn}</svg>'
    )


def _told(found: tuple[Series, ...]) -> str:
    """The figures and their sources in words."""
    lists = (f"{f'{_capital(one.name)}: ' if one.name else ''}{'; '.join(map(_point, one.points))}." for one in found)
    return f"{' '.join(lists)} {_source(found)}"


def _point(point: Point) -> str:
    return f"{point.name} {point.printed}"


def _source(found: tuple[Series, ...]) -> str:
    labels = dict.fromkeys(citation.label for series in found for citation in series.citations)
    return f"Source: {'; '.join(labels)}."


def _drawn(found: tuple[Series, ...]) -> tuple[str, int]:
    """All that is drawn, from the top down, and how high it is."""
    most = _scale([point for series in found for point in series.points])
    parts, y = [], 0
    for series in found:
        for line in wrap(cut(_capital(series.name), 3 * ACROSS), ACROSS):
            y += LINE
            parts.append(_text(0, y - 5, line, ' font-weight="bold"'))
        for point in series.points:
            parts += _bar(point, y, most)
            y += LINE + BAR + GAP
    for line in wrap(cut(_source(found), 20 * ACROSS), ACROSS + 4):
        y += LINE
        parts.append(_text(0, y - 5, line, ' font-size="12"'))
    return "".join(parts), y + 4


def _scale(points: list[Point]) -> float:
    """The value of a bar as long as the drawing is wide; every bar begins at nought, and shares are shares of 100."""
    whole = 100.0 if points[0].unit == "%" else 0.0
    return max(whole, *(point.value for point in points)) or 1.0


def _bar(point: Point, y: int, most: float) -> Iterator[str]:
    """A bar below its name and its figure."""
    figure = f'<tspan font-weight="bold">{escape(point.printed)}</tspan>'
    name = escape(cut(point.name, max(8, ACROSS - len(point.printed) - 2)))
    yield f'<text x="0" y="{y + LINE - 5}">{name}: {figure}</text>'
    width = max(0.3, 100 * point.value / most)
    yield (
        f'<rect x="0" y="{y + LINE}" width="{width:.2f}%" height="{BAR}" style="{_FILL}">'
        f"<title>{escape(_point(point))}</title></rect>"
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text(x: int, y: int, words: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}"{more}>{escape(words)}</text>'
