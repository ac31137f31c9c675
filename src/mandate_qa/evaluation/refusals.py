"""What refusing by stated confidence alone would cost and gain: the refusal curve, and where the system stands.

At each threshold every question whose confidence is below it counts as refused. A system that refuses on other grounds
too need not stand on its own curve: above it those grounds earn their keep, below it they cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mandate_qa.evaluation.grading import Grade
from mandate_qa.evaluation.scores import Share


@dataclass(frozen=True, slots=True)
class Refusing:
    """How much is refused, in shares of 0 to 1."""

    unanswerable: float
    """Of the unanswerable questions; more is better."""
    answerable: float
    """Of the answerable questions; fewer is better."""
    threshold: float
    """The confidence below which questions are refused."""


@dataclass(frozen=True, slots=True)
class RefusalCurve:
    """Every threshold that makes a difference, and the system's own refusing."""

    points: tuple[Refusing, ...]
    """From refusing nothing to refusing everything, by rising threshold, each of which makes a difference."""
    stands: Refusing
    """What the system itself refuses; its threshold is 0, since it draws on more than confidence."""

    def at(self, threshold: float) -> Refusing:
        """What refusing below `threshold` would come to."""
        return next((one for one in self.points if one.threshold >= threshold), self.points[-1])

    @property
    def area(self) -> float:
        """Area under the curve: how often an answerable question has more confidence than an unanswerable one."""
        steps = pairwise(self.points)
        return sum((b.answerable - a.answerable) * (a.unanswerable + b.unanswerable) / 2 for a, b in steps)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        points = [
            {"threshold": one.threshold, "unanswerable": one.unanswerable, "answerable": one.answerable}
            for one in self.points
        ]
        stands = {"unanswerable": self.stands.unanswerable, "answerable": self.stands.answerable}
        return {"stands": stands, "area_under_the_curve": self.area, "points": points}


def refusal_curve(grades: Iterable[Grade]) -> RefusalCurve | None:
    """The curve over the questions whose confidence is told; None unless there are such of both sorts."""
    told = [grade for grade in grades if grade.confidence is not None]
    sorts = [[grade for grade in told if grade.case.answerable is answerable] for answerable in (False, True)]
    if not all(sorts):
        return None
    unanswerable, answerable = sorts
    stated = sorted({grade.confidence for grade in told if grade.confidence is not None})
    thresholds = [*stated, nothing_above(stated[-1])]
    points = [Refusing(below(unanswerable, t), below(answerable, t), t) for t in thresholds]
    return RefusalCurve(tuple(points), Refusing(refused(unanswerable), refused(answerable), 0.0))


def nothing_above(highest: float) -> float:
    """A threshold at which everything is refused."""
    return max(1.0, highest) + 1e-9


def below(grades: Sequence[Grade], threshold: float) -> float:
    """Share of `grades` whose confidence is below `threshold`."""
    return share(grade.confidence is not None and grade.confidence < threshold for grade in grades)


def refused(grades: Sequence[Grade]) -> float:
    """Share of `grades` that were refused."""
    return share(not grade.answered for grade in grades)


def share(told: Iterable[bool]) -> float:
    """Share, 0 to 1, of what is true."""
    every = tuple(told)
    return Share(sum(every), len(every)).value or 0.0
