"""A page of a PDF → its rules: the straight lines that are drawn on it, along which tables are cut; and its pictures.

A rule may be a stroke, the edge of a framed box, or a filled box too thin to hold anything. A dot is a small figure as
high as it is wide: browsers draw the bullets of lists and do not write them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from mandate_qa.reading.pdf.glyphs import View

_THIN = 3.0
"""A filled box of at most so many points across is a line."""
_SHORT = 4.0
_DOT = (1.5, 8.0)
"""Least and most points across."""
_ROUND = 0.25
_DEPTH = 6
_OBJECTS = 20_000
"""More drawn objects than this on a page are a map or a chart, whose lines part no cells."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Dot(NamedTuple):
    """A small round or square figure."""

    x0: float
    x1: float
    middle: float
    """Height of its middle."""


class Rule(NamedTuple):
    """A line across (`at` is its height) or down (`at` is its distance from the left), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    pictured: float = 0.0
    """Share of the page that its largest picture covers."""
    dots: tuple[Dot, ...] = ()


def page_drawing(page: Any, view: View) -> Drawing:
    """The rules and pictures of a page, in the coordinates of `view`."""
    import pypdfium2.raw as pdfium

    across: list[Rule] = []
    down: list[Rule] = []
    dots: list[Dot] = []
    pictured = 0.0
    for n, (kind, handle, matrix) in enumerate(_objects(page)):
        if n > _OBJECTS:
            return Drawing(pictured=pictured)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured = max(pictured, _covered(handle, matrix, view))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            dot = _dot(handle, matrix, view)
            dots += [dot] if dot is not None else []
            for a, b in () if dot is not None else _strokes(handle, matrix, view):
                _sort_in(a, b, across, down)
    return Drawing(tuple(across), tuple(down), pictured, tuple(dots))


def _objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:
    """Kind, handle and the matrix around it of each object, those inside forms included."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_CountObjects(page)
    for n in range(count):
        yield from _within(pdfium.FPDFPage_GetObject(page, n), _SAME, 0)


def _within(handle: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    """An object, or what a form holds."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, handle, matrix
    elif depth < _DEPTH:
        inner = times(_matrix(handle), matrix)
        for n in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _within(pdfium.FPDFFormObj_GetObject(handle, n), inner, depth + 1)


def _matrix(handle: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first` and `then` what the other one does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(point: Point, matrix: Matrix) -> Point:
    """`point` where `matrix` puts it."""
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _covered(handle: Any, matrix: Matrix, view: View) -> float:
    """Share of the page that a picture covers."""
    inner = times(_matrix(handle), matrix)
    corners = [view.place(*moved(corner, inner)) for corner in ((0, 0), (1, 1), (0, 1), (1, 0))]
    width, height = view.size
    xs = [min(max(x, 0), width) for x, _ in corners]
    ys = [min(max(y, 0), height) for _, y in corners]
    return (max(xs) - min(xs)) * (max(ys) - min(ys)) / max(width * height, 1)


def _dot(handle: Any, around: Matrix, view: View) -> Dot | None:
    """The dot that a path is, if it is one."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top) or _is_stroked(handle) is None:
        return None
    corners = [(left.value, bottom.value), (right.value, top.value)]
    (xa, ya), (xb, yb) = (view.place(*moved(corner, around)) for corner in corners)
    across, down = abs(xa - xb), abs(ya - yb)
    if not _DOT[0] <= across <= _DOT[1] or abs(across - down) > _ROUND * across:
        return None
    return Dot(min(xa, xb), max(xa, xb), (ya + yb) / 2)


def _strokes(handle: Any, around: Matrix, view: View) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path that can be seen as lines, end to end."""
    stroked = _is_stroked(handle)
    if stroked is None:
        return
    matrix = times(_matrix(handle), around)
    for outline in _outlines(handle):
        points = [view.place(*moved(point, matrix)) for point in outline]
        thin = _thin_box(points)
        if thin is not None:
            yield thin
        elif stroked:
            yield from pairwise(points)


def _is_stroked(handle: Any) -> bool | None:
    """Whether a path is drawn as a line; False when it is only filled, None when it cannot be seen."""
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(handle, fill, stroke) or not (fill.value or stroke.value):
        return None
    return bool(stroke.value)


def _outlines(handle: Any) -> Iterator[list[Point]]:
    """The outlines of a path, each as its corners; one with curves is left out."""
    import pypdfium2.raw as pdfium

    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(min(pdfium.FPDFPath_CountSegments(handle), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points = [] if kind == pdfium.FPDF_SEGMENT_BEZIERTO else [*points, (x.value, y.value)]
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    yield points


def _thin_box(points: list[Point]) -> tuple[Point, Point] | None:
    """The line that a box too thin to hold anything is; None for any other shape."""
    if len(points) < 4:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    if min(across, down) > _THIN or max(across, down) <= _SHORT:
        return None
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return ((min(xs), y), (max(xs), y)) if across > down else ((x, min(ys)), (x, max(ys)))


def _sort_in(a: Point, b: Point, across: list[Rule], down: list[Rule]) -> None:
    """Add the line from `a` to `b` to the rules across or down; one that leans is no rule."""
    if abs(a[1] - b[1]) < 1 and abs(a[0] - b[0]) > _SHORT:
        across.append(Rule((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
    elif abs(a[0] - b[0]) < 1 and abs(a[1] - b[1]) > _SHORT:
        down.append(Rule((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
