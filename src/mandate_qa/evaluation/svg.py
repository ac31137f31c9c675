"""Points, lines and axes as SVG, drawn by hand: small, without scripts, and readable in light and dark.

Knows where a value stands in a drawing. What is drawn is left to `plots`; the colours of the classes `one`, `two` and
`faint` are left to the style of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

LEFT, TOP, RIGHT, BOTTOM = 64, 16, 24, 48
"""Pixels around the field in which values are drawn."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose axes begin at 0."""

    x_most: float
    y_most: float
    width: int = 400
    height: int = 260

    def x(self, value: float) -> float:
        """Pixels from the left; what lies beyond the field is drawn at its edge."""
        return LEFT + self.width * min(max(value / self.x_most, 0.0), 1.0)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return TOP + self.height * (1 - min(max(value / self.y_most, 0.0), 1.0))


def drawing(field: Field, told: str, parts: Iterable[str]) -> str:
    """A whole drawing; `told` says in words what it shows, for who cannot see it."""
    width, height = LEFT + field.width + RIGHT, TOP + field.height + BOTTOM
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-size="13"'
    return f'<svg role="img" aria-label="{escape(told)}" {size}>{"".join(parts)}</svg>'


def axes(field: Field, x_name: str, y_name: str, x_ticks: Sequence[float], y_ticks: Sequence[float]) -> str:
    """Both axes with their names and ticks."""
    foot, middle = TOP + field.height, LEFT + field.width / 2
    marks = [text(field.x(tick), foot + 18, f"{tick:g}", "middle") for tick in x_ticks]
    marks += [text(LEFT - 8, field.y(tick) + 4, f"{tick:g}", "end") for tick in y_ticks]
    names = [text(middle, foot + 40, x_name, "middle"), upright(14, TOP + field.height / 2, y_name)]
    frame = line([(LEFT, TOP), (LEFT, foot), (LEFT + field.width, foot)], "axis")
    return "".join([frame, *marks, *names])


def line(pixels: Iterable[Point], kind: str) -> str:
    """A line through points in pixels."""
    return f'<polyline class="{kind}" fill="none" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in pixels)}"/>'


def curve(field: Field, points: Iterable[Point], kind: str) -> str:
    """A line through values."""
    return line([(field.x(x), field.y(y)) for x, y in points], kind)


def dot(field: Field, at: Point, kind: str, told: str, radius: float = 5) -> str:
    """A dot at a value, with words that show when it is pointed at."""
    place = f'cx="{field.x(at[0]):.1f}" cy="{field.y(at[1]):.1f}" r="{radius:g}"'
    return f'<circle class="{kind}" {place}><title>{escape(told)}</title></circle>'


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words at a place in pixels."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def upright(x: float, y: float, words: str) -> str:
    """Words that run upwards, centred on a place in pixels."""
    turned = f'transform="rotate(-90 {x:.1f} {y:.1f})"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" {turned}>{escape(words)}</text>'
