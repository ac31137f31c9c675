"""What a report draws of confidence and time: reliability, the refusal curve, and how long answers took.

Every plot says in its label what it shows, marks with words what stands out, and needs no colour to be read.
"""

from __future__ import annotations

from math import sqrt

from mandate_qa.evaluation.calibration import Calibration
from mandate_qa.evaluation.latency import Latency
from mandate_qa.evaluation.refusals import RefusalCurve
from mandate_qa.evaluation.svg import TOP, Field, Point, axes, curve, dot, drawing, line, text

SHARES = (0, 0.2, 0.4, 0.6, 0.8, 1)
UNIT = Field(1, 1)
SLOWEST = 3
"""Answers slower than this many times the 95th percentile are drawn at the edge, and counted in words."""


def reliability(found: Calibration) -> str:
    """A dot a bin, its area by its answers, over the line on which stated confidence and being right are the same."""
    told = (
        f"Reliability of stated confidence over {found.answers} answers: "
        f"expected calibration error {found.error:.3f}, Brier score {found.brier:.3f}; the bins are in the table"
    )
    most = max(one.answers for one in found.bins)
    parts = [axes(UNIT, "stated confidence", "share strictly right", SHARES, SHARES), diagonal("as sure as right")]
    filled = [one for one in found.bins if one.answers]
    parts.append(curve(UNIT, [(one.stated, one.right) for one in filled], "one"))
    for one in filled:
        words = f"{one.answers} answers stated {one.stated:.2f} on average; {one.right:.2f} of them are right"
        parts.append(dot(UNIT, (one.stated, one.right), "one", words, 3 + 7 * sqrt(one.answers / most)))
        parts.append(text(UNIT.x(one.stated) + 9, UNIT.y(one.right) + 18, str(one.answers)))
    return drawing(UNIT, told, parts)


def refusing(found: RefusalCurve) -> str:
    """Unanswerable questions refused over answerable ones refused as the threshold rises, and where the system is."""
    stands = found.stands
    told = (
        f"Refusal curve: the system refuses {stands.unanswerable:.2f} of the unanswerable and {stands.answerable:.2f} "
        f"of the answerable questions; area under the curve of its confidence alone {found.area:.3f}"
    )
    at: Point = (stands.answerable, stands.unanswerable)
    right = at[0] < 0.6
    beside = text(UNIT.x(at[0]) + (12 if right else -12), UNIT.y(at[1]) + 5, "the system", "start" if right else "end")
    parts = [
        axes(UNIT, "answerable questions refused", "unanswerable questions refused", SHARES, SHARES),
        diagonal("by chance"),
        curve(UNIT, [(one.answerable, one.unanswerable) for one in found.points], "one"),
        dot(UNIT, at, "two", told, 6),
        beside,
    ]
    return drawing(UNIT, told, parts)


def diagonal(words: str) -> str:
    """The line from 0 to 1, with what it stands for."""
    return curve(UNIT, [(0, 0), (1, 1)], "faint") + text(UNIT.x(0.98), UNIT.y(0.84), words, "end")


def waiting(found: Latency) -> str:
    """The share of answers that were there after so many milliseconds, median and 95th percentile marked."""
    median, p95, slowest = (1000 * s for s in (found.median, found.percentile(0.95), found.seconds[-1]))
    told = (
        f"Time to answer over {len(found.seconds)} answers: median {median:.1f} ms, 95th percentile {p95:.1f} ms, "
        f"slowest {slowest:.1f} ms"
    )
    edge = max(min(slowest, SLOWEST * p95), 1e-3)
    field = Field(edge, 1)
    steps = [(1000 * s, n / len(found.seconds)) for n, s in enumerate(found.seconds, 1) if 1000 * s <= edge]
    drawn: list[Point] = [(0, 0)]
    for ms, share in steps:
        drawn += [(ms, drawn[-1][1]), (ms, share)]
    slower = len(found.seconds) - len(steps)
    name = "milliseconds" + (f" ({slower} slower, up to {slowest:.0f})" if slower else "")
    ticks = [float(f"{edge * n / 4:.2g}") for n in range(5)]
    parts = [axes(field, name, "share of answers there", ticks, SHARES), curve(field, drawn, "one")]
    parts += [upright_mark(field, median, "median", 0.5), upright_mark(field, p95, "95th percentile", 0.2)]
    return drawing(field, told, parts)


def upright_mark(field: Field, ms: float, name: str, height: float) -> str:
    """An upright line at a time, with its name and value beside it."""
    x, right = field.x(ms), ms < 0.6 * field.x_most
    label = text(x + (6 if right else -6), field.y(height), f"{name} {ms:.1f} ms", "start" if right else "end")
    return line([(x, TOP), (x, TOP + field.height)], "two") + label
